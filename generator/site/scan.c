/* scan.c - start tags and their attributes, comments and raw text passed over. */
#include "site/scan.h"

#include "base/buf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first occurrence of needle, which begins with a sign, without regard to case; or end. */
static const char *find(const char *at, const char *end, const char *needle)
{
    size_t n = strlen(needle);

    while (at < end && (at = memchr(at, *needle, (size_t)(end - at))) != NULL && (size_t)(end - at) >= n)
        if (strncasecmp(at++, needle, n) == 0)
            return at - 1;
    return end;
}

/* The first such sign in at, or end. */
static const char *find_sign(const char *at, const char *end, char sign)
{
    const char *found = memchr(at, sign, (size_t)(end - at));
    return found ? found : end;
}

/* Decodes the entity at s ("&amp;"); returns its length, 0 when it is none that we write. */
static size_t entity(const char *s, size_t n, struct buf *out)
{
    static const struct {
        const char *name;
        char c;
    } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        size_t len = strlen(named[i].name);
        if (n >= len && memcmp(s, named[i].name, len) == 0) {
            buf_char(out, named[i].c);
            return len;
        }
    }
    const char *close = memchr(s, ';', n < 12 ? n : 12);
    if (n < 4 || s[1] != '#' || close == NULL)
        return 0;
    bool hex = s[2] == 'x' || s[2] == 'X';
    char *stop;
    unsigned long cp = strtoul(s + (hex ? 3 : 2), &stop, hex ? 16 : 10);
    if (stop != close || cp == 0 || cp > 0x10ffff)
        return 0;
    char bytes[4];
    buf_add(out, bytes, text_encode((uint32_t)cp, bytes));
    return (size_t)(close - s) + 1;
}

static char *decode(struct arena *arena, const char *s, size_t n)
{
    struct buf out = {0};

    if (!memchr(s, '&', n))
        return arena_strndup(arena, s, n);
    for (size_t i = 0; i < n;) {
        size_t used = s[i] == '&' ? entity(s + i, n - i, &out) : 0;
        if (used == 0)
            buf_char(&out, s[i]);
        i += used == 0 ? 1 : used;
    }
    char *text = arena_strndup(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

struct html_scan html_scan_begin(const char *html, size_t len)
{
    return (struct html_scan){html, html + len, false, NULL};
}

/* Moves behind the name of the next start tag; false when there is none. */
static bool next_tag(struct html_scan *scan)
{
    const char *end = scan->end;

    while ((scan->at = find_sign(scan->at, end, '<')) < end) {
        const char *at = scan->at + 1;
        if (end - at >= 3 && memcmp(at, "!--", 3) == 0) {
            scan->at = find(at + 3, end, "-->");
        } else if (at < end && is_letter(*at)) {
            const char *name = at;
            while (at < end && !is_space(*at) && *at != '>' && *at != '/')
                at++;
            scan->raw = NULL;
            if (at - name == 6 && strncasecmp(name, "script", 6) == 0)
                scan->raw = "</script";
            else if (at - name == 5 && strncasecmp(name, "style", 5) == 0)
                scan->raw = "</style";
            scan->at = at;
            return scan->inside = true;
        } else {
            scan->at = at;
        }
    }
    return false;
}

/* One attribute of the open tag; false at the tag's end. A name alone has an empty value. */
static bool next_attribute(struct html_scan *scan, const char **name, size_t *name_len, const char **value,
                           size_t *value_len)
{
    const char *at = scan->at, *end = scan->end;

    while (at < end && (is_space(*at) || *at == '/'))
        at++;
    if (at >= end || *at == '>') {
        scan->at = at;
        return false;
    }
    *name = at++; /* even a stray "=" is a name, so the scan always moves on */
    while (at < end && !is_space(*at) && *at != '=' && *at != '>' && *at != '/')
        at++;
    *name_len = (size_t)(at - *name);
    *value = at;
    *value_len = 0;
    const char *sign = at;
    while (sign < end && is_space(*sign))
        sign++;
    if (sign < end && *sign == '=') {
        at = sign + 1;
        while (at < end && is_space(*at))
            at++;
        char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : '\0';
        *value = at;
        if (quote != '\0')
            at = find_sign(at, end, quote);
        while (quote == '\0' && at < end && !is_space(*at) && *at != '>')
            at++;
        *value_len = (size_t)(at - *value);
        if (quote != '\0' && at < end)
            at++;
    }
    scan->at = at;
    return true;
}

static bool kind_of(const char *name, size_t len, enum html_kind *kind)
{
#define KNOWN(name, kind)                                                                                    \
    {                                                                                                        \
        (name), sizeof(name) - 1, (kind)                                                                     \
    }
    static const struct {
        const char *name;
        size_t len;
        enum html_kind kind;
    } known[] = {
        KNOWN("id", HTML_ID),
        KNOWN("href", HTML_LINK),
        KNOWN("src", HTML_LINK),
        KNOWN("poster", HTML_LINK),
        KNOWN("xlink:href", HTML_LINK),
        KNOWN("for", HTML_REFERS),
        KNOWN("headers", HTML_REFERS),
        KNOWN("aria-labelledby", HTML_REFERS),
        KNOWN("aria-describedby", HTML_REFERS),
        KNOWN("aria-controls", HTML_REFERS),
    };
#undef KNOWN

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].len == len && strncasecmp(name, known[i].name, len) == 0) {
            *kind = known[i].kind;
            return true;
        }
    return false;
}

bool html_scan_next(struct arena *arena, struct html_scan *scan, struct html_attribute *out)
{
    while (scan->inside || next_tag(scan)) {
        const char *name = NULL, *value = NULL;
        size_t name_len = 0, value_len = 0;
        while (next_attribute(scan, &name, &name_len, &value, &value_len)) {
            if (!kind_of(name, name_len, &out->kind))
                continue;
            out->value = decode(arena, value, value_len);
            return true;
        }
        scan->inside = false;
        if (scan->raw != NULL)
            scan->at = find(scan->at, scan->end, scan->raw);
    }
    return false;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *html_percent_decode(struct arena *arena, const char *s)
{
    char *out = arena_strdup(arena, s), *to = out;

    for (const char *from = s; *from != '\0'; from++) {
        int high = from[0] == '%' ? hex_digit(from[1]) : -1;
        int low = high >= 0 ? hex_digit(from[2]) : -1;
        if (low >= 0 && (high | low) != 0) {
            *to++ = (char)(high * 16 + low);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return out;
}
