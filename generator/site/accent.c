/* accent.c - contrast by WCAG 2 and the colours made from the school's accent. */
#include "site/accent.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { DEFAULT_ACCENT = 0x0b5d7a, LIGHT_WANTED = 5500, DARK_WANTED = 7000, STEPS = 32 };

/* sRGB to linear light by a cubic that stays within 0.003 of the standard's curve: no libm, same result
 * everywhere. */
static double linear(unsigned byte)
{
    double s = byte / 255.0;

    return s * (s * (s * 0.305306011 + 0.682171111) + 0.012522878);
}

static double luminance(unsigned rgb)
{
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
}

long accent_contrast(unsigned a, unsigned b)
{
    double la = luminance(a) + 0.05, lb = luminance(b) + 0.05;

    return (long)((la > lb ? la / lb : lb / la) * 1000);
}

static unsigned mix(unsigned colour, unsigned target, unsigned step)
{
    unsigned out = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8) {
        unsigned from = colour >> shift & 255, to = target >> shift & 255;
        out |= (from * (STEPS - step) + to * step) / STEPS << shift;
    }
    return out;
}

/* The colour moved towards target until it stands out enough from the page. */
static unsigned readable(unsigned colour, unsigned page, unsigned target, long wanted)
{
    unsigned made = colour;

    for (unsigned step = 0; step <= STEPS; step++) {
        made = mix(colour, target, step);
        if (accent_contrast(made, page) >= wanted)
            break;
    }
    return made;
}

static bool parse(const char *s, unsigned *out)
{
    size_t n = strlen(s);
    unsigned v = 0;

    if (s[0] != '#' || (n != 4 && n != 7))
        return false;
    for (size_t i = 1; i < n; i++) {
        if (!isxdigit((unsigned char)s[i]))
            return false;
        unsigned digit = (unsigned)(s[i] <= '9' ? s[i] - '0' : (s[i] | 32) - 'a' + 10);
        v = n == 4 ? v << 8 | digit * 17 : v << 4 | digit;
    }
    *out = v;
    return true;
}

void accent_make(struct arena *arena, const char *colour, struct accent *out)
{
    unsigned rgb = DEFAULT_ACCENT;
    if (colour != NULL && !parse(colour, &rgb))
        rgb = DEFAULT_ACCENT;

    out->light = arena_printf(arena, "#%06x", readable(rgb, 0xffffff, 0x000000, LIGHT_WANTED));
    out->dark = arena_printf(arena, "#%06x", readable(rgb, ACCENT_DARK_PAGE, 0xffffff, DARK_WANTED));
}
