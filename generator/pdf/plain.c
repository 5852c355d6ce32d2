/* plain.c - the form in which libqpdf writes, read with no tolerance: objects 1, 2, 3 … one behind the other,
 * each named by an earlier one, then the table of their places, the trailer, the end. */
#include "pdf/plain.h"

#include "base/mem.h"
#include "pdf/lexer.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { OBJECTS_MOST = 1 << 16, DEPTH_MOST = 64, NAME_MOST = 127 };

struct reading {
    const char *at, *end;
    bool *named;    /* by number: did an object before it, or the trailer, name it? */
    size_t *places; /* by number */
    size_t count;   /* of objects, numbered from 1 */
    size_t highest; /* number that was named */
    size_t length;  /* what the object's /Length says, if it is a stream */
    bool has_length;
};

static bool takes(struct reading *r, const char *words)
{
    size_t n = strlen(words);

    if ((size_t)(r->end - r->at) < n || memcmp(r->at, words, n) != 0)
        return false;
    r->at += n;
    return true;
}

static bool takes_number(struct reading *r, size_t *out)
{
    const char *from = r->at;

    for (*out = 0; r->at < r->end && *r->at >= '0' && *r->at <= '9' && r->at - from < 10; r->at++)
        *out = *out * 10 + (size_t)(*r->at - '0');
    return r->at > from;
}

/* A name that has no place in a plain file; also one written with "#", which may be any. */
static bool is_refused(const char *name, size_t n)
{
    static const char *const refused[] = {
        "Info",          "Metadata", "PieceInfo", "LastModified", "AF",
        "EmbeddedFiles",                                                   /* clean.c takes them out */
        "Perms",         "SigFlags", "ByteRange", "Encrypt",      "Crypt", /* signed, locked */
        "ObjStm",        "XRef",     "Prev",      "XRefStm",               /* objects elsewhere */
        "DCTDecode",                                                       /* photographs */
        "Author",        "Company",  "Manager",   "Producer",     "CreationDate",
        "ModDate"};

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (strlen(refused[i]) == n && memcmp(name, refused[i], n) == 0)
            return true;
    return memchr(name, '#', n) != NULL;
}

static bool is_regular(char c)
{
    return c > ' ' && c < 0x7f && !pdf_is_delimiter(c);
}

static size_t regular(const struct reading *r, const char *from)
{
    const char *at = from;

    while (at < r->end && is_regular(*at))
        at++;
    return (size_t)(at - from);
}

/* "/Name"; behind /Length its number is noted. */
static bool read_name(struct reading *r)
{
    const char *name = r->at + 1;
    size_t n = regular(r, name);

    if (n == 0 || n > NAME_MOST || is_refused(name, n))
        return false;
    r->at = name + n;
    if (n == 6 && memcmp(name, "Length", n) == 0) {
        if (r->has_length || !takes(r, " ") || !takes_number(r, &r->length) || takes(r, " 0 R"))
            return false;
        r->has_length = true;
    }
    return true;
}

/* "(…)", in which "(" may be nested and "\" takes the next along. */
static bool read_string(struct reading *r)
{
    size_t depth = 0;

    for (; r->at < r->end; r->at++) {
        if (*r->at == '\\' && r->at + 1 < r->end)
            r->at++;
        else if (*r->at == '(')
            depth++;
        else if (*r->at == ')' && --depth == 0)
            return r->at++, true;
    }
    return false;
}

static bool read_digits(struct reading *r)
{
    r->at++;
    while (r->at < r->end && ((*r->at >= '0' && *r->at <= '9') || (*r->at >= 'a' && *r->at <= 'f')))
        r->at++;
    return takes(r, ">");
}

/* A number or true, false, null; or "12 0 R", which names an object. */
static bool read_word(struct reading *r)
{
    size_t n = regular(r, r->at), number;
    const char *word = r->at;

    if (n == 0)
        return false;
    if (takes_number(r, &number) && takes(r, " 0 R")) {
        if (number == 0 || number >= OBJECTS_MOST)
            return false;
        r->named[number] = true;
        r->highest = number > r->highest ? number : r->highest;
        return true;
    }
    r->at = word + n;
    return true;
}

/* One value: all tokens up to where no bracket is open. The order of keys and values is libqpdf's business.
 */
static bool read_value(struct reading *r)
{
    size_t depth = 0;

    do {
        if (r->at >= r->end)
            return false;
        if (*r->at == ' ' || *r->at == '\n') {
            r->at++;
            continue;
        }
        bool opens = takes(r, "<<") || takes(r, "["), closes = !opens && (takes(r, ">>") || takes(r, "]"));
        if (opens && ++depth > DEPTH_MOST)
            return false;
        if (closes && depth-- == 0)
            return false;
        if (!opens && !closes &&
            !(*r->at == '/'   ? read_name(r)
              : *r->at == '(' ? read_string(r)
              : *r->at == '<' ? read_digits(r)
                              : read_word(r)))
            return false;
    } while (depth > 0);
    return true;
}

static bool read_object(struct reading *r, const char *bytes)
{
    char head[32];
    size_t number = r->count + 1;

    snprintf(head, sizeof head, "%zu 0 obj\n", number);
    size_t place = (size_t)(r->at - bytes);
    if (number >= OBJECTS_MOST || !takes(r, head) || !(number == 1 || r->named[number]))
        return false;
    r->has_length = false;
    r->places[number] = place;
    r->count = number;
    if (!read_value(r) || !takes(r, "\n"))
        return false;
    if (takes(r, "stream\n")) {
        if (!r->has_length || r->length > (size_t)(r->end - r->at))
            return false;
        r->at += r->length;
        takes(r, "\n");
        if (!takes(r, "endstream\n"))
            return false;
    }
    return takes(r, "endobj\n");
}

static bool read_table(struct reading *r)
{
    char text[64];

    snprintf(text, sizeof text, "xref\n0 %zu\n0000000000 65535 f \n", r->count + 1);
    if (!takes(r, text))
        return false;
    for (size_t i = 1; i <= r->count; i++) {
        snprintf(text, sizeof text, "%010zu 00000 n \n", r->places[i]);
        if (!takes(r, text))
            return false;
    }
    return true;
}

static bool read_end(struct reading *r, size_t table)
{
    char text[64];

    snprintf(text, sizeof text, "trailer << /Root 1 0 R /Size %zu /ID [<", r->count + 1);
    if (!takes(r, text))
        return false;
    r->at--;
    if (!read_digits(r) || !takes(r, "<"))
        return false;
    r->at--;
    snprintf(text, sizeof text, "] >>\nstartxref\n%zu\n%%%%EOF\n", table);
    return read_digits(r) && takes(r, text) && r->at == r->end;
}

static bool read_file(struct reading *r, const char *bytes)
{
    if (!takes(r, "%PDF-1.") || r->at >= r->end || *r->at < '0' || *r->at++ > '7' ||
        !takes(r, "\n%\xbf\xf7\xa2\xfe\n"))
        return false;
    while (r->at < r->end && *r->at >= '1' && *r->at <= '9')
        if (!read_object(r, bytes))
            return false;
    size_t table = (size_t)(r->at - bytes);
    return r->count > 0 && r->highest <= r->count && read_table(r) && read_end(r, table);
}

bool pdf_is_plain(const void *bytes, size_t size)
{
    struct reading r = {.at = bytes, .end = (const char *)bytes + size};

    r.named = mem_zero(OBJECTS_MOST * sizeof *r.named);
    r.places = mem_alloc(OBJECTS_MOST * sizeof *r.places);
    bool plain = read_file(&r, bytes);
    mem_free(r.named);
    mem_free(r.places);
    return plain;
}
