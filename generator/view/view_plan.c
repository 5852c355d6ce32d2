/* view_plan.c - the plan: header, parts in full, tasks with their history, content indices. */
#include "view/parts.h"

#include "base/text.h"

#include <string.h>

/* ---- tasks ---- */

/* One element a quarter of the year. */
static struct value *history(const struct view *v, const struct task *task)
{
    struct value *list = value_list(v->arena);
    for (int q = 0; q < 4; q++) {
        const struct progress *progress = v->year->quarters[q];
        if (!progress)
            continue;
        const struct entry *entry = progress_entry(progress, task);
        struct value *h = value_object(v->arena);
        value_set_string(v->arena, h, "so", arena_printf(v->arena, "%d", q + 1));
        value_set_string(v->arena, h, "quy", quarter_roman(q + 1));
        value_set(v->arena, h, "trang_thai", entry ? view_state(v, entry) : value_bool(v->arena, false));
        view_set_str(v, h, "ket_qua", entry ? entry->result : (struct str){0});
        view_set_str(v, h, "luy_ke", entry ? entry->total : (struct str){0});
        value_set(v->arena, h, "minh_chung", view_evidence(v, entry));
        value_push(v->arena, list, h);
    }
    return list;
}

/* The newest running total of the year, or NULL. */
static const char *newest_total(const struct view *v, const struct task *task)
{
    for (int q = 3; q >= 0; q--) {
        const struct entry *entry = v->year->quarters[q] ? progress_entry(v->year->quarters[q], task) : NULL;
        if (entry && entry->total.s)
            return entry->total.s;
    }
    return NULL;
}

struct value *view_task(const struct view *v, const struct task *task)
{
    struct value *t = value_object(v->arena), *past = history(v, task);
    const struct entry *entry = v->newest ? progress_entry(v->newest, task) : NULL;
    value_set_string(v->arena, t, "ma", task->code);
    value_set_string(v->arena, t, "neo", view_anchor(v, task->code));
    value_set_string(v->arena, t, "van_ban", task->text);
    value_set_string(v->arena, t, "rut_gon", view_short(v, task->text));
    value_set(v->arena, t, "html", view_html(v, task->prose));
    value_set_string(v->arena, t, "chi_so", task->index ? arena_printf(v->arena, "%d", task->index) : NULL);
    view_set_str(v, t, "phu_trach", task->owner);
    view_set_str(v, t, "chi_tieu", task->target);
    view_set_str(v, t, "thoi_han", task->due);
    value_set(v->arena, t, "trang_thai", view_state(v, entry));
    view_set_bool(v, t, "co_lich_su", past->count > 0);
    value_set(v->arena, t, "lich_su", past);
    value_set_string(v->arena, t, "luy_ke", newest_total(v, task));
    view_set_str(v, t, "ly_do", entry ? entry->reason : (struct str){0});
    view_set_str(v, t, "viec_tiep_theo", entry ? entry->next : (struct str){0});
    return t;
}

/* ---- parts ---- */

/* A task's words as they stand in the plan: as an item of a list where it is a dash item there. */
static struct value *task_markdown(const struct view *v, const struct task *task)
{
    struct block item = {.kind = BLOCK_ITEM, .first = task->prose},
                 list = {.kind = BLOCK_LIST, .first = &item};
    return view_markdown(v, task->dash ? &list : task->prose);
}

/* What stands in a section, in order: {md, html, nhiem_vu}, one of the last two false. */
static struct value *section_items(const struct view *v, const struct section *s)
{
    struct value *items = value_list(v->arena);
    for (size_t i = 0; i < s->item_count; i++) {
        const struct section_item *item = &s->items[i];
        struct value *o = value_object(v->arena);
        bool task = item->task != NULL;
        value_set(v->arena, o, "html", task ? value_bool(v->arena, false) : view_html(v, item->block));
        value_set(v->arena, o, "md", task ? task_markdown(v, item->task) : view_markdown(v, item->block));
        value_set(v->arena, o, "nhiem_vu",
                  task ? v->tasks[item->task->ordinal] : value_bool(v->arena, false));
        value_push(v->arena, items, o);
    }
    return items;
}

static void add_tasks(const struct view *v, struct value *list, const struct section *s)
{
    for (size_t i = 0; i < s->item_count; i++)
        if (s->items[i].task)
            value_push(v->arena, list, v->tasks[s->items[i].task->ordinal]);
    for (const struct section *below = s->first; below; below = below->next)
        add_tasks(v, list, below);
}

static struct value *section_value(const struct view *v, const struct section *s)
{
    struct value *o = value_object(v->arena), *tasks = value_list(v->arena);
    const char *anchor = s->parent ? arena_printf(v->arena, "muc-%s-%s", s->parent->label, s->label)
                                   : arena_printf(v->arena, "phan-%s", s->label);
    value_set_string(v->arena, o, "nhan", s->label);
    view_set_str(v, o, "ten", s->title);
    value_set_string(v->arena, o, "neo", view_anchor(v, anchor));
    view_set_bool(v, o, "la_nhiem_vu", s->has_tasks);
    value_set(v->arena, o, "khoi", section_items(v, s));
    add_tasks(v, tasks, s);
    value_set(v->arena, o, "nhiem_vu", tasks);
    return o;
}

struct value *view_sections(const struct view *v)
{
    struct value *parts = value_list(v->arena);
    for (const struct section *part = v->year->plan->parts; part; part = part->next) {
        struct value *p = section_value(v, part), *headings = value_list(v->arena);
        for (const struct section *s = part->first; s; s = s->next)
            value_push(v->arena, headings, section_value(v, s));
        value_set(v->arena, p, "muc", headings);
        value_push(v->arena, parts, p);
    }
    return parts;
}

/* ---- header ---- */

/* A paragraph of the preamble alone, so that each can be dressed by itself. */
static struct value *preamble(const struct view *v)
{
    struct value *list = value_list(v->arena);
    for (const struct block *b = v->year->plan->preamble; b; b = b->next) {
        struct block alone = *b;
        alone.next = NULL;
        struct value *o = value_object(v->arena);
        const char *key = text_key(v->arena, block_text(v->arena, b));
        view_set_bool(v, o, "la_can_cu",
                      strncmp(key, "can cu ", 7) == 0 || strncmp(key, "thuc hien ", 10) == 0);
        value_set(v->arena, o, "html", view_html(v, &alone));
        value_set_string(v->arena, o, "van_ban", block_text(v->arena, b));
        value_set(v->arena, o, "md", view_markdown(v, &alone));
        value_push(v->arena, list, o);
    }
    return list;
}

/* "Về việc cải thiện …" within a sentence: the first letter is lower case there. */
static char *within_sentence(const struct view *v, const char *s)
{
    static const char prefix[] = "Về việc ";
    if (strncmp(s, prefix, strlen(prefix)) == 0)
        return arena_printf(v->arena, "v%s", s + 1);
    return arena_strdup(v->arena, s);
}

/* The recipients without the dashes' punctuation, the last ("Lưu: VT.") apart: as a report form wants them.
 */
static void add_bare_recipients(const struct view *v, struct value *k, const struct plan *plan)
{
    static const char archive[] = "Lưu:";
    struct value *list = value_list(v->arena);
    const char *kept = NULL;
    for (size_t i = 0; i < plan->recipient_count; i++) {
        const char *s = plan->recipients[i].s;
        size_t n = strlen(s);
        while (n > 0 && strchr(";. ", s[n - 1]))
            n--;
        char *bare = arena_strndup(v->arena, s, n);
        if (strncmp(bare, archive, strlen(archive)) == 0)
            kept = bare + strlen(archive) + strspn(bare + strlen(archive), " ");
        else
            value_push(v->arena, list, value_string(v->arena, bare));
    }
    value_set(v->arena, k, "noi_nhan_gon", list);
    value_set_string(v->arena, k, "luu", kept);
}

struct value *view_plan(const struct view *v)
{
    const struct plan *plan = v->year->plan;
    struct value *k = value_object(v->arena), *recipients = value_list(v->arena);
    view_set_str(v, k, "loai", plan->kind);
    view_set_str(v, k, "so", plan->number);
    view_set_date(v, k, "ngay", plan->date);
    view_set_str(v, k, "trich_yeu", plan->summary);
    value_set_string(v->arena, k, "trich_yeu_thuong",
                     plan->summary.s ? within_sentence(v, plan->summary.s) : NULL);
    view_set_str(v, k, "co_quan_chu_quan", plan->parent_agency);
    view_set_str(v, k, "co_quan", plan->agency);
    view_set_str(v, k, "dia_danh", plan->place);
    value_set(v->arena, k, "mo_dau", preamble(v));
    value_set(v->arena, k, "ket_html", view_html(v, plan->closing));
    value_set(v->arena, k, "ket_md", view_markdown(v, plan->closing));
    add_bare_recipients(v, k, plan);
    for (size_t i = 0; i < plan->recipient_count; i++)
        value_push(v->arena, recipients, value_string(v->arena, plan->recipients[i].s));
    view_set_bool(v, k, "co_noi_nhan", plan->recipient_count > 0);
    value_set(v->arena, k, "noi_nhan", recipients);
    view_set_str(v, k, "nguoi_ky", plan->signer);
    view_set_str(v, k, "chuc_vu", plan->position);
    return k;
}

/* ---- content indices ---- */

/* What was published for the province, oldest first: {nam, diem, nguon, ngay, ngay_iso}. */
static struct value *published(const struct view *v, int number)
{
    const struct scores *scores = v->year->scores;
    struct value *list = value_list(v->arena);
    int last = 0;
    for (size_t done = 0; scores && number <= PAPI_INDICES && done < scores->count; done++) {
        const struct release *next = NULL;
        for (size_t i = 0; i < scores->count; i++)
            if (scores->releases[i].year > last && (!next || scores->releases[i].year < next->year))
                next = &scores->releases[i];
        if (!next)
            break;
        last = next->year;
        const struct score *score = &next->scores[number - 1];
        struct value *o = value_object(v->arena);
        if (!score->value)
            continue;
        value_set_string(v->arena, o, "nam", arena_printf(v->arena, "%d", next->year));
        view_set_str(v, o, "diem", score->text);
        view_set_str(v, o, "nguon", next->origin);
        view_set_date(v, o, "ngay", next->date);
        value_push(v->arena, list, o);
    }
    return list;
}

struct value *view_indices(const struct view *v)
{
    const struct papi *papi = v->model->papi;
    const struct plan *plan = v->year->plan;
    struct value *list = value_list(v->arena);
    for (size_t i = 0; papi && i < papi->count; i++) {
        const struct papi_index *index = &papi->indices[i];
        struct value *o = value_object(v->arena), *tasks = value_list(v->arena);
        struct tally tally = {0};
        for (size_t t = 0; t < plan->task_count; t++) {
            if (plan->tasks[t]->index != index->number)
                continue;
            value_push(v->arena, tasks, v->tasks[t]);
            tally_add(&tally, v->newest, plan->tasks[t]);
        }
        value_set_string(v->arena, o, "so", arena_printf(v->arena, "%d", index->number));
        view_set_str(v, o, "ten", index->name);
        value_set(v->arena, o, "gioi_thieu_html", view_html(v, index->about));
        view_set_bool(v, o, "co_nhiem_vu", tasks->count > 0);
        view_set_count(v, o, "so_nhiem_vu", tasks->count);
        value_set(v->arena, o, "nhiem_vu", tasks);
        value_set(v->arena, o, "tong_hop", tally_value(v, &tally));
        struct value *scores = published(v, index->number);
        view_set_bool(v, o, "co_diem", scores->count > 0);
        value_set(v->arena, o, "diem", scores);
        value_push(v->arena, list, o);
    }
    return list;
}
