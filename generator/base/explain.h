/* explain.h - the long explanation of a complaint, with an example before and after (explain.def). */
#ifndef BASE_EXPLAIN_H
#define BASE_EXPLAIN_H

#include "base/diag.h"

struct explanation {
    const char *why[2];         /* by enum diag_lang; NULL when none was written yet, which a test refuses */
    const char *before, *after; /* pieces of content or of a command line; the same in both languages */
};

/* The explanation of a code. Never NULL. */
const struct explanation *diag_explanation(enum diag_code code);

#endif
