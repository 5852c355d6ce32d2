/* view_change.c - a quarter beside the quarter before it: the counts of each group, and the tasks whose state
 * is another now. */
#include "view/parts.h"

static const struct progress *quarter_before(const struct view *v, const struct progress *progress)
{
    for (int q = progress->quarter.number - 2; q >= 0; q--)
        if (v->year->quarters[q])
            return v->year->quarters[q];
    return NULL;
}

static struct tally tally_of(const struct view *v, const struct progress *progress)
{
    struct tally tally = {0};
    for (size_t i = 0; i < v->year->plan->task_count; i++)
        tally_add(&tally, progress, v->year->plan->tasks[i]);
    return tally;
}

/* {nhom, ten, truoc, nay, khac}: the groups that have tasks in one of the two; khac "+3", "−1", false: the
 * same. */
static struct value *groups(const struct view *v, const struct tally *before, const struct tally *now)
{
    struct value *list = value_list(v->arena);
    for (int g = 0; g < GROUP_COUNT; g++) {
        size_t was = before->by_group[g], is = now->by_group[g];
        struct value *o = value_object(v->arena);
        if (!was && !is)
            continue;
        value_set_string(v->arena, o, "nhom", state_group_id((enum state_group)g));
        value_set_string(v->arena, o, "ten", state_group_text((enum state_group)g));
        view_set_count(v, o, "truoc", was);
        view_set_count(v, o, "nay", is);
        value_set_string(v->arena, o, "khac",
                         is > was   ? arena_printf(v->arena, "+%zu", is - was)
                         : is < was ? arena_printf(v->arena, "−%zu", was - is)
                                    : NULL);
        value_push(v->arena, list, o);
    }
    return list;
}

struct value *view_change(const struct view *v, const struct progress *progress, struct value *const *entries)
{
    const struct progress *before = quarter_before(v, progress);
    struct value *o = value_object(v->arena), *changed = value_list(v->arena);
    if (!before)
        return value_bool(v->arena, false);
    struct tally then = tally_of(v, before), now = tally_of(v, progress);
    for (size_t i = 0; i < v->year->plan->task_count; i++)
        if (entries[i] && value_get(entries[i], "thay_doi")->kind == VALUE_OBJECT)
            value_push(v->arena, changed, entries[i]);
    value_set_string(v->arena, o, "so_la_ma", quarter_roman(before->quarter.number));
    value_set_string(v->arena, o, "tep", arena_printf(v->arena, "quy-%d", before->quarter.number));
    value_set(v->arena, o, "nhom", groups(v, &then, &now));
    view_set_bool(v, o, "co_thay_doi", changed->count > 0);
    view_set_count(v, o, "so_thay_doi", changed->count);
    value_set(v->arena, o, "muc", changed);
    return o;
}
