/* explain.c - the table of explanations, from explain.def. */
#include "base/explain.h"

static const struct explanation explanations[DIAG_COUNT] = {
#define EXPLAIN(name, vi, en, before, after) [DIAG_##name] = {{vi, en}, before, after},
#include "base/explain.def"
#undef EXPLAIN
};

const struct explanation *diag_explanation(enum diag_code code)
{
    return &explanations[code];
}
