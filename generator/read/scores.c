/* scores.c - indices.md: the published PAPI scores of the province, a year's release after the other. */
#include "base/text.h"
#include "read/content.h"
#include "read/document.h"
#include "read/excuses.h"
#include "read/fields.h"

#include <stdlib.h>
#include <string.h>

static const struct front_matter_key keys[] = {{"công bố", true, true}, {"bỏ qua", false, true}};
static const struct front_matter_key release_keys[] = {
    {"năm", true, false},       {"nguồn", true, false},     {"ngày", false, false},
    {"chỉ số 1", false, false}, {"chỉ số 2", false, false}, {"chỉ số 3", false, false},
    {"chỉ số 4", false, false}, {"chỉ số 5", false, false}, {"chỉ số 6", false, false},
    {"chỉ số 7", false, false}, {"chỉ số 8", false, false},
};
enum { FIRST_INDEX = 3 }; /* row of "chỉ số 1" */

/* "4,6059", and "4.6059" as sheets write it: no score has thousands. Decimals behind the fourth are dropped.
 * 0 when it is no number of the scale. */
static int score_value(const char *s)
{
    enum { DIGITS_MAX = 10 };
    static const char digits[] = "0123456789";
    size_t whole = strspn(s, digits), part = 0;
    if (whole == 0 || whole > 2)
        return 0;
    int value = atoi(s) * SCORE_SCALE;
    s += whole;
    if (*s == ',' || *s == '.') {
        part = strspn(++s, digits);
        if (part == 0 || part > DIGITS_MAX)
            return 0;
        for (int i = 0, place = SCORE_SCALE / 10; place > 0 && (size_t)i < part; i++, place /= 10)
            value += (s[i] - '0') * place;
    }
    bool fits = s[part] == '\0' && value >= SCORE_LEAST * SCORE_SCALE && value <= SCORE_MOST * SCORE_SCALE;
    return fits ? value : 0;
}

/* The year of a release, four digits and not given before; 0 after a complaint. */
static int release_year(struct diags *diags, const struct scores *scores, struct str text)
{
    enum { DIGITS = 4 };
    if (!text.s)
        return 0; /* complained about already */
    bool number = strlen(text.s) == DIGITS && strspn(text.s, "0123456789") == DIGITS;
    int year = number ? atoi(text.s) : 0;
    if (year == 0 || scores_of_year(scores, year)) {
        diag(diags, SCORE_YEAR, text.at, text.s);
        return 0;
    }
    return year;
}

static void read_release(struct arena *arena, struct diags *diags, struct scores *scores,
                         const struct node *map)
{
    front_matter_check(arena, diags, map, release_keys, sizeof release_keys / sizeof *release_keys);
    struct release release = {.at = map->at,
                              .year_text = node_str(arena, map, "năm"),
                              .origin = node_str(arena, map, "nguồn"),
                              .date_text = node_str(arena, map, "ngày")};
    release.year = release_year(diags, scores, release.year_text);
    field_date(diags, release.date_text, &release.date);
    for (int i = 0; i < PAPI_INDICES; i++) {
        struct score *score = &release.scores[i];
        score->text = node_str(arena, map, release_keys[FIRST_INDEX + i].name);
        score->value = score->text.s ? score_value(score->text.s) : 0;
        if (score->text.s && !score->value)
            diag(diags, SCORE_WRONG, score->text.at, score->text.s);
    }
    if (release.year)
        ARENA_PUSH(arena, scores->releases, scores->count) = release;
}

struct scores *scores_read(struct arena *arena, struct diags *diags, const struct source *source)
{
    struct document document;
    if (!document_read(arena, diags, source, DOCUMENT_SCORES, &document))
        return NULL;
    front_matter_check(arena, diags, document.head, keys, sizeof keys / sizeof *keys);
    struct scores *scores = ARENA_NEW(arena, struct scores);
    scores->source = source;
    scores->comments = document.comments;
    excuses_read(arena, diags, document.head, &scores->excuses);
    const struct node *list = node_get(document.head, "công bố");
    if (list && list->kind != NODE_LIST)
        diag(diags, SCHOOL_LIST, list->at, "công bố", "năm");
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        if (list->items[i]->kind == NODE_MAP)
            read_release(arena, diags, scores, list->items[i]);
        else
            diag(diags, SCHOOL_LIST, list->items[i]->at, "công bố", "năm");
    }
    if (document.body)
        diag(diags, SCORES_PROSE, document.body->at);
    return scores;
}
