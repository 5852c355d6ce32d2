/* view_quarter.c - a quarter: in brief for lists, in full for its page and its report. */
#include "view/parts.h"

struct value *view_quarter_brief(const struct view *v, const struct progress *progress)
{
    struct value *q = value_object(v->arena);
    int number = progress->quarter.number, year = progress->quarter.year;
    struct tally tally = {0};
    for (size_t i = 0; i < v->year->plan->task_count; i++)
        tally_add(&tally, progress, v->year->plan->tasks[i]);
    value_set_string(v->arena, q, "so", arena_printf(v->arena, "%d", number));
    value_set_string(v->arena, q, "so_la_ma", quarter_roman(number));
    value_set_string(v->arena, q, "nam", arena_printf(v->arena, "%d", year));
    value_set_string(v->arena, q, "ten", quarter_text(v->arena, (struct quarter){year, number}));
    value_set_string(v->arena, q, "tep", arena_printf(v->arena, "quy-%d", number));
    view_set_str(v, q, "so_bao_cao", progress->number);
    view_set_date(v, q, "ngay", progress->date);
    view_set_date(v, q, "tu_ngay", progress->from);
    view_set_date(v, q, "den_ngay", progress->to);
    view_set_bool(v, q, "minh_hoa", progress->illustrative);
    view_set_bool(v, q, "da_ky", progress->signed_path != NULL);
    view_set_bool(v, q, "da_trinh", progress->submitted_path && !progress->signed_path);
    view_set_bool(v, q, "moi_nhat", progress == v->newest);
    value_set(v->arena, q, "tong_hop", tally_value(v, &tally));
    return q;
}

/* ---- prose ---- */

static const struct {
    const char *html, *markdown;
    enum progress_part part;
} prose[] = {
    {"chi_dao_html", "chi_dao_md", PART_DIRECTION},      {"van_ban_html", "van_ban_md", PART_DOCUMENTS},
    {"ket_qua_html", "ket_qua_md", PART_RESULTS},        {"phan_anh_html", "phan_anh_md", PART_FEEDBACK},
    {"uu_diem_html", "uu_diem_md", PART_STRENGTHS},      {"ton_tai_html", "ton_tai_md", PART_WEAKNESSES},
    {"nguyen_nhan_html", "nguyen_nhan_md", PART_CAUSES}, {"phuong_huong_html", "phuong_huong_md", PART_NEXT},
    {"de_xuat_html", "de_xuat_md", PART_PROPOSALS},
};

static void add_prose(const struct view *v, struct value *q, const struct progress *progress)
{
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++) {
        const struct block *blocks = progress->parts[prose[i].part];
        value_set(v->arena, q, prose[i].html, view_html(v, blocks));
        value_set(v->arena, q, prose[i].markdown, view_markdown(v, blocks));
    }
    view_set_bool(v, q, "co_danh_gia",
                  progress->parts[PART_STRENGTHS] || progress->parts[PART_WEAKNESSES] ||
                      progress->parts[PART_CAUSES] || progress->parts[PART_PROPOSALS]);
}

static struct value *documents(const struct view *v, const struct progress *progress)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; i < progress->document_count; i++) {
        const struct issued_document *d = &progress->documents[i];
        struct value *o = value_object(v->arena);
        view_set_count(v, o, "stt", i + 1);
        view_set_str(v, o, "so", d->number);
        view_set_date(v, o, "ngay", d->date);
        view_set_str(v, o, "trich_yeu", d->summary);
        value_push(v->arena, list, o);
    }
    return list;
}

static struct value *feedback(const struct view *v, const struct progress *progress)
{
    const struct feedback *f = &progress->feedback;
    if (!progress->part_at[PART_FEEDBACK].source)
        return value_bool(v->arena, false);
    struct value *o = value_object(v->arena);
    view_set_bool(v, o, "co_so_lieu", f->carried.s || f->received.s || f->answered.s || f->open.s);
    value_set_string(v->arena, o, "ton", f->carried.s ? f->carried.s : "0");
    value_set_string(v->arena, o, "tiep_nhan", f->received.s ? f->received.s : "0");
    value_set_string(v->arena, o, "da_xu_ly", f->answered.s ? f->answered.s : "0");
    value_set_string(v->arena, o, "dang_xu_ly", f->open.s ? f->open.s : "0");
    value_set(v->arena, o, "html", view_html(v, progress->parts[PART_FEEDBACK]));
    value_set(v->arena, o, "md", view_markdown(v, progress->parts[PART_FEEDBACK]));
    return o;
}

/* ---- entries, in several orders ---- */

struct entries {
    struct value **by_task; /* NULL where the quarter says nothing */
    struct value *evidence; /* appendix: every piece of evidence once, numbered */
};

/* Numbers the evidence through the report, and tells each entry its numbers ("1, 2"). */
static void number_evidence(const struct view *v, struct entries *all, struct value *entry,
                            const struct entry *e)
{
    const struct value *list = value_get(entry, "minh_chung");
    struct buf numbers = {0};
    for (size_t i = 0; i < e->evidence_count; i++) {
        struct value *row = value_object(v->arena);
        const char *number = arena_number(v->arena, all->evidence->count + 1);
        value_set_string(v->arena, row, "stt", number);
        value_set_string(v->arena, row, "ma", e->task->code);
        value_set_string(v->arena, row, "ten", value_get(list->items[i], "ten")->string);
        value_set_string(v->arena, row, "dich", e->evidence[i].target.s);
        view_set_bool(v, row, "la_tep", e->evidence[i].is_file);
        value_push(v->arena, all->evidence, row);
        buf_printf(&numbers, "%s%s", i ? ", " : "", number);
    }
    value_set_string(v->arena, entry, "minh_chung_so", numbers.len ? buf_take(&numbers, v->arena) : NULL);
    buf_free(&numbers);
}

static struct entries make_entries(const struct view *v, const struct progress *progress)
{
    const struct plan *plan = v->year->plan;
    struct entries all = {.evidence = value_list(v->arena)};
    all.by_task = arena_alloc(v->arena, (plan->task_count + 1) * sizeof(struct value *));
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct entry *entry = progress_entry(progress, plan->tasks[i]);
        if (!entry)
            continue;
        all.by_task[i] = view_entry(v, progress, entry);
        view_set_count(v, all.by_task[i], "stt", i + 1);
        number_evidence(v, &all, all.by_task[i], entry);
    }
    return all;
}

/* {id, ten, so, co, la_cham, muc[]} for each group of states, in fixed order. */
static struct value *by_group(const struct view *v, const struct progress *progress,
                              const struct entries *all)
{
    const struct plan *plan = v->year->plan;
    struct value *groups = value_list(v->arena);
    for (int g = 0; g < GROUP_COUNT; g++) {
        struct value *o = value_object(v->arena), *items = value_list(v->arena);
        for (size_t i = 0; i < plan->task_count; i++) {
            const struct entry *entry = progress_entry(progress, plan->tasks[i]);
            const struct state_info *info = entry ? state_info(entry->state) : NULL;
            if (info && info->group == (enum state_group)g)
                value_push(v->arena, items, all->by_task[i]);
        }
        value_set_string(v->arena, o, "id", state_group_id((enum state_group)g));
        value_set_string(v->arena, o, "ten", state_group_text((enum state_group)g));
        view_set_count(v, o, "so", items->count);
        view_set_bool(v, o, "co", items->count > 0);
        view_set_bool(v, o, "la_cham", g == GROUP_LATE);
        value_set(v->arena, o, "muc", items);
        value_push(v->arena, groups, o);
    }
    return groups;
}

static void push_entries(const struct view *v, struct value *list, const struct section *s,
                         const struct entries *all)
{
    for (size_t i = 0; i < s->item_count; i++)
        if (s->items[i].task && all->by_task[s->items[i].task->ordinal])
            value_push(v->arena, list, all->by_task[s->items[i].task->ordinal]);
}

/* The parts with tasks, and in them the headings: {nhan, ten, co, muc[], nhom_muc[] {nhan, ten, chi_so, co,
 * muc[]}}. */
static struct value *by_section(const struct view *v, const struct entries *all)
{
    struct value *parts = value_list(v->arena);
    for (const struct section *part = v->year->plan->parts; part; part = part->next) {
        if (!part->has_tasks)
            continue;
        struct value *p = value_object(v->arena), *own = value_list(v->arena),
                     *headings = value_list(v->arena);
        push_entries(v, own, part, all);
        for (const struct section *s = part->first; s; s = s->next) {
            struct value *h = value_object(v->arena), *items = value_list(v->arena);
            push_entries(v, items, s, all);
            value_set_string(v->arena, h, "nhan", s->label);
            view_set_str(v, h, "ten", s->title);
            value_set_string(v->arena, h, "chi_so", s->index ? arena_printf(v->arena, "%d", s->index) : NULL);
            view_set_bool(v, h, "co", items->count > 0);
            value_set(v->arena, h, "muc", items);
            value_push(v->arena, headings, h);
        }
        value_set_string(v->arena, p, "nhan", part->label);
        view_set_str(v, p, "ten", part->title);
        view_set_bool(v, p, "co", own->count > 0);
        value_set(v->arena, p, "muc", own);
        value_set(v->arena, p, "nhom_muc", headings);
        value_push(v->arena, parts, p);
    }
    return parts;
}

/* {so, ten, co, muc[], tong_hop} for each content index; tasks that name no index are in by_section only. */
static struct value *by_index(const struct view *v, const struct progress *progress,
                              const struct entries *all)
{
    const struct papi *papi = v->model->papi;
    const struct plan *plan = v->year->plan;
    struct value *list = value_list(v->arena);
    for (size_t i = 0; papi && i < papi->count; i++) {
        struct value *o = value_object(v->arena), *items = value_list(v->arena);
        struct tally tally = {0};
        for (size_t t = 0; t < plan->task_count; t++) {
            if (plan->tasks[t]->index != papi->indices[i].number)
                continue;
            tally_add(&tally, progress, plan->tasks[t]);
            if (all->by_task[t])
                value_push(v->arena, items, all->by_task[t]);
        }
        value_set_string(v->arena, o, "so", arena_printf(v->arena, "%d", papi->indices[i].number));
        view_set_str(v, o, "ten", papi->indices[i].name);
        view_set_bool(v, o, "co", items->count > 0);
        value_set(v->arena, o, "muc", items);
        value_set(v->arena, o, "tong_hop", tally_value(v, &tally));
        value_push(v->arena, list, o);
    }
    return list;
}

/* Entries with a count: for the table of figures. */
static struct value *with_figures(const struct view *v, const struct progress *progress,
                                  const struct entries *all)
{
    const struct plan *plan = v->year->plan;
    struct value *list = value_list(v->arena);
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct entry *entry = progress_entry(progress, plan->tasks[i]);
        if (entry && entry->total_quantity.given)
            value_push(v->arena, list, all->by_task[i]);
    }
    return list;
}

/* Notes that are not for the public: one section, and notes to single tasks. */
static void add_internal(const struct view *v, struct value *q, const struct progress *progress)
{
    struct value *notes = value_list(v->arena);
    struct place at;
    bool any = v->internal && progress_internal(progress, &at);
    for (size_t i = 0; any && i < progress->entry_count; i++) {
        const struct entry *entry = progress->entries[i];
        for (size_t k = 0; k < entry->internal_count; k++) {
            struct value *note = value_object(v->arena);
            view_set_str(v, note, "ma", entry->code);
            view_set_str(v, note, "noi_dung", entry->internal[k]);
            value_push(v->arena, notes, note);
        }
    }
    view_set_bool(v, q, "co_noi_bo", any);
    value_set(v->arena, q, "noi_bo", notes);
    value_set(v->arena, q, "noi_bo_md", view_markdown(v, any ? progress->parts[PART_INTERNAL] : NULL));
    view_set_bool(v, q, "trinh_ky", v->for_signing);
    view_set_bool(v, q, "ban_cong_khai", !v->internal && !v->for_signing && progress_internal(progress, &at));
}

static struct value *next_quarter(const struct view *v, struct quarter q)
{
    struct value *o = value_object(v->arena);
    int number = q.number % 4 + 1, year = q.year + (q.number == 4);
    value_set_string(v->arena, o, "so_la_ma", quarter_roman(number));
    value_set_string(v->arena, o, "nam", arena_printf(v->arena, "%d", year));
    value_set_string(v->arena, o, "ten", quarter_text(v->arena, (struct quarter){year, number}));
    return o;
}

/* The issued report that this one replaces, the last of them: {so, ngay…}; false when there is none. */
static struct value *replaced(const struct view *v, const struct progress *progress)
{
    if (progress->replaced_count == 0)
        return value_bool(v->arena, false);
    const struct replaced_report *last = &progress->replaced[progress->replaced_count - 1];
    struct value *o = value_object(v->arena);
    value_set_string(v->arena, o, "so", last->number);
    view_set_date(v, o, "ngay", last->date);
    return o;
}

struct value *view_quarter_document(const struct view *v, const struct progress *progress)
{
    struct value *q = view_quarter_brief(v, progress);
    value_set(v->arena, q, "thay_the", replaced(v, progress));
    value_set(v->arena, q, "the_thuc", view_letterhead(v, progress));
    return q;
}

struct value *view_quarter_full(const struct view *v, const struct progress *progress)
{
    struct value *q = view_quarter_document(v, progress);
    struct entries all = make_entries(v, progress);
    struct value *groups = by_group(v, progress, &all), *figures = with_figures(v, progress, &all);
    add_prose(v, q, progress);
    add_internal(v, q, progress);
    view_set_bool(v, q, "co_van_ban", progress->document_count > 0);
    value_set(v->arena, q, "van_ban", documents(v, progress));
    value_set(v->arena, q, "phan_anh", feedback(v, progress));
    value_set(v->arena, q, "nhom", groups);
    value_set(v->arena, q, "so_voi_truoc", view_change(v, progress, all.by_task));
    value_set(v->arena, q, "theo_phan", by_section(v, &all));
    value_set(v->arena, q, "theo_chi_so", by_index(v, progress, &all));
    view_set_bool(v, q, "co_so_lieu", figures->count > 0);
    value_set(v->arena, q, "so_lieu", figures);
    view_set_bool(v, q, "co_minh_chung", all.evidence->count > 0);
    value_set(v->arena, q, "minh_chung", all.evidence);
    value_set(v->arena, q, "quy_sau", next_quarter(v, progress->quarter));
    value_set(v->arena, q, "bieu_do", view_charts(v, progress));
    return q;
}
