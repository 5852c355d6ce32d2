/* codes.c - codes of one byte for the characters of a face. */
#include "report/codes.h"

/* The codes outside ASCII, in the order in which they are given: first those that need no escape in a string.
 * NUL, tabulator and line ends are left out, for not all readers take them as they are. */
static const struct {
    uint8_t first, count;
} order[] = {{128, 128}, {1, 8}, {14, 18}};

static bool is_ascii(uint32_t cp)
{
    return cp >= ' ' && cp <= '~';
}

/* The n-th code of that order; 0 behind the last. */
static uint32_t code_at(size_t n)
{
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (n < order[i].count)
            return order[i].first + (uint32_t)n;
        n -= order[i].count;
    }
    return 0;
}

static void add_font(struct arena *arena, struct codes *codes)
{
    ARENA_PUSH(arena, codes->fonts, codes->font_count) = (struct code_font){{0}};
    codes->given = 0;
}

uint32_t codes_of_new(struct arena *arena, struct codes *codes, uint32_t cp)
{
    uint32_t **row = &codes->rows[cp >> 8], code = cp;
    if (!*row)
        *row = arena_alloc(arena, 256 * sizeof **row);
    if (codes->font_count == 0)
        add_font(arena, codes);
    size_t font = 0;
    if (!is_ascii(cp)) {
        if (code_at(codes->given) == 0)
            add_font(arena, codes);
        font = codes->font_count - 1;
        code = code_at(codes->given++);
    }
    codes->fonts[font].characters[code] = (uint16_t)cp;
    return (*row)[cp & 255] = (uint32_t)font * CODE_COUNT + code;
}

void codes_range(const uint16_t characters[CODE_COUNT], unsigned *first, unsigned *last)
{
    *first = 0;
    *last = CODE_COUNT - 1;
    while (*first < *last && !characters[*first])
        ++*first;
    while (*last > *first && !characters[*last])
        --*last;
}
