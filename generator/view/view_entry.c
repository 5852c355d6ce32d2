/* view_entry.c - one task in one quarter. */
#include "view/escape.h"
#include "view/parts.h"

#include <string.h>

static struct value *dates(const struct view *v, const struct entry *entry)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; i < entry->date_count; i++) {
        struct value *d = value_object(v->arena);
        value_set_string(v->arena, d, "ngay", date_short(v->arena, entry->dates[i]));
        value_set_string(v->arena, d, "iso", date_iso(v->arena, entry->dates[i]));
        view_set_bool(v, d, "cuoi", i + 1 == entry->date_count);
        value_push(v->arena, list, d);
    }
    return list;
}

/* A file is shown by its description, or by its name without the folders. */
static const char *evidence_name(const struct evidence *e)
{
    if (e->label.s && *e->label.s)
        return e->label.s;
    const char *slash = e->is_file ? strrchr(e->target.s, '/') : NULL;
    return slash ? slash + 1 : e->target.s;
}

struct value *view_address(const struct view *v, const char *target)
{
    struct buf out = {0};
    if (!target || !*target)
        return value_bool(v->arena, false);
    escape_percent(&out, target);
    struct value *value = value_string(v->arena, buf_take(&out, v->arena));
    buf_free(&out);
    return value;
}

struct value *view_evidence(const struct view *v, const struct entry *entry)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; entry && i < entry->evidence_count; i++) {
        const struct evidence *e = &entry->evidence[i];
        struct value *o = value_object(v->arena);
        value_set_string(v->arena, o, "ten", evidence_name(e));
        value_set(v->arena, o, "lien_ket", view_address(v, e->target.s));
        view_set_bool(v, o, "la_tep", e->is_file);
        view_set_bool(v, o, "cuoi", i + 1 == entry->evidence_count);
        value_push(v->arena, list, o);
    }
    return list;
}

/* truoc: the state in the quarter before, or false. thay_doi: {truoc_ten} when it differs from this one's. */
static void add_before(const struct view *v, struct value *o, const struct progress *progress,
                       const struct entry *entry)
{
    const struct entry *before = entry->task ? model_previous(v->year, progress, entry->task) : NULL;
    const struct state_info *info = before ? state_info(before->state) : NULL;
    struct value *change = value_bool(v->arena, false);
    if (info && before->state != entry->state) {
        change = value_object(v->arena);
        value_set_string(v->arena, change, "truoc_ten", info->text);
    }
    value_set(v->arena, o, "truoc", info ? view_state(v, before) : value_bool(v->arena, false));
    value_set(v->arena, o, "thay_doi", change);
}

struct value *view_entry(const struct view *v, const struct progress *progress, const struct entry *entry)
{
    struct value *o = value_object(v->arena);
    const struct task *task = entry->task;
    value_set_string(v->arena, o, "ma", task ? task->code : entry->code.s);
    value_set_string(v->arena, o, "neo", view_anchor(v, task ? task->code : entry->code.s));
    value_set_string(v->arena, o, "van_ban", task ? task->text : entry->words.s);
    value_set_string(v->arena, o, "rut_gon", task ? view_short(v, task->text) : entry->words.s);
    value_set(v->arena, o, "trang_thai", view_state(v, entry));
    add_before(v, o, progress, entry);
    view_set_str(v, o, "phu_trach", entry->owner.s || !task ? entry->owner : task->owner);
    view_set_str(v, o, "chi_tieu", task ? task->target : (struct str){0});
    view_set_str(v, o, "ket_qua", entry->result);
    view_set_str(v, o, "luy_ke", entry->total);
    view_set_str(v, o, "ty_le", entry->percent);
    view_set_str(v, o, "thoi_han", entry->due.s || !task ? entry->due : task->due);
    view_set_str(v, o, "ly_do", entry->reason);
    view_set_str(v, o, "viec_tiep_theo", entry->next);
    view_set_bool(v, o, "co_ngay", entry->date_count > 0);
    value_set(v->arena, o, "ngay", dates(v, entry));
    view_set_bool(v, o, "co_minh_chung", entry->evidence_count > 0);
    value_set(v->arena, o, "minh_chung", view_evidence(v, entry));
    value_set(v->arena, o, "html", view_html(v, entry->prose));
    value_set(v->arena, o, "md", view_markdown(v, entry->prose));
    return o;
}
