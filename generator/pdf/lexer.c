/* lexer.c - the words of content streams. */
#include "pdf/lexer.h"

#include <string.h>

static bool is_regular(char c)
{
    return !pdf_is_white(c) && !pdf_is_delimiter(c);
}

static void skip_blank(struct pdf_lexer *l)
{
    while (l->at < l->end) {
        if (*l->at == '%')
            while (l->at < l->end && *l->at != '\n' && *l->at != '\r')
                l->at++;
        else if (pdf_is_white(*l->at))
            l->at++;
        else
            return;
    }
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "<48656C>": an odd digit at the end counts as followed by 0. */
static struct pdf_token hex_string(struct pdf_lexer *l)
{
    const char *close = memchr(l->at, '>', (size_t)(l->end - l->at));
    const char *stop = close ? close : l->end;
    char *out = arena_alloc(l->arena, (size_t)(stop - l->at) / 2 + 2);
    size_t digits = 0;
    for (const char *s = l->at; s < stop; s++) {
        int digit = hex_digit(*s);
        if (digit < 0)
            continue;
        out[digits / 2] = (char)(digits % 2 ? out[digits / 2] | digit : digit << 4);
        digits++;
    }
    l->at = close ? close + 1 : l->end;
    return (struct pdf_token){.kind = PDF_STRING, .text = out, .length = (digits + 1) / 2};
}

/* What stands behind a backslash; returns where the rest begins. */
static const char *escape(const char *s, const char *end, char *out, size_t *length)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    if (*s >= '0' && *s <= '7') {
        int value = 0;
        for (int i = 0; i < 3 && s < end && *s >= '0' && *s <= '7'; i++)
            value = value * 8 + (*s++ - '0');
        out[(*length)++] = (char)value;
        return s;
    }
    const char *known = memchr(from, *s, sizeof from - 1);
    if (*s == '\r' || *s == '\n') /* a line that goes on */
        return s + (*s == '\r' && s + 1 < end && s[1] == '\n' ? 2 : 1);
    out[(*length)++] = known ? to[known - from] : *s;
    return s + 1;
}

static struct pdf_token literal_string(struct pdf_lexer *l)
{
    int depth = 1;
    size_t length = 0;
    const char *s = l->at, *stop = s;
    for (int level = 1; stop < l->end && level > 0; stop++) { /* its end, for the room it takes */
        level += *stop == '(' ? 1 : *stop == ')' ? -1 : 0;
        stop += *stop == '\\' && stop + 1 < l->end;
    }
    char *out = arena_alloc(l->arena, (size_t)(stop - s) + 1);
    while (s < l->end && depth > 0) {
        char c = *s++;
        if (c == '\\' && s < l->end) {
            s = escape(s, l->end, out, &length);
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > 0)
            out[length++] = c;
    }
    l->at = s;
    return (struct pdf_token){.kind = PDF_STRING, .text = out, .length = length};
}

/* A number without exponent, whatever the locale; false when it is none. */
static bool parse_number(const char *s, size_t n, double *number)
{
    double value = 0, scale = 1;
    bool point = false, digits = false, minus = n > 0 && *s == '-';
    for (size_t i = n > 0 && (*s == '-' || *s == '+'); i < n; i++) {
        if (s[i] == '.' && !point) {
            point = true;
        } else if (s[i] >= '0' && s[i] <= '9') {
            value = value * 10 + (s[i] - '0');
            scale = point ? scale * 10 : scale;
            digits = true;
            if (value > 1e15)
                return false;
        } else {
            return false;
        }
    }
    *number = (minus ? -value : value) / scale;
    return digits;
}

static struct pdf_token word(struct pdf_lexer *l, enum pdf_token_kind kind)
{
    const char *start = l->at;
    while (l->at < l->end && is_regular(*l->at))
        l->at++;
    struct pdf_token token = {.kind = kind};
    size_t length = (size_t)(l->at - start);
    if (kind == PDF_WORD && parse_number(start, length, &token.number)) {
        token.kind = PDF_NUMBER;
        return token;
    }
    token.text = arena_strndup(l->arena, start, length);
    token.length = length;
    return token;
}

struct pdf_token pdf_next(struct pdf_lexer *l)
{
    skip_blank(l);
    if (l->at >= l->end)
        return (struct pdf_token){.kind = PDF_END};
    char c = *l->at;
    bool twice = l->at + 1 < l->end && l->at[1] == c;
    if (is_regular(c))
        return word(l, PDF_WORD);
    l->at++;
    switch (c) {
    case '/':
        return word(l, PDF_NAME);
    case '(':
        return literal_string(l);
    case '<':
        if (!twice)
            return hex_string(l);
        l->at++;
        return (struct pdf_token){.kind = PDF_OPEN};
    case '>':
        l->at += twice;
        return (struct pdf_token){.kind = PDF_CLOSE};
    case '[':
        return (struct pdf_token){.kind = PDF_OPEN};
    default: /* ] and what has no place here */
        return (struct pdf_token){.kind = PDF_CLOSE};
    }
}

void pdf_skip_image(struct pdf_lexer *l)
{
    for (; l->at + 3 < l->end; l->at++)
        if (pdf_is_white(l->at[0]) && l->at[1] == 'E' && l->at[2] == 'I' && pdf_is_white(l->at[3])) {
            l->at += 3;
            return;
        }
    l->at = l->end;
}
