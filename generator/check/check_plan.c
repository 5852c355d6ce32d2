/* check_plan.c - the plan: parts that must be there, numbers, indices, deadlines. */
#include "base/text.h"
#include "check/rules.h"

#include <string.h>

enum { ROMAN_MAX = 39 }; /* roman_value knows no greater one */

static const char *roman(struct arena *arena, int number)
{
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    static const char *const tens[] = {"", "X", "XX", "XXX"};
    if (number < 1 || number > ROMAN_MAX)
        return arena_printf(arena, "%d", number);
    return arena_printf(arena, "%s%s", tens[number / 10], ones[number % 10]);
}

static bool is_required(const struct plan *plan, int number)
{
    for (size_t i = 0; i < plan->required_count; i++)
        if (plan->required[i].number == number)
            return true;
    return false;
}

/* Where a missing part would stand: the heading of the next part, else of the last one, else the file. */
static struct place place_of_gap(struct checking *c, const struct plan *plan, int number)
{
    const struct section *last = NULL;
    for (const struct section *part = plan->parts; part; part = part->next) {
        if (part->number > number)
            return part->at;
        last = part;
    }
    return last ? last->at : place_whole(c, plan->source);
}

/* "I, II, V": the required parts without those that the plan lacks. */
static const char *required_and_there(struct arena *arena, const struct plan *plan)
{
    struct buf list = {0};
    for (int n = 1; n <= ROMAN_MAX; n++)
        if (is_required(plan, n) && plan_part(plan, n))
            buf_printf(&list, "%s%s", list.len ? ", " : "", roman(arena, n));
    const char *text = buf_take(&list, arena);
    buf_free(&list);
    return text;
}

void check_plan_parts(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    for (int n = 1; n <= ROMAN_MAX; n++)
        if (is_required(plan, n) && !plan_part(plan, n))
            diag(c->diags, PLAN_PART_MISSING, place_of_gap(c, plan, n), roman(c->arena, n),
                 required_and_there(c->arena, plan));
}

static bool section_has_task(const struct section *section)
{
    for (size_t i = 0; i < section->item_count; i++)
        if (section->items[i].task)
            return true;
    for (const struct section *s = section->first; s; s = s->next)
        if (section_has_task(s))
            return true;
    return false;
}

void check_plan_task_parts(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    for (size_t i = 0; i < plan->task_part_count; i++) {
        int number = plan->task_parts[i].number;
        const struct section *part = plan_part(plan, number);
        if (part && !section_has_task(part))
            diag(c->diags, PLAN_PART_EMPTY, part->at, roman(c->arena, number));
        else if (!part && !is_required(plan, number)) /* a required one was complained about */
            diag(c->diags, PLAN_TASK_PART_MISSING, plan->task_parts[i].text.at, roman(c->arena, number));
    }
}

static const char *label_of(struct checking *c, const struct section *section, int number)
{
    return section->level == 1 ? roman(c->arena, number) : arena_printf(c->arena, "%d", number);
}

static bool has_number(const struct section *first, int number)
{
    for (const struct section *s = first; s; s = s->next)
        if (s->number == number)
            return true;
    return false;
}

/* Is a number left out that nobody spoke of? Required parts are check_plan_parts' affair; and below the last
 * of them what is left out was left out knowingly. */
static bool is_gap(const struct plan *plan, const struct section *first, int number)
{
    for (int n = number; first->level == 1 && n <= ROMAN_MAX; n++)
        if (is_required(plan, n))
            return false;
    return !has_number(first, number);
}

/* Numbers of the sections of one chain: none left out, in order. That each is there once the reader saw to.
 */
static void check_chain(struct checking *c, const struct section *first)
{
    const struct section *before = NULL;
    for (const struct section *s = first; s; before = s, s = s->next) {
        int last = before ? before->number : 0;
        if (s->number > last + 1 && is_gap(c->year->plan, first, s->number - 1))
            diag(c->diags, PLAN_NUMBER_GAP, s->at, label_of(c, s, s->number), label_of(c, s, s->number - 1));
        else if (s->number < last)
            diag(c->diags, PLAN_NUMBER_ORDER, s->at, label_of(c, s, s->number), label_of(c, s, last));
    }
}

void check_plan_numbers(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    check_chain(c, plan->parts);
    for (const struct section *part = plan->parts; part; part = part->next)
        check_chain(c, part->first);
}

static bool index_is_named(struct arena *arena, const struct papi_index *index, const char *key)
{
    if (index->name.s && strcmp(text_key(arena, index->name.s), key) == 0)
        return true;
    for (size_t i = 0; i < index->alias_count; i++)
        if (index->aliases[i].s && strcmp(text_key(arena, index->aliases[i].s), key) == 0)
            return true;
    return false;
}

static void check_index_name(struct checking *c, const struct section *section,
                             const struct papi_index *index)
{
    const struct papi *papi = c->model->papi;
    const char *key = text_key(c->arena, section->index_name.s);
    if (index_is_named(c->arena, index, key))
        return;
    const char *other = NULL;
    for (size_t i = 0; i < papi->count; i++)
        if (index_is_named(c->arena, &papi->indices[i], key))
            other = arena_printf(c->arena, "%d", papi->indices[i].number);
    diag(c->diags, PLAN_INDEX_NAME, section->index_name.at, section->index_name.s,
         arena_printf(c->arena, "%d", index->number), index->name.s, other);
}

static void check_section_index(struct checking *c, const struct section *section)
{
    if (!section->index)
        return;
    const struct papi_index *index = papi_find(c->model->papi, section->index);
    if (!index)
        diag(c->diags, PLAN_INDEX_UNKNOWN, section->at, arena_printf(c->arena, "%d", section->index));
    else if (section->index_name.s)
        check_index_name(c, section, index);
}

void check_plan_indices(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    if (!c->model->papi)
        return;
    for (const struct section *part = plan->parts; part; part = part->next) {
        check_section_index(c, part);
        for (const struct section *heading = part->first; heading; heading = heading->next)
            check_section_index(c, heading);
    }
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct task *task = plan->tasks[i];
        bool own = task->index && (!task->section || task->section->index != task->index);
        if (own && !papi_find(c->model->papi, task->index))
            diag(c->diags, PLAN_INDEX_UNKNOWN, task->at, arena_printf(c->arena, "%d", task->index));
    }
}

void check_plan_due(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct task *task = plan->tasks[i];
        if (date_given(plan->date) && date_given(task->due_date) &&
            date_compare(task->due_date, plan->date) < 0)
            diag(c->diags, PLAN_DUE_EARLY, task->due.at, date_short(c->arena, task->due_date),
                 date_short(c->arena, plan->date));
    }
}
