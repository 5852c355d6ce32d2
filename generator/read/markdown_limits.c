/* markdown_limits.c - refuses, before cmark sees it, what cmark is slow at. */
#include "read/markdown_limits.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length of a container marker at s ("> ", "- ", "12. "), 0 when there is none. */
static size_t marker_length(const char *s)
{
    if (*s == '>')
        return 1;
    if ((*s == '-' || *s == '+' || *s == '*') &&
        (s[1] == ' ' || s[1] == '\t' || s[1] == '\n' || s[1] == '\0'))
        return 1;
    size_t digits = 0;
    while (digits < 10 && is_digit(s[digits]))
        digits++;
    if (digits > 0 && (s[digits] == '.' || s[digits] == ')') &&
        (s[digits + 1] == ' ' || s[digits + 1] == '\t'))
        return digits + 1;
    return 0;
}

/* Markers and columns of white space before the first letter of a line. */
static void measure_line(const char *s, size_t *markers, size_t *indent)
{
    *markers = *indent = 0;
    for (;;) {
        while (*s == ' ' || *s == '\t') {
            *indent += *s == '\t' ? 4 : 1;
            s++;
        }
        size_t n = marker_length(s);
        if (n == 0)
            return;
        s += n;
        ++*markers;
    }
}

bool markdown_within_limits(struct diags *diags, const struct source *source, size_t offset)
{
    size_t brackets = 0;
    const char *end = source->text + source->len;
    for (const char *line = source->text + offset; line < end;) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next + 1 : end;
        size_t markers, indent;
        measure_line(line, &markers, &indent);
        struct place at = place_make(source, (size_t)(line - source->text), 1);
        if (markers > MARKDOWN_MARKERS || indent > MARKDOWN_INDENT) {
            diag(diags, MARKDOWN_TOO_DEEP, at);
            return false;
        }
        for (const char *p = line; (p = memchr(p, '[', (size_t)(next - p))) != NULL; p++)
            brackets++;
        if (brackets > MARKDOWN_BRACKETS) {
            diag(diags, MARKDOWN_BRACKETS, at);
            return false;
        }
        line = next;
    }
    return true;
}
