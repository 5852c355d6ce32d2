/* check_phrases.c - the same words twice in a row, and the same item twice in one enumeration. */
#include "check/lexicon.h"
#include "check/passage.h"
#include "check/rules.h"

#include <string.h>

enum {
    PHRASE_MAX = 8, /* words of a phrase that may be typed twice in a row */
    ITEM_MAX = 8,   /* words of an item of an enumeration; longer ones are clauses */
    ITEMS_BACK = 12 /* an item is compared with so many before it */
};

/* Words that bind others and are never doubled. Others are, and mean something: xanh xanh, thường thường,
 * luôn luôn, từ từ. */
static const char *const binding[] = {
    "của",   "và",   "các",  "những", "cho",  "với",  "để",   "được", "bị",   "do",  "tại",
    "trong", "theo", "về",   "đến",   "ở",    "này",  "khi",  "nếu",  "thì",  "mà",  "hoặc",
    "cùng",  "trên", "dưới", "đã",    "sẽ",   "phải", "có",   "như",  "việc", "bởi", "nhằm",
    "là",    "từng", "cũng", "vẫn",   "chưa", "gồm",  "bằng", "giữa", "sau",
};
enum { BINDING = sizeof binding / sizeof *binding };

struct phrases {
    struct checking *c;
    struct lexicon lexicon;
    const char *plan; /* number of the issued plan that is looked at, NULL: it is a report */
    uint32_t binding[BINDING];
};

/* Part of an enumeration: words from `first`, `count` of them. */
struct item {
    size_t first, count;
};

static bool is_binding(const struct phrases *p, const struct word *word)
{
    for (size_t i = 0; i < BINDING; i++)
        if (p->binding[i] == word->id)
            return true;
    return false;
}

static bool same_words(const struct word *a, const struct word *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].id != b[i].id)
            return false;
    return true;
}

static size_t end_of(const struct word *word)
{
    return (size_t)word->from + word->length;
}

static void complain(struct phrases *p, const struct passage *passage, enum diag_code code,
                     const struct word *first, const struct word *last)
{
    size_t from = first->from, length = end_of(last) - from;
    const char *phrase = arena_strndup(p->c->arena, passage->text + from, length);
    diag_add(p->c->diags, code,
             &(const struct diag_about){passage_place(passage, from, length), phrase, p->plan});
}

/* ---- twice in a row ---- */

/* Words behind `word` that follow it with nothing but spaces, as far as anyone looks. */
static size_t run_length(const struct words *words, size_t i)
{
    size_t n = 1;
    while (n < 2 * PHRASE_MAX && i + n < words->count && words->list[i + n].gap == GAP_SPACE)
        n++;
    return n;
}

/* Not all digits ("10 20", a telephone number). */
static bool is_phrase(const char *text, const struct word *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[words[i].from] < '0' || text[words[i].from] > '9')
            return true;
    return false;
}

/* How many words from i on stand there a second time right behind; 0: none. */
static size_t repeated_at(const struct phrases *p, const struct passage *passage, const struct words *words,
                          size_t i)
{
    const struct word *w = &words->list[i];
    if (i + 1 < words->count && w[1].gap == GAP_SPACE && w[1].id == w[0].id)
        return is_binding(p, w) ? 1 : 0;
    size_t run = run_length(words, i);
    for (size_t n = 2; 2 * n <= run; n++)
        if (w[n].id == w[0].id && same_words(w, w + n, n) && is_phrase(passage->text, w, n))
            return n;
    return 0;
}

static void check_rows(struct phrases *p, const struct passage *passage, const struct words *words)
{
    for (size_t i = 0; i < words->count;) {
        size_t n = repeated_at(p, passage, words, i);
        if (n > 0)
            complain(p, passage, DIAG_PHRASE_REPEATED, &words->list[i + n], &words->list[i + 2 * n - 1]);
        i += n > 0 ? 2 * n : 1;
    }
}

/* ---- twice in an enumeration ---- */

/* How many words of this item were an item before; 0: none. The first item has the head of the sentence
 * before it, the last its tail behind it: "các chế độ hộ nghèo, hộ cận nghèo, hộ cận nghèo theo quy định". */
static size_t item_again(const struct phrases *p, const struct words *words, struct item before,
                         struct item now, bool before_is_first, bool now_is_last)
{
    const struct word *end = &words->list[before.first + before.count], *b = &words->list[now.first];
    for (size_t n = 2; n <= ITEM_MAX && n <= before.count && n <= now.count; n++) {
        bool tail = before.count == n || (before_is_first && is_binding(p, end - n - 1));
        bool head = now.count == n || (now_is_last && is_binding(p, b + n));
        if (tail && head && same_words(end - n, b, n))
            return n;
    }
    return 0;
}

static void check_items(struct phrases *p, const struct passage *passage, const struct words *words,
                        const struct item *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        size_t n = 0;
        for (size_t back = 1; back <= i && back <= ITEMS_BACK && n == 0; back++)
            n = item_again(p, words, items[i - back], items[i], i == back, i + 1 == count);
        const struct word *first = &words->list[items[i].first];
        if (n > 0)
            complain(p, passage, DIAG_ITEM_REPEATED, first, first + n - 1);
    }
}

/* Cuts the words at commas into items, at any other sign into enumerations. A long item is the tail of one
 * enumeration and the head of the next: "cán bộ, công chức phường nhằm nâng cao … của cán bộ, công chức". */
static void check_enumerations(struct phrases *p, const struct passage *passage, const struct words *words)
{
    struct item *items = arena_alloc(p->c->arena, (words->count + 1) * sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i <= words->count; i++) {
        bool end = i == words->count || words->list[i].gap == GAP_OTHER;
        bool cut = !end && words->list[i].gap == GAP_COMMA && count > 1 && items[count - 1].count > ITEM_MAX;
        if (end || cut) {
            check_items(p, passage, words, items, count);
            items[0] = count > 0 ? items[count - 1] : (struct item){0};
            count = cut ? 1 : 0;
        }
        if (i < words->count && (end || words->list[i].gap == GAP_COMMA))
            items[count++] = (struct item){i, 0};
        if (i < words->count)
            items[count - 1].count++;
    }
}

static void check_passages(struct phrases *p, const struct passages *all)
{
    p->lexicon.arena = p->c->arena;
    for (size_t i = 0; i < BINDING; i++)
        p->binding[i] = word_id(&p->lexicon, binding[i], strlen(binding[i]));
    for (size_t i = 0; i < all->count; i++) {
        const struct passage *passage = &all->list[i];
        struct words words = words_of(&p->lexicon, passage->text, passage->length);
        check_rows(p, passage, &words);
        check_enumerations(p, passage, &words);
    }
}

void check_plan_phrases(struct checking *c)
{
    struct phrases p = {.c = c, .plan = c->year->plan->number.s};
    struct passages all = passages_of_plan(c->arena, c->year->plan);
    check_passages(&p, &all);
}

void check_progress_phrases(struct checking *c)
{
    struct phrases p = {.c = c};
    struct passages all = passages_of_progress(c->arena, c->progress);
    check_passages(&p, &all);
}
