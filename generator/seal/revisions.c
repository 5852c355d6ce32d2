/* revisions.c - which objects a later part of a file speaks of, told from its cross-references alone. A
 * reader this strict has no second opinion on what a dictionary says: whatever is not our own writing, it
 * refuses. */
#include "seal/revisions.h"

#include <string.h>

/* What is left to be read; at moves, fine falls. */
struct scan {
    const char *at, *end;
    bool fine;
};

static void word(struct scan *s, const char *text)
{
    size_t n = strlen(text);
    s->fine = s->fine && (size_t)(s->end - s->at) >= n && memcmp(s->at, text, n) == 0;
    s->at += s->fine ? n : 0;
}

static bool follows(const struct scan *s, const char *text)
{
    size_t n = strlen(text);
    return s->fine && (size_t)(s->end - s->at) >= n && memcmp(s->at, text, n) == 0;
}

/* Decimal digits without a leading zero, below 2^40. */
static size_t number(struct scan *s)
{
    size_t value = 0, digits = 0;
    bool zero = s->at < s->end && *s->at == '0';
    for (; s->at < s->end && *s->at >= '0' && *s->at <= '9' && digits < 13; s->at++, digits++)
        value = value * 10 + (size_t)(*s->at - '0');
    s->fine = s->fine && digits > 0 && digits < 13 && !(zero && digits > 1);
    return value;
}

static void reference(struct scan *s, const char *key)
{
    word(s, key);
    number(s);
    word(s, " 0 R");
}

static void hex(struct scan *s)
{
    word(s, "<");
    while (s->fine && s->at < s->end && strchr("0123456789abcdef", *s->at) && *s->at)
        s->at++;
    word(s, ">");
}

/* Rows of the type, the place and the generation: objects by themselves, of generation 0. */
static void rows(struct scan *s, size_t count)
{
    enum { ROW = 6 };
    s->fine = s->fine && (size_t)(s->end - s->at) / ROW >= count;
    for (; s->fine && count > 0; count--, s->at += ROW)
        s->fine = s->at[0] == 1 && s->at[ROW - 1] == 0;
}

/* The cross-reference stream at a place, to the end of its update. Returns the place of the one before. */
static size_t read_section(struct scan *s, size_t start, uint8_t *touched, size_t count)
{
    size_t entries = 0;
    number(s);
    word(s, " 0 obj\n<</Type/XRef/Size ");
    number(s);
    word(s, "/Prev ");
    size_t previous = number(s);
    reference(s, "/Root ");
    if (follows(s, "/Info "))
        reference(s, "/Info ");
    if (follows(s, "/ID[")) {
        word(s, "/ID[");
        hex(s);
        hex(s);
        word(s, "]");
    }
    word(s, "/W[1 4 1]/Index[");
    for (; s->fine && !follows(s, "]"); entries++) {
        size_t object = number(s);
        word(s, " 1 ");
        if (s->fine && object < count)
            touched[object] = 1;
    }
    word(s, "]/Length ");
    s->fine = number(s) == 6 * entries && s->fine;
    word(s, ">>stream\n");
    rows(s, entries);
    word(s, "\nendstream\nendobj\nstartxref\n");
    s->fine = number(s) == start && s->fine;
    word(s, "\n%%EOF\n");
    s->fine = s->fine && s->at == s->end;
    return previous;
}

size_t revisions_start(const char *bytes, size_t size)
{
    static const char mark[] = "startxref\n", end[] = "\n%%EOF\n";
    size_t at = size >= sizeof end ? size - (sizeof end - 1) : 0;
    if (at == 0 || memcmp(bytes + at, end, sizeof end - 1) != 0)
        return 0;
    struct scan s = {.end = bytes + at, .fine = true};
    while (at > 0 && bytes[at - 1] >= '0' && bytes[at - 1] <= '9')
        at--;
    if (at < sizeof mark || memcmp(bytes + at - (sizeof mark - 1), mark, sizeof mark - 1) != 0)
        return 0;
    s.at = bytes + at;
    size_t start = number(&s);
    return s.fine && s.at == s.end && start < size ? start : 0;
}

bool revisions_touched(const char *bytes, size_t before, size_t size, uint8_t *touched, size_t count)
{
    size_t first = revisions_start(bytes, before), end = size;
    memset(touched, 0, count);
    while (first > 0 && end > before) {
        size_t start = revisions_start(bytes, end);
        if (start <= before)
            return false;
        struct scan s = {bytes + start, bytes + end, true};
        size_t previous = read_section(&s, start, touched, count);
        if (!s.fine)
            return false;
        if (previous == first)
            return true;
        /* The update before this one ends where its own cross-reference stream does. */
        static const char eof[] = "\n%%EOF\n";
        const char *next = previous > before && previous < start
                               ? memmem(bytes + previous, start - previous, eof, sizeof eof - 1)
                               : NULL;
        if (!next)
            return false;
        end = (size_t)(next - bytes) + sizeof eof - 1;
    }
    return false;
}
