/* new_quarter.c - the file of a new quarter: every task of the plan, with what the quarters before it say. */
#include "base/date.h"
#include "check/rules.h"
#include "command/new.h"
#include "write/write.h"

#include <string.h>

/* A quarter under way. */
struct draft {
    struct arena *arena;
    const struct model *model;
    const struct year *year;
    struct quarter quarter;
    struct value *values;
};

/* ---- the head ---- */

static char *with_capital(struct arena *arena, const char *s)
{
    char *copy = arena_strdup(arena, s);
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    else if (strncmp(copy, "đ", strlen("đ")) == 0)
        memcpy(copy, "Đ", strlen("Đ"));
    return copy;
}

static const char *symbol_of(const struct draft *d)
{
    return d->model->school->symbol.s ? d->model->school->symbol.s : NEW_BLANK;
}

/* The period by the school's setting, joined to the quarter before where that ended on another day. True when
 * joined.
 */
static bool find_period(const struct draft *d, struct date *from, struct date *to)
{
    quarter_period(d->quarter, d->model->school->period_first_day, from, to);
    const struct progress *before = model_quarter_before(d->model, d->quarter);
    if (!before || !date_given(before->to) || date_days(before->to) + 1 == date_days(*from) ||
        date_days(before->to) >= date_days(*to))
        return false;
    *from = date_after(before->to);
    return true;
}

static void set_head(struct draft *d)
{
    struct date from, to;
    struct buf head = {0};
    bool joined = find_period(d, &from, &to);
    write_key(&head, "kỳ", quarter_text(d->arena, d->quarter));
    write_key(&head, "số", arena_printf(d->arena, NEW_BLANK "/BC-%s", symbol_of(d)));
    write_key(&head, "ngày", date_short(d->arena, date_working_day_after(to)));
    if (joined)
        write_key(&head, "từ ngày", date_short(d->arena, from));
    value_set_string(d->arena, d->values, "dau_md", arena_strndup(d->arena, buf_text(&head), head.len - 1));
    value_set_string(d->arena, d->values, "ky_hieu_md", symbol_of(d));
    value_set_string(d->arena, d->values, "tu_ngay", date_short(d->arena, from));
    value_set_string(d->arena, d->values, "den_ngay", date_short(d->arena, to));
    buf_free(&head);
}

/* ---- tasks ---- */

static const char *figure(struct arena *arena, int64_t thousandths, const char *unit)
{
    struct quantity q = {.given = true, .thousandths = thousandths};
    q.unit = arena_strndup(arena, unit, quantity_unit_length(unit));
    const char *text = quantity_typed(arena, q);
    return *text == '0' && text[1] >= '0' && text[1] <= '9' ? text + 1
                                                            : text; /* "2 buổi", as people type it */
}

/* Nothing yet in this period, and the running total as it was. */
static void set_figures(struct draft *d, const struct task *task, struct entry *entry)
{
    struct quantity before = model_total_before(d->arena, d->year, d->quarter.number, task);
    const struct quantity *like = before.given ? &before : &task->target_quantity;
    if (!like->given)
        return;
    const char *unit = like->unit ? like->unit : "";
    entry->result.s = figure(d->arena, 0, unit);
    entry->total.s = figure(d->arena, before.thousandths, unit);
}

/* The role that does the work of the owner named in the plan, by the name the school knows it by. */
static struct str owner_of(const struct draft *d, const struct task *task)
{
    const struct role *role = task->owner.s ? school_role(d->model->school, task->owner.s) : NULL;
    return role ? role->name : (struct str){0};
}

/* The state before as it may be said again. Done in time, or late, is only said where there is a deadline: if
 * the entry before forgot it, the new one is no worse than it has to be. */
static const char *state_again(struct draft *d, const struct task *task, const struct entry *before)
{
    bool timed = before->state == STATE_DONE_ON_TIME || before->state == STATE_DONE_LATE;
    bool due = before->due.s || task->due.s;
    return with_capital(d->arena, timed && !due ? state_info(STATE_DONE)->text : before->state_text.s);
}

/* What still holds of the entry before: a task that was done stays done, with its evidence. */
static void carry(struct draft *d, const struct task *task, const struct entry *before, struct entry *entry)
{
    const struct state_info *state = state_info(before->state);
    bool full = before->percent_quantity.given && before->percent_quantity.thousandths >= 100 * NUMBER_SCALE;
    entry->state_text.s = state_again(d, task, before);
    entry->due = before->due;
    if (full == (state->group == GROUP_DONE))
        entry->percent = before->percent;
    if (before->owner.s)
        entry->owner = before->owner;
    if (state->needs_reason)
        entry->reason.s = before->reason.s ? before->reason.s : NEW_BLANK;
    if (state->needs_evidence) {
        entry->evidence = before->evidence;
        entry->evidence_count = before->evidence_count;
    }
}

/* The entry before said what comes next: nothing of that is taken for done, but she is reminded. A comment
 * ends at
 * "-->", so dashes are kept apart. */
static struct value *promise(struct draft *d, const struct entry *before, int from)
{
    if (!before || !before->next.s)
        return value_bool(d->arena, false);
    char *words = arena_strdup(d->arena, before->next.s);
    for (char *s = words; *s; s++)
        if (*s == '\n' || (*s == '-' && (s[1] == '-' || s[1] == '>')))
            *s = ' ';
    struct value *o = value_object(d->arena);
    value_set_string(d->arena, o, "quy", arena_printf(d->arena, "Quý %s", quarter_roman(from)));
    value_set_string(d->arena, o, "md", words);
    return o;
}

static struct value *task_value(struct draft *d, const struct task *task)
{
    int from = 0;
    const struct entry *before = model_entry_before(d->year, d->quarter.number, task, &from);
    const struct state_info *none = state_info(STATE_NOT_STARTED);
    struct entry entry = {.code = {task->code, {0}}, .words = {task_start(d->arena, task), {0}}};
    entry.owner = owner_of(d, task);
    if (before && before->state != STATE_NONE) {
        carry(d, task, before, &entry);
    } else { /* nobody has said anything of it yet, and nothing is claimed that nobody said */
        entry.state_text.s = with_capital(d->arena, none->text);
        entry.reason.s = NEW_BLANK;
    }
    set_figures(d, task, &entry);
    struct buf text = {0};
    write_entry(&text, &entry);
    struct value *o = value_object(d->arena);
    value_set_string(d->arena, o, "md", arena_strndup(d->arena, buf_text(&text), text.len - 1));
    value_set(d->arena, o, "hen", promise(d, before, from));
    buf_free(&text);
    return o;
}

/* ---- feedback ---- */

/* What was open at the end of the quarter before, or of the nearest earlier one of the year. */
static const char *carried_feedback(const struct draft *d)
{
    const struct progress *before = model_quarter_before(d->model, d->quarter);
    for (int q = d->quarter.number - 2; !before && q >= 0; q--)
        before = d->year->quarters[q];
    return before && before->feedback.open_n.given ? figure(d->arena, before->feedback.open_n.thousandths, "")
                                                   : "0";
}

bool new_quarter(struct run *run, const struct model *model, const struct year *year, int number,
                 struct buf *out)
{
    struct arena *arena = &run->arena;
    struct draft d = {arena, model, year, {year->number, number}, value_object(arena)};
    struct value *tasks = value_list(arena);
    for (size_t i = 0; i < year->plan->task_count; i++)
        value_push(arena, tasks, task_value(&d, year->plan->tasks[i]));
    set_head(&d);
    value_set(arena, d.values, "nhiem_vu", tasks);
    value_set_string(arena, d.values, "ton", carried_feedback(&d));
    return new_render(run, "quy", d.values, out);
}
