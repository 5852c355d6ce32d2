/* fixture_unit.h - the fixture of tests that need memory and somewhere to complain, and nothing else. */
#ifndef TESTS_UNIT_FIXTURE_UNIT_H
#define TESTS_UNIT_FIXTURE_UNIT_H

#include "unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct diags diags;
};

static inline int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    free(f);
    return 0;
}

#endif
