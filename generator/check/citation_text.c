/* citation_text.c - prose laid out as one line of text, each byte knowing where in the source it stands. */
#include "check/citation_text.h"

#include <string.h>

struct layout {
    struct buf text;
    struct arena *arena;
    uint32_t *offsets; /* grows with the text */
    size_t count;
    const struct source *source;
    size_t end; /* in the source, of what was laid out */
    bool lost;  /* some text was not found where it should stand */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static void put(struct layout *l, char c, size_t offset)
{
    buf_char(&l->text, is_blank(c) ? ' ' : c);
    ARENA_PUSH(l->arena, l->offsets, l->count) = (uint32_t)offset;
}

/* n bytes that stand so in the source too. */
static void put_run(struct layout *l, const char *text, size_t n, size_t offset)
{
    size_t from = l->text.len;
    buf_add(&l->text, text, n);
    for (size_t i = 0; i < n; i++) {
        if (is_blank(text[i]))
            l->text.data[from + i] = ' ';
        ARENA_PUSH(l->arena, l->offsets, l->count) = (uint32_t)(offset + i);
    }
}

/* Passes over what the source has and the text has not: escapes, marks, line ends with indentation, the
 * target of a link. Returns 0 when what stands there is none of these. */
static size_t skip_markup(const char *s, size_t at, size_t end)
{
    if (s[at] == ']' && at + 1 < end && s[at + 1] == '(') {
        const char *close = memchr(s + at, ')', end - at);
        return close ? (size_t)(close - (s + at)) + 1 : 0;
    }
    return strchr("\\*_`[]>! \t\n", s[at]) ? 1 : 0;
}

/* Text whose place is unknown: laid out all the same. */
static void put_lost(struct layout *l, const char *text)
{
    l->lost = true;
    for (; *text; text++)
        put(l, *text, 0);
}

/* Lays out a text whose bytes stand in order between at and end of the source, with markup in between. */
static void put_aligned(struct layout *l, const char *text, size_t at, size_t end)
{
    const char *s = l->source->text;
    if (at < l->end)
        at = l->end;
    for (; *text; text++) {
        size_t step = 1;
        while (at < end && step && s[at] != *text && !(is_blank(s[at]) && is_blank(*text)))
            at += (step = skip_markup(s, at, end));
        if (at >= end || !step)
            break;
        put(l, *text, at++);
    }
    l->end = at;
    if (*text)
        put_lost(l, text);
}

static void put_text(struct layout *l, const struct span *span, struct place block)
{
    struct place at = span->at;
    size_t n = strlen(span->text);
    if (l->lost) {
        put_lost(l, span->text);
    } else if (at.source == l->source && at.length >= n &&
               memcmp(at.source->text + at.offset, span->text, n) == 0) {
        put_run(l, span->text, n, at.offset);
        l->end = at.offset + n;
    } else {
        put_aligned(l, span->text, at.offset, block.offset + block.length);
    }
}

static void put_spans(struct layout *l, const struct span *span, struct place block)
{
    for (; span; span = span->next) {
        if (span->text)
            put_text(l, span, block);
        else if (span->kind == SPAN_SOFT || span->kind == SPAN_BREAK)
            put(l, ' ', span->at.offset);
        put_spans(l, span->first, block);
    }
}

static struct cited_text finish(struct layout *l, struct place whole)
{
    for (char *nbsp = l->text.data; nbsp && (nbsp = strstr(nbsp, "\xc2\xa0")) != NULL;)
        *nbsp++ = ' ', *nbsp++ = ' '; /* a no-break space is a space, or two */
    struct cited_text text = {.n = l->text.len, .whole = whole};
    if (l->count && !l->lost && l->source)
        text.offsets = l->offsets;
    text.s = buf_take(&l->text, l->arena);
    buf_free(&l->text);
    return text;
}

static struct layout layout_new(struct arena *arena, struct place at)
{
    return (struct layout){.arena = arena,
                           .source = at.source && at.source->text ? at.source : NULL,
                           .lost = !at.source || !at.source->text};
}

struct cited_text cited_text_spans(struct arena *arena, const struct block *block)
{
    struct layout l = layout_new(arena, block->at);
    if (l.source)
        put_spans(&l, block->spans, block->at);
    else
        put_lost(&l, span_text(arena, block->spans));
    return finish(&l, block->at);
}

struct cited_text cited_text_str(struct arena *arena, struct str text)
{
    struct layout l = layout_new(arena, text.at);
    if (l.source) {
        size_t at = text.at.offset, end = at + text.at.length;
        while (at < end && *text.s != ':' && (l.source->text[at] == ':' || is_blank(l.source->text[at])))
            at++; /* a value over two lines has the place of all that follows its key */
        put_aligned(&l, text.s, at, end);
    } else {
        put_lost(&l, text.s);
    }
    return finish(&l, text.at);
}

struct place cited_place(const struct cited_text *text, size_t from, size_t to)
{
    if (!text->offsets || from >= to || to > text->n)
        return text->whole;
    uint32_t first = text->offsets[from], last = text->offsets[to - 1];
    return last < first ? text->whole : place_make(text->whole.source, first, last + 1 - first);
}
