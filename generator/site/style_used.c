/* style_used.c - the rules of the stylesheet that a page has a use for: those that name no class it lacks. */
#include "site/style.h"

#include <stdbool.h>
#include <string.h>

/* ---- the classes of a page ---- */

enum { SLOTS = 512, CLASSES_MOST = SLOTS / 2 };

struct names {
    struct name {
        const char *s;
        size_t n;
    } slots[SLOTS];
    size_t count;
};

/* Where a name stands, or would. */
static struct name *slot_of(struct names *names, const char *s, size_t n)
{
    size_t hash = n;

    for (size_t i = 0; i < n; i++)
        hash = hash * 31 + (unsigned char)s[i];
    for (hash %= SLOTS;; hash = (hash + 1) % SLOTS) {
        struct name *slot = &names->slots[hash];
        if (slot->s == NULL || (slot->n == n && memcmp(slot->s, s, n) == 0))
            return slot;
    }
}

static void note(struct names *names, const char *s, size_t n)
{
    struct name *slot = slot_of(names, s, n);

    if (slot->s != NULL)
        return;
    *slot = (struct name){s, n};
    names->count++;
}

/* False when there are more than we take note of. */
static bool note_classes(struct names *names, const char *html, size_t n)
{
    static const char sign[] = " class=\"";
    const char *end = html + n, *at;

    while ((at = memmem(html, (size_t)(end - html), sign, sizeof sign - 1)) != NULL) {
        for (at += sizeof sign - 1; at < end && *at != '"';) {
            size_t length = 0;
            while (at + length < end && at[length] != '"' && at[length] != ' ')
                length++;
            if (length > 0)
                note(names, at, length);
            if (names->count == CLASSES_MOST)
                return false;
            at += length + (at + length < end && at[length] == ' ');
        }
        html = at;
    }
    return true;
}

/* ---- the rules ---- */

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || (unsigned char)c >= 0x80;
}

/* What stands in brackets and quotes from s on is passed over; else one character is. */
static const char *pass(const char *s, const char *end)
{
    char close = *s == '(' ? ')' : *s == '[' ? ']' : *s == '{' ? '}' : *s == '"' || *s == '\'' ? *s : '\0';
    bool quoted = close == *s;

    s += *s == '\\' && s + 1 < end ? 2 : 1;
    if (close == '\0')
        return s;
    while (s < end && *s != close)
        s = quoted ? s + (*s == '\\' && s + 1 < end ? 2 : 1) : pass(s, end);
    return s < end ? s + 1 : end;
}

/* Could something on the page match? What is in brackets, as in :not(.a), is not judged. */
static bool matches(struct names *names, const char *s, const char *end)
{
    while (s < end) {
        if (*s != '.') {
            s = pass(s, end);
            continue;
        }
        size_t n = 0;
        while (s + 1 + n < end && in_name(s[1 + n]))
            n++;
        if (n > 0 && s[1] > '9' && slot_of(names, s + 1, n)->s == NULL)
            return false;
        s += 1 + n;
    }
    return true;
}

/* Appends those of the selectors that could match. False: none. */
static bool keep_selectors(struct names *names, const char *s, const char *end, struct buf *out)
{
    bool any = false;

    while (s < end) {
        const char *from = s;
        while (s < end && *s != ',')
            s = pass(s, end);
        if (matches(names, from, s)) {
            buf_str(out, any ? "," : "");
            buf_add(out, from, (size_t)(s - from));
            any = true;
        }
        s += s < end;
    }
    return any;
}

static bool begins(const char *s, const char *end, const char *words)
{
    return (size_t)(end - s) >= strlen(words) && memcmp(s, words, strlen(words)) == 0;
}

static void keep_rules(struct names *names, const char *s, const char *end, struct buf *out)
{
    while (s < end) {
        const char *from = s;
        while (s < end && *s != '{' && *s != ';')
            s = pass(s, end);
        const char *body = s;
        s = s < end ? pass(s, end) : end;
        size_t before = out->len;
        if (body == end || *body == ';' || s[-1] != '}') {
            buf_add(out, from, (size_t)(s - from));
        } else if (begins(from, body, "@media") || begins(from, body, "@supports")) {
            buf_add(out, from, (size_t)(body + 1 - from));
            size_t inside = out->len;
            keep_rules(names, body + 1, s - 1, out);
            if (out->len == inside)
                out->len = before;
            else
                buf_char(out, '}');
        } else if (*from == '@' || keep_selectors(names, from, body, out)) {
            if (*from == '@')
                buf_add(out, from, (size_t)(body - from));
            buf_add(out, body, (size_t)(s - body));
        }
    }
}

void style_used(const char *css, const char *html, size_t n, struct buf *out)
{
    struct names names = {0};

    if (note_classes(&names, html, n))
        keep_rules(&names, css, css + strlen(css), out);
    else
        buf_str(out, css);
}

/* ---- the page ---- */

/* Puts words in the place of the sign, once. */
static void replace(const struct buf *html, size_t *from, const char *sign, const char *words, size_t n,
                    struct buf *out)
{
    const char *at = memmem(html->data + *from, html->len - *from, sign, strlen(sign));

    if (at == NULL)
        return;
    size_t place = (size_t)(at - html->data);
    buf_add(out, html->data + *from, place - *from);
    buf_add(out, words, n);
    *from = place + strlen(sign);
}

void style_fill(const char *css, struct buf *html)
{
    struct buf used = {0}, out = {0};
    char digest[STYLE_DIGEST];
    size_t from = 0;

    if (html->len == 0)
        return;
    style_used(css, html->data, html->len, &used);
    style_digest(buf_text(&used), used.len, digest);
    buf_reserve(&out, html->len + used.len + sizeof digest);
    replace(html, &from, STYLE_DIGEST_HERE, digest, strlen(digest), &out);
    replace(html, &from, STYLE_HERE, buf_text(&used), used.len, &out);
    buf_add(&out, html->data + from, html->len - from);
    buf_free(&used);
    buf_free(html);
    *html = out;
}
