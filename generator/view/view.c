/* view.c - the model as people read it: the pieces put together. */
#include "view/view.h"

#include "view/parts.h"

static struct view make_view(struct arena *arena, const struct model *model, const struct year *year)
{
    struct view v = {.arena = arena, .model = model, .year = year};
    for (int q = 0; q < 4; q++)
        v.newest = year->quarters[q] ? year->quarters[q] : v.newest;
    return v;
}

/* Tasks that are late in the newest quarter. */
static struct value *late_tasks(const struct view *v)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; v->newest && i < v->year->plan->task_count; i++) {
        const struct entry *entry = progress_entry(v->newest, v->year->plan->tasks[i]);
        const struct state_info *info = entry ? state_info(entry->state) : NULL;
        if (info && info->group == GROUP_LATE)
            value_push(v->arena, list, v->tasks[i]);
    }
    return list;
}

static void add_quarters(const struct view *v, struct value *root)
{
    struct value *list = value_list(v->arena), *newest = value_bool(v->arena, false);
    bool illustrative = false;
    for (int q = 0; q < 4; q++) {
        const struct progress *progress = v->year->quarters[q];
        if (!progress)
            continue;
        struct value *brief = view_quarter_brief(v, progress);
        value_push(v->arena, list, brief);
        newest = progress == v->newest ? brief : newest;
        illustrative = illustrative || progress->illustrative;
    }
    view_set_bool(v, root, "co_quy", list->count > 0);
    value_set(v->arena, root, "quy", list);
    value_set(v->arena, root, "quy_moi_nhat", newest);
    view_set_bool(v, root, "minh_hoa", illustrative);
}

struct value *view_year(struct arena *arena, const struct model *model, const struct year *year)
{
    struct view v = make_view(arena, model, year);
    const struct plan *plan = year->plan;
    struct value *root = value_object(arena), *tasks = value_list(arena);
    struct tally tally = {0};
    v.tasks = arena_alloc(arena, (plan->task_count + 1) * sizeof *v.tasks);
    for (size_t i = 0; i < plan->task_count; i++) {
        v.tasks[i] = view_task(&v, plan->tasks[i]);
        value_push(arena, tasks, v.tasks[i]);
        tally_add(&tally, v.newest, plan->tasks[i]);
    }
    value_set_string(arena, root, "nam", arena_printf(arena, "%d", year->number));
    value_set(arena, root, "truong", view_school(&v));
    value_set(arena, root, "ke_hoach", view_plan(&v));
    value_set(arena, root, "tong_hop", tally_value(&v, &tally));
    add_quarters(&v, root);
    value_set(arena, root, "nhiem_vu", tasks);
    value_set(arena, root, "phan", view_sections(&v));
    value_set(arena, root, "chi_so", view_indices(&v));
    value_set(arena, root, "bieu_do", view_charts(&v, v.newest));
    struct value *late = late_tasks(&v);
    view_set_bool(&v, root, "co_viec_cham", late->count > 0);
    value_set(arena, root, "viec_cham", late);
    return root;
}

struct value *view_quarter(struct arena *arena, const struct model *model, const struct year *year,
                           const struct progress *progress, struct value *year_value,
                           enum view_edition edition)
{
    struct view v = make_view(arena, model, year);
    v.internal = edition == VIEW_INTERNAL;
    v.for_signing = edition == VIEW_FOR_SIGNING;
    struct value *root = value_object(arena);
    for (size_t i = 0; i < year_value->count; i++)
        value_set(arena, root, year_value->names[i], year_value->items[i]);
    value_set(arena, root, "quy_nay", view_quarter_full(&v, progress));
    return root;
}

struct value *view_document(struct arena *arena, const struct model *model, const struct year *year,
                            const struct progress *progress)
{
    struct view v = make_view(arena, model, year);
    struct value *root = value_object(arena);
    value_set(arena, root, "ke_hoach", view_plan(&v));
    value_set(arena, root, "quy_nay", view_quarter_document(&v, progress));
    return root;
}
