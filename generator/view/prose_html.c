/* prose_html.c - prose as HTML. */
#include "view/prose_html.h"

#include "view/escape.h"

static void add_spans(struct buf *out, const struct span *span);

static void add_element(struct buf *out, const char *name, const struct span *children)
{
    buf_printf(out, "<%s>", name);
    add_spans(out, children);
    buf_printf(out, "</%s>", name);
}

static void add_image(struct buf *out, const struct span *image)
{
    struct arena arena = {0};
    if (image->html) {
        buf_str(out, image->html);
        return;
    }
    buf_str(out, "<img src=\"");
    escape_url(out, image->url);
    buf_str(out, "\" alt=\"");
    escape_html(out, span_text(&arena, image->first));
    buf_str(out, "\" loading=\"lazy\">");
    arena_free(&arena);
}

static void add_spans(struct buf *out, const struct span *span)
{
    for (; span; span = span->next) {
        switch (span->kind) {
        case SPAN_TEXT:
            escape_html(out, span->text);
            break;
        case SPAN_CODE:
            buf_str(out, "<code>");
            escape_html(out, span->text);
            buf_str(out, "</code>");
            break;
        case SPAN_SOFT:
            buf_char(out, '\n');
            break;
        case SPAN_BREAK:
            buf_str(out, "<br>\n");
            break;
        case SPAN_EMPH:
            add_element(out, "em", span->first);
            break;
        case SPAN_STRONG:
            add_element(out, "strong", span->first);
            break;
        case SPAN_LINK:
            buf_str(out, "<a href=\"");
            escape_url(out, span->url);
            buf_str(out, "\">");
            add_spans(out, span->first);
            buf_str(out, "</a>");
            break;
        case SPAN_IMAGE:
            add_image(out, span);
            break;
        }
    }
}

static void add_blocks(struct buf *out, const struct block *block, bool tight);

static void add_list(struct buf *out, const struct block *list)
{
    if (!list->ordered)
        buf_str(out, "<ul>\n");
    else if (list->start == 1)
        buf_str(out, "<ol>\n");
    else
        buf_printf(out, "<ol start=\"%d\">\n", list->start);
    add_blocks(out, list->first, list->tight);
    buf_str(out, list->ordered ? "</ol>\n" : "</ul>\n");
}

static void add_block(struct buf *out, const struct block *block, bool tight)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        buf_str(out, tight ? "" : "<p>");
        add_spans(out, block->spans);
        buf_str(out, tight ? "\n" : "</p>\n");
        break;
    case BLOCK_LIST:
        add_list(out, block);
        break;
    case BLOCK_ITEM:
        buf_str(out, "<li>");
        add_blocks(out, block->first, tight);
        buf_str(out, "</li>\n");
        break;
    case BLOCK_QUOTE:
        buf_str(out, "<blockquote>\n");
        add_blocks(out, block->first, false);
        buf_str(out, "</blockquote>\n");
        break;
    case BLOCK_RULE:
        buf_str(out, "<hr>\n");
        break;
    case BLOCK_HEADING:
    case BLOCK_FENCE:
        break;
    }
}

static void add_blocks(struct buf *out, const struct block *block, bool tight)
{
    for (; block; block = block->next)
        add_block(out, block, tight && block->kind != BLOCK_QUOTE);
}

void prose_html(struct buf *out, const struct block *block)
{
    add_blocks(out, block, false);
}
