/* check_unit.h - a small model made of texts, and the complaints of the checks over it. */
#ifndef TESTS_UNIT_CHECK_UNIT_H
#define TESTS_UNIT_CHECK_UNIT_H

#include "unit.h"

#include "check/check.h"
#include "read/content.h"

#include <stdio.h>
#include <stdlib.h>

struct check_unit {
    struct arena arena;
    struct diags diags;
    struct model model;
    struct year year;
};

#define PLAN_HEAD                                                                                                                \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: " \
    "[I]\n---\n\n## I. VIỆC\n\n"
/* Head of a quarter, I to IV, each report with a number of its own. */
#define QUARTER_HEAD(roman)                                                                                  \
    "---\nkỳ: Quý " #roman " năm 2024\nsố: " NUMBER_##roman "/BC-A\nngày: 31/12/2024\n---\n\n"
#define NUMBER_I "11"
#define NUMBER_II "12"
#define NUMBER_IV "14"

static inline const struct source *named_source(struct check_unit *u, const char *name, const char *text)
{
    return source_from_bytes(&u->arena, &u->diags, name, text, strlen(text));
}

/* A model of one year: the plan's text, and quarters by number - 1 (NULL: none). No school, no indices. */
static inline void check_unit_open(struct check_unit *u, const char *plan, const char *const quarters[4])
{
    memset(u, 0, sizeof *u);
    u->diags.arena = &u->arena;
    u->year = (struct year){.number = 2024, .folder = ".", .shown = "2024"};
    u->year.plan = plan_read(&u->arena, &u->diags, named_source(u, "plan.md", plan));
    for (int q = 0; q < 4; q++) {
        if (!quarters[q])
            continue;
        const char *name = arena_printf(&u->arena, "q%d.md", q + 1);
        struct progress *p = progress_read(&u->arena, &u->diags, named_source(u, name, quarters[q]), 15);
        progress_link(&u->arena, p, u->year.plan);
        u->year.quarters[q] = p;
    }
    if (u->diags.count)
        diag_print(&u->diags, stderr);
    assert_int_equal(u->diags.count, 0); /* the readers must have nothing to say */
    u->model = (struct model){.arena = &u->arena, .folder = ".", .years = &u->year, .year_count = 1};
}

/* Runs the checks and returns all that is printed, in the arena. */
static inline const char *check_unit_run(struct check_unit *u)
{
    check_model(&u->diags, &u->model);
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    diag_print(&u->diags, stream);
    fclose(stream);
    const char *copy = arena_strdup(&u->arena, text);
    free(text);
    return copy;
}

static inline size_t times(const char *text, const char *needle)
{
    size_t count = 0;
    for (const char *p = text; (p = strstr(p, needle)) != NULL; p += strlen(needle))
        count++;
    return count;
}

static inline void check_unit_close(struct check_unit *u)
{
    arena_free(&u->arena);
}

#endif
