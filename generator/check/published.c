/* published.c - one piece of published text as one line, its words, and where each stretch of it stands. */
#include "check/published.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

void published_empty(struct published *p)
{
    p->text.len = p->lower.len = 0;
    p->stretch_count = p->word_count = 0;
}

void published_free(struct published *p)
{
    buf_free(&p->text);
    buf_free(&p->lower);
    mem_free(p->stretches);
    mem_free(p->words);
    memset(p, 0, sizeof *p);
}

static void *grow(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room ? mem_times(*room, 2) : 32;
    return mem_realloc(list, mem_times(*room, size));
}

void published_add_text(struct published *p, const char *text, struct place at)
{
    size_t n = strlen(text);
    p->stretches = grow(p->stretches, p->stretch_count, &p->stretch_room, sizeof *p->stretches);
    p->stretches[p->stretch_count++] = (struct stretch){p->text.len, n, at};
    buf_add(&p->text, text, n);
}

void published_add_spans(struct published *p, const struct span *span)
{
    for (; span; span = span->next) {
        switch (span->kind) {
        case SPAN_TEXT:
        case SPAN_CODE:
            published_add_text(p, span->text, span->at);
            break;
        case SPAN_SOFT:
            buf_char(&p->text, ' ');
            break;
        case SPAN_BREAK:
            buf_char(&p->text, '\n');
            break;
        case SPAN_EMPH:
        case SPAN_STRONG:
        case SPAN_LINK:
        case SPAN_IMAGE:
            break;
        }
        published_add_spans(p, span->first);
    }
}

/* ---- words ---- */

/* The small letter of a Vietnamese capital; both take the same number of bytes in UTF-8. */
static uint32_t small_letter(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    bool latin = (cp >= 0xc0 && cp <= 0xde && cp != 0xd7);
    bool pairs = (cp >= 0x100 && cp <= 0x137) || (cp >= 0x14a && cp <= 0x177) || cp == 0x1a0 ||
                 (cp >= 0x1ea0 && cp <= 0x1ef9);
    if (latin)
        return cp + 32;
    if (pairs && cp % 2 == 0 && cp != 0x130)
        return cp + 1;
    return cp == 0x1af ? 0x1b0 : cp;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    return cp >= 0xc0 && cp != 0xd7 && cp != 0xf7 && !(cp >= 0x2000 && cp <= 0x2bff) && cp != 0xfeff &&
           !(cp >= 0x3000 && cp <= 0x303f);
}

/* Adds a character to the word that is being read. */
static void extend(struct word *word, bool first, uint32_t cp, bool capital, size_t to)
{
    if (first) {
        word->capital = capital;
        word->all_capitals = word->digits = true;
    }
    word->all_capitals = word->all_capitals && capital;
    word->digits = word->digits && is_digit(cp);
    word->to = to;
}

void published_parse(struct published *p)
{
    const char *text = buf_text(&p->text);
    bool inside = false;
    uint32_t cp = 0;
    p->lower.len = p->word_count = 0;
    for (size_t i = 0; i < p->text.len;) {
        int n = text_decode(text + i, p->text.len - i, &cp);
        if (n <= 0)
            n = 1, cp = ' ';
        uint32_t lower = small_letter(cp);
        if (lower < 0x80) {
            buf_char(&p->lower, (char)lower);
        } else {
            char small[4];
            buf_add(&p->lower, small, text_encode(lower, small));
        }
        if (is_letter(cp) || is_digit(cp)) {
            p->words = grow(p->words, p->word_count, &p->word_room, sizeof *p->words);
            if (!inside)
                p->words[p->word_count++] = (struct word){.from = i};
            extend(&p->words[p->word_count - 1], !inside, cp, lower != cp, i + (size_t)n);
            inside = true;
        } else {
            inside = false;
        }
        i += (size_t)n;
    }
    for (size_t i = 0; i < p->word_count; i++) {
        struct word *word = &p->words[i];
        word->all_capitals = word->all_capitals && text_decode(text + word->from, 4, &cp) > 0 &&
                             word->to - word->from > (cp < 0x80    ? 1u
                                                      : cp < 0x800 ? 2u
                                                                   : 3u);
    }
}

bool published_is(const struct published *p, size_t i, const char *lower)
{
    return published_in(p, i, &lower, 1);
}

bool published_in(const struct published *p, size_t i, const char *const *list, size_t count)
{
    if (i >= p->word_count)
        return false;
    const char *word = buf_text(&p->lower) + p->words[i].from;
    size_t n = p->words[i].to - p->words[i].from;
    for (size_t k = 0; k < count; k++)
        /* most differ in their first letter */
        if (*word == *list[k] && strncmp(word, list[k], n) == 0 && list[k][n] == '\0')
            return true;
    return false;
}

bool published_touch(const struct published *p, size_t i)
{
    if (i + 1 >= p->word_count)
        return false;
    const char *text = buf_text(&p->text);
    for (size_t k = p->words[i].to; k < p->words[i + 1].from; k++) {
        bool no_break = text[k] == '\xc2' && text[k + 1] == '\xa0';
        if (text[k] != ' ' && !no_break)
            return false;
        k += no_break;
    }
    return true;
}

/* ---- places ---- */

/* The last stretch that begins at or before the offset. */
static const struct stretch *stretch_at(const struct published *p, size_t offset)
{
    size_t low = 0, high = p->stretch_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (p->stretches[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    return &p->stretches[low];
}

/* Bytes from … to of the text, all in one stretch. */
static struct place place_in(const struct published *p, const struct stretch *s, size_t from, size_t to)
{
    const char *text = buf_text(&p->text);
    size_t offset = s->at.offset + (from - s->from), n = to - from;
    bool exact = s->at.source && s->at.source->text && offset + n <= s->at.source->len &&
                 offset + n <= s->at.offset + (size_t)s->at.length &&
                 memcmp(s->at.source->text + offset, text + from, n) == 0;
    if (exact)
        return place_make(s->at.source, offset, n);
    char *copy = mem_alloc(n + 1);
    memcpy(copy, text + from, n);
    copy[n] = '\0';
    struct place found = place_find(s->at, copy);
    mem_free(copy);
    return found;
}

struct place published_place(const struct published *p, size_t from, size_t to)
{
    if (p->stretch_count == 0)
        return (struct place){0};
    const struct stretch *first = stretch_at(p, from), *last = stretch_at(p, to ? to - 1 : 0);
    size_t first_end = first->from + first->length;
    struct place begin = place_in(p, first, from, to < first_end ? to : first_end > from ? first_end : from);
    if (first == last)
        return begin;
    size_t last_end = last->from + last->length;
    struct place end = place_in(p, last, last->from, to < last_end ? to : last_end);
    if (end.source == begin.source && end.offset > begin.offset)
        begin.length = end.offset + end.length - begin.offset;
    return begin;
}

char *published_cut(struct arena *arena, const struct published *p, size_t from, size_t to)
{
    char *copy = arena_strndup(arena, buf_text(&p->text) + from, to - from);
    for (char *c = copy; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    return copy;
}
