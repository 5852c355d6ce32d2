/* xml_prose.c - prose of the XML form. */
#include "read/xml_prose.h"

#include "base/buf.h"
#include "base/text.h"
#include "read/markdown.h"
#include "read/vocabulary.h"

#include <stdlib.h>
#include <string.h>

struct reader {
    struct arena *arena;
    struct diags *diags;
    int list_depth;
};

/* ---- text ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A stretch of white space with a line end in it is one space: the lines are the editor's, not the writer's.
 */
static char *unwrap(struct arena *arena, const char *s)
{
    size_t n = strlen(s), len = 0;
    char *out = arena_alloc(arena, n + 1);
    for (size_t i = 0; i < n;) {
        size_t run = strspn(s + i, " \t\n\r");
        if (run == 0) {
            out[len++] = s[i++];
        } else if (strcspn(s + i, "\n\r") < run) {
            out[len++] = ' ';
            i += run;
        } else {
            memcpy(out + len, s + i, run);
            len += run;
            i += run;
        }
    }
    return text_trim(arena, out, len);
}

static struct str str_of(struct arena *arena, const char *raw, struct place at)
{
    size_t n;
    const char *text = unwrap(arena, raw);
    n = strlen(text);
    text = text_clean(arena, text, &n);
    return (struct str){text, *text ? place_find(at, text) : at};
}

/* The text of an element to the letter, but for its line ends. */
static char *one_line(struct arena *arena, const struct element *element)
{
    struct buf all = {0};
    for (const struct element *e = element->first; e; e = e->next)
        buf_str(&all, e->text ? e->text : "");
    char *text = buf_take(&all, arena);
    buf_free(&all);
    for (char *c = text; *c; c++)
        *c = *c == '\n' || *c == '\r' ? ' ' : *c;
    return text;
}

struct str xml_text(struct arena *arena, const struct element *element)
{
    struct buf all = {0};
    for (const struct element *e = element->first; e; e = e->next)
        buf_str(&all, e->text ? e->text : "");
    struct str text = str_of(arena, buf_text(&all), element->content);
    buf_free(&all);
    return text;
}

struct str xml_value(struct arena *arena, const struct element *element, const char *name)
{
    const struct attribute *a = xml_attribute(element, name);
    return a ? str_of(arena, a->value.s, a->value.at) : (struct str){0};
}

struct block *made_block(struct arena *arena, enum block_kind kind, struct place at)
{
    struct block *block = ARENA_NEW(arena, struct block);
    block->kind = kind;
    block->at = at;
    return block;
}

struct block *made_paragraph(struct arena *arena, const char *text, struct place at)
{
    struct block *block = made_block(arena, BLOCK_PARAGRAPH, at);
    block->spans = ARENA_NEW(arena, struct span);
    *block->spans = (struct span){.kind = SPAN_TEXT, .text = text, .at = place_find(at, text)};
    return block;
}

/* ---- spans ---- */

struct spans {
    struct span **link, *last;
};

static void add_span(struct spans *spans, struct span *span)
{
    *spans->link = span;
    spans->link = &span->next;
    spans->last = span;
}

static struct span *new_span(struct reader *r, enum span_kind kind, struct place at)
{
    struct span *span = ARENA_NEW(r->arena, struct span);
    span->kind = kind;
    span->at = at;
    return span;
}

/* Text as spans: a stretch of white space with a line end in it is a soft break. *cursor: where in the place
 * to look for the next one. */
static void add_text(struct reader *r, struct spans *spans, const char *s, struct place at)
{
    while (*s) {
        size_t n = 0, run = 0; /* of the text up to a soft break, and of that break */
        while (s[n]) {
            run = strspn(s + n, " \t\n\r");
            if (run > 0 && strcspn(s + n, "\n\r") < run)
                break;
            n += run ? run : 1;
            run = 0;
        }
        if (n > 0) {
            struct span *span = new_span(r, SPAN_TEXT, at);
            size_t length = n;
            const char *text = arena_strndup(r->arena, s, n);
            span->text = text_clean(r->arena, text, &length);
            span->at = place_find(at, span->text);
            size_t used = span->at.offset + span->at.length - at.offset;
            if (used < at.length)
                at = place_make(at.source, at.offset + used, at.length - used);
            add_span(spans, span);
        }
        if (run > 0)
            add_span(spans, new_span(r, SPAN_SOFT, place_make(at.source, at.offset, 0)));
        s += n + run;
    }
}

static void add_children(struct reader *r, struct spans *spans, const struct element *parent);

static bool has_prefix(const char *s, const char *prefix)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): without its address an element is E026 */
    return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

/* A link or a picture; after a complaint about where it leads, its words are plain text. */
static void add_link(struct reader *r, struct spans *spans, const struct element *e, bool image)
{
    struct str url = xml_value(r->arena, e, image ? "file" : "to");
    bool remote =
        image && (has_prefix(url.s, "http:") || has_prefix(url.s, "mailto:") || has_prefix(url.s, "tel:"));
    if (!markdown_link_is_safe(url.s) || remote) {
        diag(r->diags, MARKDOWN_UNSAFE_LINK, url.at, url.s);
        add_children(r, spans, e);
        return;
    }
    struct span *span = new_span(r, image ? SPAN_IMAGE : SPAN_LINK, url.at);
    span->url = url.s;
    struct spans inner = {&span->first, NULL};
    add_children(r, &inner, e);
    add_span(spans, span);
}

static void add_mark(struct reader *r, struct spans *spans, const struct element *e, enum span_kind kind)
{
    struct span *span = new_span(r, kind, e->content);
    struct spans inner = {&span->first, NULL};
    add_children(r, &inner, e);
    if (span->first)
        add_span(spans, span);
}

static void add_children(struct reader *r, struct spans *spans, const struct element *parent)
{
    for (const struct element *e = parent->first; e; e = e->next) {
        if (!e->name) {
            add_text(r, spans, e->text, e->at);
        } else if (strcmp(e->name, "em") == 0) {
            add_mark(r, spans, e, SPAN_EMPH);
        } else if (strcmp(e->name, "strong") == 0) {
            add_mark(r, spans, e, SPAN_STRONG);
        } else if (strcmp(e->name, "br") == 0) {
            add_span(spans, new_span(r, SPAN_BREAK, e->at));
        } else if (strcmp(e->name, "code") == 0) {
            struct span *span = new_span(r, SPAN_CODE, e->content);
            span->text = one_line(r->arena, e);
            if (*span->text)
                add_span(spans, span);
        } else {
            add_link(r, spans, e, strcmp(e->name, "image") == 0);
        }
    }
}

/* No white space and no breaks at the beginning and at the end of a block: Markdown has none there either. */
static struct span *trim_spans(struct arena *arena, struct span *first)
{
    while (first && (first->kind == SPAN_SOFT || first->kind == SPAN_BREAK))
        first = first->next;
    if (first && first->kind == SPAN_TEXT) {
        const char *s = first->text;
        while (is_space(*s))
            s++;
        first->text = s;
        if (!*s)
            return trim_spans(arena, first->next);
    }
    struct span *last = NULL; /* the last that is not white space */
    for (struct span *s = first; s; s = s->next) {
        bool blank = s->kind == SPAN_SOFT || s->kind == SPAN_BREAK ||
                     (s->kind == SPAN_TEXT && !s->text[strspn(s->text, " \t\n\r")]);
        last = blank ? last : s;
    }
    if (!last)
        return NULL;
    last->next = NULL;
    if (last->kind == SPAN_TEXT) {
        size_t n = strlen(last->text);
        while (n > 0 && is_space(last->text[n - 1]))
            n--;
        last->text = arena_strndup(arena, last->text, n);
    }
    return first;
}

/* Spaces around a line end belong to it. */
static void trim_breaks(struct arena *arena, struct span *span)
{
    for (struct span *before = NULL; span; before = span, span = span->next) {
        if (span->kind != SPAN_SOFT && span->kind != SPAN_BREAK)
            continue;
        if (before && before->kind == SPAN_TEXT) {
            size_t n = strlen(before->text);
            while (n > 0 && is_space(before->text[n - 1]))
                n--;
            before->text = arena_strndup(arena, before->text, n);
        }
        while (span->next && span->next->kind == SPAN_SOFT)
            span->next = span->next->next;
        if (span->next && span->next->kind == SPAN_TEXT)
            span->next->text += strspn(span->next->text, " \t\n\r");
    }
}

static struct span *read_spans(struct reader *r, const struct element *e)
{
    struct span *first = NULL;
    struct spans spans = {&first, NULL};
    add_children(r, &spans, e);
    trim_breaks(r->arena, first);
    return trim_spans(r->arena, first);
}

/* ---- blocks ---- */

static struct block *read_blocks(struct reader *r, const struct element *parent);

static struct block *read_list(struct reader *r, const struct element *e)
{
    if (r->list_depth >= MARKDOWN_LIST_LEVELS) {
        diag(r->diags, MARKDOWN_LIST_DEPTH, e->at);
        return NULL;
    }
    struct block *list = made_block(r->arena, BLOCK_LIST, e->content);
    const struct attribute *start = xml_attribute(e, "start"), *spacing = xml_attribute(e, "spacing");
    list->ordered = start != NULL;
    list->start = start ? (int)(strtoul(start->value.s, NULL, 10) % 1000000000) : 0;
    list->tight = !spacing || strcmp(spacing->value.s, "tight") == 0;
    r->list_depth++;
    struct block **link = &list->first;
    for (const struct element *item = e->first; item; item = item->next) {
        if (!item->name)
            continue;
        *link = made_block(r->arena, BLOCK_ITEM, item->content);
        (*link)->first = read_blocks(r, item);
        link = &(*link)->next;
    }
    r->list_depth--;
    return list;
}

static struct block *read_block(struct reader *r, const struct element *e)
{
    if (strcmp(e->name, "list") == 0)
        return read_list(r, e);
    if (strcmp(e->name, "rule") == 0)
        return made_block(r->arena, BLOCK_RULE, e->at);
    if (strcmp(e->name, "quote") == 0) {
        struct block *quote = made_block(r->arena, BLOCK_QUOTE, e->content);
        quote->first = read_blocks(r, e);
        return quote;
    }
    bool heading = strcmp(e->name, "heading") == 0;
    struct block *block = made_block(r->arena, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, e->content);
    if (heading)
        block->level = atoi(xml_attribute(e, "level")->value.s);
    block->spans = read_spans(r, e);
    return block->spans ? block : NULL;
}

static struct block *read_blocks(struct reader *r, const struct element *parent)
{
    struct block *first = NULL, **link = &first;
    for (const struct element *e = parent->first; e; e = e->next) {
        if (!e->name || !(vocabulary_is_block(e->name) || strcmp(e->name, "heading") == 0))
            continue;
        *link = read_block(r, e);
        if (*link)
            link = &(*link)->next;
    }
    return first;
}

struct block *xml_blocks(struct arena *arena, struct diags *diags, const struct element *parent)
{
    struct reader r = {.arena = arena, .diags = diags};
    return read_blocks(&r, parent);
}

struct block *xml_block(struct arena *arena, struct diags *diags, const struct element *element)
{
    struct reader r = {.arena = arena, .diags = diags};
    return read_block(&r, element);
}
