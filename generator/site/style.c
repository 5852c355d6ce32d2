/* style.c - a stylesheet made short, and its digest in base64. */
#include "site/style.h"

#include "base/digest.h"

#include <stdbool.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* The end of what stands for nothing, from s on: blanks and comments. */
static const char *skip(const char *s)
{
    for (;;) {
        while (is_blank(*s))
            s++;
        if (strncmp(s, "/*", 2) != 0)
            return s;
        const char *end = strstr(s + 2, "*/");
        s = end != NULL ? end + 2 : s + strlen(s);
    }
}

/* The end of the string that begins at s with a quote. */
static const char *string_end(const char *s)
{
    char quote = *s++;
    while (*s != '\0' && *s != quote)
        s += s[0] == '\\' && s[1] != '\0' ? 2 : 1;
    return *s != '\0' ? s + 1 : s;
}

/* Blanks tell nothing beside these; before a colon they do ("a :hover"), and in calc() beside + and -. */
static bool parts(char c)
{
    return c != '\0' && strchr("{};,>", c) != NULL;
}

void style_shorten(const char *css, struct buf *out)
{
    size_t begin = out->len;

    for (const char *s = skip(css); *s != '\0';) {
        const char *next = skip(s);
        if (next > s) {
            char before = out->len > begin ? out->data[out->len - 1] : '{';
            if (!parts(before) && before != ':' && *next != '\0' && !parts(*next))
                buf_add(out, " ", 1);
            s = next;
        } else if (*s == '"' || *s == '\'') {
            next = string_end(s);
            buf_add(out, s, (size_t)(next - s));
            s = next;
        } else {
            if (*s == '}' && out->len > begin && out->data[out->len - 1] == ';')
                out->len--;
            buf_add(out, s++, 1);
        }
    }
}

static unsigned hex_value(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

void style_digest(const void *bytes, size_t n, char out[STYLE_DIGEST])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[DIGEST_HEX];
    size_t at = 0;

    digest_sha256(bytes, n, hex);
    /* 32 bytes: ten groups of three, and two bytes over. */
    for (size_t i = 0; i < 33; i += 3) {
        unsigned group = 0;
        for (size_t k = 2 * i; k < 2 * i + 6; k++)
            group = group << 4 | (k < 64 ? hex_value(hex[k]) : 0);
        for (int shift = 18; shift >= 0; shift -= 6)
            out[at++] = digits[group >> shift & 63];
    }
    out[43] = '=';
    out[44] = '\0';
}
