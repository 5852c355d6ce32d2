/* marks.c - rows of combining marks put into their canonical order (Unicode, UAX #15). */
#include "base/marks.h"

#include "base/buf.h"
#include "base/text.h"

#include <utf8proc.h>

enum { FEW = 30, CLASSES = 256 }; /* more marks on one letter are no writing (UAX #15, 13) */

/* Characters that are no marks but become some when they are taken apart; the last two only by their look. */
static const struct opened {
    uint32_t whole, parts[2];
    bool by_look;
} opened[] = {{0x0f73, {0x0f71, 0x0f72}, false},
              {0x0f75, {0x0f71, 0x0f74}, false},
              {0x0f81, {0x0f71, 0x0f80}, false},
              {0xff9e, {0x3099, 0}, true},
              {0xff9f, {0x309a, 0}, true}};

static unsigned class_of(uint32_t cp)
{
    return cp < 0x300 ? 0 : (unsigned)utf8proc_get_property((utf8proc_int32_t)cp)->combining_class;
}

static const struct opened *find_opened(uint32_t cp, bool compat)
{
    for (size_t i = 0; cp >= opened[0].whole && i < sizeof opened / sizeof *opened; i++)
        if (opened[i].whole == cp && (compat || !opened[i].by_look))
            return &opened[i];
    return NULL;
}

/* Appends a row of marks (n bytes) by their classes, those of one class as they came. */
static void write_row(struct arena *scratch, const char *s, size_t n, bool compat, struct buf *out)
{
    size_t starts[CLASSES + 1] = {0}, count = 0;
    uint32_t *marks = arena_alloc(scratch,
                                  n * sizeof *marks), /* a mark has two bytes or more: room for both parts */
        *sorted = arena_alloc(scratch, n * sizeof *sorted), cp;
    char bytes[4];
    for (size_t i = 0; i < n;) {
        i += (size_t)text_decode(s + i, n - i, &cp);
        const struct opened *parts = find_opened(cp, compat);
        marks[count++] = parts ? parts->parts[0] : cp;
        if (parts && parts->parts[1])
            marks[count++] = parts->parts[1];
    }
    for (size_t i = 0; i < count; i++)
        starts[class_of(marks[i]) + 1]++;
    for (size_t class = 0; class < CLASSES; class ++)
        starts[class + 1] += starts[class];
    for (size_t i = 0; i < count; i++)
        sorted[starts[class_of(marks[i])]++] = marks[i];
    for (size_t i = 0; i < count; i++)
        buf_add(out, bytes, text_encode(sorted[i], bytes));
}

const char *marks_in_order(struct arena *arena, const char *s, size_t *len, bool compat)
{
    struct arena scratch = {0};
    struct buf out = {0};
    size_t done = 0, row = 0, count = 0; /* bytes written; where the row began, its marks */
    uint32_t cp = 0;
    for (size_t i = 0; i <= *len;) {
        int n = text_decode(s + i, *len - i, &cp);
        if (n > 0 && (class_of(cp) > 0 || find_opened(cp, compat))) {
            count++;
            i += (size_t)n;
            continue;
        }
        if (count > FEW) {
            buf_add(&out, s + done, row - done);
            write_row(&scratch, s + row, i - row, compat, &out);
            done = i;
        }
        i += n > 0 ? (size_t)n : 1;
        row = i;
        count = 0;
    }
    if (done > 0) {
        buf_add(&out, s + done, *len - done);
        *len = out.len;
        s = arena_strndup(arena, out.data, out.len);
    }
    buf_free(&out);
    arena_free(&scratch);
    return s;
}
