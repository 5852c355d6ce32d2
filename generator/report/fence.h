/* fence.h - the fenced blocks of the report form: lines "khóa: giá trị", and table rows. */
#ifndef REPORT_FENCE_H
#define REPORT_FENCE_H

#include "base/diag.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

struct fence_row {
    const char *typed;  /* the key as it stands in the form */
    const char *key;    /* folded: "cot", "dong" */
    const char **cells; /* the value, parted at "|"; Markdown's backslashes are taken away */
    size_t count;       /* at least 1 */
    struct place at;    /* the line, in the filled form */
};

struct fence {
    struct fence_row *rows;
    size_t count;
};

/* Takes a fenced block apart. Empty lines are skipped; a line without a colon has the key "". */
struct fence fence_read(struct arena *arena, const struct block *block);

/* Complains about lines whose key is not among the known ones, a NULL-terminated list as people write them.
 * False after a complaint. */
bool fence_check(struct arena *arena, struct diags *diags, const struct fence *fence,
                 const char *const *known);

/* The n-th value of a key (n from 0), whole, or NULL when there is none or it is empty. */
const char *fence_value(const struct fence *fence, const char *key, size_t n);

#endif
