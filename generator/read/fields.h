/* fields.h - "Khóa: giá trị" items: which keys there are, and where each value goes. */
#ifndef READ_FIELDS_H
#define READ_FIELDS_H

#include "base/date.h"
#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

/* A key and where its value is kept: a struct str at that offset of the target. Keys that may stand more than
 * once, or need more than a string, have a function instead. */
struct field {
    const char *key;
    size_t offset;
    void (*set)(struct arena *arena, struct diags *diags, void *target, struct str value,
                const struct block *item);
};

/* A dash item "Khóa: giá trị" taken apart. */
struct field_item {
    struct str key, value;
};

/* False when the item is not of that form: no colon, more than one block, or a key longer than 40 characters.
 */
bool field_split(struct arena *arena, const struct block *item, struct field_item *out);

/* The field of that key (compared folded), or NULL. */
const struct field *field_find(struct arena *arena, const struct field *fields, size_t count,
                               const char *key);

/* The key nearest to one that is not known, or NULL. */
const char *field_nearest(struct arena *arena, const struct field *fields, size_t count, const char *key);

/* Stores a value; complains when the field was given before, or the value is empty. */
void field_store(struct arena *arena, struct diags *diags, const struct field *field, void *target,
                 const struct field_item *item, const struct block *block);

/* Reads a date; complains with the place of the value. An absent value leaves *out alone. */
void field_date(struct diags *diags, struct str value, struct date *out);

#endif
