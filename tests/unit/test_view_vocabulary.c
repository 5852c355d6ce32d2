/* test_view_vocabulary.c - templates/README.md names everything that the view gives, and nothing that it does
 * not. */
#include "model/scores.h"
#include "view_unit.h"

#include <stdio.h>
#include <stdlib.h>

struct names {
    struct arena arena;
    const char **list;
    size_t count;
};

static bool has(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->list[i], name) == 0)
            return true;
    return false;
}

static void add(struct names *names, const char *name)
{
    if (!has(names, name))
        ARENA_PUSH(&names->arena, names->list, names->count) = arena_strdup(&names->arena, name);
}

static void gather(struct names *names, const struct value *v)
{
    for (size_t i = 0; i < v->count; i++) {
        if (v->kind == VALUE_OBJECT)
            add(names, v->names[i]);
        gather(names, v->items[i]);
    }
}

/* The names in the first cells of the tables of the manual that stand under the headings from to until. */
static void documented(struct names *names, const char *from, const char *until)
{
    static char line[4096];
    FILE *f = fopen("templates/README.md", "r");
    assert_non_null(f);
    bool inside = false;
    while (fgets(line, sizeof line, f)) {
        if (strncmp(line, "## ", 3) == 0)
            inside = (inside || strncmp(line, from, strlen(from)) == 0) &&
                     strncmp(line, until, strlen(until)) != 0;
        char *end = inside && strncmp(line, "| `", 3) == 0 ? strstr(line, " | ") : NULL;
        if (!end)
            continue;
        *end = '\0';
        for (char *name = strtok(line, "`|, "); name; name = strtok(NULL, "`|, "))
            add(names, name);
    }
    fclose(f);
}

static void compare(const struct names *some, const struct names *others, const char *what)
{
    size_t missing = 0;
    for (size_t i = 0; i < some->count; i++)
        if (!has(others, some->list[i])) {
            print_message("# %s: %s\n", what, some->list[i]);
            missing++;
        }
    assert_int_equal(missing, 0);
}

static void manual(void **state)
{
    (void)state;
    struct view_unit u;
    struct names given = {0}, told = {0};
    view_unit_open(&u, unit_quarter2, unit_quarter4);
    struct release release = {
        .year = 2023, .origin.s = "Báo cáo PAPI", .scores[0] = {.text.s = "4,6", .value = 46000}};
    struct scores scores = {.releases = &release, .count = 1};
    u.year.scores = &scores;
    u.root = view_year(&u.arena, &u.model, &u.year);
    gather(&given, view_quarter(&u.arena, &u.model, &u.year, u.year.quarters[1], u.root, true));
    gather(&given, view_quarter(&u.arena, &u.model, &u.year, u.year.quarters[3], u.root, true));
    documented(&told, "## 2.", "## 6.");
    assert_true(given.count > 100);
    compare(&given, &told, "given, but not in templates/README.md");
    compare(&told, &given, "in templates/README.md, but not given");
    arena_free(&given.arena);
    arena_free(&told.arena);
    view_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(manual)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
