/* language_unit.h - the complaints N… and V… over a small plan or quarter, as "N002@12:5". */
#ifndef TESTS_UNIT_LANGUAGE_UNIT_H
#define TESTS_UNIT_LANGUAGE_UNIT_H

#include "check_unit.h"

/* Complaints whose code begins with one of the letters, from what is printed: "N002@12:5 V001@13:1". */
static inline const char *language_codes(struct arena *arena, const char *printed, const char *letters)
{
    const char *all = "";
    for (const char *line = printed; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        int at_line = 0, at_column = 0;
        size_t n = strcspn(line, "\n");
        const char *code = memmem(line, n, " [", 2), *colon = memchr(line, ':', n);
        if (*line == ' ' || !code || !colon || !strchr(letters, code[2]))
            continue;
        sscanf(colon + 1, "%d:%d", &at_line, &at_column);
        all = arena_printf(arena, "%s%s%.4s@%d:%d", all, *all ? " " : "", code + 2, at_line, at_column);
    }
    return all;
}

/* The complaints about a plan that ends in that body, whose first line is line 12 of the file. */
#define expect_plan(body, codes) expect_plan_is((body), (codes), __FILE__, __LINE__)
static inline void expect_plan_is(const char *body, const char *codes, const char *file, int line)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    check_unit_open(&u, arena_printf(&texts, "%s%s", PLAN_HEAD, body), none);
    const char *printed = check_unit_run(&u), *found = language_codes(&texts, printed, "NV");
    if (strcmp(found, codes) != 0)
        print_error("%s\n%s\n", body, printed);
    _assert_string_equal(found, codes, file, line);
    check_unit_close(&u);
    arena_free(&texts);
}

/* Of such a plan the words are printed, all of them, in that order; NULL ends them. */
#define expect_plan_says(body, ...)                                                                          \
    expect_plan_prints((body), (const char *const[]){__VA_ARGS__, NULL}, __FILE__, __LINE__)
static inline void expect_plan_prints(const char *body, const char *const *words, const char *file, int line)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    check_unit_open(&u, arena_printf(&texts, "%s%s", PLAN_HEAD, body), none);
    const char *printed = check_unit_run(&u), *at = printed;
    for (; *words && (at = strstr(at, *words)) != NULL; words++)
        at += strlen(*words);
    if (*words)
        print_error("%s\n%s\nwithout: %s\n", body, printed, *words);
    _assert_true(*words == NULL, "all words are there", file, line);
    check_unit_close(&u);
    arena_free(&texts);
}

#endif
