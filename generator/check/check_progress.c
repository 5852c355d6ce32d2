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

/* Has the task neither an entry nor, by a guess, one whose code was mistyped? */
static bool is_open(const struct checking *c, const bool *guessed, const struct task *task)
{
    return !progress_entry(c->progress, task) && !guessed[task->ordinal];
}

/* The open task whose text begins with the words of the heading. */
static const struct task *task_by_words(struct checking *c, const bool *guessed, const char *words)
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
        if (task->text && is_open(c, guessed, task) && strncmp(text_key(c->arena, task->text), key, n) == 0)
            return task;
    }
    return NULL;
}

/* A code taken apart, and how near a task's code came to it. */
struct typed {
    const char *code;
    size_t prefix; /* 0: the plan has no such heading */
    long number;
};

static long last_number(const char *code)
{
    const char *dot = strrchr(code, '.');
    return dot ? strtol(dot + 1, NULL, 10) : 0;
}

/* How unlike a task's code is: by letters, then by how far its number is off; -1 when it is no candidate. */
static long unlike(const struct typed *typed, const struct task *task)
{
    enum { NEAR = 2, APART_MAX = 9999 };
    size_t limit = typed->prefix ? strlen(typed->code) : NEAR;
    if (typed->prefix && !in_prefix(task, typed->code, typed->prefix))
        return -1;
    size_t distance = text_distance(task->code, typed->code, limit);
    long apart = labs(last_number(task->code) - typed->number);
    return distance > limit ? -1 : (long)distance * (APART_MAX + 1) + (apart > APART_MAX ? APART_MAX : apart);
}

/* The task with the most similar code, an open one if there is any. */
static const struct task *task_by_code(struct checking *c, const bool *guessed, const struct typed *typed)
{
    const struct plan *plan = c->year->plan;
    const struct task *best[2] = {NULL, NULL}; /* answered, open */
    long best_unlike[2] = {0, 0};
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct task *task = plan->tasks[i];
        int open = is_open(c, guessed, task);
        long u = unlike(typed, task);
        if (u >= 0 && (!best[open] || u < best_unlike[open])) {
            best[open] = task;
            best_unlike[open] = u;
        }
    }
    return best[1] || !typed->prefix ? best[1] : best[0];
}

/* Does the plan have the heading (or part) of that code? Its first task would be number 1. */
static bool has_section(struct checking *c, const char *code, size_t prefix)
{
    return prefix && plan_task(c->year->plan, arena_printf(c->arena, "%.*s.1", (int)prefix, code));
}

/* Is the whole part missing that the code is of? check_plan_parts has said so. */
static bool part_missing(const struct checking *c, const char *code)
{
    const struct plan *plan = c->year->plan;
    int number = roman_value(code, strcspn(code, "."));
    for (size_t i = 0; i < plan->required_count; i++)
        if (plan->required[i].number == number)
            return !plan_part(plan, number);
    return false;
}

static void complain_unknown(struct checking *c, const struct entry *entry, bool *guessed)
{
    const struct plan *plan = c->year->plan;
    const char *code = entry->code.s;
    size_t prefix = prefix_length(code), count = 0;
    bool known_section = has_section(c, code, prefix);
    const struct typed typed = {code, known_section ? prefix : 0, last_number(code)};
    const struct task *guess = NULL;
    if (guess_allowed(c)) {
        for (size_t i = 0; known_section && i < plan->task_count; i++)
            count += in_prefix(plan->tasks[i], code, prefix);
        guess = task_by_words(c, guessed, entry->words.s);
        if (!guess)
            guess = task_by_code(c, guessed, &typed);
    }
    if (guess)
        guessed[guess->ordinal] = true;
    struct place at = place_of(entry->code, entry->at);
    if (known_section)
        diag(c->diags, TASK_UNKNOWN, at, code, arena_strndup(c->arena, code, prefix),
             count ? arena_number(c->arena, count) : NULL, guess ? guess->code : NULL);
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

static void complain_unanswered(struct checking *c, const bool *guessed)
{
    const struct plan *plan = c->year->plan;
    const struct task *missing[LISTED];
    size_t count = 0;
    for (size_t i = 0; i < plan->task_count; i++)
        if (is_open(c, guessed, plan->tasks[i]) && count++ < LISTED)
            missing[count - 1] = plan->tasks[i];
    for (size_t i = 0; i < count && count <= LISTED; i++) {
        const struct entry *before = entry_before(c->progress, plan, missing[i]->ordinal);
        diag(c->diags, TASK_UNANSWERED, place_of_unanswered(c, before), missing[i]->code,
             task_start(c->arena, missing[i]), before ? before->code.s : NULL);
    }
    if (count <= LISTED)
        return;
    struct buf codes = {0};
    for (size_t i = 0; i < NAMED; i++)
        buf_printf(&codes, "%s%s", i ? ", " : "", missing[i]->code);
    const struct entry *before = entry_before(c->progress, plan, missing[0]->ordinal);
    diag(c->diags, TASKS_UNANSWERED, place_of_unanswered(c, before), arena_number(c->arena, count),
         buf_text(&codes), missing[0]->code, task_start(c->arena, missing[0]));
    buf_free(&codes);
}

/* Entries without a task, then tasks without an entry: a mistyped code is one slip and gets one complaint. */
void check_coverage(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const struct progress *progress = c->progress;
    if (!plan || !progress->by_task || c->year->unread[progress->quarter.number - 1])
        return;
    bool *guessed = arena_alloc(c->arena, plan->task_count + 1);
    for (size_t i = 0; i < progress->entry_count; i++) {
        const struct entry *entry = progress->entries[i];
        if (!entry->task && entry->code.s && !part_missing(c, entry->code.s))
            complain_unknown(c, entry, guessed);
    }
    complain_unanswered(c, guessed);
}

void check_twice(struct checking *c)
{
    for (size_t i = 0; i < c->progress->entry_count; i++) {
        const struct entry *entry = c->progress->entries[i];
        const struct entry *first = entry->task ? progress_entry(c->progress, entry->task) : NULL;
        if (first && first != entry)
            diag(c->diags, TASK_TWICE, place_of(entry->code, entry->at), entry->task->code,
                 arena_number(c->arena, place_position(first->at).line));
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
        if (task) /* of an unknown task nobody knows the deadline */
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
