/* front_matter_text.c - YAML by hand: plain scalars where they are safe, else double quotes. */
#include "write/front_matter_text.h"

#include <string.h>

/* What is escaped between double quotes (YAML 1.1, 5.7). What YAML takes for the end of a line (5.4) needs
 * them. */
struct escape {
    const char *text, *escaped;
    bool needs_quotes;
};

static const struct escape escapes[] = {
    {"\"", "\\\"", false},     {"\\", "\\\\", false},         {"\t", "\\t", true},
    {"\xc2\x85", "\\N", true}, {"\xe2\x80\xa8", "\\L", true}, {"\xe2\x80\xa9", "\\P", true},
};

static const struct escape *escape_at(const char *s)
{
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (strncmp(s, escapes[i].text, strlen(escapes[i].text)) == 0)
            return &escapes[i];
    return NULL;
}

static bool holds_line_end(const char *s)
{
    for (; *s; s++) {
        const struct escape *escape = escape_at(s);
        if (escape && escape->needs_quotes)
            return true;
    }
    return false;
}

/* A plain scalar may not begin with a sign of YAML, hold ": " or " #", or end with ":"; in a flow list no
 * comma or bracket. */
static bool needs_quotes(const char *s, bool flow)
{
    size_t n = strlen(s);
    if (n == 0 || strchr("-?:,[]{}#&*!|>'\"%@`= \t", *s) || s[n - 1] == ':' || s[n - 1] == ' ')
        return true;
    if (strstr(s, ": ") || strstr(s, " #") || holds_line_end(s))
        return true;
    return flow && strpbrk(s, ",[]{}:");
}

static void add_scalar(struct buf *out, const char *s, bool flow)
{
    if (!needs_quotes(s, flow)) {
        buf_str(out, s);
        return;
    }
    buf_char(out, '"');
    while (*s) {
        const struct escape *escape = escape_at(s);
        if (escape)
            buf_str(out, escape->escaped);
        else
            buf_char(out, *s);
        s += escape ? strlen(escape->text) : 1;
    }
    buf_char(out, '"');
}

/* Each line of the comment behind a "#". */
static void add_head_comment(struct buf *out, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n"), skip = strspn(text, " ");
        if (skip < n)
            buf_printf(out, "# %.*s\n", (int)(n - skip), text + skip);
        text += n + (text[n] == '\n');
    }
}

static void add_body_comment(struct buf *out, const char *text)
{
    bool lines = strchr(text, '\n') != NULL, space = *text == ' ' || *text == '\n';
    buf_printf(out, "\n<!--%s%s", space || lines ? "" : " ", text);
    size_t n = strlen(text);
    if (n > 0 && text[n - 1] != '\n' && text[n - 1] != ' ')
        buf_char(out, ' ');
    buf_str(out, "-->\n");
}

void head_comments(struct head_writer *w, struct place at, bool body)
{
    for (; w->comments && w->noted < w->comments->count; w->noted++) {
        const struct comment *comment = &w->comments->items[w->noted];
        if (at.source && comment->at.offset >= at.offset)
            return;
        if (body)
            add_body_comment(w->out, comment->text);
        else
            add_head_comment(w->out, comment->text);
    }
}

void head_begin(struct head_writer *w)
{
    buf_str(w->out, "---\n");
}

void head_end(struct head_writer *w)
{
    buf_str(w->out, "---\n");
}

void head_key(struct head_writer *w, const char *key, struct str value)
{
    if (!value.s)
        return;
    if (value.at.source)
        head_comments(w, value.at, false);
    buf_printf(w->out, "%s: ", key);
    add_scalar(w->out, value.s, false);
    buf_char(w->out, '\n');
}

void head_list(struct head_writer *w, const char *key, bool any)
{
    if (any)
        buf_printf(w->out, "%s:\n", key);
}

void head_item(struct head_writer *w, const char *value, struct place at)
{
    if (at.source)
        head_comments(w, at, false);
    buf_str(w->out, "  - ");
    add_scalar(w->out, value, false);
    buf_char(w->out, '\n');
}

void head_item_key(struct head_writer *w, bool first, const char *key, struct str value)
{
    if (!value.s)
        return;
    if (value.at.source)
        head_comments(w, value.at, false);
    buf_printf(w->out, "%s%s: ", first ? "  - " : "    ", key);
    add_scalar(w->out, value.s, false);
    buf_char(w->out, '\n');
}

void head_item_list(struct head_writer *w, const char *key, const struct str *values, size_t count)
{
    if (count > 0)
        buf_printf(w->out, "    %s:\n", key);
    for (size_t i = 0; i < count; i++) {
        buf_str(w->out, "      - ");
        add_scalar(w->out, values[i].s, false);
        buf_char(w->out, '\n');
    }
}

void head_flow(struct head_writer *w, const char *key, const struct str *values, size_t count)
{
    if (count == 0)
        return;
    buf_printf(w->out, "%s: [", key);
    for (size_t i = 0; i < count; i++) {
        buf_str(w->out, i ? ", " : "");
        add_scalar(w->out, values[i].s, true);
    }
    buf_str(w->out, "]\n");
}

void head_excuses(struct head_writer *w, const struct excuses *excuses)
{
    head_list(w, "bỏ qua", excuses->count > 0);
    for (size_t i = 0; i < excuses->count; i++) {
        head_item_key(w, true, "mã", excuses->items[i].code);
        head_item_key(w, false, "về", excuses->items[i].about);
        head_item_key(w, false, "lý do", excuses->items[i].reason);
    }
}

bool head_waits(const struct head_writer *w, struct place at)
{
    return w->comments && w->noted < w->comments->count && w->comments->items[w->noted].at.offset < at.offset;
}
