/* codes.h - the characters of a document in one face: each gets a code of one byte in a font of that face. So
 * a text takes a byte a character, and one operator widens all its spaces (ISO 32000-1, 9.3.3), where fonts
 * with codes of two bytes take more than twice as much. */
#ifndef REPORT_CODES_H
#define REPORT_CODES_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

enum { CODE_COUNT = 256 };

/* One font: its characters by code, 0 where none has the code. */
struct code_font {
    uint16_t characters[CODE_COUNT];
};

/* All zero: no character yet. The fonts are one, but for documents of some 250 different characters and more.
 */
struct codes {
    struct code_font *fonts;
    size_t font_count;
    size_t given;        /* codes of the newest font that were given to characters outside ASCII */
    uint32_t *rows[256]; /* by the high byte of the character: by its low byte what codes_of returns, or 0 */
};

/* The number of the font that has a character, times 256, plus its code there. The character (a code point, 1
 * to 0xffff) gets both when it is asked for first: those of ASCII their own code in font 0, the space's among
 * them, others the next that is free. Memory: the arena's. */
uint32_t codes_of_new(struct arena *arena, struct codes *codes, uint32_t cp);
static inline uint32_t codes_of(struct arena *arena, struct codes *codes, uint32_t cp)
{
    const uint32_t *row = codes->rows[cp >> 8];
    return row && row[cp & 255] ? row[cp & 255] : codes_of_new(arena, codes, cp);
}

/* The first of the codes that has a character, and the last. */
void codes_range(const uint16_t characters[CODE_COUNT], unsigned *first, unsigned *last);

#endif
