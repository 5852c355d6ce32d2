/* parts.c - small values that all the pieces of the view use. */
#include "view/parts.h"

#include "base/buf.h"
#include "base/text.h"
#include "view/prose_html.h"

#include <string.h>

enum { SHORT_WORDS = 24 };

struct value *view_html(const struct view *v, const struct block *prose)
{
    struct buf out = {0};
    prose_html(&out, prose);
    struct value *value = value_string(v->arena, out.len ? buf_take(&out, v->arena) : NULL);
    buf_free(&out);
    return value;
}

struct value *view_markdown(const struct view *v, const struct block *prose)
{
    struct buf out = {0};
    prose_markdown(&out, prose);
    struct value *value = value_string(v->arena, out.len ? buf_take(&out, v->arena) : NULL);
    buf_free(&out);
    return value;
}

void view_set_str(const struct view *v, struct value *object, const char *name, struct str s)
{
    value_set_string(v->arena, object, name, s.s);
}

void view_set_count(const struct view *v, struct value *object, const char *name, size_t n)
{
    value_set_string(v->arena, object, name, arena_number(v->arena, n));
}

void view_set_bool(const struct view *v, struct value *object, const char *name, bool b)
{
    value_set(v->arena, object, name, value_bool(v->arena, b));
}

void view_set_date(const struct view *v, struct value *object, const char *prefix, struct date d)
{
    bool given = date_given(d);
    value_set_string(v->arena, object, prefix, given ? date_short(v->arena, d) : NULL);
    value_set_string(v->arena, object, arena_join(v->arena, prefix, "_iso", ""),
                     given ? date_iso(v->arena, d) : NULL);
    value_set_string(v->arena, object, arena_join(v->arena, prefix, "_dai", ""),
                     given ? date_long(v->arena, d) : NULL);
}

char *view_anchor(const struct view *v, const char *code)
{
    return text_slug(v->arena, code);
}

char *view_short(const struct view *v, const char *text)
{
    size_t words = 0, end = 0;
    for (size_t i = 0; text[i] && words < SHORT_WORDS; i++) {
        if (text[i] == ' ' && ++words == SHORT_WORDS)
            break;
        end = i + 1;
    }
    if (!text[end])
        return arena_strdup(v->arena, text);
    while (end > 0 && strchr(" ,;:.", text[end - 1]))
        end--;
    return arena_printf(v->arena, "%.*s…", (int)end, text);
}

struct value *view_state(const struct view *v, const struct entry *entry)
{
    struct value *state = value_object(v->arena);
    const struct state_info *info = entry ? state_info(entry->state) : NULL;
    value_set_string(v->arena, state, "id", info ? info->id : "chua-co");
    value_set_string(v->arena, state, "ten", info ? info->text : "chưa có báo cáo");
    value_set_string(v->arena, state, "nhom", info ? state_group_id(info->group) : "chua-co");
    value_set_string(v->arena, state, "nhom_ten", info ? state_group_text(info->group) : "Chưa có báo cáo");
    return state;
}

/* ---- summaries ---- */

void tally_add(struct tally *tally, const struct progress *progress, const struct task *task)
{
    const struct entry *entry = progress_entry(progress, task);
    const struct state_info *info = entry ? state_info(entry->state) : NULL;
    tally->total++;
    if (info) {
        tally->by_group[info->group]++;
        tally->reported++;
    }
}

/* Names of the group's count and of "is there any", by group. */
static const struct {
    const char *count, *any;
} tally_names[GROUP_COUNT] = {
    [GROUP_DONE] = {"so_xong", "co_xong"},           [GROUP_ONGOING] = {"so_dang_lam", "co_dang_lam"},
    [GROUP_LATE] = {"so_cham", "co_cham"},           [GROUP_NOT_STARTED] = {"so_chua_lam", "co_chua_lam"},
    [GROUP_OUT_OF_SCOPE] = {"so_ngoai", "co_ngoai"},
};

/* One share of the bar: x and width over 0 to 1000, cut so that all widths add up to exactly 1000. */
static struct value *tally_group(const struct view *v, const struct tally *tally, int group, size_t before,
                                 bool last)
{
    struct value *g = value_object(v->arena);
    size_t n = tally->by_group[group], all = tally->reported ? tally->reported : 1;
    size_t x = before * 1000 / all, end = (before + n) * 1000 / all;
    value_set_string(v->arena, g, "id", state_group_id((enum state_group)group));
    value_set_string(v->arena, g, "ten", state_group_text((enum state_group)group));
    view_set_count(v, g, "so", n);
    value_set_string(v->arena, g, "phan_tram",
                     number_text(v->arena, (int64_t)((n * 1000 + all / 2) / all) * 100));
    view_set_bool(v, g, "co", n > 0);
    view_set_bool(v, g, "cuoi", last);
    view_set_count(v, g, "x", x);
    view_set_count(v, g, "rong", end - x);
    return g;
}

struct value *tally_value(const struct view *v, const struct tally *tally)
{
    struct value *summary = value_object(v->arena), *groups = value_list(v->arena);
    size_t before = 0;
    int last = -1;
    for (int g = 0; g < GROUP_COUNT; g++)
        last = tally->by_group[g] ? g : last;
    view_set_count(v, summary, "tong", tally->total);
    view_set_bool(v, summary, "co_du_lieu", tally->reported > 0);
    for (int g = 0; g < GROUP_COUNT; g++) {
        value_push(v->arena, groups, tally_group(v, tally, g, before, g == last));
        before += tally->by_group[g];
        view_set_count(v, summary, tally_names[g].count, tally->by_group[g]);
        view_set_bool(v, summary, tally_names[g].any, tally->by_group[g] > 0);
    }
    value_set(v->arena, summary, "nhom", groups);
    return summary;
}
