/* chart_text.c - words of a chart measured and broken into lines. */
#include "base/text.h"
#include "view/chart_parts.h"

#include <string.h>

double chart_measure(const struct drawing *d, const char *text, size_t n, bool bold)
{
    return d->style->text_width(d->style->data, text, n, bold) * d->style->size;
}

double chart_baseline(const struct chart_style *s)
{
    return s->leading / 2 + s->size * 0.35;
}

double chart_bar_height(const struct chart_style *s)
{
    return s->size * 1.35;
}

static void push_line(const struct drawing *d, struct chart_lines *lines, const char *text, size_t n,
                      bool bold)
{
    double width = chart_measure(d, text, n, bold);
    ARENA_PUSH(d->arena, lines->items, lines->count) = arena_strndup(d->arena, text, n);
    lines->width = width > lines->width ? width : lines->width;
}

/* The bytes of the longest beginning that fits, at least one character; combining marks stay with theirs as
 * far as they have no width. */
static size_t cut(const struct drawing *d, const char *text, size_t n, double width, bool bold)
{
    size_t end = 0;
    double used = 0;
    while (end < n) {
        uint32_t cp;
        int len = text_decode(text + end, n - end, &cp);
        size_t step = len > 0 ? (size_t)len : 1;
        used += chart_measure(d, text + end, step, bold);
        if (end > 0 && used > width)
            break;
        end += step;
    }
    return end;
}

/* Lines as full as they can be. */
static struct chart_lines fill(const struct drawing *d, const char *text, double width, bool bold)
{
    struct chart_lines lines = {0};
    const char *line = text + strspn(text, " "), *end = line; /* the line so far, without its last space */
    double used = 0;
    for (const char *word = line; *word;) {
        size_t n = strcspn(word, " ");
        double wide = chart_measure(d, word, n, bold);
        double gap = end > line ? chart_measure(d, end, (size_t)(word - end), bold) : 0;
        if (end > line && used + gap + wide > width) {
            push_line(d, &lines, line, (size_t)(end - line), bold);
            line = word;
            used = gap = 0;
        }
        if (wide > width) {
            n = cut(d, word, n, width, bold);
            push_line(d, &lines, word, n, bold);
            word += n;
            word += strspn(word, " ");
            line = end = word;
            used = 0;
            continue;
        }
        used += gap + wide;
        end = word + n;
        word = end + strspn(end, " ");
    }
    if (end > line)
        push_line(d, &lines, line, (size_t)(end - line), bold);
    return lines;
}

static double widest_word(const struct drawing *d, const char *text, bool bold)
{
    double widest = 0;
    for (size_t n; *(text += strspn(text, " ")); text += n) {
        n = strcspn(text, " ");
        double width = chart_measure(d, text, n, bold);
        widest = width > widest ? width : widest;
    }
    return widest;
}

struct chart_lines chart_wrap(const struct drawing *d, const char *text, double width, bool bold)
{
    enum { STEPS = 6 };
    struct chart_lines lines = fill(d, text, width, bold);
    double low = lines.count > 1 ? widest_word(d, text, bold) : width, high = width;
    for (int i = 0; i < STEPS && low < high; i++) { /* as few lines, as even as they can be */
        double middle = (low + high) / 2;
        struct chart_lines even = fill(d, text, middle, bold);
        if (even.count > lines.count) {
            low = middle;
        } else {
            lines = even;
            high = middle;
        }
    }
    return lines;
}
