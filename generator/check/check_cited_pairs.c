/* check_cited_pairs.c - one document cited under two numbers, two dates or two titles. */
#include "base/text.h"
#include "check/citation_rules.h"

#include <stdlib.h>
#include <string.h>

enum {
    LOOK_BACK = 8,    /* documents of one day, compared with each that follows */
    TITLE_SAME = 85,  /* per cent of words in common: the same title */
    TITLE_NEAR = 60,  /* another wording of the same title */
    TITLE_OTHER = 30, /* another title */
    AROUND = 2,       /* words shown before and after what differs */
    WORDS_SHOWN = 12
};

/* The words of a title. */
struct title {
    const char **words; /* as typed */
    const char **keys;  /* letters only, folded but for diacritics */
    const char **sorted;
    size_t count;
};

static int compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_lead(const char *key)
{
    return strcmp(key, "ve") == 0 || strcmp(key, "viec") == 0 || strcmp(key, "v/v") == 0;
}

static struct title title_of(struct arena *arena, const char *subject)
{
    struct title title = {0};
    size_t keys = 0, n;
    for (const char *p = subject; *p; p += n + (p[n] == ' ')) {
        n = strcspn(p, " ");
        const char *word = arena_strndup(arena, p, n), *key = text_loose(arena, word);
        key = text_trim(arena, key, strlen(key));
        size_t from = strspn(key, "(\",.;:"), to = strlen(key);
        while (to > from && strchr(")\",.;:", key[to - 1]))
            to--;
        key = arena_strndup(arena, key + from, to - from);
        if (!*key || (title.count == 0 && is_lead(text_key(arena, word))))
            continue;
        ARENA_PUSH(arena, title.words, title.count) = word;
        ARENA_PUSH(arena, title.keys, keys) = key;
    }
    if (title.count) {
        title.sorted = arena_alloc(arena, title.count * sizeof *title.sorted);
        memcpy(title.sorted, title.keys, title.count * sizeof *title.sorted);
        qsort(title.sorted, title.count, sizeof *title.sorted, compare_keys);
    }
    return title;
}

/* Per cent of the words of both that they have in common. */
static size_t likeness(const struct title *a, const struct title *b)
{
    size_t i = 0, j = 0, common = 0;
    while (i < a->count && j < b->count) {
        int order = strcmp(a->sorted[i], b->sorted[j]);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    size_t all = a->count + b->count;
    return all ? 200 * common / all : 0;
}

/* ---- two titles ---- */

static const char *piece(struct checking *c, const struct title *title, size_t from, size_t to)
{
    const char *text = "";
    bool cut = to > from + WORDS_SHOWN;
    for (size_t i = from; i < to && i < from + WORDS_SHOWN; i++)
        text = arena_printf(c->arena, "%s%s%s", text, i > from ? " " : "", title->words[i]);
    return cut ? arena_printf(c->arena, "%s…", text) : text;
}

/* Where do the titles part, and where do they meet again? False when one is only the longer, or they are one.
 */
static bool titles_differ(const struct title *a, const struct title *b, size_t *head, size_t *tail)
{
    size_t shorter = a->count < b->count ? a->count : b->count;
    for (*head = 0; *head < shorter && strcmp(a->keys[*head], b->keys[*head]) == 0;)
        ++*head;
    for (*tail = 0; *tail < shorter - *head &&
                    strcmp(a->keys[a->count - 1 - *tail], b->keys[b->count - 1 - *tail]) == 0;)
        ++*tail;
    if (*head == shorter || *tail == shorter)
        return false;
    size_t like = likeness(a, b);
    bool other_wording = *tail >= 2 && like >= TITLE_NEAR;
    bool other_title = *head == 0 && *tail == 0 && shorter >= 4 && like < TITLE_OTHER;
    return other_wording || other_title;
}

static void compare_titles(struct checking *c, const struct cited_file *file, const struct citation *first,
                           const struct citation *second)
{
    struct title a = title_of(c->arena, first->subject.s), b = title_of(c->arena, second->subject.s);
    size_t head, tail;
    if (!titles_differ(&a, &b, &head, &tail))
        return;
    size_t from = head > AROUND ? head - AROUND : 0, more = tail > AROUND ? AROUND : tail;
    const char *here = piece(c, &b, from, b.count - tail + more),
               *there = piece(c, &a, from, a.count - tail + more);
    struct place at = place_find(second->subject.at, here);
    diag(c->diags, CITED_TWO_TITLES, at, second->words, here, there, cited_line(c, file, first));
}

/* ---- two dates ---- */

/* The issuer without what the same body may be called by. */
static const char *issuer_key(struct arena *arena, const char *issuer)
{
    const char *key = text_key(arena, issuer);
    if (strncmp(key, "chu tich ", 9) == 0)
        key += 9;
    return strncmp(key, "ubnd", 4) == 0 ? arena_printf(arena, "uy ban nhan dan%s", key + 4) : key;
}

static bool one_issuer(struct arena *arena, const struct citation *a, const struct citation *b)
{
    if (!a->issuer.s || !b->issuer.s)
        return true;
    const char *x = issuer_key(arena, a->issuer.s), *y = issuer_key(arena, b->issuer.s);
    return strstr(x, y) || strstr(y, x);
}

/* Numbers begin anew each year and in each body, so that two dates are only wrong within a year and a body,
 * or where the number bears its year. */
static bool dates_clash(struct arena *arena, const struct citation *a, const struct citation *b)
{
    if (date_compare(a->date, b->date) == 0)
        return false;
    return a->year || (a->date.year == b->date.year && one_issuer(arena, a, b));
}

/* The citations of one number: first, …, end - 1. */
static void check_one_number(struct checking *c, const struct cited_file *file, size_t first, size_t end)
{
    const struct citation *dated = NULL, *titled = NULL;
    for (size_t i = first; i < end; i++) {
        const struct citation *one = &file->all.list[i];
        if (!date_given(one->date) || !*one->symbol)
            continue;
        if (dated && one->at.source == file->source && dates_clash(c->arena, dated, one)) {
            diag(c->diags, CITED_TWO_DATES, one->date_at.source ? one->date_at : one->at, one->words,
                 date_short(c->arena, one->date), date_short(c->arena, dated->date),
                 cited_line(c, file, dated));
            continue;
        }
        if (!dated)
            dated = one;
        if (!one->subject.s)
            continue;
        if (titled && one->at.source == file->source && date_compare(titled->date, one->date) == 0)
            compare_titles(c, file, titled, one);
        if (!titled)
            titled = one;
    }
}

/* ---- two numbers ---- */

struct dated_title {
    const struct citation *citation;
    struct title title;
};

static int compare_days(const void *a, const void *b)
{
    const struct citation *x = ((const struct dated_title *)a)->citation,
                          *y = ((const struct dated_title *)b)->citation;
    int order = strcmp(x->symbol_key, y->symbol_key);
    if (!order)
        order = date_compare(x->date, y->date);
    if (!order)
        order = (x->at.offset > y->at.offset) - (x->at.offset < y->at.offset);
    return order ? order : strcmp(x->key, y->key);
}

static bool one_day(const struct citation *a, const struct citation *b)
{
    return strcmp(a->symbol_key, b->symbol_key) == 0 && date_compare(a->date, b->date) == 0;
}

static void check_one_day(struct checking *c, const struct cited_file *file, const struct dated_title *list,
                          size_t i)
{
    const struct citation *one = list[i].citation;
    for (size_t back = 1; back <= LOOK_BACK && back <= i; back++) {
        const struct citation *other = list[i - back].citation;
        if (!one_day(one, other))
            return;
        if (strcmp(one->key, other->key) != 0 &&
            likeness(&list[i].title, &list[i - back].title) >= TITLE_SAME) {
            diag(c->diags, CITED_TWO_NUMBERS, one->number_at, one->words, other->words,
                 cited_line(c, file, other), date_short(c->arena, one->date));
            return;
        }
    }
}

/* The first full citation of each number, by kind and day. */
static void check_numbers(struct checking *c, const struct cited_file *file)
{
    struct dated_title *list = NULL;
    size_t count = 0;
    const struct citation *last = NULL;
    for (size_t i = 0; i < file->all.count; i++) {
        const struct citation *one = &file->all.list[i];
        bool full = date_given(one->date) && one->subject.s && *one->symbol && one->at.source == file->source;
        if (!full || (last && strcmp(last->key, one->key) == 0 && date_compare(last->date, one->date) == 0))
            continue;
        last = one;
        ARENA_PUSH(c->arena, list, count) = (struct dated_title){one, title_of(c->arena, one->subject.s)};
    }
    if (count)
        qsort(list, count, sizeof *list, compare_days);
    for (size_t i = 1; i < count; i++)
        check_one_day(c, file, list, i);
}

void check_cited_pairs(struct checking *c, const struct cited_file *file)
{
    for (size_t i = 0, end; i < file->all.count; i = end) {
        for (end = i + 1;
             end < file->all.count && strcmp(file->all.list[i].key, file->all.list[end].key) == 0;)
            end++;
        check_one_number(c, file, i, end);
    }
    check_numbers(c, file);
}
