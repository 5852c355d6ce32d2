/* new_plan.c - the plan of a new year: that of an earlier one, with what is of its own year left to fill in.
 */
#include "base/date.h"
#include "command/new.h"
#include "write/write.h"

#include <string.h>

/* "32/KH-HB" becomes "…/KH-HB". */
static const char *number_to_fill(struct arena *arena, const char *number)
{
    const char *slash = number ? strchr(number, '/') : NULL;
    return arena_printf(arena, NEW_BLANK "%s", slash ? slash : "/KH");
}

/* Every "2024" that is a number by itself becomes "2025". */
static const char *with_year(struct arena *arena, const char *text, int from, int to)
{
    struct buf out = {0};
    const char *old = arena_printf(arena, "%04d", from), *s = text;
    for (const char *at; (at = strstr(s, old)) != NULL; s = at + strlen(old)) {
        bool inside = (at > text && strchr("0123456789/", at[-1])) || (at[4] && strchr("0123456789/", at[4]));
        buf_add(&out, s, (size_t)(at - s));
        if (inside)
            buf_str(&out, old);
        else
            buf_printf(&out, "%04d", to);
    }
    buf_str(&out, s);
    char *copy = buf_take(&out, arena);
    buf_free(&out);
    return copy;
}

/* The same day so many years on; a 29 February is the 28th. */
static struct date years_on(struct date d, int years)
{
    d.year += years;
    if (d.month == 2 && d.day == 29)
        d.day = 28;
    return d;
}

/* Where the body begins: the comment goes before it. */
static struct place body_of(const struct plan *plan)
{
    struct place none = {0};
    if (plan->preamble)
        return plan->preamble->at;
    return plan->parts ? plan->parts->at : none;
}

/* The plan without its own remarks and excuses, which were about its own year, and with ours. */
static bool set_remark(struct run *run, const struct year *earlier, int year, struct plan *plan)
{
    struct arena *arena = &run->arena;
    struct value *values = value_object(arena);
    struct buf text = {0};
    value_set_string(arena, values, "so_cu_md", plan->number.s ? plan->number.s : "");
    value_set_string(arena, values, "nam_cu", arena_printf(arena, "%d", earlier->number));
    value_set_string(arena, values, "nam", arena_printf(arena, "%d", year));
    bool fine = new_render(run, "nam-sau", values, &text);
    struct comment *remark = ARENA_NEW(arena, struct comment);
    remark->text = buf_take(&text, arena);
    remark->at = body_of(plan);
    remark->at.offset -= remark->at.offset > 0;
    buf_free(&text);
    plan->comments = (struct comments){remark, 1};
    plan->excuses = (struct excuses){0};
    return fine;
}

bool new_plan(struct run *run, const struct year *earlier, int year, struct buf *out)
{
    struct arena *arena = &run->arena;
    struct plan plan = *earlier->plan;
    if (!set_remark(run, earlier, year, &plan))
        return false;
    plan.number.s = number_to_fill(arena, plan.number.s);
    if (date_given(plan.date))
        plan.date_text.s = date_short(arena, years_on(plan.date, year - earlier->number));
    if (plan.summary.s)
        plan.summary.s = with_year(arena, plan.summary.s, earlier->number, year);
    write_plan(out, WRITE_MARKDOWN, &plan);
    return true;
}
