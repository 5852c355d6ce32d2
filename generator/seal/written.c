/* written.c - the first revision of a report as its own bytes tell it. */
#include "seal/written.h"

#include "seal/plain_words.h"
#include "seal/revisions.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 7, HEAD_MOST = 400 };
enum { NONE = -1, FREE, ALONE, PACKED }; /* the kinds of a row (ISO 32000-1, table 18) */
enum { UNKNOWN, WITHIN, BEYOND };        /* what a stream's objects refer to */

/* Is there the text? */
static bool follows(const char *bytes, size_t size, size_t at, const char *text)
{
    size_t n = strlen(text);
    return at <= size && size - at >= n && memcmp(bytes + at, text, n) == 0;
}

/* Reads the cross-reference stream at a place, up to the end. What was read is written once more as
 * report/xref.c does, and has to be the same. */
static bool read_rows(struct written *w, const char *bytes, size_t start, size_t end)
{
    char head[HEAD_MOST + 1] = "", again[HEAD_MOST + 1], tail[80], id[2][65];
    unsigned long number, size, root, info, length;
    memcpy(head, bytes + start, end - start < HEAD_MOST ? end - start : HEAD_MOST);
    if (sscanf(head,
               "%9lu 0 obj\n<</Type/XRef/Size %9lu/W[1 4 2]/Root %9lu 0 R/Info %9lu 0 "
               "R/ID[<%64[0-9a-f]><%64[0-9a-f]>]/Length %9lu",
               &number, &size, &root, &info, id[0], id[1], &length) != 7)
        return false;
    int n = snprintf(again, sizeof again,
                     "%lu 0 obj\n<</Type/XRef/Size %lu/W[1 4 2]/Root %lu 0 R/Info %lu 0 "
                     "R/ID[<%s><%s>]/Length %lu>>\nstream\n",
                     number, size, root, info, id[0], id[1], length);
    snprintf(tail, sizeof tail, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
    size_t rows = start + (size_t)n;
    if (!follows(bytes, end, start, again) || size != number + 1 || length != size * ROW ||
        !follows(bytes, end, rows + length, tail) || rows + length + strlen(tail) != end)
        return false;
    w->rows = bytes + rows;
    w->count = (unsigned)size;
    return true;
}

void written_open(struct written *w, struct arena *arena, struct pdf_file *file)
{
    static const char mark[] = "\n%%EOF\n";
    size_t size;
    const char *bytes = pdf_bytes(file, &size), *found = memmem(bytes, size, mark, sizeof mark - 1);
    *w = (struct written){.file = file, .bytes = bytes};
    size_t end = found ? (size_t)(found - bytes) + sizeof mark - 1 : 0, start = revisions_start(bytes, end);
    if (start == 0 || !read_rows(w, bytes, start, end))
        return;
    uint8_t *since = arena_alloc(arena, w->count);
    if (end < size && !revisions_touched(bytes, end, size, since, w->count))
        w->count = 0;
    w->since = since;
    w->packed = arena_alloc(arena, w->count);
}

/* A row's number of four bytes: a place, or the stream that packs the object. */
static size_t middle(const char *row)
{
    const unsigned char *r = (const unsigned char *)row;
    return (size_t)r[1] << 24 | (size_t)r[2] << 16 | (size_t)r[3] << 8 | r[4];
}

/* The row of an object that is not given anew; NULL: there is none. */
static const char *row_of(const struct written *w, size_t number)
{
    return number < w->count && !w->since[number] ? w->rows + number * ROW : NULL;
}

/* An object that stands by itself: "12 0 obj" is where its row says, in front of the rows. */
static bool alone_within(const struct written *w, unsigned number, const char *row, unsigned limit)
{
    char head[24];
    size_t at = middle(row), size = (size_t)(w->rows - w->bytes);
    snprintf(head, sizeof head, "\n%u 0 obj\n", number);
    if (row[5] != 0 || row[6] != 0 || at == 0 || !follows(w->bytes, size, at - 1, head))
        return false;
    at += strlen(head) - 1;
    return plain_object_within(w->bytes + at, size - at, limit);
}

/* All that a stream packs. */
static bool packed_within(struct written *w, size_t stream, unsigned limit)
{
    const char *row = row_of(w, stream);
    if (!row || *row != ALONE)
        return false;
    uint8_t *known = &w->packed[stream];
    if (*known == UNKNOWN) {
        size_t size;
        const char *text = pdf_stream(w->file, pdf_object(w->file, (unsigned)stream), &size);
        *known = text && plain_words_within(text, size, limit) ? WITHIN : BEYOND;
    }
    return *known == WITHIN;
}

bool written_within(struct written *w, unsigned number, unsigned limit)
{
    const char *row = row_of(w, number);
    switch (row ? *row : NONE) {
    case FREE:
        return true;
    case ALONE:
        return alone_within(w, number, row, limit);
    case PACKED:
        return packed_within(w, middle(row), limit);
    default:
        return false;
    }
}
