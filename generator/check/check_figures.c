/* check_figures.c - figures that must add up: running totals, targets, feedback. */
#include "check/rules.h"

#include <string.h>

/* Is an earlier quarter's file there that could not be read? Then nobody knows what was reached before. */
static bool earlier_unread(const struct checking *c)
{
    for (int q = 0; q + 1 < c->progress->quarter.number; q++)
        if (c->year->unread[q])
            return true;
    return false;
}

/* What had been reached before this quarter. */
static struct quantity total_before(struct checking *c)
{
    struct quantity none = {0};
    return c->entry->task ? model_total_before(c->arena, c->year, c->progress->quarter.number, c->entry->task)
                          : none;
}

/* The figure with the unit of another, for sentences that show a sum or what to type. */
static const char *figure(struct checking *c, int64_t thousandths, struct quantity like)
{
    return quantity_typed(c->arena,
                          (struct quantity){.given = true, .thousandths = thousandths, .unit = like.unit});
}

void check_total(struct checking *c)
{
    const struct entry *entry = c->entry;
    struct quantity total = entry->total_quantity, result = entry->result_quantity, before = total_before(c);
    if (!total.given || !entry->task || earlier_unread(c))
        return;
    const struct quantity *others[2] = {&before, &result};
    for (int i = 0; i < 2; i++)
        if (others[i]->given && !quantity_same_unit(c->arena, total, *others[i])) {
            diag(c->diags, TOTAL_UNIT, entry->total.at, quantity_text(c->arena, total),
                 quantity_text(c->arena, *others[i]));
            return;
        }
    int64_t sum = before.thousandths + result.thousandths;
    if (total.thousandths == sum)
        return;
    const char *shown = figure(c, total.thousandths, total), *earlier = figure(c, before.thousandths, total);
    const char *missing = total.thousandths > sum ? quarters_missing(c, NULL) : NULL;
    if (missing)
        diag(c->diags, TOTAL_OVER_GAP, entry->total.at, shown, earlier, figure(c, result.thousandths, total),
             missing);
    else if (result.given)
        diag(c->diags, TOTAL_WRONG, entry->total.at, shown, earlier, figure(c, result.thousandths, total),
             figure(c, sum, total));
    else
        diag(c->diags, TOTAL_ALONE, entry->total.at, shown, earlier,
             total.thousandths > sum ? figure(c, total.thousandths - sum, total) : NULL);
}

/* What was reached by the end of this quarter. */
static struct quantity total_now(struct checking *c)
{
    struct quantity result = c->entry->result_quantity, reached = total_before(c);
    if (c->entry->total_quantity.given)
        return c->entry->total_quantity;
    if (!reached.given)
        return result;
    if (result.given && quantity_same_unit(c->arena, reached, result))
        reached.thousandths += result.thousandths;
    return reached;
}

void check_target(struct checking *c)
{
    const struct entry *entry = c->entry;
    const struct task *task = entry->task;
    if (!task || !task->target_quantity.given || entry->state == STATE_OUT_OF_SCOPE)
        return;
    struct quantity target = task->target_quantity;
    bool by_result = entry->result_quantity.given;
    struct quantity typed = by_result ? entry->result_quantity : entry->total_quantity;
    if (typed.given && !quantity_same_unit(c->arena, target, typed)) {
        diag(c->diags, TARGET_UNIT, by_result ? entry->result.at : entry->total.at,
             quantity_text(c->arena, typed), task->target.s);
        return;
    }
    struct quantity reached = total_now(c);
    bool comparable = !reached.given || quantity_same_unit(c->arena, target, reached);
    if (c->progress->quarter.number == 4 && !earlier_unread(c) && comparable &&
        reached.thousandths < target.thousandths)
        diag(c->diags, TARGET_SHORT,
             place_of(entry->total, place_of(entry->result, place_of(entry->state_text, entry->at))),
             figure(c, reached.thousandths, target), task->target.s);
}

/* Is it the last quarter of the year that there is, but not the fourth? */
static bool is_latest(const struct checking *c)
{
    int number = c->progress->quarter.number;
    for (int q = number; q < 4; q++)
        if (c->year->quarters[q] || c->year->unread[q])
            return false;
    return number < 4 && !earlier_unread(c);
}

/* What the entry is short of its target; 0 when it has none, a figure could not be read, or the units differ.
 */
static int64_t left_to_do(struct checking *c)
{
    const struct task *task = c->entry->task;
    if (!task || !task->target_quantity.given || c->entry->state == STATE_OUT_OF_SCOPE)
        return 0;
    const struct entry *entry = c->entry;
    if ((entry->result.s && !entry->result_quantity.given) ||
        (entry->total.s && !entry->total_quantity.given))
        return 0;
    struct quantity target = task->target_quantity, reached = total_now(c);
    if (reached.given && !quantity_same_unit(c->arena, target, reached))
        return 0;
    return target.thousandths > reached.thousandths ? target.thousandths - reached.thousandths : 0;
}

/* Before the year ends nobody is late: all that is left of the targets is one note. */
void check_targets_left(struct checking *c)
{
    enum { LISTED = 10 };
    struct buf list = {0};
    size_t count = 0;
    struct place at = {0};
    for (size_t i = 0; is_latest(c) && i < c->progress->entry_count; i++) {
        c->entry = c->progress->entries[i];
        int64_t left = left_to_do(c);
        if (left == 0 || ++count > LISTED + 1)
            continue;
        if (count == 1)
            at = place_of(c->entry->code, c->entry->at);
        if (count > LISTED)
            buf_str(&list, ", …");
        else
            buf_printf(&list, "%s%s (%s)", count > 1 ? ", " : "", c->entry->task->code,
                       figure(c, left, c->entry->task->target_quantity));
    }
    c->entry = NULL;
    if (count)
        diag(c->diags, TARGET_LEFT, at, buf_text(&list));
    buf_free(&list);
}

struct feedback_row {
    const char *key;
    const struct str *text;
    const struct quantity *quantity;
};

/* Names the figures that are missing beside those that are given. Returns true when all four are numbers. */
static bool feedback_complete(struct checking *c, const struct feedback_row rows[4])
{
    struct buf missing = {0};
    size_t given = 0, numbers = 0;
    struct place at = c->progress->part_at[PART_FEEDBACK];
    for (int i = 0; i < 4; i++) {
        given += rows[i].text->s != NULL;
        numbers += rows[i].quantity->given;
        if (!rows[i].text->s)
            buf_printf(&missing, "%s“%s”", missing.len ? ", " : "", rows[i].key);
        else if (!at.source)
            at = rows[i].text->at;
    }
    if (given > 0 && given < 4)
        diag(c->diags, FEEDBACK_PARTIAL, at, buf_text(&missing));
    buf_free(&missing);
    return numbers == 4;
}

void check_feedback(struct checking *c)
{
    const struct feedback *f = &c->progress->feedback;
    const struct feedback_row rows[4] = {{"Tồn kỳ trước", &f->carried, &f->carried_n},
                                         {"Tiếp nhận", &f->received, &f->received_n},
                                         {"Đã xử lý", &f->answered, &f->answered_n},
                                         {"Đang xử lý", &f->open, &f->open_n}};
    bool complete = feedback_complete(c, rows);
    int64_t in = f->carried_n.thousandths + f->received_n.thousandths;
    if (complete && in != f->answered_n.thousandths + f->open_n.thousandths)
        diag(c->diags, FEEDBACK_SUM, f->open.at, number_text(c->arena, in),
             number_text(c->arena, f->answered_n.thousandths + f->open_n.thousandths),
             in >= f->answered_n.thousandths ? number_text(c->arena, in - f->answered_n.thousandths) : NULL);
    const struct progress *before = progress_before(c);
    if (f->carried_n.given && before && before->feedback.open_n.given &&
        before->feedback.open_n.thousandths != f->carried_n.thousandths)
        diag(c->diags, FEEDBACK_CARRIED, f->carried.at, number_text(c->arena, f->carried_n.thousandths),
             before->source ? before->source->path : "",
             number_text(c->arena, before->feedback.open_n.thousandths));
}
