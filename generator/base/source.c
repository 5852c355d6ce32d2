/* source.c - a text file as read: bytes made clean, and every place in it known by line and column. */
#include "base/source.h"

#include "base/buf.h"
#include "base/charset.h"
#include "base/diag.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

enum { UTF16_LIMIT = 2 * SOURCE_LIMIT + 2 }; /* bytes of such a file, with its BOM */

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

static bool is_control(unsigned char c)
{
    return c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

/* Offset of the first byte that is not text (not UTF-8, or a control character), or n. The first i are. */
static size_t first_bad_byte(const char *s, size_t n, size_t i, bool *control)
{
    while (i < n) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80) {
            *control = is_control(c);
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
    if (!memchr(s, '\r', n))
        return n;
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

/* A source from UTF-8 text, made clean. plain: it is to the end, so that only its line ends may want it. */
static struct source *source_clean(struct arena *arena, const char *shown, const char *s, size_t n,
                                   bool plain)
{
    char *copy = arena_strndup(arena, s, n);
    size_t len = unify_line_ends(copy, n);
    const char *text = plain ? copy : text_nfc(arena, copy, &len);
    return source_new(arena, shown, text, len);
}

enum { SHOWN_LINE_MAX = 100 }; /* code points of a converted line in a complaint */

/* The stretch found in a source, as it reads once converted, cut to what a complaint can show. */
static char *mended(struct arena *arena, const struct source *source, const struct charset_found *found)
{
    struct buf out = {0};
    charset_mend(found->charset, source->text + found->offset, found->length, &out);
    const char *s = buf_text(&out);
    size_t i = 0;
    uint32_t cp;
    for (size_t count = 0; i < out.len && count < SHOWN_LINE_MAX; count++) {
        int len = text_decode(s + i, out.len - i, &cp);
        i += (size_t)(len > 0 ? len : 1);
    }
    char *line = arena_printf(arena, "%.*s%s", (int)i, s, i < out.len ? "…" : "");
    buf_free(&out);
    return line;
}

/* Complains about TCVN3, VNI or UTF-8 twice in the source; true when there was any. raw: the source holds the
 * look-alikes of a file that is not UTF-8, which cannot be UTF-8 twice. */
static bool refuse_legacy(struct arena *arena, struct diags *diags, const struct source *source, bool raw)
{
    struct charset_found found;
    if (!charset_find_legacy(source->text, source->len, &found) ||
        (raw && found.charset == CHARSET_UTF8_TWICE))
        return false;
    struct place at = place_make(source, found.offset, found.length);
    const char *line = mended(arena, source, &found);
    if (found.charset == CHARSET_TCVN3)
        diag(diags, FILE_TCVN3, at, source->path, line);
    else if (found.charset == CHARSET_VNI)
        diag(diags, FILE_VNI, at, source->path, line);
    else
        diag(diags, FILE_UTF8_TWICE, at, source->path, line);
    return true;
}

/* The source of a text that is UTF-8 to the end, unless its letters are of another encoding. */
static const struct source *source_good(struct arena *arena, struct diags *diags, const char *shown,
                                        const char *s, size_t n, bool plain)
{
    struct source *source = source_clean(arena, shown, s, n, plain);
    if (refuse_legacy(arena, diags, source, false)) /* what is a soft hyphen here is a letter there */
        return NULL;
    if (plain)
        return source;
    size_t len = source->len, first = 0, hidden = text_count_hidden(source->text, len, &first);
    if (hidden == 0)
        return source;
    const char *clean = text_clean(arena, source->text, &len);
    source = source_new(arena, shown, clean, len);
    while (first > 0 && ((unsigned char)source->text[first] & 0xc0) == 0x80)
        first--;
    diag(diags, FILE_HIDDEN, place_make(source, first, 0), arena_number(arena, hidden));
    return source;
}

/* Complains about the byte that ends the good part. */
static void refuse_byte(struct arena *arena, struct diags *diags, const char *shown, const char *s,
                        size_t good, bool control)
{
    struct source *source = source_clean(arena, shown, s, good, false);
    char byte[8];
    snprintf(byte, sizeof byte, "0x%02X", (unsigned char)s[good]);
    if (control)
        diag(diags, FILE_BINARY, place_make(source, source->len, 0), byte);
    else
        diag(diags, FILE_NOT_UTF8, place_make(source, source->len, 0), byte);
}

/* A source from a text that we decoded; NULL when that is too large or holds control characters. */
static const struct source *source_decoded(struct arena *arena, struct diags *diags, const char *shown,
                                           const struct buf *text)
{
    bool control;
    if (text->len > SOURCE_LIMIT) {
        diag(diags, FILE_TOO_LARGE, place_file(arena, shown), shown);
        return NULL;
    }
    size_t good = first_bad_byte(buf_text(text), text->len, 0, &control);
    if (good == text->len)
        return source_good(arena, diags, shown, buf_text(text), text->len, false);
    refuse_byte(arena, diags, shown, buf_text(text), good, control);
    return NULL;
}

static const struct source *source_from_utf16(struct arena *arena, struct diags *diags, const char *shown,
                                              const char *s, size_t n)
{
    struct buf text = {0};
    const struct source *source = NULL;
    bool whole = charset_utf16(s, n, &text);
    if (whole || text.len > SOURCE_LIMIT)
        source = source_decoded(arena, diags, shown, &text);
    if (source)
        diag(diags, FILE_UTF16, place_file(arena, shown), shown);
    if (!whole && text.len <= SOURCE_LIMIT) {
        source = source_clean(arena, shown, buf_text(&text), text.len, false);
        diag(diags, FILE_UTF16_BROKEN, place_make(source, source->len, 0));
        source = NULL;
    }
    buf_free(&text);
    return source;
}

/* Bytes that are not UTF-8, without NUL or control characters: Windows-1258 is read, TCVN3 and VNI are
 * recognised. *done tells whether it was one of these. */
static const struct source *source_from_8_bit(struct arena *arena, struct diags *diags, const char *shown,
                                              const char *s, size_t n, bool *done)
{
    struct buf text = {0};
    const struct source *source = NULL;
    *done = charset_is_cp1258(s, n, &text);
    if (*done) {
        source = source_decoded(arena, diags, shown, &text);
        if (source)
            diag(diags, FILE_CP1258, place_file(arena, shown), shown);
    } else {
        charset_look_alike(s, n, &text);
        *done =
            refuse_legacy(arena, diags, source_clean(arena, shown, buf_text(&text), text.len, false), true);
    }
    buf_free(&text);
    return source;
}

static bool has_control(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_control((unsigned char)s[i]))
            return true;
    return false;
}

const struct source *source_from_bytes(struct arena *arena, struct diags *diags, const char *shown,
                                       const void *bytes, size_t n)
{
    const char *s = bytes;
    bool bom16 = n >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 || memcmp(s, "\xfe\xff", 2) == 0);
    if (n <= UTF16_LIMIT && (bom16 || (memchr(s, 0, n) && charset_is_utf16(s, n))))
        return source_from_utf16(arena, diags, shown, s, n);
    if (n > SOURCE_LIMIT) {
        diag(diags, FILE_TOO_LARGE, place_file(arena, shown), shown);
        return NULL;
    }
    if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
        s += 3;
        n -= 3;
    }
    bool control, done = false;
    size_t plain = text_plain(s, n), good = first_bad_byte(s, n, plain, &control);
    if (good == n)
        return source_good(arena, diags, shown, s, n, plain == n);
    const struct source *source = NULL;
    if (!has_control(s, n))
        source = source_from_8_bit(arena, diags, shown, s, n, &done);
    if (!done)
        refuse_byte(arena, diags, shown, s, good, control);
    return source;
}

void source_complain(struct arena *arena, struct diags *diags, const char *shown, enum file_result result)
{
    struct place at = place_file(arena, shown);
    switch (result) {
    case FILE_FINE:
        break;
    case FILE_MISSING:
        diag(diags, FILE_MISSING, at, shown);
        break;
    case FILE_FOLDER:
        diag(diags, FILE_FOLDER, at, shown);
        break;
    case FILE_DENIED:
        diag(diags, FILE_DENIED, at, shown);
        break;
    case FILE_TOO_LARGE:
        diag(diags, FILE_TOO_LARGE, at, shown);
        break;
    case FILE_OUTSIDE:
        diag(diags, FILE_OUTSIDE, at, shown);
        break;
    case FILE_FAULT:
        diag(diags, FILE_FAULT, at, shown, fault_text(errno, diags->lang));
        break;
    }
}

const struct source *source_read(struct arena *arena, struct diags *diags, const char *path,
                                 const char *shown)
{
    struct buf bytes = {0};
    const struct source *source = NULL;
    enum file_result result = file_read(path, UTF16_LIMIT, &bytes);
    if (result == FILE_FINE)
        source = source_from_bytes(arena, diags, shown, buf_text(&bytes), bytes.len);
    else
        source_complain(arena, diags, shown, result);
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
