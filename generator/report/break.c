/* break.c - where the lines of a paragraph end: not the first words that fit, but the set of lines that is
 * least ugly as a whole. */
#include "report/lines.h"

#include "base/text.h"

#include <string.h>

/* A justified line's spaces may grow to this many times their width, and shrink to that; else it is left
 * ragged. */
static const double stretch_most = 2.5, shrink_least = 0.9;

/* What a line costs, besides its looseness (0 at normal spaces, 100 at the most). */
static const double cost_line = 10, cost_soft = 2000, cost_ragged = 5000, cost_stub = 60,
                    cost_even_line = 1000, never = 1e30;

/* Sums over the pieces before one, so that any stretch of them is measured at once. */
struct sums {
    double width; /* of the pieces, without spaces */
    double space; /* of the spaces before pieces 1 to this one */
    size_t spaces;
};

struct breaker {
    const struct words *words;
    struct sums *sums;
    double *cost; /* of the best lines that end before piece i */
    size_t *from; /* where the last of these begins */
    double width, indent;
    enum align align;
    size_t first; /* piece that the longest line to the present end begins with */
};

/* How many bytes of a piece fit into width: behind the last "/", "-", "." that fits, else as many characters
 * as fit. */
static size_t fitting_bytes(const struct words *words, const struct piece *piece, double width)
{
    size_t fit = 0, good = 0;
    double used = 0;
    uint32_t cp;
    int len;
    for (size_t i = 0; i < piece->length; i += (size_t)len) {
        len = text_decode(piece->text + i, piece->length - i, &cp);
        if (len <= 0)
            break;
        used += font_width(words->fonts[piece->face], piece->text + i, (size_t)len) * words->size / 1000;
        if (used > width && fit > 0)
            break;
        fit = i + (size_t)len;
        if (cp == '/' || cp == '-' || cp == '.' || cp == ',')
            good = fit;
    }
    return good > fit / 2 ? good : fit;
}

/* Cuts pieces that are wider than a line into ones that are not. */
static void cut_long(struct words *words, double width)
{
    bool any = false;
    for (size_t i = 0; i < words->count; i++)
        any = any || words->pieces[i].width > width;
    if (!any)
        return;
    struct words cut = *words;
    cut.pieces = NULL;
    cut.count = 0;
    for (size_t i = 0; i < words->count; i++) {
        struct piece rest = words->pieces[i];
        while (rest.width > width) {
            size_t n = fitting_bytes(words, &rest, width);
            struct piece head = rest;
            if (n == 0 || n >= rest.length)
                break;
            head.length = n;
            head.width = font_width(words->fonts[rest.face], rest.text, n) * words->size / 1000;
            ARENA_PUSH(words->arena, cut.pieces, cut.count) = head;
            rest.text += n;
            rest.length -= n;
            rest.width = font_width(words->fonts[rest.face], rest.text, rest.length) * words->size / 1000;
            rest.space_before = rest.no_break = rest.forced = false;
            rest.soft = true;
        }
        ARENA_PUSH(words->arena, cut.pieces, cut.count) = rest;
    }
    *words = cut;
}

/* ---- one line ---- */

static double line_room(const struct breaker *b, size_t from)
{
    return b->width - (from == 0 ? b->indent : 0) + 0.01;
}

static double line_spaces(const struct breaker *b, size_t from, size_t to)
{
    return b->sums[to - 1].space - b->sums[from].space;
}

static double line_natural(const struct breaker *b, size_t from, size_t to)
{
    return b->sums[to].width - b->sums[from].width + line_spaces(b, from, to);
}

/* Is it the last of its kind: at the end, or before a forced line? */
static bool is_last(const struct breaker *b, size_t to)
{
    return to == b->words->count || b->words->pieces[to].forced;
}

static bool may_begin(const struct breaker *b, size_t from)
{
    const struct piece *p = &b->words->pieces[from];
    return from == 0 || p->forced || p->soft || (p->space_before && !p->no_break);
}

/* Where a line would end: what all lines that end there have in common. */
struct line_end {
    bool last;
    double cost;         /* at least, of every line that ends here */
    double width, space; /* summed up to here */
};

static struct line_end end_at(const struct breaker *b, size_t to)
{
    bool soft = to < b->words->count && b->words->pieces[to].soft;
    return (struct line_end){is_last(b, to), cost_line + (soft ? cost_soft : 0), b->sums[to].width,
                             b->sums[to - 1].space};
}

/* The line of pieces from `from` to before an end: its spaces, and what is left of the measure (below 0: too
 * long). */
struct line_fit {
    double spaces, slack;
};

static struct line_fit fit_line(const struct breaker *b, const struct line_end *end, size_t from)
{
    double spaces = end->space - b->sums[from].space;
    return (struct line_fit){spaces, line_room(b, from) - (end->width - b->sums[from].width + spaces)};
}

static bool fits(const struct breaker *b, struct line_fit fit)
{
    return fit.slack >= 0 || (b->align == ALIGN_JUSTIFY && -fit.slack <= fit.spaces * (1 - shrink_least));
}

/* Would a justified line's spaces grow too wide? */
static bool is_ragged(const struct breaker *b, const struct line_end *end, struct line_fit fit)
{
    return b->align == ALIGN_JUSTIFY && !end->last && fit.slack > fit.spaces * (stretch_most - 1);
}

/* Ugliness of a line that fits. */
static double line_cost(const struct breaker *b, const struct line_end *end, size_t from, struct line_fit fit)
{
    double share;
    if (fit.slack < 0)
        return end->cost + 100 * -fit.slack / (fit.spaces * (1 - shrink_least));
    if (b->align == ALIGN_JUSTIFY && !end->last && !is_ragged(b, end, fit)) {
        share = 100 * fit.slack / (fit.spaces * (stretch_most - 1));
        return end->cost + share * share * share / 10000;
    }
    share = 100 * fit.slack / b->width; /* of the measure */
    switch (b->align) {
    case ALIGN_JUSTIFY:
        return end->cost + (!end->last               ? cost_ragged + share * share
                            : share > 88 && from > 0 ? cost_stub
                                                     : 0);
    case ALIGN_CENTER: /* lines of about one length, but no more of them than needed */
        return end->cost + cost_even_line + share * share;
    case ALIGN_LEFT:
    case ALIGN_RIGHT:
        return end->cost + (!end->last ? share * share / 10 : share > 80 && from > 0 ? cost_stub : 0);
    }
    return end->cost;
}

/* ---- the whole ---- */

/* More is bound together than fits: the longest line that ends before piece `to`, wherever it begins. */
static void best_line_of_bound(struct breaker *b, size_t to)
{
    size_t from = to - 1;
    while (from > 0 && !b->words->pieces[from].forced &&
           line_natural(b, from - 1, to) <= line_room(b, from - 1))
        from--;
    b->from[to] = from;
    b->cost[to] = b->cost[from] + cost_ragged;
}

/* The first piece that a line to there may begin with: behind what is too long for one, from the last forced
 * line on. It only moves on from one end to the next. */
static void move_first(struct breaker *b, const struct line_end *end, size_t to)
{
    if (b->words->pieces[to - 1].forced)
        b->first = to - 1;
    while (b->first + 1 < to && !fits(b, fit_line(b, end, b->first)))
        b->first++;
}

/* From the longest line to the shortest; of two that are as good the shorter one. */
static void best_line_to(struct breaker *b, size_t to)
{
    struct line_end end = end_at(b, to);
    double best = never;
    move_first(b, &end, to);
    for (size_t from = b->first; from < to; from++) {
        if (b->cost[from] + end.cost > best || !may_begin(b, from))
            continue;
        struct line_fit fit = fit_line(b, &end, from);
        if (best < cost_ragged && is_ragged(b, &end, fit))
            break; /* as are all shorter ones */
        double cost = b->cost[from] + (fits(b, fit) ? line_cost(b, &end, from, fit) : end.cost);
        if (cost <= best) {
            best = cost;
            b->from[to] = from;
        }
    }
    b->cost[to] = best;
    if (best >= never)
        best_line_of_bound(b, to);
}

static void sum_up(struct breaker *b)
{
    for (size_t i = 0; i < b->words->count; i++) {
        const struct piece *p = &b->words->pieces[i];
        if (i > 0) {
            b->sums[i].space = b->sums[i - 1].space + (p->space_before ? space_width(b->words, p) : 0);
            b->sums[i].spaces = b->sums[i - 1].spaces + p->space_before;
        }
        b->sums[i + 1].width = b->sums[i].width + p->width;
    }
}

static struct line make_line(const struct breaker *b, size_t from, size_t to)
{
    struct line line = {.first = from, .end = to, .width = line_natural(b, from, to)};
    double slack = line_room(b, from) - 0.01 - line.width;
    line.spaces = b->sums[to - 1].spaces - b->sums[from].spaces;
    bool loose = slack > line_spaces(b, from, to) * (stretch_most - 1);
    if (line.spaces > 0 && (slack < 0 || (!is_last(b, to) && !loose)))
        line.extra = slack / (double)line.spaces;
    return line;
}

/* Does all of it go on one line? Then that is the best there is, and nothing has to be weighed. */
static bool fits_on_one(const struct breaker *b)
{
    size_t n = b->words->count;
    for (size_t i = 1; i < n; i++)
        if (b->words->pieces[i].forced)
            return false;
    return n > 0 && line_natural(b, 0, n) <= line_room(b, 0);
}

struct lines lines_break(struct words *words, double width, double indent, enum align align)
{
    struct lines lines = {0};
    cut_long(words, width - indent);
    size_t n = words->count;
    struct breaker b = {.words = words, .width = width, .indent = indent, .align = align};
    b.sums = arena_alloc(words->arena, (n + 1) * sizeof *b.sums);
    b.cost = arena_alloc(words->arena, (n + 1) * sizeof *b.cost);
    b.from = arena_alloc(words->arena, (n + 1) * sizeof *b.from);
    sum_up(&b);
    if (!fits_on_one(&b)) /* else all begins at 0, as it stands there */
        for (size_t to = 1; to <= n; to++)
            best_line_to(&b, to);
    for (size_t to = n; to > 0; to = b.from[to])
        lines.count++;
    lines.items = arena_alloc(words->arena, (lines.count + 1) * sizeof *lines.items);
    size_t at = lines.count;
    for (size_t to = n; to > 0; to = b.from[to])
        lines.items[--at] = make_line(&b, b.from[to], to);
    return lines;
}
