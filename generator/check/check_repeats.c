/* check_repeats.c - tasks of the plan that say almost the same in two places.
 *
 * Two tasks are alike by the pairs of neighbouring words that they share (Dice's measure). Candidates come
 * from a table of the rarest pairs of each task: two tasks that are alike enough share at least one of them.
 */
#include "check/lexicon.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALIKE = 65,     /* percent: the plan of 2024 has its three pairs at 78, 91 and 95, the next one at 51 */
    WORDS_MIN = 10, /* shorter tasks must be the same to the word */
    SAME_MIN = 4,   /* and even shorter ones may be so */
    POSTINGS = 8,   /* tasks kept for a pair of words: the newest; bounds the work when all tasks are alike */
    COMPARED = 4    /* candidates compared in full */
};

struct text {
    const struct task *task;
    struct words words;
    uint32_t *pairs; /* numbers of the pairs of words, distinct, ascending */
    size_t pair_count;
    uint32_t met;      /* pairs in common with the text under way, among the rarest */
    struct text *twin; /* an earlier task of the very same words */
    struct text *like; /* else the earlier one most like it, when it is like enough */
};

struct pair {
    uint32_t texts;            /* how many texts have it */
    uint32_t posted[POSTINGS]; /* the newest texts that have it among their rarest */
    uint32_t post_count;
};

struct rare {
    uint32_t texts, number;
};

struct search {
    struct checking *c;
    struct lexicon lexicon;
    struct names_seen numbers; /* of pairs, by the ids of their words; then of whole texts */
    struct names_seen wholes;
    struct text *texts;
    size_t text_count;
    struct pair *pairs;
    size_t pair_count;
    struct text **first; /* by number of whole text */
    size_t first_count;
    struct rare *rare; /* room for the pairs of one text */
    uint32_t *met;     /* room for the numbers of all texts */
};

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t pair_number(struct search *s, const struct word *w)
{
    uint32_t ids[2] = {w[0].id, w[1].id};
    uint32_t number = seen_number(&s->numbers, (const char *)ids, sizeof ids);
    if (number == s->pair_count)
        ARENA_PUSH(s->c->arena, s->pairs, s->pair_count) = (struct pair){0};
    return number;
}

static void find_pairs(struct search *s, struct text *text)
{
    const struct words *words = &text->words;
    text->pairs = arena_alloc(s->c->arena, words->count * sizeof *text->pairs);
    for (size_t i = 0; i + 1 < words->count; i++)
        text->pairs[i] = pair_number(s, &words->list[i]);
    if (words->count < 2)
        return;
    qsort(text->pairs, words->count - 1, sizeof *text->pairs, compare_numbers);
    size_t kept = 0;
    for (size_t i = 0; i + 1 < words->count; i++)
        if (kept == 0 || text->pairs[kept - 1] != text->pairs[i])
            text->pairs[kept++] = text->pairs[i];
    text->pair_count = kept;
    for (size_t i = 0; i < kept; i++)
        s->pairs[text->pairs[i]].texts++;
}

/* The earlier task of the very same words, or NULL. */
static struct text *find_twin(struct search *s, struct text *text)
{
    size_t n = text->words.count;
    uint32_t *ids = arena_alloc(s->c->arena, n * sizeof *ids);
    for (size_t i = 0; i < n; i++)
        ids[i] = text->words.list[i].id;
    uint32_t number = seen_number(&s->wholes, (const char *)ids, n * sizeof *ids);
    if (number < s->first_count)
        return s->first[number];
    ARENA_PUSH(s->c->arena, s->first, s->first_count) = text;
    return NULL;
}

static void read_tasks(struct search *s, const struct plan *plan)
{
    size_t most = 0;
    s->texts = arena_alloc(s->c->arena, plan->task_count * sizeof *s->texts);
    for (size_t i = 0; i < plan->task_count; i++) {
        struct text *text = &s->texts[s->text_count];
        text->task = plan->tasks[i];
        text->words = words_of(&s->lexicon, text->task->text, strlen(text->task->text));
        if (text->words.count < SAME_MIN)
            continue;
        s->text_count++;
        text->twin = find_twin(s, text);
        if (!text->twin)
            find_pairs(s, text);
        most = text->words.count > most ? text->words.count : most;
    }
    s->rare = arena_alloc(s->c->arena, most * sizeof *s->rare);
    s->met = arena_alloc(s->c->arena, s->text_count * sizeof *s->met);
}

/* ---- alike ---- */

static size_t common_pairs(const struct text *a, const struct text *b)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a->pair_count && j < b->pair_count;) {
        uint32_t x = a->pairs[i], y = b->pairs[j];
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return common;
}

static unsigned alike(const struct text *a, const struct text *b)
{
    size_t all = a->pair_count + b->pair_count;
    return all ? (unsigned)(200 * common_pairs(a, b) / all) : 0;
}

static bool is_number(const char *word)
{
    return strspn(word, "0123456789") == strlen(word) || strspn(word, "ivx") == strlen(word);
}

/* "… quý I", "… quý II": the same words but for numbers is a series of tasks, not a repeat. */
static bool is_series(const struct search *s, const struct text *a, const struct text *b)
{
    if (a->words.count != b->words.count)
        return false;
    for (size_t i = 0; i < a->words.count; i++) {
        uint32_t x = a->words.list[i].id, y = b->words.list[i].id;
        if (x != y && !(is_number(word_key(&s->lexicon, x)) && is_number(word_key(&s->lexicon, y))))
            return false;
    }
    return true;
}

static int compare_rare(const void *a, const void *b)
{
    const struct rare *x = a, *y = b;
    int order = (x->texts > y->texts) - (x->texts < y->texts);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* Finds the rarest pairs of a text, enough of them that two texts alike share one: of two texts alike, the
 * one has at least ALIKE / (200 - ALIKE) of the other's pairs, so it has at least one of any that are one
 * more than the rest. */
static size_t find_rarest(struct search *s, const struct text *text)
{
    for (size_t i = 0; i < text->pair_count; i++)
        s->rare[i] = (struct rare){s->pairs[text->pairs[i]].texts, text->pairs[i]};
    qsort(s->rare, text->pair_count, sizeof *s->rare, compare_rare);
    size_t shared = (text->pair_count * ALIKE + (200 - ALIKE) - 1) / (200 - ALIKE);
    return text->pair_count - shared + 1;
}

/* The texts that share rare pairs with this one, each counting how many; and puts this one among them. */
static size_t meet(struct search *s, const struct text *text)
{
    size_t rare_count = find_rarest(s, text), met_count = 0;
    for (size_t i = 0; i < rare_count; i++) {
        struct pair *pair = &s->pairs[s->rare[i].number];
        for (uint32_t j = 0; j < pair->post_count && j < POSTINGS; j++)
            if (s->texts[pair->posted[j]].met++ == 0)
                s->met[met_count++] = pair->posted[j];
        pair->posted[pair->post_count++ % POSTINGS] = (uint32_t)(text - s->texts);
    }
    return met_count;
}

/* Puts the number of a text among the best, at most COMPARED: those met most often, of equals the first task.
 */
static size_t keep_best(const struct search *s, uint32_t *best, size_t count, uint32_t number)
{
    size_t at = count;
    while (at > 0) {
        uint32_t met = s->texts[number].met, other = s->texts[best[at - 1]].met;
        if (met < other || (met == other && number > best[at - 1]))
            break;
        at--;
    }
    if (at == COMPARED)
        return count;
    count += count < COMPARED;
    memmove(&best[at + 1], &best[at], (count - 1 - at) * sizeof *best);
    best[at] = number;
    return count;
}

static int compare_words(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* How many of 100 words two texts have in common, in any order: what a reader understands by "alike". Sorts
 * the words. */
static unsigned words_alike(struct text *a, struct text *b)
{
    size_t common = 0, all = a->words.count + b->words.count;
    qsort(a->words.list, a->words.count, sizeof *a->words.list, compare_words);
    qsort(b->words.list, b->words.count, sizeof *b->words.list, compare_words);
    for (size_t i = 0, j = 0; i < a->words.count && j < b->words.count;) {
        uint32_t x = a->words.list[i].id, y = b->words.list[j].id;
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return (unsigned)((200 * common + all / 2) / all);
}

/* Names the most similar of the earlier texts, if one is similar enough. */
static void compare(struct search *s, struct text *text)
{
    uint32_t best[COMPARED + 1];
    size_t met_count = meet(s, text), best_count = 0;
    for (size_t i = 0; i < met_count; i++)
        best_count = keep_best(s, best, best_count, s->met[i]);
    for (size_t i = 0; i < met_count; i++)
        s->texts[s->met[i]].met = 0;
    unsigned most = ALIKE - 1;
    for (size_t i = 0; i < best_count; i++) {
        struct text *other = &s->texts[best[i]];
        unsigned percent = alike(text, other);
        if (percent > most && !is_series(s, text, other)) {
            text->like = other;
            most = percent;
        }
    }
}

static void complain(struct search *s, struct text *text)
{
    struct arena *arena = s->c->arena;
    struct text *other = text->twin ? text->twin : text->like;
    if (!other)
        return;
    diag(s->c->diags, TASK_REPEATED, text->task->at, text->task->code, other->task->code,
         arena_number(arena, place_position(other->task->at).line),
         arena_printf(arena, "%u%%", words_alike(text, other)));
}

void check_repeated_tasks(struct checking *c)
{
    struct search s = {.c = c, .lexicon = {.arena = c->arena}};
    s.numbers.arena = s.wholes.arena = c->arena;
    read_tasks(&s, c->year->plan);
    for (size_t i = 0; i < s.text_count; i++)
        if (!s.texts[i].twin && s.texts[i].words.count >= WORDS_MIN)
            compare(&s, &s.texts[i]);
    for (size_t i = 0; i < s.text_count; i++)
        complain(&s, &s.texts[i]);
}
