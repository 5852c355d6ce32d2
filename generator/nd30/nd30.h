/* nd30.h - a finished PDF held to Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, by what stands on its pages. */
#ifndef ND30_ND30_H
#define ND30_ND30_H

#include "base/diag.h"
#include "pdf/file.h"

#include <stdbool.h>
#include <stddef.h>

struct nd30_rule {
    unsigned number; /* 5: R-05 */
    enum diag_level level;
    const char *place;              /* "Phần I, I.7" of Phụ lục I; "" where the decree sets nothing */
    const char *title[2], *mend[2]; /* by enum diag_lang */
};

enum nd30_verdict {
    ND30_OTHER,  /* no judge here */
    ND30_ABSENT, /* nothing on the pages that the rule is about */
    ND30_FITS,
    ND30_MISSES,
};

struct nd30_finding {
    const struct nd30_rule *rule;
    enum diag_level level; /* of the rule, or milder */
    size_t page;           /* from 1 */
    const char *found;     /* what stands there, in words */
};

struct nd30_result {
    const struct nd30_finding *findings; /* by rule, then by page */
    size_t finding_count;
    const enum nd30_verdict *verdicts; /* by rule, as nd30_rules() */
    size_t pages;
    bool has_text; /* false: a scan, of which nothing can be said */
};

/* All rules, in the order of their numbers. */
const struct nd30_rule *nd30_rules(size_t *count);

/* Judges a file. Memory: the arena's. */
struct nd30_result *nd30_judge(struct arena *arena, struct pdf_file *file, enum diag_lang lang);

#endif
