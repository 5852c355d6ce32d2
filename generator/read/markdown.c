/* markdown.c - Markdown by cmark's tree, made into our blocks with places. */
#include "read/markdown.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "read/markdown_limits.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_DEPTH_MAX = 18, SPAN_DEPTH_MAX = 8 }; /* what the XML form, 32 deep at most, can say too */

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    size_t first_line; /* index of the source line that cmark calls 1 */
    enum markdown_dialect dialect;
    int list_depth;
    struct place block;        /* the block being read, for spans that have no place of their own */
    struct comments *comments; /* NULL: nobody wants them */
    uint32_t cursor;           /* spans come in order: the next is not before this offset */
};

static void *cmark_calloc(size_t count, size_t size)
{
    size_t bytes = mem_times(count, size);
    return memset(mem_alloc(bytes), 0, bytes ? bytes : 1);
}

static cmark_mem allocator = {cmark_calloc, mem_realloc, mem_free};

static size_t offset_of(const struct reader *r, int line, int column)
{
    size_t index = r->first_line + (line > 0 ? (size_t)line - 1 : 0);
    if (index >= r->source->line_count)
        return r->source->len;
    return r->source->lines[index] + (column > 0 ? (size_t)column - 1 : 0);
}

static struct place block_place(const struct reader *r, cmark_node *node)
{
    size_t from = offset_of(r, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    size_t to = offset_of(r, cmark_node_get_end_line(node), cmark_node_get_end_column(node)) + 1;
    if (cmark_node_get_end_column(node) == 0)
        to--;
    return place_make(r->source, from, to > from ? to - from : 0);
}

/* The first occurrence of needle, or NULL. It is nearly always at the beginning, where looking is quicker
 * than what memmem prepares. */
static const char *find_near(const char *text, size_t length, const char *needle, size_t n)
{
    enum { NEAR = 16 };
    for (size_t i = 0; i < NEAR && i + n <= length; i++)
        if (memcmp(text + i, needle, n) == 0)
            return text + i;
    return memmem(text, length, needle, n);
}

/* Where the text of a span stands. cmark's columns are right but for indented continuation lines and escapes,
 * so the text is looked for from where the span before it ended; one that is not there to the letter (an
 * entity) gets its block. */
static struct place span_place(struct reader *r, const char *text)
{
    size_t n = strlen(text);
    size_t end = r->block.offset + r->block.length;
    if (n == 0 || r->cursor >= end)
        return r->block;
    const char *hit = find_near(r->source->text + r->cursor, end - r->cursor, text, n);
    if (!hit)
        return r->block;
    size_t offset = (size_t)(hit - r->source->text);
    r->cursor = (uint32_t)(offset + n);
    return place_make(r->source, offset, n);
}

/* ---- links ---- */

static bool has_prefix(const char *s, const char *prefix)
{
    return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

bool markdown_link_is_safe(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};
    for (const char *p = url; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == '\\' || *p == 0x7f)
            return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (has_prefix(url, schemes[i]))
            return url[strlen(schemes[i])] != '\0';
    if (*url == '/' || *url == '\0' || *url == ' ')
        return false;
    if (*url == '#')
        return true;
    size_t head = strcspn(url, ":/?#");
    if (url[head] == ':')
        return false; /* another scheme: javascript:, data:, file: … */
    for (const char *part = url; part; part = strchr(part, '/'), part = part ? part + 1 : NULL) {
        size_t n = strcspn(part, "/?#");
        if (n == 2 && part[0] == '.' && part[1] == '.')
            return false;
        if (memmem(part, n, "%2e", 3) || memmem(part, n, "%2E", 3) || memmem(part, n, "%2f", 3) ||
            memmem(part, n, "%2F", 3))
            return false; /* a dot or slash in disguise */
        if (part[n] == '?' || part[n] == '#')
            break;
    }
    return true;
}

/* ---- spans ---- */

static struct span *read_spans(struct reader *r, cmark_node *parent, int depth);

/* What only an entity can bring in ("&#10;", "&#1;", a mark apart from its letter) and no text should hold.
 */
static const char *clean(struct arena *arena, const char *text)
{
    size_t n = strlen(text);
    char *copy = arena_strndup(arena, text, n);
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < 0x20 && *c != '\t')
            *c = ' ';
    for (char *c = copy; (c = strstr(c, "\xef\xbf")) != NULL; c += 3) /* U+FFFE, U+FFFF: no characters */
        if ((unsigned char)c[2] >= 0xbe)
            c[2] = (char)0xbd;
    return text_clean(arena, copy, &n);
}

static struct span *span_new(struct reader *r, enum span_kind kind, const char *text)
{
    struct span *span = ARENA_NEW(r->arena, struct span);
    span->kind = kind;
    span->at = text ? span_place(r, text) : place_make(r->source, r->cursor, 0);
    span->text = text ? clean(r->arena, text) : NULL;
    return span;
}

/* A link or image; NULL after a complaint about where it leads, and its words are then read as plain text. */
static struct span *read_link(struct reader *r, cmark_node *node, enum span_kind kind)
{
    const char *url = cmark_node_get_url(node);
    url = url ? clean(r->arena, url) : "";
    struct place at = place_find(r->block, *url ? url : "](");
    bool remote_image = kind == SPAN_IMAGE &&
                        (has_prefix(url, "http:") || has_prefix(url, "mailto:") || has_prefix(url, "tel:"));
    if (!markdown_link_is_safe(url) || remote_image) {
        diag(r->diags, MARKDOWN_UNSAFE_LINK, at, url);
        return NULL;
    }
    struct span *span = span_new(r, kind, NULL);
    span->url = arena_strdup(r->arena, url);
    span->at = at;
    return span;
}

static void complain_html(struct reader *r, const char *literal, struct place at)
{
    enum { SHOWN = 60 }; /* bytes */
    size_t n = strcspn(literal, "\n"), end = n > SHOWN ? SHOWN : n;
    while (end < n && end > 0 && ((unsigned char)literal[end] & 0xc0) == 0x80)
        end--; /* not inside a character */
    if (strncmp(literal, "<!--", 4) == 0)
        diag(r->diags, MARKDOWN_COMMENT, at);
    else
        diag(r->diags, MARKDOWN_HTML, at,
             arena_printf(r->arena, "%.*s%s", (int)end, literal, end < n ? "…" : ""));
}

/* One span without its children; NULL when it has none of its own (its children then take its place, or
 * nothing). */
static struct span *read_span(struct reader *r, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    literal = literal ? literal : "";
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        return *literal ? span_new(r, SPAN_TEXT, literal) : NULL;
    case CMARK_NODE_CODE:
        return span_new(r, SPAN_CODE, literal);
    case CMARK_NODE_SOFTBREAK:
        return span_new(r, SPAN_SOFT, NULL);
    case CMARK_NODE_LINEBREAK:
        return span_new(r, SPAN_BREAK, NULL);
    case CMARK_NODE_EMPH:
        return span_new(r, SPAN_EMPH, NULL);
    case CMARK_NODE_STRONG:
        return span_new(r, SPAN_STRONG, NULL);
    case CMARK_NODE_LINK:
        return read_link(r, node, SPAN_LINK);
    case CMARK_NODE_IMAGE:
        return read_link(r, node, SPAN_IMAGE);
    case CMARK_NODE_HTML_INLINE:
        complain_html(r, literal, span_place(r, literal));
        return NULL;
    default: /* block kinds and custom spans: cmark makes none of them here */
        return NULL;
    }
}

/* cmark parts text at every special character: neighbouring texts become one span, at the place of them all
 * where they stand side by side in the source. Each run is copied once, so that a line of a million "&" is no
 * more work than its length. */
static void join_texts(struct reader *r, struct span *span)
{
    for (; span; span = span->next) {
        size_t length = 0;
        struct span *end = span;
        for (; end && end->kind == SPAN_TEXT; end = end->next)
            length += strlen(end->text);
        if (span->kind != SPAN_TEXT || span->next == end)
            continue;
        char *text = arena_alloc(r->arena, length + 1), *to = text;
        for (struct span *part = span; part != end; part = part->next) {
            to = stpcpy(to, part->text);
            if (part != span && span->at.offset + span->at.length == part->at.offset)
                span->at.length += part->at.length;
        }
        span->text = text;
        span->next = end;
    }
}

static struct span *read_spans(struct reader *r, cmark_node *parent, int depth)
{
    struct span *first = NULL, **link = &first;
    if (depth > SPAN_DEPTH_MAX) {
        diag(r->diags, MARKDOWN_TOO_DEEP, r->block);
        return NULL;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        struct span *span = read_span(r, node);
        struct span *children = cmark_node_first_child(node) ? read_spans(r, node, depth + 1) : NULL;
        if (span)
            span->first = children;
        else
            span = children;
        *link = span;
        while (*link)
            link = &(*link)->next;
    }
    join_texts(r, first);
    return first;
}

/* ---- blocks ---- */

static struct block *read_blocks(struct reader *r, cmark_node *parent, int depth);

/* "| a | b |" over "|---|---|": a table that cmark does not know. */
static bool looks_like_table(const struct reader *r)
{
    const char *s = r->source->text + r->block.offset;
    const char *second = memchr(s, '\n', r->block.length);
    if (!second || !memchr(s, '|', (size_t)(second - s)))
        return false;
    size_t rest = r->block.length - (size_t)(second + 1 - s), n = 0;
    while (n < rest && second[1 + n] && strchr(" |:-\t", second[1 + n]))
        n++;
    return n > 2 && (n == rest || second[1 + n] == '\n') && memchr(second + 1, '-', n);
}

static struct block *block_new(struct reader *r, enum block_kind kind)
{
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = kind;
    block->at = r->block;
    return block;
}

/* A block of raw HTML: comments that stand alone go silently, everything else is a complaint. */
static void read_html(struct reader *r, const char *literal)
{
    const char *s = literal;
    for (;;) {
        s += strspn(s, " \t\n");
        if (!*s)
            return;
        if (strncmp(s, "<!--", 4) != 0) {
            complain_html(r, s, r->block);
            return;
        }
        const char *end = strstr(s + 4, "-->");
        if (!end) {
            struct place at = place_make(r->source, r->block.offset, 4);
            diag(r->diags, MARKDOWN_COMMENT_OPEN, at);
            return;
        }
        if (r->comments)
            ARENA_PUSH(r->arena, r->comments->items, r->comments->count) =
                (struct comment){r->block, arena_strndup(r->arena, s + 4, (size_t)(end - s) - 4)};
        s = end + 3;
    }
}

static struct block *read_list(struct reader *r, cmark_node *node, int depth)
{
    struct block *list = block_new(r, BLOCK_LIST);
    list->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->start = cmark_node_get_list_start(node);
    list->tight = cmark_node_get_list_tight(node);
    if (++r->list_depth > MARKDOWN_LIST_LEVELS)
        diag(r->diags, MARKDOWN_LIST_DEPTH, place_make(r->source, list->at.offset, 1));
    else
        list->first = read_blocks(r, node, depth + 1);
    r->list_depth--;
    return list;
}

static struct block *read_fence(struct reader *r, cmark_node *node)
{
    if (r->dialect == MARKDOWN_CONTENT) {
        diag(r->diags, MARKDOWN_CODE, place_make(r->source, r->block.offset, r->block.length ? 1 : 0));
        return NULL;
    }
    struct block *fence = block_new(r, BLOCK_FENCE);
    fence->info = arena_strdup(r->arena, cmark_node_get_fence_info(node));
    fence->text = arena_strdup(r->arena, cmark_node_get_literal(node));
    return fence;
}

static struct block *read_block(struct reader *r, cmark_node *node, int depth)
{
    struct block *block = NULL;
    r->block = block_place(r, node);
    r->cursor = r->block.offset;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        if (r->dialect == MARKDOWN_CONTENT && looks_like_table(r))
            diag(r->diags, MARKDOWN_TABLE, place_make(r->source, r->block.offset, 1));
        block = block_new(r, BLOCK_PARAGRAPH);
        block->spans = read_spans(r, node, 0);
        return block->spans ? block : NULL;
    case CMARK_NODE_HEADING:
        if (r->dialect == MARKDOWN_CONTENT && depth > 0) {
            diag(r->diags, MARKDOWN_HEADING_INSIDE, r->block);
            return NULL;
        }
        block = block_new(r, BLOCK_HEADING);
        block->level = cmark_node_get_heading_level(node);
        block->spans = read_spans(r, node, 0);
        return block;
    case CMARK_NODE_LIST:
        return read_list(r, node, depth);
    case CMARK_NODE_ITEM:
        block = block_new(r, BLOCK_ITEM);
        block->first = read_blocks(r, node, depth + 1);
        return block;
    case CMARK_NODE_BLOCK_QUOTE:
        block = block_new(r, BLOCK_QUOTE);
        block->first = read_blocks(r, node, depth + 1);
        return block;
    case CMARK_NODE_CODE_BLOCK:
        return read_fence(r, node);
    case CMARK_NODE_HTML_BLOCK:
        read_html(r, cmark_node_get_literal(node));
        return NULL;
    case CMARK_NODE_THEMATIC_BREAK:
        return block_new(r, BLOCK_RULE);
    default: /* the document and spans: cmark has none of them here */
        return NULL;
    }
}

static struct block *read_blocks(struct reader *r, cmark_node *parent, int depth)
{
    struct block *first = NULL, **link = &first;
    if (depth > BLOCK_DEPTH_MAX) {
        diag(r->diags, MARKDOWN_TOO_DEEP, r->block);
        return NULL;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        struct block *block = read_block(r, node, depth);
        if (block) {
            *link = block;
            link = &block->next;
        }
    }
    return first;
}

struct block *markdown_read(struct arena *arena, struct diags *diags, const struct source *source,
                            size_t offset, enum markdown_dialect dialect)
{
    return markdown_read_noting(arena, diags, source, offset, dialect, NULL);
}

struct block *markdown_read_noting(struct arena *arena, struct diags *diags, const struct source *source,
                                   size_t offset, enum markdown_dialect dialect, struct comments *comments)
{
    if (!markdown_within_limits(diags, source, offset))
        return NULL;
    struct reader r = {
        .arena = arena, .diags = diags, .source = source, .dialect = dialect, .comments = comments};
    r.first_line = place_position(place_make(source, offset, 0)).line - 1;
    r.block = place_make(source, offset, 0);
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &allocator);
    cmark_parser_feed(parser, source->text + offset, source->len - offset);
    cmark_node *document = cmark_parser_finish(parser);
    struct block *blocks = read_blocks(&r, document, 0);
    cmark_node_free(document);
    cmark_parser_free(parser);
    return blocks;
}
