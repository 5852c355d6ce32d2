/* prose.c - prose as text, and as Markdown that reads back as the same tree. */
#include "model/prose.h"

#include <string.h>

static void add_text(struct buf *out, const struct span *span)
{
    for (; span; span = span->next) {
        if (span->text)
            buf_str(out, span->text);
        else if (span->kind == SPAN_SOFT)
            buf_char(out, ' ');
        else if (span->kind == SPAN_BREAK)
            buf_char(out, '\n');
        add_text(out, span->first);
    }
}

char *span_text(struct arena *arena, const struct span *span)
{
    struct buf out = {0};
    add_text(&out, span);
    char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

char *block_text(struct arena *arena, const struct block *block)
{
    if (block && block->kind == BLOCK_ITEM)
        block = block->first;
    char *text = span_text(arena, block ? block->spans : NULL);
    for (char *c = text; (c = strchr(c, '\n')) != NULL;)
        *c = ' ';
    return text;
}

/* ---- Markdown ---- */

/* Characters that mean something inside a line of Markdown, or in a table of the form; "!" only before "[".
 * The others go as they are, many at a time. */
#define MEAN_ALWAYS "\\`*_[]<>&|"
#define STOPS MEAN_ALWAYS "!\n\r"

static bool means_something(const char *s)
{
    return *s == '!' ? s[1] == '[' : *s && strchr(MEAN_ALWAYS, *s) != NULL;
}

/* Characters that mean something only where a line begins. "12." and "12)" are escaped at their dot. */
static size_t line_start_escape(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits > 0 && (text[digits] == '.' || text[digits] == ')'))
        return digits + 1;
    return *text && strchr("#+-=~:", *text) ? 1 : 0;
}

static void escape(struct buf *out, const char *text, bool line_start)
{
    size_t special = line_start ? line_start_escape(text) : 0; /* bytes, with a last one to escape */
    if (special > 0) {
        buf_add(out, text, special - 1);
        text += special - 1;
        buf_char(out, '\\');
        buf_char(out, *text++);
    }
    for (size_t n; n = strcspn(text, STOPS), buf_add(out, text, n), text += n, *text; text++) {
        if (means_something(text))
            buf_char(out, '\\');
        buf_char(out, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
}

void prose_markdown_escape(struct buf *out, const char *text)
{
    escape(out, text, true);
}

static void add_code(struct buf *out, const char *text)
{
    size_t longest = 0, run = 0;
    for (const char *p = text; *p; p++) {
        run = *p == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (size_t i = 0; i <= longest; i++)
        buf_char(out, '`');
    buf_printf(out, " %s ", text);
    for (size_t i = 0; i <= longest; i++)
        buf_char(out, '`');
}

/* A link's target: bare when it is of plain characters, else between "<" and ">", where only these two, the
 * backslash and "&" need care. */
static void add_url(struct buf *out, const char *url)
{
    if (*url && !url[strcspn(url, " \t<>()\\&*_`")]) {
        buf_str(out, url);
        return;
    }
    buf_char(out, '<');
    for (; *url; url++) {
        if (strchr("<>\\&", *url))
            buf_char(out, '\\');
        buf_char(out, *url);
    }
    buf_char(out, '>');
}

/* prefix: what a new line of the same block begins with. *start: the next character begins a line. */
static void add_spans(struct buf *out, const struct span *span, const char *prefix, bool *start)
{
    for (; span; span = span->next) {
        switch (span->kind) {
        case SPAN_TEXT:
            escape(out, span->text, *start);
            *start = *start && !*span->text;
            continue;
        case SPAN_CODE:
            add_code(out, span->text);
            break;
        case SPAN_SOFT:
        case SPAN_BREAK:
            buf_str(out, span->kind == SPAN_BREAK ? "\\\n" : "\n");
            buf_str(out, prefix);
            *start = true;
            continue;
        case SPAN_EMPH:
        case SPAN_STRONG: {
            const char *mark = span->kind == SPAN_EMPH ? "*" : "**";
            buf_str(out, mark);
            *start = false;
            add_spans(out, span->first, prefix, start);
            buf_str(out, mark);
            break;
        }
        case SPAN_LINK:
        case SPAN_IMAGE:
            buf_str(out, span->kind == SPAN_IMAGE ? "![" : "[");
            *start = false;
            add_spans(out, span->first, prefix, start);
            buf_str(out, "](");
            add_url(out, span->url);
            buf_char(out, ')');
            break;
        }
        *start = false;
    }
}

void prose_markdown_spans(struct buf *out, const struct span *span)
{
    bool start = true;
    add_spans(out, span, "", &start);
}

static void add_block(struct buf *out, const struct block *block, const char *prefix, bool other);

/* Two lists one behind the other need different markers, or they would read back as one. */
static bool other_marker(const struct block *before, const struct block *block, bool other)
{
    bool lists = before && before->kind == BLOCK_LIST && block->kind == BLOCK_LIST;
    return lists && before->ordered == block->ordered && !other;
}

/* An empty line inside quotes and lists: the prefix without the spaces at its end. */
static void add_empty_line(struct buf *out, const char *prefix)
{
    size_t n = strlen(prefix);
    while (n > 0 && prefix[n - 1] == ' ')
        n--;
    buf_add(out, prefix, n);
    buf_char(out, '\n');
}

static void add_chain(struct buf *out, const struct block *block, const char *prefix, bool tight)
{
    const struct block *before = NULL;
    for (bool other = false; block; before = block, block = block->next) {
        if (before && (!tight || block->kind != BLOCK_LIST))
            add_empty_line(out, prefix);
        if (before)
            buf_str(out, prefix);
        other = other_marker(before, block, other);
        add_block(out, block, prefix, other);
    }
}

static void add_list(struct buf *out, const struct block *list, const char *prefix, bool other)
{
    struct arena arena = {0};
    int number = list->start;
    for (const struct block *item = list->first; item; item = item->next, number++) {
        char *marker = list->ordered ? arena_printf(&arena, other ? "%d) " : "%d. ", number)
                                     : arena_strdup(&arena, other ? "* " : "- ");
        char *deeper = arena_printf(&arena, "%s%*s", prefix, (int)strlen(marker), "");
        if (item != list->first) {
            if (!list->tight)
                add_empty_line(out, prefix);
            buf_str(out, prefix);
        }
        buf_str(out, marker);
        if (item->first)
            add_chain(out, item->first, deeper, list->tight);
        else
            buf_char(out, '\n');
    }
    arena_free(&arena);
}

static void add_block(struct buf *out, const struct block *block, const char *prefix, bool other)
{
    struct arena arena = {0};
    bool start = true;
    switch (block->kind) {
    case BLOCK_HEADING:
        for (int i = 0; i < block->level; i++)
            buf_char(out, '#');
        buf_char(out, ' ');
        start = false;
        add_spans(out, block->spans, prefix, &start);
        if (out->data[out->len - 1] == '#') { /* it would be taken as the end mark of the heading */
            out->len--;
            buf_str(out, "\\#");
        }
        buf_char(out, '\n');
        break;
    case BLOCK_PARAGRAPH:
        add_spans(out, block->spans, prefix, &start);
        buf_char(out, '\n');
        break;
    case BLOCK_LIST:
        add_list(out, block, prefix, other);
        break;
    case BLOCK_ITEM: /* only inside a list, see add_list */
        break;
    case BLOCK_QUOTE:
        buf_str(out, "> ");
        add_chain(out, block->first, arena_printf(&arena, "%s> ", prefix), false);
        break;
    case BLOCK_FENCE:
        buf_printf(out, "```%s\n%s```\n", block->info, block->text);
        break;
    case BLOCK_RULE:
        buf_str(out, "***\n");
        break;
    }
    arena_free(&arena);
}

void prose_markdown(struct buf *out, const struct block *block)
{
    const struct block *before = NULL;
    for (bool other = false; block; before = block, block = block->next) {
        if (before)
            buf_char(out, '\n');
        other = other_marker(before, block, other);
        add_block(out, block, "", other);
    }
}
