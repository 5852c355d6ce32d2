/* text.c - Vietnamese text: code points, NFC, folded keys for comparison, display width, distance. */
#include "base/text.h"

#include "base/buf.h"
#include "base/marks.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { DISTANCE_MAX = 128 }; /* code points compared; longer texts are not misspellings of each other */

int text_decode_any(const char *s, size_t n, uint32_t *cp)
{
    if (n == 0)
        return 0;
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] < 0x80) {
        *cp = u[0];
        return 1;
    }
    int len = u[0] >= 0xf0 ? 4 : u[0] >= 0xe0 ? 3 : 2;
    if (u[0] < 0xc2 || u[0] > 0xf4 || (size_t)len > n)
        return -1;
    uint32_t value = u[0] & (0xffu >> (len + 1));
    for (int i = 1; i < len; i++) {
        if ((u[i] & 0xc0) != 0x80)
            return -1;
        value = value << 6 | (u[i] & 0x3f);
    }
    bool overlong = (len == 3 && value < 0x800) || (len == 4 && value < 0x10000);
    if (overlong || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return -1;
    *cp = value;
    return len;
}

size_t text_encode_any(uint32_t cp, char out[4])
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

/* Bytes of the plain character at the start of n, 0 when it is none: U+0020 to U+007E, blanks and line ends,
 * U+00A0 to U+01BF but for the soft hyphen, U+1E80 to U+1EFF but for U+1E9B, U+2010 to U+2027. */
static inline size_t plain_length(const unsigned char *u, size_t n)
{
    unsigned char c = u[0];
    if (c < 0x80)
        return (c >= 0x20 && c != 0x7f) || c == '\t' || c == '\n' || c == '\r';
    if (n < 2 || (u[1] & 0xc0) != 0x80)
        return 0;
    if (c >= 0xc2 && c <= 0xc6)
        return c != 0xc2 || (u[1] >= 0xa0 && u[1] != 0xad) ? 2 : 0;
    if (n < 3 || (u[2] & 0xc0) != 0x80)
        return 0;
    if (c == 0xe1)
        return (u[1] == 0xba && u[2] != 0x9b) || u[1] == 0xbb ? 3 : 0;
    return c == 0xe2 && u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0xa7 ? 3 : 0;
}

size_t text_plain(const char *s, size_t n)
{
    size_t i = 0;
    for (size_t length; i < n && (length = plain_length((const unsigned char *)s + i, n - i)) > 0;)
        i += length;
    return i;
}

/* Code points that NFC never changes: everything before the combining marks, and the blocks that Vietnamese
 * uses. */
static bool is_nfc_for_sure(uint32_t cp)
{
    return cp < 0x300 || (cp >= 0x1e00 && cp <= 0x1eff && cp != 0x1e9b) || (cp >= 0x2010 && cp <= 0x203a) ||
           cp == 0x20ab || (cp >= 0x2190 && cp <= 0x21ff) || (cp >= 0x2500 && cp <= 0x25ff);
}

static const char *normalize(struct arena *arena, const char *s, size_t *len, utf8proc_option_t options)
{
    utf8proc_uint8_t *composed = NULL;
    s = marks_in_order(arena, s, len, options & UTF8PROC_COMPAT);
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)*len, &composed, options);
    if (n == UTF8PROC_ERROR_NOMEM)
        mem_exhausted();
    if (n < 0)
        return s; /* not UTF-8: the caller has checked, so this does not happen */
    char *copy = arena_strndup(arena, (const char *)composed, (size_t)n);
    free(composed);
    *len = (size_t)n;
    return copy;
}

const char *text_nfc(struct arena *arena, const char *s, size_t *len)
{
    size_t i = text_plain(s, *len);
    uint32_t cp = 0;
    while (i < *len) {
        int n = text_decode(s + i, *len - i, &cp);
        if (n <= 0 || !is_nfc_for_sure(cp))
            break;
        i += (size_t)n;
    }
    if (i == *len)
        return s;
    return normalize(arena, s, len, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

const char *text_nfkc(struct arena *arena, const char *s)
{
    size_t len = strlen(s), i = 0;
    while (i < len && (unsigned char)s[i] < 0x80)
        i++;
    return i == len ? s : normalize(arena, s, &len, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

const char *text_nfd(struct arena *arena, const char *s)
{
    size_t len = strlen(s), i = 0;
    while (i < len && (unsigned char)s[i] < 0x80)
        i++;
    return i == len ? s : normalize(arena, s, &len, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
}

uint32_t text_lower(uint32_t cp)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

static bool is_space(uint32_t cp)
{
    if (cp > ' ' && cp < 0xa0)
        return false;
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200a) ||
           cp == 0x2028 || cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

/* Default-ignorable characters of Unicode that Vietnamese has no use for, and those of the bidirectional
 * algorithm. */
static bool is_invisible(uint32_t cp)
{
    if (cp < 0xad || (cp >= 0x1e00 && cp < 0x1f00))
        return false; /* all but a few */
    return cp == 0xad || cp == 0x61c || cp == 0x180e || (cp >= 0x200b && cp <= 0x200f) ||
           (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff ||
           (cp >= 0xfff9 && cp <= 0xfffb) || (cp >= 0xe0000 && cp <= 0xe007f);
}

size_t text_count_hidden(const char *s, size_t n, size_t *first)
{
    size_t count = 0;
    uint32_t cp = 0;
    for (size_t i = text_plain(s, n); i < n;) {
        int length = text_decode(s + i, n - i, &cp);
        bool hidden = length > 1 && is_invisible(cp);
        if (hidden && count++ == 0)
            *first = i;
        i += length > 0 ? (size_t)length : 1;
    }
    return count;
}

const char *text_clean(struct arena *arena, const char *s, size_t *len)
{
    size_t at = *len, out;
    uint32_t cp;
    if (text_plain(s, *len) == *len)
        return s;
    if (text_count_hidden(s, *len, &at) == 0)
        return text_nfc(arena, s, len);
    char *copy = arena_strndup(arena, s, *len);
    for (out = at; at < *len;) {
        int n = text_decode(s + at, *len - at, &cp);
        size_t length = n > 0 ? (size_t)n : 1;
        if (n <= 0 || !is_invisible(cp)) {
            memcpy(copy + out, s + at, length);
            out += length;
        }
        at += length;
    }
    copy[out] = '\0';
    *len = out;
    return text_nfc(arena, copy, len);
}

/* Look-alikes that mean the same to a reader; 0 when cp is none of them. */
static char plain_twin(uint32_t cp)
{
    if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
        return '-';
    if (cp == 0x201c || cp == 0x201d || cp == 0x201e || cp == 0x201f || cp == 0xab || cp == 0xbb)
        return '"';
    if ((cp >= 0x2018 && cp <= 0x201b) || cp == 0x2032)
        return '\'';
    return 0;
}

static bool is_tone(uint32_t cp)
{
    return cp == 0x300 || cp == 0x301 || cp == 0x303 || cp == 0x309 || cp == 0x323;
}

/* A key being written. Room: a code point of n bytes gives at most 2 n + 2 (a letter and its marks apart). */
struct folder {
    char *out;
    size_t len;
    bool keep_marks;
    bool space;    /* white space was met and is owed */
    uint32_t tone; /* of the syllable, which it goes behind */
};

enum { PARTS = 4 };

/* What a letter comes apart into, remembered: utf8proc is asked once for each. */
struct parts {
    uint32_t list[PARTS];
    unsigned char count;
    bool known;
};

static size_t decompose(uint32_t cp, bool keep_marks, uint32_t parts[PARTS])
{
    utf8proc_int32_t found[16];
    int boundary = 0;
    int options = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | (keep_marks ? 0 : UTF8PROC_STRIPMARK);
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, found, 16, options, &boundary);
    size_t count = n < 0 ? 0 : n > PARTS ? PARTS : (size_t)n;
    for (size_t i = 0; i < count; i++)
        parts[i] = (uint32_t)found[i];
    return count;
}

/* The parts of the letters that Vietnamese is written with; NULL for others. */
static const struct parts *known_parts(uint32_t cp, bool keep_marks)
{
    static struct parts latin[2][0x1c0], additional[2][0x100];
    struct parts *parts = cp < 0x1c0                     ? &latin[keep_marks][cp]
                          : cp >= 0x1e00 && cp <= 0x1eff ? &additional[keep_marks][cp - 0x1e00]
                                                         : NULL;
    if (parts && !parts->known) {
        parts->count = (unsigned char)decompose(cp, keep_marks, parts->list);
        parts->known = true;
    }
    return parts;
}

static void fold_put(struct folder *f, uint32_t cp)
{
    f->len += text_encode(cp, f->out + f->len);
}

static void fold_end_syllable(struct folder *f)
{
    if (f->tone)
        fold_put(f, f->tone);
    f->tone = 0;
}

static void fold_space(struct folder *f)
{
    fold_end_syllable(f);
    f->space = f->len > 0;
}

static void fold_letter(struct folder *f, uint32_t cp)
{
    if (f->keep_marks && is_tone(cp)) {
        if (f->tone)
            fold_put(f, f->tone);
        f->tone = cp; /* goes behind the syllable, so that hòa and hoà are alike */
        return;
    }
    if (!f->keep_marks && cp == 0x111)
        cp = 'd';
    fold_put(f, cp);
}

static void fold_other(struct folder *f, uint32_t cp)
{
    uint32_t own[PARTS];
    if (cp == 0xd0 || cp == 0xf0)
        cp = 0x111; /* Ð and ð are typed for Đ and đ */
    const struct parts *known = known_parts(cp, f->keep_marks);
    size_t n = known ? known->count : decompose(cp, f->keep_marks, own);
    for (size_t i = 0; i < n; i++)
        fold_letter(f, known ? known->list[i] : own[i]);
}

static void fold_char(struct folder *f, uint32_t cp)
{
    if (is_invisible(cp))
        return;
    if (is_space(cp)) {
        fold_space(f);
        return;
    }
    size_t before = f->len;
    bool spaced = f->space;
    if (spaced)
        f->out[f->len++] = ' ';
    f->space = false;
    char twin = plain_twin(cp);
    if (cp == 0x2026) {
        memcpy(f->out + f->len, "...", 3);
        f->len += 3;
    } else if (twin || (cp < 0x80 && !(cp >= 'A' && cp <= 'Z'))) {
        if (!(cp >= 'a' && cp <= 'z'))
            fold_end_syllable(f);
        f->out[f->len++] = twin ? twin : (char)cp;
    } else if (cp < 0x80) {
        f->out[f->len++] = (char)(cp + 32);
    } else {
        fold_other(f, cp);
        if (spaced && f->len == before + 1 && !f->tone) { /* a mark without a letter leaves nothing */
            f->len = before;
            f->space = true;
        }
    }
}

/* Room that the key of a text of n bytes needs. */
static size_t fold_room(size_t n)
{
    return mem_times(n, 4) + 8;
}

/* Writes the key of a text into out, which has the room. Returns its length. */
static size_t fold_into(char *out, const char *s, size_t n, bool keep_marks)
{
    struct folder f = {.keep_marks = keep_marks, .out = out};
    uint32_t cp;
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        if (s[i] >= 'a' && s[i] <= 'z' && !f.space) {
            f.out[f.len++] = s[i];
            len = 1;
            continue;
        }
        if (s[i] == ' ') {
            fold_space(&f);
            len = 1;
            continue;
        }
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            break;
        fold_char(&f, cp);
    }
    fold_end_syllable(&f);
    return f.len;
}

enum { FOLD_SMALL = 1024 };

static char *fold(struct arena *arena, const char *s, bool keep_marks)
{
    char small[FOLD_SMALL];
    size_t n = strlen(s), room = fold_room(n);
    char *out = room <= sizeof small ? small : mem_alloc(room);
    char *key = arena_strndup(arena, out, fold_into(out, s, n, keep_marks));
    if (out != small)
        mem_free(out);
    return key;
}

char *text_key(struct arena *arena, const char *s)
{
    return fold(arena, s, false);
}

char *text_loose(struct arena *arena, const char *s)
{
    return fold(arena, s, true);
}

/* Do both begin with letters of ASCII, and not with the same? Folding leaves each of these as it is, but for
 * its case. */
static bool begin_apart(const char *a, const char *b)
{
    unsigned x = (unsigned char)*a | 32u, y = (unsigned char)*b | 32u;
    return x != y && x - 'a' < 26 && y - 'a' < 26;
}

bool text_same(const char *a, const char *b)
{
    char x[FOLD_SMALL], y[FOLD_SMALL];
    if (begin_apart(a, b)) /* most are */
        return false;
    size_t n = strlen(a), m = strlen(b);
    if (n == m && memcmp(a, b, n) == 0)
        return true;
    if (fold_room(n) <= sizeof x && fold_room(m) <= sizeof y) {
        size_t k = fold_into(x, a, n, false);
        return k == fold_into(y, b, m, false) && memcmp(x, y, k) == 0;
    }
    struct arena arena = {0};
    bool same = strcmp(text_key(&arena, a), text_key(&arena, b)) == 0;
    arena_free(&arena);
    return same;
}

char *text_trim(struct arena *arena, const char *s, size_t n)
{
    uint32_t cp;
    int len;
    while ((len = text_decode(s, n, &cp)) > 0 && is_space(cp)) {
        s += len;
        n -= (size_t)len;
    }
    while (n > 0) {
        size_t last = n - 1; /* where the last character begins */
        while (last > 0 && n - last < 4 && ((unsigned char)s[last] & 0xc0) == 0x80)
            last--;
        if (text_decode(s + last, n - last, &cp) > 0 && !is_space(cp))
            break;
        n = last;
    }
    return arena_strndup(arena, s, n);
}

char *text_upper(struct arena *arena, const char *s)
{
    struct buf out = {0};
    size_t n = strlen(s);
    uint32_t cp;
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            break;
        char bytes[4];
        buf_add(&out, bytes, text_encode((uint32_t)utf8proc_toupper((utf8proc_int32_t)cp), bytes));
    }
    char *upper = buf_take(&out, arena);
    buf_free(&out);
    return upper;
}

char *text_slug(struct arena *arena, const char *s)
{
    char *key = text_key(arena, s);
    size_t out = 0;
    for (size_t i = 0; key[i]; i++) {
        char c = key[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            key[out++] = c;
        else if (out > 0 && key[out - 1] != '-')
            key[out++] = '-';
    }
    while (out > 0 && key[out - 1] == '-')
        out--;
    key[out] = '\0';
    return key;
}

size_t text_width(const char *s, size_t n)
{
    size_t width = 0;
    uint32_t cp;
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            break;
        int w = cp < 0x80 ? 1 : utf8proc_charwidth((utf8proc_int32_t)cp);
        width += is_invisible(cp) || w < 0 ? 0 : (size_t)w;
    }
    return width;
}

static size_t code_points(const char *s, uint32_t *out, size_t limit)
{
    size_t count = 0, n = strlen(s);
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        uint32_t cp;
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0 || count == limit)
            break;
        out[count++] = cp;
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t text_distance(const char *a, const char *b, size_t limit)
{
    uint32_t x[DISTANCE_MAX + 1], y[DISTANCE_MAX + 1];
    size_t nx = code_points(a, x, DISTANCE_MAX + 1), ny = code_points(b, y, DISTANCE_MAX + 1);
    size_t apart = nx > ny ? nx - ny : ny - nx;
    if (apart > limit || nx > DISTANCE_MAX || ny > DISTANCE_MAX)
        return limit + 1;
    size_t rows[3][DISTANCE_MAX + 1];
    for (size_t j = 0; j <= ny; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= nx; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        size_t best = row[0] = i;
        for (size_t j = 1; j <= ny; j++) {
            size_t d = above[j - 1] + (x[i - 1] != y[j - 1]);
            d = least(d, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                d = least(d, two_above[j - 2] + 1); /* two letters changed places */
            row[j] = d;
            best = least(best, d);
        }
        if (best > limit)
            return limit + 1;
    }
    return least(rows[nx % 3][ny], limit + 1);
}

const char *text_nearest(struct arena *arena, const char *s, const char *const *candidates, size_t n)
{
    const char *key = text_key(arena, s);
    size_t limit = strlen(key) / 3;
    limit = limit < 1 ? 1 : limit > 4 ? 4 : limit;
    const char *nearest = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t d = text_distance(key, text_key(arena, candidates[i]), limit);
        if (d <= limit) {
            nearest = candidates[i];
            if (d == 0)
                break;
            limit = d - 1; /* only a better one may replace it, so the first of equals wins */
        }
    }
    return nearest;
}
