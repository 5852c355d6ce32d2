/* syllable.c - is a word a Vietnamese syllable? Spelling only, no dictionary. */
#include "base/syllable.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SYLLABLE_MAX = 7 }; /* letters: nghiêng */

enum tone { TONE_NONE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT };

/* Vowels with a tone mark, by code point: the vowel without it, and the tone. */
static const struct marked {
    uint16_t cp, vowel;
    uint8_t tone;
} marked[] = {
    {u'à', u'a', 1}, {u'á', u'a', 4}, {u'ã', u'a', 3}, {u'è', u'e', 1}, {u'é', u'e', 4}, {u'ì', u'i', 1},
    {u'í', u'i', 4}, {u'ò', u'o', 1}, {u'ó', u'o', 4}, {u'õ', u'o', 3}, {u'ù', u'u', 1}, {u'ú', u'u', 4},
    {u'ý', u'y', 4}, {u'ĩ', u'i', 3}, {u'ũ', u'u', 3}, {u'ạ', u'a', 5}, {u'ả', u'a', 2}, {u'ấ', u'â', 4},
    {u'ầ', u'â', 1}, {u'ẩ', u'â', 2}, {u'ẫ', u'â', 3}, {u'ậ', u'â', 5}, {u'ắ', u'ă', 4}, {u'ằ', u'ă', 1},
    {u'ẳ', u'ă', 2}, {u'ẵ', u'ă', 3}, {u'ặ', u'ă', 5}, {u'ẹ', u'e', 5}, {u'ẻ', u'e', 2}, {u'ẽ', u'e', 3},
    {u'ế', u'ê', 4}, {u'ề', u'ê', 1}, {u'ể', u'ê', 2}, {u'ễ', u'ê', 3}, {u'ệ', u'ê', 5}, {u'ỉ', u'i', 2},
    {u'ị', u'i', 5}, {u'ọ', u'o', 5}, {u'ỏ', u'o', 2}, {u'ố', u'ô', 4}, {u'ồ', u'ô', 1}, {u'ổ', u'ô', 2},
    {u'ỗ', u'ô', 3}, {u'ộ', u'ô', 5}, {u'ớ', u'ơ', 4}, {u'ờ', u'ơ', 1}, {u'ở', u'ơ', 2}, {u'ỡ', u'ơ', 3},
    {u'ợ', u'ơ', 5}, {u'ụ', u'u', 5}, {u'ủ', u'u', 2}, {u'ứ', u'ư', 4}, {u'ừ', u'ư', 1}, {u'ử', u'ư', 2},
    {u'ữ', u'ư', 3}, {u'ự', u'ư', 5}, {u'ỳ', u'y', 1}, {u'ỵ', u'y', 5}, {u'ỷ', u'y', 2}, {u'ỹ', u'y', 3},
};

enum before { ANY, FRONT, BACK }; /* vowels it may stand before; front: e ê i y */

static const struct initial {
    const char *letters;
    enum before before;
} initials[] = {
    {"", ANY},     {"b", ANY},   {"c", BACK},    {"ch", ANY},  {"d", ANY},  {"đ", ANY},  {"g", BACK},
    {"gh", FRONT}, {"gi", ANY},  {"h", ANY},     {"k", FRONT}, {"kh", ANY}, {"l", ANY},  {"m", ANY},
    {"n", ANY},    {"ng", BACK}, {"ngh", FRONT}, {"nh", ANY},  {"p", ANY},  {"ph", ANY}, {"qu", ANY},
    {"r", ANY},    {"s", ANY},   {"t", ANY},     {"th", ANY},  {"tr", ANY}, {"v", ANY},  {"x", ANY},
};

/* Vowels of a rhyme and what may close it; "-" is nothing. */
static const struct rhyme {
    const char *vowels, *ends;
} rhymes[] = {
    {"a", "- c ch i m n ng nh o p t u y"},
    {"ă", "c m n ng p t"},
    {"â", "c m n ng p t u y"},
    {"e", "- c m n ng o p t"},
    {"ê", "- ch m n ng nh p t u"},
    {"i", "- a ch m n nh p t u"},
    {"iê", "c m n ng p t u"},
    {"o", "- c i m n ng p t"},
    {"oa", "- c ch i m n ng nh o p t y"},
    {"oă", "c m n ng t"},
    {"oe", "- n o t"},
    {"oo", "c ng"},
    {"ô", "- c i m n ng p t"},
    {"ơ", "- i m n p t"},
    {"u", "- a c i m n ng p t"},
    {"uâ", "n ng t y"},
    {"uê", "- ch nh"},
    {"uô", "c i m n ng t"},
    {"uơ", "-"},
    {"uy", "- a ch n nh p t u"},
    {"uyê", "n t"},
    {"ư", "- a c i n ng t u"},
    {"ươ", "c i m n ng p t u"},
    {"y", "- ch n nh p t"},
    {"yê", "m n ng t u"},
};

static uint32_t lower(uint32_t cp)
{
    if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xdd))
        return cp + 0x20;
    if (cp == 0x1af)
        return cp + 1;
    bool pair = cp == 0x102 || cp == 0x110 || cp == 0x128 || cp == 0x168 || cp == 0x1a0 ||
                (cp >= 0x1ea0 && cp <= 0x1ef8 && cp % 2 == 0);
    return pair ? cp + 1 : cp;
}

static int compare_marked(const void *key, const void *element)
{
    uint32_t cp = *(const uint32_t *)key, other = ((const struct marked *)element)->cp;
    return (cp > other) - (cp < other);
}

/* The word in small letters without its tone, which is returned; -1 when it has too many letters or tones. */
static int take_tone(const char *word, size_t n, char bare[4 * SYLLABLE_MAX + 1])
{
    size_t out = 0, letters = 0;
    int tone = TONE_NONE, len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        uint32_t cp;
        len = text_decode(word + i, n - i, &cp);
        if (len <= 0 || ++letters > SYLLABLE_MAX)
            return -1;
        cp = lower(cp);
        const struct marked *m =
            cp < 0x80 ? NULL
                      : bsearch(&cp, marked, sizeof marked / sizeof *marked, sizeof *marked, compare_marked);
        if (m && tone != TONE_NONE)
            return -1;
        if (m)
            tone = m->tone;
        out += text_encode(m ? m->vowel : cp, bare + out);
    }
    bare[out] = '\0';
    return tone;
}

/* Is end one of the words of the list? */
static bool listed(const char *list, const char *end)
{
    size_t n = strlen(end);
    for (const char *p = list; *p; p += strcspn(p, " "), p += *p == ' ')
        if (strcspn(p, " ") == n && memcmp(p, end, n) == 0)
            return true;
    return false;
}

static bool rhyme_valid(const char *rhyme, enum tone tone)
{
    for (size_t i = 0; i < sizeof rhymes / sizeof *rhymes; i++) {
        size_t n = strlen(rhymes[i].vowels);
        if (strncmp(rhyme, rhymes[i].vowels, n) != 0)
            continue;
        const char *end = rhyme[n] ? rhyme + n : "-";
        if (listed(rhymes[i].ends, end))
            return !listed("c ch p t", end) || tone == TONE_NONE || tone == TONE_ACUTE || tone == TONE_DOT;
    }
    return false;
}

static bool fits(enum before before, const char *rhyme)
{
    bool front = strchr("eiy", *rhyme) || strncmp(rhyme, "ê", strlen("ê")) == 0;
    switch (before) {
    case ANY:
        return true;
    case FRONT:
        return front;
    case BACK:
        return !front;
    }
    return false;
}

bool syllable_valid(const char *word, size_t n)
{
    char bare[4 * SYLLABLE_MAX + 1];
    int tone = take_tone(word, n, bare);
    if (tone < 0 || !*bare)
        return false;
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
        const char *rhyme = bare + strlen(initials[i].letters);
        if (strncmp(bare, initials[i].letters, strlen(initials[i].letters)) == 0 && *rhyme &&
            fits(initials[i].before, rhyme) && rhyme_valid(rhyme, (enum tone)tone))
            return true;
    }
    /* gì, gìn, giếng: the i is of the rhyme, and g stands for gi */
    return strncmp(bare, "gi", 2) == 0 && rhyme_valid(bare + 1, (enum tone)tone);
}
