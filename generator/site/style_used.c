/* style_used.c - the rules of the stylesheet that a page has a use for: those that name no class it lacks. */
#include "site/style.h"

#include <stdbool.h>
#include <string.h>

/* ---- names of classes ---- */

enum { SLOTS = 1024, CLASSES_MOST = SLOTS / 2 };

/* What a stylesheet consists of, one after the other. */
enum part_kind {
    SELECTOR, /* one of a rule's, with the classes that a page must have for it */
    BODY,     /* of the rule whose selectors stand before it, with its braces */
    OPENS,    /* "@media …{" */
    CLOSES,   /* and its brace */
    VERBATIM, /* what is always kept */
};

struct part {
    enum part_kind kind;
    const char *s;
    size_t n;
    size_t first, count; /* SELECTOR: of style.wanted */
};

struct style {
    struct arena *arena;
    struct part *parts;
    size_t part_count;
    unsigned short *wanted; /* slots of classes */
    size_t wanted_count;
    struct {
        const char *s;
        size_t n;
    } names[SLOTS];
    size_t name_count;
};

/* Where a name stands, or would. */
static size_t slot_of(const struct style *style, const char *s, size_t n)
{
    size_t hash = n;

    for (size_t i = 0; i < n; i++)
        hash = hash * 31 + (unsigned char)s[i];
    for (hash %= SLOTS;; hash = (hash + 1) % SLOTS)
        if (style->names[hash].s == NULL ||
            (style->names[hash].n == n && memcmp(style->names[hash].s, s, n) == 0))
            return hash;
}

/* ---- the stylesheet, read once ---- */

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

static struct part *add(struct style *style, enum part_kind kind, const char *s, const char *end)
{
    ARENA_PUSH(style->arena, style->parts, style->part_count) =
        (struct part){.kind = kind, .s = s, .n = (size_t)(end - s)};
    return &style->parts[style->part_count - 1];
}

/* A class that a selector names. When there are too many to note, it counts as one that every page has. */
static void want(struct style *style, struct part *selector, const char *s, size_t n)
{
    size_t slot = slot_of(style, s, n);

    if (style->names[slot].s == NULL && style->name_count == CLASSES_MOST)
        return;
    style->name_count += style->names[slot].s == NULL;
    style->names[slot].s = s;
    style->names[slot].n = n;
    ARENA_PUSH(style->arena, style->wanted, style->wanted_count) = (unsigned short)slot;
    selector->count++;
}

/* What is in brackets, as in :not(.a), is not judged. */
static void read_selector(struct style *style, const char *s, const char *end)
{
    struct part *selector = add(style, SELECTOR, s, end);

    selector->first = style->wanted_count;
    while (s < end) {
        if (*s != '.') {
            s = pass(s, end);
            continue;
        }
        size_t n = 0;
        while (s + 1 + n < end && in_name(s[1 + n]))
            n++;
        if (n > 0 && s[1] > '9')
            want(style, selector, s + 1, n);
        s += 1 + n;
    }
}

static void read_selectors(struct style *style, const char *s, const char *end)
{
    while (s < end) {
        const char *from = s;
        while (s < end && *s != ',')
            s = pass(s, end);
        read_selector(style, from, s);
        s += s < end;
    }
}

static bool begins(const char *s, const char *end, const char *words)
{
    return (size_t)(end - s) >= strlen(words) && memcmp(s, words, strlen(words)) == 0;
}

static void read_rules(struct style *style, const char *s, const char *end)
{
    while (s < end) {
        const char *from = s;
        while (s < end && *s != '{' && *s != ';')
            s = pass(s, end);
        const char *body = s;
        s = s < end ? pass(s, end) : end;
        /* NOLINTNEXTLINE(bugprone-branch-clone): the order of the questions is what tells */
        if (body == end || *body == ';' || s[-1] != '}') {
            add(style, VERBATIM, from, s);
        } else if (begins(from, body, "@media") || begins(from, body, "@supports")) {
            add(style, OPENS, from, body + 1);
            read_rules(style, body + 1, s - 1);
            add(style, CLOSES, s - 1, s);
        } else if (*from == '@') {
            add(style, VERBATIM, from, s);
        } else {
            read_selectors(style, from, body);
            add(style, BODY, body, s);
        }
    }
}

struct style *style_read(struct arena *arena, const char *css)
{
    struct style *style = ARENA_NEW(arena, struct style);

    style->arena = arena;
    read_rules(style, css, css + strlen(css));
    return style;
}

/* ---- what a page uses of it ---- */

static void note_classes(const struct style *style, const char *html, size_t n, bool *present)
{
    static const char sign[] = " class=\"";
    const char *end = html + n, *at;

    while ((at = memmem(html, (size_t)(end - html), sign, sizeof sign - 1)) != NULL) {
        for (at += sizeof sign - 1; at < end && *at != '"';) {
            size_t length = 0;
            while (at + length < end && at[length] != '"' && at[length] != ' ')
                length++;
            present[slot_of(style, at, length)] = true;
            at += length + (at + length < end && at[length] == ' ');
        }
        html = at;
    }
}

static bool matches(const struct style *style, const struct part *selector, const bool *present)
{
    for (size_t i = 0; i < selector->count; i++)
        if (!present[style->wanted[selector->first + i]])
            return false;
    return true;
}

void style_used(const struct style *style, const char *html, size_t n, struct buf *out)
{
    bool present[SLOTS] = {false}, any = false;
    size_t opened = 0, inside = 0; /* where an @media began, and its rules; they are not nested in ours */

    note_classes(style, html, n, present);
    for (const struct part *part = style->parts; part < style->parts + style->part_count; part++) {
        if (part->kind == SELECTOR && !matches(style, part, present))
            continue;
        if (part->kind == BODY && !any)
            continue;
        if (part->kind == CLOSES && out->len == inside) {
            out->len = opened;
            continue;
        }
        if (part->kind == SELECTOR && any)
            buf_char(out, ',');
        opened = part->kind == OPENS ? out->len : opened;
        buf_add(out, part->s, part->n);
        inside = part->kind == OPENS ? out->len : inside;
        any = part->kind == SELECTOR;
    }
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

void style_fill(const struct style *style, struct buf *html)
{
    struct buf used = {0}, out = {0};
    char digest[STYLE_DIGEST];
    size_t from = 0;

    if (html->len == 0)
        return;
    style_used(style, html->data, html->len, &used);
    style_digest(buf_text(&used), used.len, digest);
    buf_reserve(&out, html->len + used.len + sizeof digest);
    replace(html, &from, STYLE_DIGEST_HERE, digest, strlen(digest), &out);
    replace(html, &from, STYLE_HERE, buf_text(&used), used.len, &out);
    buf_add(&out, html->data + from, html->len - from);
    buf_free(&used);
    buf_free(html);
    *html = out;
}
