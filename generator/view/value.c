/* value.c - values for templates. */
#include "view/value.h"

#include <assert.h>
#include <string.h>

static struct value *value_new(struct arena *arena, enum value_kind kind)
{
    struct value *v = ARENA_NEW(arena, struct value);
    v->kind = kind;
    return v;
}

struct value *value_string(struct arena *arena, const char *s)
{
    struct value *v = value_new(arena, s ? VALUE_STRING : VALUE_FALSE);
    v->string = s;
    return v;
}

struct value *value_bool(struct arena *arena, bool b)
{
    return value_new(arena, b ? VALUE_TRUE : VALUE_FALSE);
}

struct value *value_list(struct arena *arena)
{
    return value_new(arena, VALUE_LIST);
}

struct value *value_object(struct arena *arena)
{
    return value_new(arena, VALUE_OBJECT);
}

void value_push(struct arena *arena, struct value *list, struct value *item)
{
    assert(list->kind == VALUE_LIST);
    ARENA_PUSH(arena, list->items, list->count) = item;
}

void value_set(struct arena *arena, struct value *object, const char *name, struct value *v)
{
    assert(object->kind == VALUE_OBJECT);
#ifdef __SANITIZE_ADDRESS__
    assert(!value_get(object, name)); /* as long as all the names before: for the tests */
#endif
    size_t count = object->count;
    ARENA_PUSH(arena, object->names, count) = name;
    ARENA_PUSH(arena, object->items, object->count) = v;
}

void value_set_string(struct arena *arena, struct value *object, const char *name, const char *s)
{
    value_set(arena, object, name, value_string(arena, s));
}

struct value *value_copy(struct arena *arena, const struct value *v)
{
    struct value *copy = value_new(arena, v->kind);
    copy->string = v->string ? arena_strdup(arena, v->string) : NULL;
    for (size_t i = 0; v->kind == VALUE_LIST && i < v->count; i++)
        value_push(arena, copy, value_copy(arena, v->items[i]));
    for (size_t i = 0; v->kind == VALUE_OBJECT && i < v->count; i++)
        value_set(arena, copy, arena_strdup(arena, v->names[i]), value_copy(arena, v->items[i]));
    return copy;
}

const struct value *value_get(const struct value *object, const char *name)
{
    if (object->kind != VALUE_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->count; i++)
        if (*object->names[i] == *name && strcmp(object->names[i], name) == 0) /* most differ at once */
            return object->items[i];
    return NULL;
}
