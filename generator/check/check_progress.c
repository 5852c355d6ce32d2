/* check_progress.c - progress against the plan: every task once, and each state with what it asks for. */
#include "base/text.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

enum {
    LISTED = 10,        /* unanswered tasks named one by one; more are one complaint */
    NAMED = 5,          /* codes named in that one */
    WORDS_TO_TRUST = 12 /* letters of a heading that are enough to know a task by */
};

/* Bytes of the code before its last number: "III.2" of "III.2.9". */
static size_t prefix_length(const char *code)
{
    const char *dot = strrchr(code, '.');
    return dot ? (size_t)(dot - code) : 0;
}

static bool in_prefix(const struct task *task, const char *code, size_t n)
{
    return prefix_length(task->code) == n && strncasecmp(task->code, code, n) == 0;
}

/* The task whose text begins with the words of the heading, unless it has an entry of its own. */
static const struct task *task_by_words(struct checking *c, const char *words)
{
    char *key = text_key(c->arena, words ? words : "");
    size_t n = strlen(key);
    while (n > 0 && (key[n - 1] == '.' || key[n - 1] == ' '))
        key[--n] = '\0';
    const struct plan *plan = c->year->plan;
    if (n < WORDS_TO_TRUST)
        return NULL;
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct task *task = plan->tasks[i];
        if (task->text && strncmp(text_key(c->arena, task->text), key, n) == 0 &&
            !progress_entry(c->progress, task))
            return task;
    }
    return NULL;
}

/* The task of the same heading with the most similar code; of equals the one with the nearest number. */
static const struct task *task_by_code(struct checking *c, const char *code, size_t prefix)
{
    const struct plan *plan = c->year->plan;
    const struct task *best = NULL;
    size_t best_distance = 0;
    long number = prefix ? strtol(code + prefix + 1, NULL, 10) : 0, best_apart = 0;
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct task *task = plan->tasks[i];
        if (prefix && !in_prefix(task, code, prefix))
            continue;
        size_t limit = prefix ? strlen(code) : 2, distance = text_distance(task->code, code, limit);
        long apart = labs(strtol(task->code + prefix_length(task->code) + 1, NULL, 10) - number);
        bool better = !best || distance < best_distance || (distance == best_distance && apart < best_apart);
        if (distance <= limit && better) {
            best = task;
            best_distance = distance;
            best_apart = apart;
        }
    }
    return best;
}

/* Does the plan have the heading (or part) of that code? Its first task would be number 1. */
static bool has_section(struct checking *c, const char *code, size_t prefix)
{
    return prefix && plan_task(c->year->plan, arena_printf(c->arena, "%.*s.1", (int)prefix, code));
}

void check_known(struct checking *c)
{
    const struct entry *entry = c->entry;
    const struct plan *plan = c->year->plan;
    if (!plan || entry->task || !entry->code.s)
        return;
    const char *code = entry->code.s;
    size_t prefix = prefix_length(code), count = 0;
    bool known_section = has_section(c, code, prefix);
    const struct task *guess = NULL;
    if (guess_allowed(c)) {
        for (size_t i = 0; known_section && i < plan->task_count; i++)
            count += in_prefix(plan->tasks[i], code, prefix);
        guess = task_by_words(c, entry->words.s);
        if (!guess)
            guess = task_by_code(c, code, known_section ? prefix : 0);
    }
    struct place at = place_of(entry->code, entry->at);
    const char *section = arena_strndup(c->arena, code, prefix);
    if (known_section)
        diag(c->diags, TASK_UNKNOWN, at, code, section, count ? arena_printf(c->arena, "%zu", count) : NULL,
             guess ? guess->code : NULL);
    else
        diag(c->diags, TASK_NO_SECTION, at, code, guess ? guess->code : NULL);
}

/* The entry that stands, or would stand, before the task: that of the nearest earlier task that has one. */
static const struct entry *entry_before(const struct progress *progress, const struct plan *plan,
                                        size_t ordinal)
{
    while (ordinal-- > 0) {
        const struct entry *entry = progress_entry(progress, plan->tasks[ordinal]);
        if (entry)
            return entry;
    }
    return NULL;
}

static struct place place_of_unanswered(struct checking *c, const struct entry *before)
{
    if (before)
        return place_of(before->code, before->at);
    struct place results = c->progress->part_at[PART_RESULTS];
    return results.source ? results : place_whole(c, c->progress->source);
}

void check_unanswered(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    if (!plan || !c->progress->by_task)
        return;
    const struct task *missing[LISTED];
    size_t count = 0;
    for (size_t i = 0; i < plan->task_count; i++)
        if (!progress_entry(c->progress, plan->tasks[i]) && count++ < LISTED)
            missing[count - 1] = plan->tasks[i];
    if (count > LISTED) {
        struct buf codes = {0};
        for (size_t i = 0; i < NAMED; i++)
            buf_printf(&codes, "%s%s", i ? ", " : "", missing[i]->code);
        const struct entry *before = entry_before(c->progress, plan, missing[0]->ordinal);
        diag(c->diags, TASKS_UNANSWERED, place_of_unanswered(c, before), arena_printf(c->arena, "%zu", count),
             buf_text(&codes), missing[0]->code, task_start(c->arena, missing[0]));
        buf_free(&codes);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct entry *before = entry_before(c->progress, plan, missing[i]->ordinal);
        diag(c->diags, TASK_UNANSWERED, place_of_unanswered(c, before), missing[i]->code,
             task_start(c->arena, missing[i]), before ? before->code.s : NULL);
    }
}

void check_twice(struct checking *c)
{
    for (size_t i = 0; i < c->progress->entry_count; i++) {
        const struct entry *entry = c->progress->entries[i];
        const struct entry *first = entry->task ? progress_entry(c->progress, entry->task) : NULL;
        if (first && first != entry)
            diag(c->diags, TASK_TWICE, place_of(entry->code, entry->at), entry->task->code,
                 arena_printf(c->arena, "%zu", place_position(first->at).line));
    }
}

void check_reason(struct checking *c)
{
    const struct state_info *state = state_info(c->entry->state);
    if (state && state->needs_reason && !c->entry->reason.s)
        diag(c->diags, REASON_MISSING, place_of(c->entry->state_text, c->entry->at), state->text);
}

void check_evidence_wanted(struct checking *c)
{
    const struct state_info *state = state_info(c->entry->state);
    if (state && state->needs_evidence && c->entry->evidence_count == 0)
        diag(c->diags, EVIDENCE_WANTED, place_of(c->entry->state_text, c->entry->at), state->text);
}

/* Days of the activity, first or last. */
static struct date date_at_end(const struct entry *entry, int direction)
{
    struct date end = {0};
    for (size_t i = 0; i < entry->date_count; i++) {
        struct date d = entry->dates[i];
        if (date_given(d) && (!date_given(end) || date_compare(d, end) * direction > 0))
            end = d;
    }
    return end;
}

void check_deadline(struct checking *c)
{
    const struct entry *entry = c->entry;
    const struct task *task = entry->task;
    if (entry->state != STATE_DONE_ON_TIME && entry->state != STATE_DONE_LATE)
        return;
    struct place at = place_of(entry->state_text, entry->at);
    const char *state = state_info(entry->state)->text;
    if (!entry->due.s && !(task && task->due.s)) {
        if (task || !c->year->plan) /* of an unknown task nobody knows the deadline */
            diag(c->diags, DEADLINE_WANTED, at, state);
        return;
    }
    struct date due = entry->due.s ? entry->due_date : task->due_date;
    struct date last = date_at_end(entry, 1);
    if (!date_given(due) || !date_given(last))
        return;
    bool late = date_compare(last, due) > 0;
    const char *last_text = date_short(c->arena, last), *due_text = date_short(c->arena, due);
    if (late && entry->state == STATE_DONE_ON_TIME)
        diag(c->diags, DEADLINE_PASSED, at, last_text, due_text);
    if (!late && entry->state == STATE_DONE_LATE)
        diag(c->diags, DEADLINE_KEPT, at, last_text, due_text);
}

void check_percent(struct checking *c)
{
    const struct entry *entry = c->entry;
    const struct state_info *state = state_info(entry->state);
    if (!state || !entry->percent_quantity.given)
        return;
    bool done = state->group == GROUP_DONE;
    bool full = entry->percent_quantity.thousandths >= 100 * NUMBER_SCALE;
    if (full && !done)
        diag(c->diags, PERCENT_FULL, entry->percent.at, entry->percent.s, state->text);
    if (!full && done)
        diag(c->diags, PERCENT_SHORT, entry->percent.at, entry->percent.s, state->text);
}

/* A state that says nothing was done, beside a result that says otherwise. */
void check_idle(struct checking *c)
{
    const struct entry *entry = c->entry;
    if (entry->state != STATE_NOT_STARTED && entry->state != STATE_STANDING_IDLE)
        return;
    struct str shown = {0};
    if (entry->result_quantity.given && entry->result_quantity.thousandths > 0)
        shown = entry->result;
    else if (entry->percent_quantity.given && entry->percent_quantity.thousandths > 0 &&
             entry->percent_quantity.thousandths < 100 * NUMBER_SCALE)
        shown = entry->percent;
    else if (entry->date_count > 0)
        shown = entry->date_texts[0];
    if (shown.s)
        diag(c->diags, STATE_IDLE, place_of(entry->state_text, entry->at), state_info(entry->state)->text,
             shown.s);
}
