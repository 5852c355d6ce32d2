/* glyphs.c - characters of the content that the fonts cannot print. */
#include "report/glyphs.h"

#include "base/text.h"

#include <string.h>

enum {
    ASCII = 128,
    DIFFERENT_MAX = 20
}; /* characters named per file; a file in another script would name thousands */

static bool printable(const struct font *const *fonts, uint32_t cp)
{
    if (cp == '\n' || cp == '\t')
        return true;
    for (int face = 0; face < FACE_COUNT; face++)
        if (font_glyph(fonts[face], cp) == 0)
            return false;
    return true;
}

bool glyphs_check(struct arena *arena, struct diags *diags, const struct font *const *fonts,
                  const struct source *source)
{
    uint32_t seen[DIFFERENT_MAX];
    size_t count = 0;
    uint32_t cp;
    int len;
    bool plain[ASCII]; /* most of a text, so asked for once */
    for (cp = 0; cp < ASCII; cp++)
        plain[cp] = cp != '<' && printable(fonts, cp);
    for (size_t i = 0; i < source->len && count < DIFFERENT_MAX; i += (size_t)len) {
        unsigned char first = (unsigned char)source->text[i];
        len = 1;
        if (first < ASCII && plain[first])
            continue;
        const char *end = strncmp(source->text + i, "<!--", 4) == 0 ? strstr(source->text + i, "-->") : NULL;
        if (end)
            i = (size_t)(end - source->text);
        len = text_decode(source->text + i, source->len - i, &cp);
        if (len <= 0)
            break;
        if (printable(fonts, cp))
            continue;
        size_t k = 0;
        while (k < count && seen[k] != cp)
            k++;
        if (k < count)
            continue;
        seen[count++] = cp;
        char *shown = arena_strndup(arena, source->text + i, (size_t)len);
        diag(diags, GLYPH_MISSING, place_make(source, i, (size_t)len), shown,
             arena_printf(arena, "U+%04X", cp));
    }
    return count == 0;
}
