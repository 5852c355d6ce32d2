/* escape.c - text into HTML. */
#include "view/escape.h"

#include <stdbool.h>
#include <string.h>

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void escape_html(struct buf *out, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "&<>\"'");
        buf_add(out, text, plain);
        text += plain;
        const char *name = entity(*text);
        if (name) /* else it is the end */
            buf_str(out, name);
        text += name != NULL;
    }
}

void escape_csv(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
}

void escape_json(struct buf *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7f || strchr("<>&", c))
            buf_printf(out, "\\u%04x", c);
        else if (strncmp(text, "\xe2\x80\xa8", 3) == 0 || strncmp(text, "\xe2\x80\xa9", 3) == 0) {
            buf_str(out, text[2] == '\xa8' ? "\\u2028" : "\\u2029");
            text += 2;
        } else
            buf_char(out, *text);
    }
}

static bool unsafe_in_url(unsigned char c)
{
    return c <= 0x20 || c >= 0x7f || strchr("\"<>\\^`{|}", c);
}

void escape_percent(struct buf *out, const char *url)
{
    for (; *url; url++) {
        if (unsafe_in_url((unsigned char)*url))
            buf_printf(out, "%%%02X", (unsigned char)*url);
        else
            buf_char(out, *url);
    }
}

void escape_url(struct buf *out, const char *url)
{
    for (; *url; url++) {
        if (unsafe_in_url((unsigned char)*url))
            buf_printf(out, "%%%02X", (unsigned char)*url);
        else if (entity(*url))
            buf_str(out, entity(*url));
        else
            buf_char(out, *url);
    }
}
