/* source.c - a text file as read: bytes made clean, and every place in it known by line and column. */
#include "base/source.h"

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

static struct source *source_new(struct arena *arena, const char *shown, const char *text, size_t len)
{
    struct source *source = ARENA_NEW(arena, struct source);
    source->path = arena_strdup(arena, shown);
    source->text = text;
    source->len = len;
    size_t lines = 1;
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(text + len - p))) != NULL; p++)
        lines++;
    uint32_t *starts = arena_alloc(arena, lines * sizeof *starts);
    size_t line = 1;
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(text + len - p))) != NULL; p++)
        starts[line++] = (uint32_t)(p + 1 - text);
    source->lines = starts;
    source->line_count = lines;
    return source;
}

const struct source *source_from_text(struct arena *arena, const char *shown, const char *text, size_t n)
{
    return source_new(arena, shown, arena_strndup(arena, text, n), n);
}

struct place place_file(struct arena *arena, const char *shown)
{
    struct source *source = ARENA_NEW(arena, struct source);
    source->path = arena_strdup(arena, shown);
    return (struct place){.source = source};
}

/* Offset of the first byte that is not text (not UTF-8, or a control character), or n. */
static size_t first_bad_byte(const char *s, size_t n, bool *control)
{
    size_t i = 0;
    while (i < n) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80) {
            *control = c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r');
            if (*control)
                return i;
            i++;
            continue;
        }
        uint32_t cp;
        int len = text_decode(s + i, n - i, &cp);
        *control = false;
        if (len <= 0)
            return i;
        i += (size_t)len;
    }
    return n;
}

/* LF for CRLF and CR, in place; returns the new length. */
static size_t unify_line_ends(char *s, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\r') {
            s[out++] = '\n';
            if (i + 1 < n && s[i + 1] == '\n')
                i++;
        } else {
            s[out++] = s[i];
        }
    }
    s[out] = '\0';
    return out;
}

const struct source *source_from_bytes(struct arena *arena, struct diags *diags, const char *shown,
                                       const void *bytes, size_t n)
{
    const char *s = bytes;
    if (n > SOURCE_LIMIT) {
        diag(diags, FILE_TOO_LARGE, place_file(arena, shown), shown);
        return NULL;
    }
    if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
        s += 3;
        n -= 3;
    }
    bool control;
    size_t good = first_bad_byte(s, n, &control);
    char *copy = arena_strndup(arena, s, good);
    size_t len = unify_line_ends(copy, good);
    const char *text = text_nfc(arena, copy, &len);
    struct source *source = source_new(arena, shown, text, len);
    if (good < n) {
        char byte[8];
        snprintf(byte, sizeof byte, "0x%02X", (unsigned char)s[good]);
        if (control)
            diag(diags, FILE_BINARY, place_make(source, len, 0), byte);
        else
            diag(diags, FILE_NOT_UTF8, place_make(source, len, 0), byte);
        return NULL;
    }
    return source;
}

const struct source *source_read(struct arena *arena, struct diags *diags, const char *path,
                                 const char *shown)
{
    struct buf bytes = {0};
    const struct source *source = NULL;
    switch (file_read(path, SOURCE_LIMIT, &bytes)) {
    case FILE_FINE:
        source = source_from_bytes(arena, diags, shown, buf_text(&bytes), bytes.len);
        break;
    case FILE_MISSING:
        diag(diags, FILE_MISSING, place_file(arena, shown), shown);
        break;
    case FILE_FOLDER:
        diag(diags, FILE_FOLDER, place_file(arena, shown), shown);
        break;
    case FILE_DENIED:
        diag(diags, FILE_DENIED, place_file(arena, shown), shown);
        break;
    case FILE_TOO_LARGE:
        diag(diags, FILE_TOO_LARGE, place_file(arena, shown), shown);
        break;
    case FILE_FAULT:
        diag(diags, FILE_FAULT, place_file(arena, shown), shown, strerror(errno));
        break;
    }
    buf_free(&bytes);
    return source;
}

struct place place_make(const struct source *source, size_t offset, size_t length)
{
    if (source && offset > source->len)
        offset = source->len;
    if (source && length > source->len - offset)
        length = source->len - offset;
    return (struct place){source, (uint32_t)offset, (uint32_t)length};
}

struct place place_find(struct place within, const char *needle)
{
    size_t n = strlen(needle);
    if (!within.source || !within.source->text || n == 0 || n > within.length)
        return within;
    const char *start = within.source->text + within.offset;
    const char *hit = memmem(start, within.length, needle, n);
    return hit ? place_make(within.source, within.offset + (size_t)(hit - start), n) : within;
}

struct position place_position(struct place place)
{
    const struct source *source = place.source;
    if (!source || !source->text)
        return (struct position){0, 0};
    size_t low = 0, high = source->line_count; /* lines[low] <= offset < lines[high] */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= place.offset)
            low = middle;
        else
            high = middle;
    }
    size_t column = 1;
    for (size_t i = source->lines[low]; i < place.offset; i++)
        if (((unsigned char)source->text[i] & 0xc0) != 0x80)
            column++;
    return (struct position){low + 1, column};
}
