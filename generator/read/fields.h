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

/* Only the first block of the item is looked at. False when it is not of that form: no colon, or a key longer
 * than 40 letters. */
bool field_split(struct arena *arena, const struct block *item, struct field_item *out);

/* The field of that key (compared folded), or NULL. */
const struct field *field_find(const struct field *fields, size_t count, const char *key);

/* The key nearest to one that is not known, or NULL. */
const char *field_nearest(struct arena *arena, const struct field *fields, size_t count, const char *key);

/* All keys, for a hint: "Trạng thái · Kết quả · …". */
const char *field_names(struct arena *arena, const struct field *fields, size_t count);

/* Stores a value; complains when the field was given before, or the value is empty. */
void field_store(struct arena *arena, struct diags *diags, const struct field *field, void *target,
                 const struct field_item *item, const struct block *block);

/* What is left of a place behind a part of it: where to look for the next value, so that "1/6" is not found
 * inside an earlier "11/6". The whole, when the part is not truly inside. */
struct place field_rest(struct place whole, struct place part);

/* Complains when a field's item holds more than its first block. */
void field_one_block(struct diags *diags, const struct field *field, const struct block *item);

/* Reads a date; complains with the place of the value. An absent value leaves *out alone. */
void field_date(struct diags *diags, struct str value, struct date *out);

/* Complains about a line inside an item that begins with a dash or bullet that Markdown does not know ("–",
 * "—", "•"): it was meant as the next item, and would silently become part of this one. The value of *split
 * is cut before it, and *next gets what stands on that line, so that one slip is one complaint. False when
 * there is none. */
bool field_wrong_dash(struct arena *arena, struct diags *diags, const struct block *item,
                      struct field_item *split, struct field_item *next);

#endif
