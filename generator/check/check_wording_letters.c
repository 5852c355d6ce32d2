/* check_wording_letters.c - letters that look like others, numerals with letters in them, two ways to place
 * the tone mark. */
#include "base/text.h"
#include "check/wording.h"

#include <stdlib.h>
#include <string.h>

/* ---- look-alikes ---- */

enum alphabet { ICELANDIC, MARKED, GREEK, CYRILLIC };

static const struct letter {
    uint32_t cp;
    const char *meant;
    enum alphabet alphabet;
} letters[] = {
#define LETTER(cp, meant, alphabet) {cp, meant, alphabet},
#include "check/letters.def"
#undef LETTER
};

static int compare_letter(const void *key, const void *row)
{
    uint32_t cp = *(const uint32_t *)key, other = ((const struct letter *)row)->cp;
    return (cp > other) - (cp < other);
}

static const struct letter *find_letter(uint32_t cp)
{
    return bsearch(&cp, letters, sizeof letters / sizeof *letters, sizeof *letters, compare_letter);
}

static bool is_foreign(uint32_t cp)
{
    return cp >= 0x370 && cp <= 0x52f;
}

/* The letter that was meant by a look-alike, full-width ones included; NULL: it is none. */
static const char *meant_by(const struct wording *w, uint32_t cp)
{
    const struct letter *letter = find_letter(cp);
    if (!letter && cp >= 0xff10 && cp <= 0xff5a)
        return arena_printf(w->c->arena, "%c", (char)(cp - 0xff10 + '0'));
    return letter ? letter->meant : NULL;
}

static bool has_look_alike(const struct passage *p, const struct word *word)
{
    uint32_t cp;
    for (size_t i = word->from, end = i + word->length; i < end;) {
        i += (size_t)text_decode(p->text + i, end - i, &cp);
        bool vietnamese = cp < 0xc0 || (cp >= 0x1ea0 && cp <= 0x1ef9);
        if (!vietnamese && (find_letter(cp) || (cp >= 0xff10 && cp <= 0xff5a)))
            return true;
    }
    return false;
}

/* A word of Greek or Cyrillic letters that are not all look-alikes is a foreign word, and none of our affair.
 */
static void check_letters(struct wording *w, const struct passage *p, const struct word *word)
{
    if (!has_look_alike(p, word))
        return;
    struct buf meant = {0};
    const char *wrong = NULL;
    bool foreign = false;
    uint32_t cp;
    for (size_t i = word->from, end = i + word->length, n; i < end; i += n) {
        n = (size_t)text_decode(p->text + i, end - i, &cp);
        const char *letter = cp < 0x80 ? NULL : meant_by(w, cp);
        if (letter && !wrong)
            wrong = arena_printf(w->c->arena, "%.*s (U+%04X)", (int)n, p->text + i, (unsigned)cp);
        foreign = foreign || (!letter && is_foreign(cp));
        if (letter)
            buf_str(&meant, letter);
        else
            buf_add(&meant, p->text + i, n);
    }
    const char *word_meant = text_nfc(w->c->arena, buf_text(&meant), &meant.len);
    if (wrong && !foreign)
        wording_found(w, DIAG_LETTER_ALIKE, p, word->from, word->length,
                      stretch(w, p, word->from, word->length), wrong, arena_strdup(w->c->arena, word_meant));
    buf_free(&meant);
}

/* ---- numerals ---- */

/* A numeral of I, V and X. */
static bool is_roman(const char *s)
{
    static const char *const tens[] = {"XXX", "XX", "X", ""};
    static const char *const ones[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", ""};
    for (size_t i = 0; i < sizeof tens / sizeof *tens; i++) {
        size_t n = strlen(tens[i]);
        for (size_t j = 0; j < sizeof ones / sizeof *ones && strncmp(s, tens[i], n) == 0; j++)
            if (*s && strcmp(s + n, ones[j]) == 0)
                return true;
    }
    return false;
}

/* Words that stand before a Roman numeral. */
static bool is_cue(const struct passage *p, const struct word *word)
{
    static const char *const cues[] = {"Quý", "quý", "Phần", "phần", "Chương", "chương", "khóa", "khoá",
                                       "kỳ",  "thứ", "Mục",  "mục",  "lục",    "hạng",   "loại", "tập"};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (word_is(p, word, cues[i]))
            return true;
    return false;
}

/* "lI", "1I", "Vl" for II and VI. Without a word before that says so, only what can be nothing else. */
static bool check_roman(struct wording *w, const struct passage *p, const struct word *word, const char *s)
{
    bool cue = word->gap == GAP_SPACE && is_cue(p, word - 1), small = strchr(s, 'l') != NULL;
    bool capital = strpbrk(s, "IVX") != NULL, mixed = capital && (small || (cue && strchr(s, '1')));
    if (strspn(s, "IVXl1") < strlen(s) || !(mixed || (cue && small)))
        return false;
    char *roman = arena_strdup(w->c->arena, s);
    for (char *c = roman; *c; c++)
        *c = *c == 'l' || *c == '1' ? 'I' : *c;
    if (is_roman(roman))
        wording_found(w, DIAG_NUMERAL_LETTERS, p, word->from, word->length, s, roman, NULL);
    return true;
}

/* "2O24", "20l4": a letter between digits. */
static void check_digits(struct wording *w, const struct passage *p, const struct word *word, const char *s)
{
    size_t n = strlen(s);
    bool letter = strpbrk(s, "OolI") != NULL,
         digit_ends = s[0] >= '0' && s[0] <= '9' && s[n - 1] >= '0' && s[n - 1] <= '9';
    if (!letter || !digit_ends || strspn(s, "0123456789OolI") < n)
        return;
    char *digits = arena_strdup(w->c->arena, s);
    for (char *c = digits; *c; c++)
        *c = *c == 'O' || *c == 'o' ? '0' : *c == 'l' || *c == 'I' ? '1' : *c;
    wording_found(w, DIAG_NUMERAL_LETTERS, p, word->from, word->length, s, digits, NULL);
}

static void check_numeral(struct wording *w, const struct passage *p, const struct word *word)
{
    enum { NUMERAL_MAX = 12 };
    const char *text = p->text + word->from;
    if (word->length > NUMERAL_MAX || strspn(text, "0123456789OolIVX") < word->length)
        return;
    const char *s = stretch(w, p, word->from, word->length);
    if (!check_roman(w, p, word, s))
        check_digits(w, p, word, s);
}

/* ---- the place of the tone mark ---- */

enum style { STYLE_OLD, STYLE_NEW, STYLES }; /* hòa, hoà */

static const char *const ends[STYLES][45] = {
    {"òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy",
     "ÒA", "ÓA", "ỎA", "ÕA", "ỌA", "ÒE", "ÓE", "ỎE", "ÕE", "ỌE", "ÙY", "ÚY", "ỦY", "ŨY", "ỤY",
     "Òa", "Óa", "Ỏa", "Õa", "Ọa", "Òe", "Óe", "Ỏe", "Õe", "Ọe", "Ùy", "Úy", "Ủy", "Ũy", "Ụy"},
    {"oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ",
     "OÀ", "OÁ", "OẢ", "OÃ", "OẠ", "OÈ", "OÉ", "OẺ", "OẼ", "OẸ", "UỲ", "UÝ", "UỶ", "UỸ", "UỴ",
     "Oà", "Oá", "Oả", "Oã", "Oạ", "Oè", "Oé", "Oẻ", "Oẽ", "Oẹ", "Uỳ", "Uý", "Uỷ", "Uỹ", "Uỵ"},
};
enum { ENDS = sizeof *ends / sizeof **ends };

/* A word that shows a style. */
struct shown {
    const struct passage *passage;
    struct word word;
    size_t end; /* row of ends */
};

struct tones {
    struct shown *list[STYLES];
    size_t count[STYLES];
};

/* The row of ends that the word has in that style; ENDS: none. "quý" is the same in both. */
static size_t end_of_word(const struct passage *p, const struct word *word, enum style style)
{
    const char *s = p->text + word->from;
    for (size_t i = 0; i < ENDS; i++) {
        size_t n = strlen(ends[style][i]);
        if (word->length >= n && memcmp(s + word->length - n, ends[style][i], n) == 0)
            return word->length > n && (s[word->length - n - 1] | 32) == 'q' ? ENDS : i;
    }
    return ENDS;
}

static bool is_capitalised(const struct passage *p, const struct word *word)
{
    return letter_case(char_at(p, word->from)) == CASE_UPPER;
}

/* Part of a person's name: behind another capitalised word, or behind what one is called. */
static bool is_in_name(const struct passage *p, const struct word *word)
{
    static const char *const called[] = {"ông", "bà", "cô", "thầy", "em", "anh", "chị"};
    bool all_capitals = letter_case(char_before(p, word->from + word->length)) == CASE_UPPER;
    if (word->gap != GAP_SPACE || !is_capitalised(p, word) || all_capitals)
        return false;
    for (size_t i = 0; i < sizeof called / sizeof *called; i++)
        if (word_is(p, word - 1, called[i]))
            return true;
    return is_capitalised(p, word - 1);
}

static void note_tone(struct wording *w, struct tones *t, const struct passage *p, const struct word *word)
{
    char last = p->text[word->from + word->length - 1];
    bool plain =
        strchr("aeyAEY", last) != NULL; /* else its last letter has a mark, or nothing is to be seen */
    if (word->length < 3 || (!plain && (unsigned char)last < 0x80))
        return;
    const char *letter =
        p->text + word->from + word->length - 1; /* the last; most words end in no such way */
    while (!plain && ((unsigned char)*letter & 0xc0) == 0x80)
        letter--;
    if (plain ? (unsigned char)letter[-1] < 0x80 : !strchr("oOuU", letter[-1]))
        return;
    enum style style = plain ? STYLE_OLD : STYLE_NEW;
    size_t end = end_of_word(p, word, style);
    if (end < ENDS && !is_in_name(p, word))
        ARENA_PUSH(w->c->arena, t->list[style], t->count[style]) = (struct shown){p, *word, end};
}

/* The first word of the other style that is the same but for the place of its mark, else the first of all. */
static const struct shown *counterpart(const struct tones *t, enum style style, const struct shown *shown)
{
    for (size_t i = 0; i < t->count[style]; i++)
        if (t->list[style][i].word.id == shown->word.id)
            return &t->list[style][i];
    return &t->list[style][0];
}

static void complain_tones(struct wording *w, const struct tones *t)
{
    if (t->count[STYLE_OLD] == 0 || t->count[STYLE_NEW] == 0)
        return;
    enum style rare = t->count[STYLE_NEW] <= t->count[STYLE_OLD] ? STYLE_NEW : STYLE_OLD;
    const struct shown *first = &t->list[rare][0],
                       *other = counterpart(t, rare == STYLE_NEW ? STYLE_OLD : STYLE_NEW, first);
    const char *a = stretch(w, first->passage, first->word.from, first->word.length);
    const char *b = stretch(w, other->passage, other->word.from, other->word.length);
    for (size_t i = 0; i < t->count[rare]; i++) {
        const struct shown *shown = &t->list[rare][i];
        wording_found(w, DIAG_TONE_MIXED, shown->passage, shown->word.from, shown->word.length, a, b, NULL);
    }
}

void wording_letters(struct wording *w)
{
    struct tones tones = {0};
    for (size_t i = 0; i < w->passages.count; i++) {
        const struct passage *p = &w->passages.list[i];
        for (size_t j = 0; j < w->words[i].count; j++) {
            const struct word *word = &w->words[i].list[j];
            check_letters(w, p, word);
            check_numeral(w, p, word);
            if (p->kind != PASSAGE_PERSON)
                note_tone(w, &tones, p, word);
        }
    }
    complain_tones(w, &tones);
}
