/* segments.c - runs of text put together into segments. */
#include "nd30/segments.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const double same_line = 1.5, gap_most = 18;

/* By baseline, then from left to right; runs within a point and a half are of one line. */
static int by_place(const void *a, const void *b)
{
    const struct pdf_run *p = *(const struct pdf_run *const *)a, *q = *(const struct pdf_run *const *)b;
    long py = (long)(p->y / same_line + 0.5), qy = (long)(q->y / same_line + 0.5);
    if (py != qy)
        return py < qy ? -1 : 1;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p < q ? -1 : p > q;
}

static bool is_blank(const char *s)
{
    return s[strspn(s, " ")] == '\0';
}

/* Does the run go on where the segment ends? */
static bool joins(const struct segment *s, const struct pdf_run *run)
{
    double gap = run->x - s->x2;
    double wide = 1.3 * s->size > gap_most ? 1.3 * s->size : gap_most;
    return run->y - s->y < same_line && s->y - run->y < same_line && gap < wide && gap > -2 * s->size &&
           s->artifact == run->artifact;
}

static void append(struct arena *arena, struct segment *s, const struct pdf_run *run)
{
    bool apart = run->x - s->x2 > 0.15 * run->size,
         spaced = s->text[0] && s->text[strlen(s->text) - 1] == ' ';
    s->text =
        arena_printf(arena, "%s%s%s", s->text, apart && !spaced && run->text[0] != ' ' ? " " : "", run->text);
    if (!is_blank(run->text)) {
        s->x2 = run->x + run->width > s->x2 ? run->x + run->width : s->x2;
        s->bold = s->bold && run->bold;
        s->italic = s->italic && run->italic;
        s->gray = run->gray > s->gray ? run->gray : s->gray;
        s->coloured = s->coloured || run->coloured;
    }
}

static struct segment begin(size_t page, const struct pdf_run *run)
{
    return (struct segment){.page = page,
                            .x = run->x,
                            .x2 = run->x + run->width,
                            .y = run->y,
                            .size = run->size,
                            .bold = run->bold,
                            .italic = run->italic,
                            .artifact = run->artifact,
                            .figure = run->figure,
                            .gray = run->gray,
                            .coloured = run->coloured,
                            .text = run->text,
                            .font = run->font};
}

/* Between upright rules left and right of it that reach over its baseline. */
static bool within_rules(const struct pdf_content *content, const struct segment *s)
{
    bool left = false, right = false;
    for (size_t i = 0; i < content->rule_count && !(left && right); i++) {
        const struct pdf_rule *r = &content->rules[i];
        if (r->x2 - r->x > 0.5 || r->y > s->y || r->y2 < s->y - s->size / 2)
            continue;
        left = left || r->x <= s->x + 1;
        right = right || r->x >= s->x2 - 1;
    }
    return left && right;
}

void segments_make(struct arena *arena, struct nd30_page *page)
{
    const struct pdf_content *content = page->content;
    const struct pdf_run **order = arena_alloc(arena, (content->run_count + 1) * sizeof *order);
    size_t count = 0;
    for (size_t i = 0; i < content->run_count; i++)
        if (!content->runs[i].turned && !is_blank(content->runs[i].text))
            order[count++] = &content->runs[i];
    qsort(order, count, sizeof *order, by_place);
    for (size_t i = 0; i < count; i++) {
        struct segment *last = page->count ? &page->segments[page->count - 1] : NULL;
        if (last && joins(last, order[i]))
            append(arena, last, order[i]);
        else
            ARENA_PUSH(arena, page->segments, page->count) = begin(page->number, order[i]);
    }
    for (size_t i = 0; i < page->count; i++) {
        struct segment *s = &page->segments[i];
        s->text = text_trim(arena, s->text, strlen(s->text));
        s->in_table = s->figure || within_rules(content, s);
    }
}
