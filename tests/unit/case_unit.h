/* case_unit.h - rules in tables: a school, a plan and its quarters as texts, and the complaints as
 * "T121@q4.md:9:9". */
#ifndef TESTS_UNIT_CASE_UNIT_H
#define TESTS_UNIT_CASE_UNIT_H

#include "check_unit.h"

struct case_unit {
    const char *school, *indices, *plan; /* NULL: none; of the plan: one with a task */
    const char *quarters[4];
    const char
        *codes; /* those that begin as asked, "T121@q4.md:9:9 T123@q4.md:9:9"; or words of what is printed */
};

/* Opens the case's model; what is printed about it, in the unit's arena. */
static inline const char *case_run(struct check_unit *u, const struct case_unit *one)
{
    check_unit_open(u, one->plan ? one->plan : PLAN_HEAD "- Việc.\n", one->quarters);
    if (one->school)
        u->model.school = school_read(&u->arena, &u->diags, named_source(u, "school.md", one->school));
    if (one->indices)
        u->model.papi = papi_read(&u->arena, &u->diags, named_source(u, "papi.md", one->indices));
    assert_int_equal(u->diags.count, 0);
    return check_unit_run(u);
}

/* The complaints of a printed text whose codes begin with one of the letters "T12 T15". */
static inline const char *case_codes(struct arena *arena, const char *printed, const char *wanted)
{
    const char *all = "";
    char *lines = arena_strdup(arena, printed), *rest;
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const char *code = strstr(line, " ["), *end = strstr(line, ": ");
        if (*line == ' ' || !code || !end)
            continue;
        bool asked = false;
        for (const char *w = wanted; *w; w += strcspn(w, " "), w += *w == ' ')
            asked = asked || strncmp(code + 2, w, strcspn(w, " ")) == 0;
        if (asked)
            all =
                arena_printf(arena, "%s%s%.4s@%.*s", all, *all ? " " : "", code + 2, (int)(end - line), line);
    }
    return all;
}

/* Each case has just the complaints that it says, of those asked for. */
static inline void expect_cases(const struct case_unit *cases, size_t count, const char *wanted)
{
    for (size_t i = 0; i < count; i++) {
        struct check_unit u;
        const char *printed = case_run(&u, &cases[i]), *codes = case_codes(&u.arena, printed, wanted);
        if (strcmp(codes, cases[i].codes) != 0)
            print_error("case %zu: %s\n%s\n", i, codes, printed);
        assert_string_equal(codes, cases[i].codes);
        check_unit_close(&u);
    }
}
#define EXPECT_CASES(cases, wanted) expect_cases((cases), sizeof(cases) / sizeof *(cases), (wanted))

/* Each case prints the words, lines of it with their ends. */
static inline void expect_words(const struct case_unit *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct check_unit u;
        const char *printed = case_run(&u, &cases[i]);
        if (!strstr(printed, cases[i].codes))
            print_error("case %zu:\n%s\n", i, printed);
        assert_non_null(strstr(printed, cases[i].codes));
        check_unit_close(&u);
    }
}
#define EXPECT_WORDS(cases) expect_words((cases), sizeof(cases) / sizeof *(cases))

#endif
