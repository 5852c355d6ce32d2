/* value.h - values for templates: strings, lists, objects, true and false. */
#ifndef VIEW_VALUE_H
#define VIEW_VALUE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum value_kind { VALUE_FALSE, VALUE_TRUE, VALUE_STRING, VALUE_LIST, VALUE_OBJECT };

struct value {
    enum value_kind kind;
    const char *string;   /* STRING; an empty string is false as a section */
    struct value **items; /* LIST, and the members of an OBJECT */
    const char **names;   /* OBJECT */
    size_t count;
};

/* All in the arena; strings are not copied. NULL s gives VALUE_FALSE. */
struct value *value_string(struct arena *arena, const char *s);
struct value *value_bool(struct arena *arena, bool b);
struct value *value_list(struct arena *arena);
struct value *value_object(struct arena *arena);
void value_push(struct arena *arena, struct value *list, struct value *item);
/* Names must be new to the object. */
void value_set(struct arena *arena, struct value *object, const char *name, struct value *v);
void value_set_string(struct arena *arena, struct value *object, const char *name, const char *s);
/* The same once more, strings and names and all. */
struct value *value_copy(struct arena *arena, const struct value *v);
/* The member of that name, or NULL. */
const struct value *value_get(const struct value *object, const char *name);

#endif
