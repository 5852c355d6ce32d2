/* check_across.c - a quarter beside the ones before it and beside the words of the plan: quarters left out,
 * states and percentages that go back, headings with the words of another task. */
#include "base/text.h"
#include "check/rules.h"

#include <ctype.h>
#include <string.h>

/* ---- quarters ---- */

const char *quarters_missing(const struct checking *c, const char **files)
{
    const char *list = NULL, *names = NULL;
    for (int q = c->progress->quarter.number - 1; q >= 1; q--) {
        if (c->year->quarters[q - 1] || c->year->unread[q - 1]) {
            if (files)
                *files = names;
            return list;
        }
        const char *comma = list ? ", " : "";
        list = arena_printf(c->arena, "%s%s%s", quarter_roman(q), comma, list ? list : "");
        names = arena_printf(c->arena, "q%d.md%s%s", q, comma, names ? names : "");
    }
    return NULL; /* the year's first file */
}

void check_quarter_gap(struct checking *c)
{
    const struct progress *progress = c->progress;
    const char *files, *missing = quarters_missing(c, &files);
    if (!missing)
        return;
    int before = progress->quarter.number - 1;
    while (before > 1 && !c->year->quarters[before - 1] && !c->year->unread[before - 1])
        before--;
    struct place at = place_of(progress->period, place_whole(c, progress->source));
    diag(c->diags, QUARTER_GAP, at, quarter_roman(before), quarter_roman(progress->quarter.number), missing,
         files);
}

/* ---- what goes back ---- */

static const char *path_of(const struct entry *entry)
{
    return entry->at.source ? entry->at.source->path : "";
}

/* Is what was done said to be under way again, without a word on why? The states that ask for a reason have
 * rules of their own; standing work has no end. */
static bool goes_back(const struct entry *before, const struct entry *entry)
{
    const struct state_info *was = before ? state_info(before->state) : NULL;
    return was && was->group == GROUP_DONE && entry->state == STATE_ONGOING && !entry->reason.s;
}

void check_state_back(struct checking *c)
{
    const struct entry *entry = c->entry;
    const struct entry *before = entry->task ? model_previous(c->year, c->progress, entry->task) : NULL;
    if (goes_back(before, entry))
        diag(c->diags, STATE_BACK, place_of(entry->state_text, entry->at), state_info(entry->state)->text,
             path_of(before), state_info(before->state)->text);
}

/* The latest earlier entry of the year for the task that gives a percentage, or NULL. */
static const struct entry *percent_before(const struct checking *c)
{
    for (int q = c->progress->quarter.number - 2; q >= 0; q--) {
        const struct progress *progress = c->year->quarters[q];
        const struct entry *entry = progress ? progress_entry(progress, c->entry->task) : NULL;
        if (entry && entry->percent_quantity.given)
            return entry;
    }
    return NULL;
}

void check_percent_back(struct checking *c)
{
    const struct entry *entry = c->entry;
    if (!entry->task || !entry->percent_quantity.given || entry->reason.s ||
        goes_back(model_previous(c->year, c->progress, entry->task), entry))
        return;
    const struct entry *before = percent_before(c);
    if (before && entry->percent_quantity.thousandths < before->percent_quantity.thousandths)
        diag(c->diags, PERCENT_BACK, entry->percent.at, entry->percent.s, path_of(before), before->percent.s);
}

/* ---- the words of a heading ---- */

enum {
    WORDS_KEPT = 90,    /* letters of a heading that are compared */
    WORDS_TO_TRUST = 12 /* letters that are enough to know another task by */
};

/* Letters and digits of the text, folded, in order; at most max of them. Only as much of the text is folded
 * as that can take. */
static char *letters(struct arena *arena, const char *s, size_t max)
{
    size_t n = strlen(s), enough = max * 6;
    if (n > enough) {
        n = enough;
        while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
            n--;
    }
    char *key = text_key(arena, arena_strndup(arena, s, n)), *out = key;
    for (const char *k = key; *k && (size_t)(out - key) < max; k++)
        if (isalnum((unsigned char)*k))
            *out++ = *k;
    *out = '\0';
    return key;
}

/* Do two texts have the same figures, as far as the shorter goes? "01 buổi" and "02 buổi" are one letter
 * apart, and not the same. */
static bool same_figures(const char *a, const char *b)
{
    static const char digits[] = "0123456789";
    for (;;) {
        a += strcspn(a, digits);
        b += strcspn(b, digits);
        if (!*a || !*b)
            return true;
        if (*a++ != *b++)
            return false;
    }
}

/* Does the task begin with the words? A slip of the finger in ten letters is passed over. */
static bool begins_with(struct checking *c, const struct task *task, const char *words, bool exactly)
{
    enum { LETTERS_A_SLIP = 10 };
    size_t n = strlen(words);
    const char *text = letters(c->arena, task->text ? task->text : "", n);
    if (exactly || strcmp(text, words) == 0)
        return strcmp(text, words) == 0;
    size_t slips = n / LETTERS_A_SLIP;
    return slips > 0 && same_figures(text, words) && text_distance(text, words, slips) <= slips;
}

/* The task whose words they are, or NULL. */
static const struct task *task_of_words(struct checking *c, const char *words)
{
    const struct plan *plan = c->year->plan;
    if (strlen(words) < WORDS_TO_TRUST || !guess_allowed(c))
        return NULL;
    for (size_t i = 0; i < plan->task_count; i++)
        if (begins_with(c, plan->tasks[i], words, true))
            return plan->tasks[i];
    return NULL;
}

void check_heading_words(struct checking *c)
{
    const struct entry *entry = c->entry;
    const struct task *task = entry->task;
    if (!task || !task->text || !entry->words.s || progress_entry(c->progress, task) != entry)
        return; /* of a task given twice check_twice speaks */
    size_t n = strlen(entry->words.s);
    while (n > 0 && strchr(" .", entry->words.s[n - 1]))
        n--;
    if (strncmp(task->text, entry->words.s, n) == 0) /* as `new` wrote it: the common case, and cheap */
        return;
    const char *words = letters(c->arena, entry->words.s, WORDS_KEPT);
    if (!*words || begins_with(c, task, words, false))
        return;
    const struct task *other = task_of_words(c, words);
    diag(c->diags, HEADING_WORDS, entry->words.at, task->code, task_start(c->arena, task),
         other ? other->code : NULL);
}
