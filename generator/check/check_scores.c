/* check_scores.c - the published scores: complete, possible, and held against the plan's goal. */
#include "base/text.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

static void check_complete(struct checking *c, const struct release *release)
{
    struct buf missing = {0};
    int first = 0;
    for (int n = 1; n <= PAPI_INDICES; n++)
        if (!release->scores[n - 1].text.s) {
            buf_printf(&missing, "%s%d", first ? ", " : "", n);
            first = first ? first : n;
        }
    if (first)
        diag(c->diags, SCORES_PARTIAL, release->year_text.at, release->year_text.s, buf_text(&missing),
             arena_printf(c->arena, "%d", first));
    buf_free(&missing);
}

void check_scores(struct checking *c)
{
    const struct scores *scores = c->year->scores;
    for (size_t i = 0; scores && i < scores->count; i++) {
        const struct release *release = &scores->releases[i];
        check_complete(c, release);
        if (date_given(release->date) && release->date.year <= release->year)
            diag(c->diags, SCORES_EARLY, release->date_text.at, release->year_text.s,
                 date_short(c->arena, release->date));
    }
}

/* ---- the goal ---- */

/* The paragraph that promises that each index of the year will be above that of the year before; NULL when
 * the plan does not. */
static const struct block *goal_in(struct checking *c, const struct block *block)
{
    const char *this_year = arena_printf(c->arena, "nam %d", c->year->number);
    const char *last_year = arena_printf(c->arena, "nam %d", c->year->number - 1);
    for (; block; block = block->next) {
        const char *key = block->spans ? text_key(c->arena, span_text(c->arena, block->spans)) : "";
        const char *higher = strstr(key, "cao hon");
        if (higher && strstr(key, "tung chi so") && strstr(key, this_year) && strstr(higher, last_year))
            return block;
        const struct block *inside = goal_in(c, block->first);
        if (inside)
            return inside;
    }
    return NULL;
}

static const struct block *goal_of_section(struct checking *c, const struct section *section)
{
    for (size_t i = 0; i < section->item_count; i++) {
        struct block *block = section->items[i].block; /* a goal is no task */
        struct block alone = block ? *block : (struct block){0};
        alone.next = NULL; /* the section has the others */
        const struct block *goal = block ? goal_in(c, &alone) : NULL;
        if (goal)
            return goal == &alone ? block : goal;
    }
    for (const struct section *s = section->first; s; s = s->next) {
        const struct block *goal = goal_of_section(c, s);
        if (goal)
            return goal;
    }
    return NULL;
}

static const struct block *find_goal(struct checking *c)
{
    for (const struct section *part = c->year->plan->parts; part; part = part->next) {
        const struct block *goal = part->has_tasks ? NULL : goal_of_section(c, part);
        if (goal)
            return goal;
    }
    return NULL;
}

/* The results of a year: in the file of the year at hand, else in the file of any year. *file gets its path.
 */
static const struct release *results_of(const struct checking *c, int year, const char **file)
{
    const struct release *release = scores_of_year(c->year->scores, year);
    const struct scores *scores = c->year->scores;
    for (size_t i = 0; !release && i < c->model->year_count; i++) {
        scores = c->model->years[i].scores;
        release = scores_of_year(scores, year);
    }
    if (release)
        *file = scores->source->path;
    return release;
}

/* "3 (4,3042 → 4,1746)": the indices that are not higher. */
static const char *not_higher(struct checking *c, const struct release *before, const struct release *now)
{
    struct buf list = {0};
    for (int n = 1; n <= PAPI_INDICES; n++) {
        const struct score *was = &before->scores[n - 1], *is = &now->scores[n - 1];
        if (was->value && is->value && is->value <= was->value)
            buf_printf(&list, "%s%d (%s → %s)", list.len ? ", " : "", n, was->text.s, is->text.s);
    }
    for (size_t i = 0; i < list.len; i++)
        list.data[i] = list.data[i] == '.' ? ',' : list.data[i];
    const char *text = list.len ? buf_take(&list, c->arena) : NULL;
    buf_free(&list);
    return text;
}

/* II.3 of plan 32/KH-HB: "từng chỉ số nội dung năm 2024 phải cao hơn với năm 2023". Judged when the results
 * of both years are there; until they are published there is nothing to say. */
void check_goal(struct checking *c)
{
    const char *file = NULL, *file_before = NULL;
    const struct release *now = results_of(c, c->year->number, &file);
    const struct release *before = results_of(c, c->year->number - 1, &file_before);
    const struct block *goal = now && before && c->year->plan ? find_goal(c) : NULL;
    const char *list = goal ? not_higher(c, before, now) : NULL;
    if (list)
        diag(c->diags, GOAL_MISSED, place_find(goal->at, "cao hơn"), before->year_text.s, list, file);
}
