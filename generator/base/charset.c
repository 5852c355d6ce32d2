/* charset.c - texts in the encodings of old Vietnamese programs: UTF-16 and Windows-1258, and the way to all.
 */
#include "base/charset.h"

#include "base/charset_table.h"
#include "base/syllable.h"
#include "base/text.h"

#include <string.h>

enum { LETTERS_MIN = 20, WORDS_MIN = 4 }; /* fewer prove nothing */

static const struct {
    const char *name, *others;
} charsets[CHARSET_COUNT] = {
    [CHARSET_NONE] = {"", " "},
#define CHARSET(constant, name, others) [CHARSET_##constant] = {name, others},
#include "base/charset.def"
#undef CHARSET
};

const char *charset_name(enum charset charset)
{
    return charset < CHARSET_COUNT ? charsets[charset].name : "";
}

enum charset charset_from_name(const char *name)
{
    struct arena arena = {0};
    const char *key = text_key(&arena, name);
    enum charset found = CHARSET_NONE;
    for (int c = CHARSET_NONE + 1; c < CHARSET_COUNT && *key; c++)
        if (strcmp(charsets[c].name, key) == 0 ||
            (!strchr(key, ' ') && strstr(charsets[c].others, arena_printf(&arena, " %s ", key))))
            found = (enum charset)c;
    arena_free(&arena);
    return found;
}

static void put(struct buf *out, uint32_t cp)
{
    char bytes[4];
    buf_add(out, bytes, text_encode(cp, bytes));
}

/* ---- UTF-16 ---- */

static uint32_t unit(const char *at, bool big)
{
    unsigned a = (unsigned char)at[0], b = (unsigned char)at[1];
    return big ? a << 8 | b : b << 8 | a;
}

static bool is_control(uint32_t cp)
{
    return cp == 0x7f || (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r');
}

/* Could all units be of a Vietnamese text, and are most of them ASCII or of the block 1E00? */
static bool plausible(const char *bytes, size_t n, bool big)
{
    static const uint8_t highs[] = {0x00, 0x01, 0x02, 0x03, 0x1e, 0x20, 0x21, 0x22, 0x25, 0x26, 0xff};
    size_t common = 0;
    for (size_t i = 0; i < n; i += 2) {
        uint32_t u = unit(bytes + i, big);
        if (is_control(u) || u >= 0xfffe || !memchr(highs, (int)(u >> 8), sizeof highs))
            return false;
        common += u < 0x100 || u >> 8 == 0x1e;
    }
    return common >= n / 2 - n / 8;
}

/* Bytes of the BOM, 0 when there is none; *big tells the byte order, found out from the text without BOM. */
static bool utf16_order(const char *bytes, size_t n, size_t *bom, bool *big)
{
    *bom = n >= 2 && (unit(bytes, false) == 0xfeff || unit(bytes, true) == 0xfeff) ? 2 : 0;
    *big = n >= 2 && (*bom ? unit(bytes, true) == 0xfeff : plausible(bytes, n - n % 2, true));
    return *bom || *big || (n >= 2 && plausible(bytes, n - n % 2, false));
}

bool charset_is_utf16(const char *bytes, size_t n)
{
    size_t bom;
    bool big;
    return utf16_order(bytes, n, &bom, &big);
}

bool charset_utf16(const char *bytes, size_t n, struct buf *out)
{
    size_t i;
    bool big;
    if (!utf16_order(bytes, n, &i, &big))
        return false;
    while (i + 1 < n) {
        uint32_t cp = unit(bytes + i, big);
        i += 2;
        if (cp >= 0xd800 && cp <= 0xdfff) {
            uint32_t low = i + 1 < n ? unit(bytes + i, big) : 0;
            if (cp >= 0xdc00 || low < 0xdc00 || low > 0xdfff)
                return false;
            cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
            i += 2;
        }
        put(out, cp);
    }
    return i == n;
}

/* ---- one byte a character ---- */

void charset_look_alike(const char *bytes, size_t n, struct buf *out)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        put(out, c >= 0x80 && c <= 0x9f ? cp1252[c - 0x80] : c);
    }
}

/* The code point of a byte of Windows-1258, 0 when it has none. */
static uint32_t cp1258_decode(unsigned char c)
{
    if (c < 0x80)
        return c;
    for (size_t i = 0; i < sizeof cp1258 / sizeof *cp1258; i++)
        if (cp1258[i].byte == c)
            return cp1258[i].cp;
    return c <= 0x9f ? cp1252[c - 0x80] : c;
}

/* Appends the text in NFC. */
static void put_nfc(struct buf *out, const struct buf *text)
{
    struct arena arena = {0};
    size_t n = text->len;
    const char *s = text_nfc(&arena, buf_text(text), &n);
    buf_add(out, s, n);
    arena_free(&arena);
}

bool charset_cp1258(const char *bytes, size_t n, struct buf *out)
{
    struct buf text = {0};
    size_t i = 0;
    for (; i < n; i++) {
        uint32_t cp = cp1258_decode((unsigned char)bytes[i]);
        if (cp == 0 && bytes[i] != 0)
            break;
        put(&text, cp);
    }
    if (i == n)
        put_nfc(out, &text);
    buf_free(&text);
    return i == n;
}

bool charset_is_cp1258(const char *bytes, size_t n, struct buf *out)
{
    struct buf text = {0};
    size_t letters = 0, words = 0, good = 0, start = 0;
    bool fine = charset_cp1258(bytes, n, &text), marked = false;
    const char *s = buf_text(&text);
    for (size_t i = 0; fine && i <= text.len;) {
        uint32_t cp = 0;
        int len = text_decode(s + i, text.len - i, &cp);
        bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
                      (cp >= 0xc0 && cp < 0x2000 && cp != 0xd7 && cp != 0xf7);
        letters += letter;
        marked = marked || (letter && cp >= 0x80);
        if (!letter) {
            words += marked;
            good += marked && syllable_valid(s + start, i - start);
            start = i + (size_t)(len > 0 ? len : 1);
            marked = false;
        }
        i += (size_t)(len > 0 ? len : 1);
    }
    fine = fine && letters >= LETTERS_MIN && words >= WORDS_MIN && good * 5 >= words * 4;
    if (fine)
        buf_add(out, s, text.len);
    buf_free(&text);
    return fine;
}

/* ---- all of them ---- */

static bool is_utf8(const char *s, size_t n)
{
    uint32_t cp;
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            return false;
    }
    return true;
}

static bool is_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return true;
}

/* TCVN3, VNI and UTF-8 twice: first the look-alikes, then what they stand for. */
static bool convert_legacy(enum charset from, const char *bytes, size_t n, struct buf *out)
{
    struct buf western = {0}, text = {0};
    bool fine = true;
    if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        buf_add(&western, bytes + 3, n - 3);
    else if (is_utf8(bytes, n) && !memchr(bytes, 0, n))
        buf_add(&western, bytes, n);
    else if (charset_is_utf16(bytes, n))
        fine = charset_utf16(bytes, n, &western);
    else if (from != CHARSET_UTF8_TWICE)
        charset_look_alike(bytes, n, &western);
    else
        fine = false;
    fine = fine && is_utf8(buf_text(&western), western.len);
    if (fine) {
        put_nfc(&text, &western);
        western.len = 0;
        charset_mend(from, buf_text(&text), text.len, &western);
        put_nfc(out, &western);
    }
    buf_free(&western);
    buf_free(&text);
    return fine;
}

bool charset_convert(enum charset from, const char *bytes, size_t n, struct buf *out)
{
    struct buf text = {0};
    bool fine = false;
    switch (from) {
    case CHARSET_NONE:
    case CHARSET_COUNT:
        break;
    case CHARSET_UTF16:
        fine = charset_utf16(bytes, n, &text);
        if (fine)
            put_nfc(out, &text);
        break;
    case CHARSET_CP1258:
        fine = (is_ascii(bytes, n) || !is_utf8(bytes, n)) && charset_cp1258(bytes, n, out);
        break;
    case CHARSET_TCVN3:
    case CHARSET_VNI:
    case CHARSET_UTF8_TWICE:
        fine = convert_legacy(from, bytes, n, out);
        break;
    }
    buf_free(&text);
    return fine;
}
