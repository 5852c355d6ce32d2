/* font.c - a PDF's fonts: names, widths, and from codes to Unicode. */
#include "pdf/font.h"

#include "pdf/lexer.h"

#include <string.h>

enum {
    CODES = 65536,
    SIMPLE_CODES = 256,
    RANGED_MOST = 16 * CODES, /* codes that ranges may set in all: of a real font each is set once */
};

/* ---- names ---- */

/* "ABCDEF+Name" without its subset letters. */
static const char *plain_name(const char *name)
{
    name += *name == '/';
    size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return letters == 6 && name[6] == '+' ? name + 7 : name;
}

static bool says(const char *name, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strcasestr(name, words[i]))
            return true;
    return false;
}

static void read_style(struct pdf_file *file, pdf_value descriptor, struct pdf_font *font)
{
    static const char *const bold[] = {"bold", "black", "heavy", NULL}, *const italic[] = {"italic",
                                                                                           "oblique", NULL};
    enum { FLAG_ITALIC = 64, FLAG_BOLD = 262144 };
    int flags = (int)pdf_number(file, pdf_get(file, descriptor, "/Flags"), 0);
    font->bold = says(font->name, bold) || (flags & FLAG_BOLD);
    font->italic = says(font->name, italic) || (flags & FLAG_ITALIC);
}

/* ---- widths ---- */

static void set_width(float *widths, size_t codes, double code, double width)
{
    if (code >= 0 && code < (double)codes)
        widths[(size_t)code] = (float)width;
}

/* "1 [500 600] 7 9 250": runs of codes (ISO 32000-1, 9.7.4.3). */
static void read_composite_widths(struct pdf_file *file, pdf_value list, float *widths)
{
    size_t count = pdf_count(file, list), ranged = 0;
    for (size_t i = 0; i + 1 < count;) {
        double first = pdf_number(file, pdf_at(file, list, i), -1);
        pdf_value second = pdf_at(file, list, i + 1);
        if (pdf_is_array(file, second)) {
            for (size_t k = 0; k < pdf_count(file, second); k++)
                set_width(widths, CODES, first + (double)k, pdf_number(file, pdf_at(file, second, k), 0));
            i += 2;
        } else {
            double last = pdf_number(file, second, -1),
                   width = pdf_number(file, pdf_at(file, list, i + 2), 0);
            /* steps of 1 below CODES are exact */
            for (double code = first; code >= 0 && code <= last && code < CODES && ranged < RANGED_MOST;
                 code++, ranged++)
                set_width(widths, CODES, code, width);
            i += 3;
        }
    }
}

static const float *read_widths(struct arena *arena, struct pdf_file *file, pdf_value font,
                                pdf_value descendant)
{
    size_t codes = descendant ? CODES : SIMPLE_CODES;
    float *widths = arena_alloc(arena, codes * sizeof *widths);
    double usual = descendant ? pdf_number(file, pdf_get(file, descendant, "/DW"), 1000) : 500;
    for (size_t i = 0; i < codes; i++)
        widths[i] = (float)usual;
    if (descendant) {
        read_composite_widths(file, pdf_get(file, descendant, "/W"), widths);
        return widths;
    }
    pdf_value list = pdf_get(file, font, "/Widths");
    double first = pdf_number(file, pdf_get(file, font, "/FirstChar"), 0);
    for (size_t i = 0; i < pdf_count(file, list); i++)
        set_width(widths, codes, first + (double)i, pdf_number(file, pdf_at(file, list, i), 0));
    return widths;
}

/* ---- Unicode ---- */

static unsigned code_of(const struct pdf_token *token)
{
    unsigned code = 0;
    for (size_t i = 0; i < token->length && i < 4; i++)
        code = code << 8 | (unsigned char)token->text[i];
    return code;
}

/* The first character of UTF-16 bytes; 0 when it is no string. */
static uint32_t character_of(const struct pdf_token *token)
{
    const unsigned char *s = (const unsigned char *)token->text;
    if (token->length < 2)
        return token->length == 1 ? s[0] : 0;
    uint32_t high = (uint32_t)s[0] << 8 | s[1];
    if (high >= 0xD800 && high < 0xDC00 && token->length >= 4)
        return 0x10000 + ((high - 0xD800) << 10) + ((((uint32_t)s[2] << 8 | s[3]) - 0xDC00) & 0x3FF);
    return high;
}

/* What is no character, or would command a terminal that shows it, is not known. */
static void set_unicode(uint32_t *unicode, size_t codes, unsigned code, uint32_t character)
{
    bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    bool surrogate = character >= 0xD800 && character < 0xE000;
    if (code < codes)
        unicode[code] = control || surrogate || character > 0x10FFFF ? 0 : character;
}

static void read_range(struct pdf_lexer *lexer, const struct pdf_token *first, uint32_t *unicode,
                       size_t codes, size_t *ranged)
{
    struct pdf_token last = pdf_next(lexer), to = pdf_next(lexer);
    unsigned from = code_of(first), end = code_of(&last);
    if (to.kind == PDF_OPEN) {
        for (unsigned code = from; (to = pdf_next(lexer)).kind == PDF_STRING; code++)
            set_unicode(unicode, codes, code, character_of(&to));
        return;
    }
    for (unsigned code = from; code <= end && code < codes && *ranged < RANGED_MOST; code++, ++*ranged)
        set_unicode(unicode, codes, code, character_of(&to) + (code - from));
}

/* A ToUnicode map (ISO 32000-1, 9.10.3). */
static void read_map(struct arena *arena, const char *bytes, size_t n, uint32_t *unicode, size_t codes)
{
    struct pdf_lexer lexer = {arena, bytes, bytes + n};
    enum { OUTSIDE, CHARACTERS, RANGES } where = OUTSIDE;
    size_t ranged = 0;
    for (struct pdf_token token; (token = pdf_next(&lexer)).kind != PDF_END;) {
        if (token.kind == PDF_WORD)
            where = strcmp(token.text, "beginbfchar") == 0    ? CHARACTERS
                    : strcmp(token.text, "beginbfrange") == 0 ? RANGES
                                                              : OUTSIDE;
        if (token.kind != PDF_STRING || where == OUTSIDE)
            continue;
        if (where == RANGES) {
            read_range(&lexer, &token, unicode, codes, &ranged);
        } else {
            struct pdf_token to = pdf_next(&lexer);
            if (to.kind == PDF_STRING)
                set_unicode(unicode, codes, code_of(&token), character_of(&to));
        }
    }
}

/* Without a map: WinAnsi, which differs from Latin 1 in 32 places (ISO 32000-1, D.2). */
static void fill_win_ansi(uint32_t *unicode)
{
    static const uint16_t middle[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    for (uint32_t code = 32; code < SIMPLE_CODES; code++)
        unicode[code] = code >= 0x80 && code < 0xA0 ? middle[code - 0x80] : code;
}

const struct pdf_font *pdf_font_read(struct arena *arena, struct pdf_file *file, pdf_value value)
{
    struct pdf_font *font = ARENA_NEW(arena, struct pdf_font);
    bool composite = pdf_is_name(file, pdf_get(file, value, "/Subtype"), "/Type0");
    pdf_value descendant = composite ? pdf_at(file, pdf_get(file, value, "/DescendantFonts"), 0) : 0;
    size_t codes = composite ? CODES : SIMPLE_CODES, length;
    uint32_t *unicode = arena_alloc(arena, codes * sizeof *unicode);
    font->name = plain_name(pdf_name(file, pdf_get(file, value, "/BaseFont")));
    font->code_bytes = composite ? 2 : 1;
    read_style(file, pdf_get(file, descendant ? descendant : value, "/FontDescriptor"), font);
    if (composite && !descendant)
        descendant = value; /* damaged: widths as they come */
    font->widths = read_widths(arena, file, value, descendant);
    if (!composite)
        fill_win_ansi(unicode);
    const char *map = pdf_stream(file, pdf_get(file, value, "/ToUnicode"), &length);
    if (map)
        read_map(arena, map, length, unicode, codes);
    font->unicode = unicode;
    return font;
}

unsigned pdf_font_code(const struct pdf_font *font, const char *s, size_t n, size_t *bytes)
{
    *bytes = font->code_bytes == 2 && n >= 2 ? 2 : 1;
    unsigned first = (unsigned char)s[0];
    return *bytes == 2 ? first << 8 | (unsigned char)s[1] : first;
}
