/* shrink.c - an old pixel is to_width wide and a new one width, so that all that they share is whole numbers;
 * the same with heights. */
#include "site/shrink.h"

#include <assert.h>
#include <string.h>

void shrink_begin(struct shrink *s, struct arena *arena)
{
    size_t n = s->to_width * s->samples;

    s->pixels = arena_alloc(arena, n * s->to_height);
    s->across = arena_alloc(arena, n * sizeof *s->across);
    s->sums = arena_alloc(arena, n * sizeof *s->sums);
    memset(s->sums, 0, n * sizeof *s->sums);
    s->row = 0;
}

/* Adds part × an old pixel to a new one. */
static void add(const struct shrink *s, uint64_t *sum, const unsigned char *pixel, uint64_t part)
{
    size_t colours = s->samples - s->opacity;
    uint64_t weight = s->opacity ? part * pixel[colours] : part;

    for (size_t i = 0; i < colours; i++)
        sum[i] += weight * pixel[i];
    if (s->opacity)
        sum[colours] += weight;
}

static void sum_across(const struct shrink *s, const unsigned char *row)
{
    memset(s->across, 0, s->to_width * s->samples * sizeof *s->across);
    for (size_t x = 0; x < s->width; x++) {
        size_t from = x * s->to_width, to = from + s->to_width, first = from / s->width;
        size_t border = (first + 1) * s->width, here = (to < border ? to : border) - from;

        add(s, s->across + first * s->samples, row + x * s->samples, here);
        if (to > border)
            add(s, s->across + (first + 1) * s->samples, row + x * s->samples, to - border);
    }
}

/* The new row that the sums tell of. */
static void finish_row(struct shrink *s, size_t y)
{
    size_t n = s->to_width * s->samples, colours = s->samples - s->opacity;
    uint64_t area = (uint64_t)s->width * s->height;
    assert(area > 0); /* no picture is without pixels: small_forms.h */
    unsigned char *out = s->pixels + y * n;

    for (size_t i = 0; i < n; i += s->samples) {
        uint64_t whole = s->opacity ? s->sums[i + colours] : area;
        for (size_t c = 0; c < colours; c++)
            out[i + c] = whole ? (unsigned char)((s->sums[i + c] + whole / 2) / whole) : 0;
        if (s->opacity)
            out[i + colours] = (unsigned char)((whole + area / 2) / area);
    }
    memset(s->sums, 0, n * sizeof *s->sums);
}

static void add_down(struct shrink *s, uint64_t part)
{
    for (size_t i = 0; i < s->to_width * s->samples; i++)
        s->sums[i] += part * s->across[i];
}

void shrink_row(struct shrink *s, const unsigned char *row)
{
    size_t from = s->row++ * s->to_height, to = from + s->to_height, first = from / s->height;
    size_t border = (first + 1) * s->height;

    sum_across(s, row);
    add_down(s, (to < border ? to : border) - from);
    if (to >= border)
        finish_row(s, first);
    if (to > border)
        add_down(s, to - border);
}
