/* unit.h - what every unit test includes before cmocka, and small helpers. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/source.h"

#include <string.h>

/* A source from a text. */
static inline const struct source *unit_source(struct arena *arena, struct diags *diags, const char *text)
{
    return source_from_bytes(arena, diags, "test.md", text, strlen(text));
}

#endif
