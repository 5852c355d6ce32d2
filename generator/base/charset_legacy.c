/* charset_legacy.c - TCVN3, VNI and UTF-8 twice, as they look to a Western program: found, and mended by
 * words. */
#include "base/charset.h"

#include "base/charset_table.h"
#include "base/syllable.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum { LETTERS_MIN = 20, WORDS_MIN = 4, SIGNS_MIN = 3, WORD_MAX = 64 };

/* What a word is, read as Western text of the encoding. */
enum kind {
    KIND_OTHER,  /* no mark of the encoding in it, not Unicode Vietnamese for sure */
    KIND_UNSURE, /* marks that may also be something else */
    KIND_LEGACY, /* a syllable once converted, and none before */
    KIND_MODERN, /* has letters that only Unicode Vietnamese has */
};

struct word {
    const char *s;
    size_t n;
    enum kind kind;
    size_t letters, marks; /* code points; those that conversion changes */
    bool was_good, good;   /* a syllable as it is, and converted */
    bool small, capitals;  /* ASCII letters: has small ones; two capitals or more and no small ones */
    const char *to;        /* converted; NULL when it has no marks */
};

/* Letters that no Western encoding has. */
static bool is_vietnamese_only(uint32_t cp)
{
    return cp == 0x102 || cp == 0x103 || cp == 0x110 || cp == 0x111 || cp == 0x128 || cp == 0x129 ||
           cp == 0x168 || cp == 0x169 || cp == 0x1a0 || cp == 0x1a1 || cp == 0x1af || cp == 0x1b0 ||
           (cp >= 0x1ea0 && cp <= 0x1ef9);
}

static bool is_ascii_letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_letter(uint32_t cp)
{
    return is_ascii_letter(cp) || (cp >= 0xc0 && cp < 0x2000 && cp != 0xd7 && cp != 0xf7);
}

static bool in_word(enum charset charset, uint32_t cp)
{
    if (cp < 0x80)
        return is_ascii_letter(cp);
    if (charset == CHARSET_UTF8_TWICE)
        return true;
    return is_letter(cp) || (charset == CHARSET_TCVN3 && cp >= 0xa0 && cp <= 0xff && tcvn3[cp - 0xa0]);
}

static void put(struct buf *out, uint32_t cp)
{
    char bytes[4];
    buf_add(out, bytes, text_encode(cp, bytes));
}

/* ---- a word, three ways; each returns how many marks it converted ---- */

static size_t tcvn3_word(const uint32_t *cp, size_t n, struct buf *out)
{
    size_t marks = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t to = cp[i] >= 0xa0 && cp[i] <= 0xff ? tcvn3[cp[i] - 0xa0] : 0;
        marks += to != 0;
        put(out, to ? to : cp[i]);
    }
    return marks;
}

/* What VNI marks see of a letter: its small form, O and U for ơ and ư. */
static char vni_base(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? (char)(cp + 0x20) : cp >= 'a' && cp <= 'z' ? (char)cp : '\0';
}

/* The mark that cp is behind a base, or NULL. */
static const struct vni_mark *vni_mark(uint32_t cp, char base)
{
    for (size_t i = 0; i < sizeof vni_marks / sizeof *vni_marks && base; i++)
        if ((cp == vni_marks[i].byte || cp + 0x20 == vni_marks[i].byte) && strchr(vni_marks[i].after, base))
            return &vni_marks[i];
    return NULL;
}

static const struct vni_letter *vni_letter(uint32_t cp)
{
    for (size_t i = 0; i < sizeof vni_letters / sizeof *vni_letters; i++)
        if (cp == vni_letters[i].byte || cp + 0x20 == vni_letters[i].byte)
            return &vni_letters[i];
    return NULL;
}

static size_t vni_word(const uint32_t *cp, size_t n, struct buf *out)
{
    size_t marks = 0;
    char base = '\0';
    for (size_t i = 0; i < n; i++) {
        const struct vni_mark *mark = vni_mark(cp[i], base);
        const struct vni_letter *letter = vni_letter(cp[i]);
        if (mark) {
            if (mark->shape)
                put(out, mark->shape);
            if (mark->tone)
                put(out, mark->tone);
            base = '\0';
        } else if (letter) {
            put(out, cp[i] == letter->byte ? letter->small : letter->capital);
            base = letter->base;
        } else {
            put(out, cp[i]);
            base = vni_base(cp[i]);
        }
        marks += mark || letter;
    }
    return marks;
}

/* The byte that a Western program shows as cp, -1 when there is none. */
static int western_byte(uint32_t cp)
{
    for (int i = 0; i < 32; i++)
        if (cp1252[i] == cp)
            return 0x80 + i;
    return cp >= 0x80 && cp <= 0xff ? (int)cp : -1;
}

/* The character that the first code points spell as bytes of UTF-8; returns how many, 0 when they do not. */
static size_t twice_char(const uint32_t *cp, size_t n, uint32_t *to)
{
    char bytes[4];
    size_t count = 0;
    while (count < n && count < sizeof bytes) {
        int byte = western_byte(cp[count]);
        if (byte < 0)
            break;
        bytes[count++] = (char)byte;
        int len = text_decode(bytes, count, to);
        if (len == (int)count && *to >= 0xa0)
            return count;
    }
    return 0;
}

/* à is "Ã" and a no-break space, which many programs make a space: "lÃ  ". Is it that "Ã", and not that of
 * XÃ? */
static bool is_lone(uint32_t before, uint32_t cp)
{
    return cp == 0xc3 && before >= 'a' && before <= 'z';
}

static size_t twice_word(const uint32_t *cp, size_t n, struct buf *out)
{
    size_t marks = 0;
    for (size_t i = 0; i < n;) {
        uint32_t to = cp[i];
        size_t used = cp[i] < 0x80 ? 0 : twice_char(cp + i, n - i, &to);
        bool lone = used == 0 && i + 1 == n && i > 0 && is_lone(cp[i - 1], cp[i]);
        put(out, lone ? 0xe0 : to);
        marks += used > 0 || lone;
        i += used ? used : 1;
    }
    return marks;
}

static size_t convert_word(enum charset charset, const uint32_t *cp, size_t n, struct buf *out)
{
    switch (charset) {
    case CHARSET_TCVN3:
        return tcvn3_word(cp, n, out);
    case CHARSET_VNI:
        return vni_word(cp, n, out);
    case CHARSET_UTF8_TWICE:
        return twice_word(cp, n, out);
    case CHARSET_NONE:
    case CHARSET_UTF16:
    case CHARSET_CP1258:
    case CHARSET_COUNT:
        break;
    }
    return 0;
}

/* ---- words of a line ---- */

/* A syllable, quotes and other signs around it left out? */
static bool syllable_within(const char *s)
{
    size_t start = 0, end = 0, n = strlen(s);
    uint32_t cp;
    int len;
    bool begun = false;
    for (size_t i = 0; i < n; i += (size_t)len) {
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            return false;
        if (!is_letter(cp))
            continue;
        if (!begun)
            start = i;
        begun = true;
        end = i + (size_t)len;
    }
    return begun && syllable_valid(s + start, end - start);
}

/* Judges the word of n code points at s. */
static struct word judge(struct arena *arena, enum charset charset, const char *s, size_t bytes,
                         const uint32_t *cp, size_t n)
{
    struct word w = {.s = s, .n = bytes, .letters = n};
    size_t capitals = 0;
    bool modern = false, ascii = true;
    for (size_t i = 0; i < n; i++) {
        modern = modern || is_vietnamese_only(cp[i]);
        ascii = ascii && cp[i] < 0x80;
        w.small = w.small || (cp[i] >= 'a' && cp[i] <= 'z');
        capitals += cp[i] >= 'A' && cp[i] <= 'Z';
    }
    w.capitals = capitals > 1 && !w.small;
    w.was_good = w.good = syllable_within(arena_strndup(arena, s, bytes));
    if (!ascii && (!modern || charset == CHARSET_UTF8_TWICE)) {
        struct buf out = {0};
        w.marks = convert_word(charset, cp, n, &out);
        if (w.marks) {
            size_t len = out.len;
            const char *text = arena_strndup(arena, buf_text(&out), len);
            w.to = text_nfc(arena, text, &len);
            w.good = syllable_within(w.to);
        }
        buf_free(&out);
    }
    if (modern)
        w.kind = KIND_MODERN;
    else if (w.marks)
        w.kind = w.good && !w.was_good && n > 1 ? KIND_LEGACY : KIND_UNSURE;
    return w;
}

/* The words of a line (or of any text of n bytes), in the arena. */
static struct word *split(struct arena *arena, enum charset charset, const char *s, size_t n, size_t *count)
{
    struct word *words = NULL;
    uint32_t word[WORD_MAX];
    *count = 0;
    for (size_t i = 0; i < n;) {
        size_t start = i, letters = 0;
        uint32_t cp = 0;
        int len = 0;
        while (i < n && (len = text_decode(s + i, n - i, &cp)) > 0 && in_word(charset, cp)) {
            if (letters < WORD_MAX)
                word[letters] = cp;
            letters++;
            i += (size_t)len;
        }
        if (letters > 0 && letters <= WORD_MAX)
            ARENA_PUSH(arena, words, *count) = judge(arena, charset, s + start, i - start, word, letters);
        if (i == start)
            i += (size_t)(len > 0 ? len : 1);
    }
    return words;
}

/* ---- finding ---- */

struct score {
    size_t letters, marks, legacy, against, good, bad;
    struct charset_found first;
};

static void count_word(struct score *score, const struct word *w)
{
    if (w->kind == KIND_MODERN)
        return;
    score->letters += w->letters;
    score->marks += w->marks;
    score->legacy += w->kind == KIND_LEGACY;
    if (w->good) {
        score->good += w->kind == KIND_OTHER;
    } else if (w->capitals || w->n == w->letters) {
        score->bad++; /* an abbreviation or a foreign word tells nothing about the marks */
    } else {
        score->against++;
    }
}

static void score_line(struct score *score, enum charset charset, const char *text, size_t offset, size_t n)
{
    struct arena arena = {0};
    size_t count, first = SIZE_MAX, last = 0;
    bool legacy = false;
    struct word *words = split(&arena, charset, text + offset, n, &count);
    for (size_t i = 0; i < count; i++) {
        count_word(score, &words[i]);
        legacy = legacy || words[i].kind == KIND_LEGACY;
        if (!words[i].marks || words[i].kind == KIND_MODERN || words[i].was_good)
            continue;
        first = first == SIZE_MAX ? i : first;
        last = i;
    }
    if (legacy && score->first.charset == CHARSET_NONE)
        score->first = (struct charset_found){charset, (size_t)(words[first].s - text),
                                              (size_t)(words[last].s + words[last].n - words[first].s)};
    arena_free(&arena);
}

static bool convincing(const struct score *s)
{
    size_t good = s->legacy + s->good;
    return s->letters >= LETTERS_MIN && s->legacy >= WORDS_MIN && s->marks * 8 >= s->letters &&
           s->legacy >= 4 * s->against && good * 3 >= 7 * (s->against + s->bad);
}

/* Is there at i a Western sign or letter that right Vietnamese text hardly has? No-break spaces and «quotes»
 * do not count, unless the quote makes "á»". Bit n of strange: code point C0 + n. */
static inline bool is_sign(const char *s, size_t i, size_t n)
{
    static const uint64_t strange = 0xd9c3c8f0d9c3c8f0;
    unsigned char lead = (unsigned char)s[i];
    if (lead != 0xc2 && lead != 0xc3) /* most */
        return false;
    unsigned char next = i + 1 < n ? (unsigned char)s[i + 1] : 0;
    if (lead == 0xc2)
        return next != 0xa0 && next != 0xab &&
               (next != 0xbb || (i >= 2 && memcmp(s + i - 2, "\xc3\xa1", 2) == 0));
    return next >= 0x80 && (strange >> (next - 0x80) & 1);
}

bool charset_find_legacy(const char *text, size_t n, struct charset_found *out)
{
    static const enum charset candidates[] = {CHARSET_TCVN3, CHARSET_VNI, CHARSET_UTF8_TWICE};
    enum { CANDIDATES = sizeof candidates / sizeof *candidates };
    struct score scores[CANDIDATES] = {0};
    size_t signs = 0;
    for (size_t i = 0; i < n && signs < SIGNS_MIN; i++)
        signs += is_sign(text, i, n);
    if (signs < SIGNS_MIN)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!is_sign(text, i, n))
            continue;
        const char *before = memrchr(text, '\n', i), *behind = memchr(text + i, '\n', n - i);
        size_t start = before ? (size_t)(before + 1 - text) : 0;
        size_t end = behind ? (size_t)(behind - text) : n;
        for (size_t c = 0; c < CANDIDATES; c++)
            score_line(&scores[c], candidates[c], text, start, end - start);
        i = end;
    }
    const struct score *best = &scores[0];
    for (size_t c = 1; c < CANDIDATES; c++)
        best = scores[c].legacy > best->legacy ? &scores[c] : best;
    *out = best->first;
    return convincing(best);
}

/* ---- mending ---- */

/* Whether a word in doubt is to be converted: as the words beside it; alone, when the text has no right
 * Vietnamese that it could belong to, or when it is none. */
static bool converts(const struct word *words, size_t count, size_t at, bool mixed)
{
    if (words[at].kind != KIND_UNSURE)
        return words[at].kind == KIND_LEGACY;
    for (size_t i = at; i-- > 0 && at - i <= WORD_MAX;)
        if (words[i].kind == KIND_LEGACY || words[i].kind == KIND_MODERN)
            return words[i].kind == KIND_LEGACY;
    for (size_t i = at + 1; i < count && i - at <= WORD_MAX; i++)
        if (words[i].kind == KIND_LEGACY || words[i].kind == KIND_MODERN)
            return words[i].kind == KIND_LEGACY;
    return !mixed || !words[at].was_good;
}

/* Whether the nearest word on one side that shows it is in capitals with small marks, 1 or 0; -1 when none
 * does. */
static int beside_capitals(const struct word *words, size_t count, size_t at, int step)
{
    for (size_t i = at + (size_t)step, far = 0; i < count && far < WORD_MAX; i += (size_t)step, far++)
        if (words[i].small || (words[i].capitals && words[i].marks))
            return !words[i].small;
    return -1;
}

/* The fonts .VnTimeH draw small letters as capitals, so a word of capitals has its marks small: "CéNG HßA". A
 * word that has one capital or none goes with its neighbours. */
static bool was_capitals(const struct word *words, size_t count, size_t at)
{
    if (words[at].small || words[at].capitals)
        return words[at].capitals;
    int before = beside_capitals(words, count, at, -1), behind = beside_capitals(words, count, at, 1);
    return before != 0 && behind != 0 && before + behind > -2;
}

static void mend_line(enum charset from, const char *s, size_t n, bool mixed, struct buf *out)
{
    struct arena arena = {0};
    size_t count, done = 0;
    struct word *words = split(&arena, from, s, n, &count);
    for (size_t i = 0; i < count; i++) {
        struct word *w = &words[i];
        if (!w->to || !converts(words, count, i, mixed))
            continue;
        size_t at = (size_t)(w->s - s);
        buf_add(out, s + done, at - done);
        buf_str(out,
                from == CHARSET_TCVN3 && was_capitals(words, count, i) ? text_upper(&arena, w->to) : w->to);
        done = at + w->n;
    }
    buf_add(out, s + done, n - done);
    arena_free(&arena);
}

/* UTF-8 twice needs no words: what spells a character in UTF-8 was one. A line of leaders "………" has no end.
 */
static void mend_twice(const char *s, size_t n, struct buf *out)
{
    uint32_t before = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp[4], to;
        size_t ends[4], count = 0, at = i;
        int len;
        while (count < 4 && (len = text_decode(s + at, n - at, &cp[count])) > 0) {
            at += (size_t)len;
            ends[count++] = at;
        }
        if (count == 0)
            return;
        size_t used = cp[0] < 0x80 ? 0 : twice_char(cp, count, &to);
        bool lone =
            used == 0 && is_lone(before, cp[0]) && (count == 1 || !in_word(CHARSET_UTF8_TWICE, cp[1]));
        bool space = lone && count > 1 && cp[1] == ' '; /* it was the second byte of à */
        put(out, used ? to : lone ? 0xe0 : cp[0]);
        used = used ? used : space ? 2 : 1;
        before = cp[used - 1];
        i = ends[used - 1];
    }
}

void charset_mend(enum charset from, const char *text, size_t n, struct buf *out)
{
    if (from == CHARSET_UTF8_TWICE) {
        mend_twice(text, n, out);
        return;
    }
    bool mixed = false;
    uint32_t cp;
    int len;
    for (size_t i = 0; i < n && !mixed; i += (size_t)len) {
        len = text_decode(text + i, n - i, &cp);
        if (len <= 0)
            break;
        mixed = is_vietnamese_only(cp);
    }
    for (size_t i = 0; i < n;) {
        const char *end = memchr(text + i, '\n', n - i);
        size_t next = end ? (size_t)(end + 1 - text) : n;
        mend_line(from, text + i, next - i, mixed, out);
        i = next;
    }
}
