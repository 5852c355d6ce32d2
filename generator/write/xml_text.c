/* xml_text.c - XML, indented by two spaces a level. Prose keeps its lines, which are read back as one space
 * each. */
#include "write/xml_text.h"

#include <stdio.h>
#include <string.h>

static void add_indent(struct xml_writer *w)
{
    for (int i = 0; i < w->depth; i++)
        buf_str(w->out, "  ");
}

static void put_tag(struct xml_writer *w, const char *before, const char *name, const char *after)
{
    buf_str(w->out, before);
    buf_str(w->out, name);
    buf_str(w->out, after);
}

static void add_escaped(struct buf *out, const char *s, bool attribute)
{
    for (size_t n; n = strcspn(s, "&<>\"\t\r"), buf_add(out, s, n), s += n, *s; s++) {
        switch (*s) {
        case '&':
            buf_str(out, "&amp;");
            break;
        case '<':
            buf_str(out, "&lt;");
            break;
        case '>':
            buf_str(out, "&gt;");
            break;
        case '"':
            buf_str(out, attribute ? "&quot;" : "\"");
            break;
        case '\t': /* an attribute's tab would be read as a space */
            buf_str(out, "&#9;");
            break;
        default: /* '\r' */
            buf_str(out, "&#13;");
        }
    }
}

/* A comment may hold no "--" and not end with "-". */
static void add_comment(struct xml_writer *w, const char *text)
{
    add_indent(w);
    buf_str(w->out, "<!--");
    if (*text && *text != ' ' && *text != '\n')
        buf_char(w->out, ' ');
    for (const char *s = text; *s; s++) {
        buf_char(w->out, *s);
        if (*s == '-' && (s[1] == '-' || !s[1]))
            buf_char(w->out, ' ');
    }
    if (w->out->data[w->out->len - 1] != ' ' && w->out->data[w->out->len - 1] != '\n')
        buf_char(w->out, ' ');
    buf_str(w->out, "-->\n");
}

/* The comments before an offset. */
static void add_comments(struct xml_writer *w, size_t offset)
{
    for (; w->comments && w->noted < w->comments->count; w->noted++) {
        const struct comment *comment = &w->comments->items[w->noted];
        if (comment->at.offset >= offset)
            return;
        add_comment(w, comment->text);
    }
}

void xml_begin(struct xml_writer *w, const char *up, const struct comments *comments)
{
    w->comments = comments;
    buf_printf(w->out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<?xml-model href=\"%sgenerator/schema/baocao.rng\" type=\"application/xml\" "
               "schematypens=\"http://relaxng.org/ns/structure/1.0\"?>\n",
               up);
}

void xml_end(struct xml_writer *w)
{
    add_comments(w, (size_t)-1);
}

void xml_open(struct xml_writer *w, const char *name, struct place at)
{
    if (at.source && w->depth > 0 && w->hush == 0)
        add_comments(w, at.offset);
    add_indent(w);
    put_tag(w, "<", name, "");
}

void xml_attribute_text(struct xml_writer *w, const char *name, const char *value)
{
    put_tag(w, " ", name, "=\"");
    add_escaped(w->out, value, true);
    buf_char(w->out, '"');
}

void xml_attribute_str(struct xml_writer *w, const char *name, struct str value)
{
    if (value.s)
        xml_attribute_text(w, name, value.s);
}

void xml_close_tag(struct xml_writer *w)
{
    buf_str(w->out, ">\n");
    w->depth++;
}

void xml_empty(struct xml_writer *w)
{
    buf_str(w->out, "/>\n");
}

void xml_leave(struct xml_writer *w, const char *name)
{
    w->depth--;
    add_indent(w);
    put_tag(w, "</", name, ">\n");
}

void xml_finish(struct xml_writer *w, const char *name, const char *text)
{
    buf_char(w->out, '>');
    add_escaped(w->out, text, false);
    put_tag(w, "</", name, ">\n");
}

void xml_element(struct xml_writer *w, const char *name, struct str text)
{
    if (!text.s)
        return;
    xml_open(w, name, text.at);
    xml_finish(w, name, text.s);
}

/* ---- prose ---- */

static void add_spans(struct xml_writer *w, const struct span *span);

static void add_mark(struct xml_writer *w, const char *name, const struct span *span)
{
    put_tag(w, "<", name, ">");
    add_spans(w, span->first);
    put_tag(w, "</", name, ">");
}

static void add_link(struct xml_writer *w, const char *name, const char *attribute, const struct span *span)
{
    put_tag(w, "<", name, "");
    xml_attribute_text(w, attribute, span->url);
    buf_char(w->out, '>');
    add_spans(w, span->first);
    put_tag(w, "</", name, ">");
}

static void add_spans(struct xml_writer *w, const struct span *span)
{
    for (; span; span = span->next) {
        switch (span->kind) {
        case SPAN_TEXT:
            add_escaped(w->out, span->text, false);
            break;
        case SPAN_CODE:
            buf_str(w->out, "<code>");
            add_escaped(w->out, span->text, false);
            buf_str(w->out, "</code>");
            break;
        case SPAN_SOFT:
            buf_char(w->out, '\n');
            add_indent(w);
            break;
        case SPAN_BREAK:
            buf_str(w->out, "<br/>");
            break;
        case SPAN_EMPH:
            add_mark(w, "em", span);
            break;
        case SPAN_STRONG:
            add_mark(w, "strong", span);
            break;
        case SPAN_LINK:
            add_link(w, "link", "to", span);
            break;
        case SPAN_IMAGE:
            add_link(w, "image", "file", span);
            break;
        }
    }
}

static void add_list(struct xml_writer *w, const struct block *list)
{
    char number[16];
    snprintf(number, sizeof number, "%d", list->start);
    xml_open(w, "list", list->at);
    if (list->ordered)
        xml_attribute_text(w, "start", number);
    if (!list->tight)
        xml_attribute_text(w, "spacing", "loose");
    xml_close_tag(w);
    w->hush++;
    for (const struct block *item = list->first; item; item = item->next) {
        xml_open(w, "item", (struct place){0});
        if (!item->first) {
            xml_empty(w);
            continue;
        }
        xml_close_tag(w);
        xml_prose(w, item->first);
        xml_leave(w, "item");
    }
    w->hush--;
    xml_leave(w, "list");
}

static void add_inline(struct xml_writer *w, const struct block *block)
{
    bool heading = block->kind == BLOCK_HEADING;
    const char *name = heading ? "heading" : "p";
    char level[8];
    snprintf(level, sizeof level, "%d", block->level);
    xml_open(w, name, block->at);
    if (heading)
        xml_attribute_text(w, "level", level);
    buf_char(w->out, '>');
    w->depth++; /* lines of its own are indented below it */
    add_spans(w, block->spans);
    w->depth--;
    put_tag(w, "</", name, ">\n");
}

void xml_prose(struct xml_writer *w, const struct block *block)
{
    for (; block; block = block->next) {
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
        case BLOCK_HEADING:
            add_inline(w, block);
            break;
        case BLOCK_LIST:
            add_list(w, block);
            break;
        case BLOCK_QUOTE:
            xml_open(w, "quote", block->at);
            xml_close_tag(w);
            w->hush++;
            xml_prose(w, block->first);
            w->hush--;
            xml_leave(w, "quote");
            break;
        case BLOCK_RULE:
            xml_open(w, "rule", block->at);
            xml_empty(w);
            break;
        case BLOCK_ITEM:  /* only in a list */
        case BLOCK_FENCE: /* never in content */
            break;
        }
    }
}
