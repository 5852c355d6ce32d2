/* values.c - a district as values for templates. */
#include "rollup/values.h"

#include "base/number.h"
#include "base/text.h"
#include "view/escape.h"
#include "view/parts.h"

#include <string.h>

static void set(struct arena *a, struct value *o, const char *name, const char *s)
{
    value_set_string(a, o, name, s && *s ? s : NULL);
}

static void set_count(struct arena *a, struct value *o, const char *name, size_t n)
{
    value_set_string(a, o, name, arena_number(a, n));
}

static void set_bool(struct arena *a, struct value *o, const char *name, bool b)
{
    value_set(a, o, name, value_bool(a, b));
}

static void set_date(struct arena *a, struct value *o, const char *name, struct date d)
{
    const struct view v = {.arena = a};
    view_set_date(&v, o, name, d);
}

/* ---- states ---- */

static void count_task(struct tally *tally, const struct rollup_task *task)
{
    const struct state_info *info = state_info(task->state);
    tally->total++;
    if (info) {
        tally->by_group[info->group]++;
        tally->reported++;
    }
}

/* The tasks of a report that belong to an index; index -1: all. */
static void count_row(struct tally *tally, const struct rollup_row *row, int index)
{
    for (size_t i = 0; row && i < row->task_count; i++)
        if (index < 0 || row->tasks[i].index == index)
            count_task(tally, &row->tasks[i]);
}

static struct value *tally_of(struct arena *a, const struct tally *tally)
{
    const struct view v = {.arena = a};
    return tally_value(&v, tally);
}

/* ---- one file ---- */

static const char *percent(struct arena *a, const char *path)
{
    struct buf out = {0};
    escape_percent(&out, path);
    const char *url = buf_take(&out, a);
    buf_free(&out);
    return url;
}

static struct value *file_value(struct arena *a, const struct rollup_row *row, const char *way)
{
    struct value *o = value_object(a);
    set(a, o, "duong_dan", row->shown);
    set(a, o, "lien_ket", percent(a, arena_printf(a, "%s/%s", way, row->path)));
    set(a, o, "kich_thuoc",
        arena_printf(a, "%s KB", number_text(a, (int64_t)((row->size + 512) / 1024) * NUMBER_SCALE)));
    set(a, o, "ma_bam", row->sha256);
    set(a, o, "ghi_chu", row->note);
    set(a, o, "truong", row->school);
    set(a, o, "so", row->number);
    set(a, o, "nguoi_ky", row->signers);
    set(a, o, "thay_the", row->replaces);
    set(a, o, "ky", quarter_text(a, row->quarter));
    set_date(a, o, "ngay", row->date);
    set_date(a, o, "ngay_ky", row->signed_on);
    set_bool(a, o, "minh_hoa", row->illustrative);
    set_bool(a, o, "la_bao_cao", row->kind == ROLLUP_REPORT);
    set_bool(a, o, "la_tep_khac", row->kind == ROLLUP_FOREIGN);
    set_bool(a, o, "khong_doc_duoc", row->kind == ROLLUP_UNREADABLE || row->kind == ROLLUP_FAULT);
    set_bool(a, o, "du_lieu_bi_sua", row->kind == ROLLUP_ALTERED);
    set_bool(a, o, "doc_hong", row->kind == ROLLUP_DIED);
    bool judged = row->kind == ROLLUP_REPORT || row->kind == ROLLUP_ALTERED;
    set_bool(a, o, "chua_ky", judged && row->seal == ROLLUP_UNSIGNED);
    set_bool(a, o, "ky_hong", judged && row->seal == ROLLUP_BROKEN);
    set_bool(a, o, "khong_tin", judged && row->seal == ROLLUP_UNTRUSTED);
    set_bool(a, o, "ky_tot", judged && row->seal == ROLLUP_SIGNED);
    return o;
}

/* same_as: the file that stands for them, or NULL. */
static struct value *files_value(struct arena *a, const struct rollup_row *const *rows, size_t count,
                                 const char *way, const struct rollup_row *same_as)
{
    struct value *list = value_list(a);
    for (size_t i = 0; i < count; i++) {
        struct value *o = file_value(a, rows[i], way);
        set_bool(a, o, "trung", same_as && strcmp(same_as->sha256, rows[i]->sha256) == 0);
        value_push(a, list, o);
    }
    return list;
}

/* ---- one school ---- */

static struct value *tasks_value(struct arena *a, const struct rollup_row *row)
{
    struct value *list = value_list(a);
    for (size_t i = 0; row && i < row->task_count; i++) {
        const struct rollup_task *t = &row->tasks[i];
        const struct state_info *info = state_info(t->state);
        struct value *o = value_object(a), *state = value_object(a);
        set(a, o, "ma", t->code);
        set(a, o, "noi_dung", t->text);
        set(a, o, "ly_do", t->reason);
        set(a, o, "chi_so", t->index ? arena_printf(a, "%d", t->index) : NULL);
        set(a, state, "ten", info ? info->text : "chưa có báo cáo");
        set(a, state, "nhom", info ? state_group_id(info->group) : "chua-co");
        value_set(a, o, "trang_thai", state);
        value_push(a, list, o);
    }
    return list;
}

static struct value *school_indices(struct arena *a, const struct rollup_row *row)
{
    struct value *list = value_list(a);
    for (int i = 1; i < ROLLUP_INDICES; i++) {
        struct tally tally = {0};
        struct value *o = value_object(a);
        count_row(&tally, row, i);
        set(a, o, "so", arena_printf(a, "%d", i));
        value_set(a, o, "tong_hop", tally_of(a, &tally));
        value_push(a, list, o);
    }
    return list;
}

static struct value *school_value(struct arena *a, const struct rollup_school *s, const char *way)
{
    struct value *o = value_object(a);
    struct tally tally = {0};
    const struct rollup_row *row = s->current;
    set(a, o, "ten", s->name);
    set(a, o, "ky_hieu", s->symbol);
    set(a, o, "co_quan", s->agency);
    set(a, o, "trang", arena_printf(a, "truong/%s.html", s->slug));
    set_bool(a, o, "ngoai_danh_sach", !s->expected);
    set_bool(a, o, "chua_nop", s->standing == ROLLUP_MISSING);
    set_bool(a, o, "nop_muon", s->standing == ROLLUP_LATE);
    set_bool(a, o, "da_nop", s->standing != ROLLUP_MISSING);
    value_set(a, o, "tep", row ? file_value(a, row, way) : value_bool(a, false));
    value_set(a, o, "ban_khac", files_value(a, s->others, s->other_count, way, row));
    set_bool(a, o, "co_ban_khac", s->other_count > 0);
    count_row(&tally, row, -1);
    value_set(a, o, "tong_hop", tally_of(a, &tally));
    value_set(a, o, "chi_so", school_indices(a, row));
    value_set(a, o, "nhiem_vu", tasks_value(a, row));
    return o;
}

/* ---- the district ---- */

static bool wrong(const struct rollup_school *s)
{
    return s->current && (s->current->seal == ROLLUP_BROKEN || s->current->seal == ROLLUP_UNTRUSTED);
}

static bool is_unsigned(const struct rollup_school *s)
{
    return s->current && s->current->seal == ROLLUP_UNSIGNED;
}

static struct value *counts_value(struct arena *a, const struct district *d)
{
    struct value *o = value_object(a);
    size_t standing[ROLLUP_MISSING + 1] = {0}, unsigned_count = 0, wrong_count = 0, illustrative = 0,
                                     strange = 0;
    for (size_t i = 0; i < d->school_count; i++) {
        const struct rollup_school *s = &d->schools[i];
        standing[s->standing]++;
        unsigned_count += is_unsigned(s);
        wrong_count += wrong(s);
        illustrative += s->current && s->current->illustrative;
        strange += !s->expected;
    }
    set_count(a, o, "truong", d->school_count);
    set_count(a, o, "da_nop", d->school_count - standing[ROLLUP_MISSING]);
    set_count(a, o, "dung_han", standing[ROLLUP_ON_TIME]);
    set_count(a, o, "nop_muon", standing[ROLLUP_LATE]);
    set_count(a, o, "chua_nop", standing[ROLLUP_MISSING]);
    set_count(a, o, "chua_ky", unsigned_count);
    set_count(a, o, "ky_hong", wrong_count);
    set_count(a, o, "tep_la", d->stray_count);
    set_count(a, o, "ky_khac", d->elsewhen_count);
    set_bool(a, o, "co_nop_muon", standing[ROLLUP_LATE] > 0);
    set_bool(a, o, "co_chua_nop", standing[ROLLUP_MISSING] > 0);
    set_bool(a, o, "co_chua_ky", unsigned_count > 0);
    set_bool(a, o, "co_ky_hong", wrong_count > 0);
    set_bool(a, o, "co_tep_la", d->stray_count > 0);
    set_bool(a, o, "co_ky_khac", d->elsewhen_count > 0);
    set_bool(a, o, "co_minh_hoa", illustrative > 0);
    set_bool(a, o, "co_ngoai_danh_sach", strange > 0);
    return o;
}

/* The name that the first school's plan gives an index; schools are told apart by their own plans. */
static const char *index_name(const struct district *d, int index)
{
    for (size_t i = 0; i < d->school_count; i++)
        if (d->schools[i].current && *d->schools[i].current->index_names[index])
            return d->schools[i].current->index_names[index];
    return NULL;
}

static void index_heading(struct arena *a, const struct district *d, int index, struct value *o)
{
    struct tally tally = {0};
    for (size_t i = 0; i < d->school_count; i++)
        count_row(&tally, d->schools[i].current, index);
    set(a, o, "so", arena_printf(a, "%d", index));
    set(a, o, "ten", index_name(d, index));
    set(a, o, "trang", arena_printf(a, "chi-so-%d.html", index));
    value_set(a, o, "tong_hop", tally_of(a, &tally));
}

struct value *rollup_index_value(struct arena *a, const struct district *d, int index)
{
    struct value *o = value_object(a), *schools = value_list(a);
    index_heading(a, d, index, o);
    for (size_t i = 0; i < d->school_count; i++) {
        const struct rollup_school *s = &d->schools[i];
        struct tally tally = {0};
        count_row(&tally, s->current, index);
        if (tally.total == 0)
            continue;
        struct value *row = value_object(a);
        set(a, row, "ten", s->name);
        set(a, row, "trang", arena_printf(a, "truong/%s.html", s->slug));
        value_set(a, row, "tong_hop", tally_of(a, &tally));
        value_push(a, schools, row);
    }
    set_bool(a, o, "co_viec", schools->count > 0);
    value_set(a, o, "cac_truong", schools);
    return o;
}

struct value *rollup_values(struct arena *a, const struct district *d, const char *way)
{
    struct value *root = value_object(a), *schools = value_list(a), *indices = value_list(a);
    struct tally tally = {0};
    for (size_t i = 0; i < d->school_count; i++) {
        count_row(&tally, d->schools[i].current, -1);
        value_push(a, schools, school_value(a, &d->schools[i], way));
    }
    for (int i = 1; i < ROLLUP_INDICES; i++) {
        struct value *o = value_object(a);
        index_heading(a, d, i, o);
        value_push(a, indices, o);
    }
    set(a, root, "don_vi", d->title);
    set(a, root, "ky", quarter_text(a, d->quarter));
    set_date(a, root, "han", d->due);
    set_bool(a, root, "co_danh_sach", d->listed);
    value_set(a, root, "dem", counts_value(a, d));
    value_set(a, root, "tong_hop", tally_of(a, &tally));
    value_set(a, root, "chi_so", indices);
    value_set(a, root, "truong", schools);
    value_set(a, root, "tep_la", files_value(a, d->strays, d->stray_count, way, NULL));
    value_set(a, root, "ky_khac", files_value(a, d->elsewhen, d->elsewhen_count, way, NULL));
    return root;
}
