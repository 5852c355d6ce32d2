/* chart.c - charts in the report. */
#include "report/chart.h"

#include "base/number.h"
#include "base/text.h"
#include "report/figure.h"
#include "view/chart.h"

#include <string.h>

static const double letters = 11, leading = 13.5, label_share = 0.42, gap_above = 8, gap_below = 6,
                    caption_gap = 4;
static const int64_t most_value = (int64_t)1000 * 1000 * 1000 * NUMBER_SCALE;

struct figure {
    struct chart_data data;
    struct chart_style style;
    struct chart *chart; /* NULL: not laid out yet */
    const char *words;
};

/* ---- reading ---- */

/* The parts of a chart that grow while its fence is read. */
struct reading {
    struct layout *layout;
    struct figure *figure;
    struct chart_series *series;
    struct chart_row *rows;
    size_t series_count, row_count;
};

static bool read_kind(struct reading *r, const struct fence_row *f)
{
    static const struct {
        const char *word;
        enum chart_kind kind;
    } kinds[] = {{"thanh", CHART_BARS}, {"cột", CHART_COLUMNS}, {"chỉ tiêu", CHART_TARGETS}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (text_same(kinds[i].word, f->cells[0])) {
            r->figure->data.kind = kinds[i].kind;
            return true;
        }
    }
    diag(r->layout->diags, FORM_CHART_KIND, f->at, f->cells[0]);
    return false;
}

static bool read_series(struct reading *r, const struct fence_row *f)
{
    struct arena *arena = r->layout->arena;
    if (r->series_count == CHART_PATTERNS) {
        diag(r->layout->diags, FORM_CHART_SERIES, f->at, arena_printf(arena, "%d", CHART_PATTERNS));
        return false;
    }
    ARENA_PUSH(arena, r->series, r->series_count) = (struct chart_series){NULL, f->cells[0]};
    return true;
}

/* label | value | value … | note; the note may be missing. */
static bool read_row(struct reading *r, const struct fence_row *f)
{
    struct arena *arena = r->layout->arena;
    size_t count = r->figure->data.kind == CHART_TARGETS ? 2 : r->series_count;
    if (f->count != count + 1 && f->count != count + 2) {
        diag(r->layout->diags, FORM_CELLS, f->at, arena_number(arena, f->count),
             arena_number(arena, count + 2));
        return false;
    }
    int64_t *values = arena_alloc(arena, (count + 1) * sizeof *values);
    for (size_t i = 0; i < count; i++) {
        if (!number_parse(f->cells[i + 1], &values[i], NULL) || values[i] < 0 || values[i] > most_value) {
            diag(r->layout->diags, FORM_CHART_NUMBER, f->at, f->cells[i + 1]);
            return false;
        }
    }
    const char *note = f->count == count + 2 && *f->cells[count + 1] ? f->cells[count + 1] : NULL;
    ARENA_PUSH(arena, r->rows, r->row_count) =
        (struct chart_row){.label = f->cells[0], .values = values, .note = note};
    return true;
}

/* The rows come last, when kind and series are known, wherever they stand. */
static bool read_rows(struct reading *r, const struct fence *fence)
{
    bool fine = true;
    for (size_t i = 0; fine && i < fence->count; i++) {
        const struct fence_row *f = &fence->rows[i];
        if (strcmp(f->key, "dong") == 0)
            fine = read_row(r, f);
        else if (strcmp(f->key, "trong") == 0)
            ARENA_PUSH(r->layout->arena, r->rows, r->row_count) =
                (struct chart_row){.label = f->cells[0], .none = f->count > 1 ? f->cells[1] : "–"};
    }
    return fine;
}

struct figure *figure_read(struct layout *l, const struct fence *fence)
{
    static const char *const known[] = {"loại", "tiêu đề", "nhóm", "dòng", "trống", NULL};
    struct figure *figure = ARENA_NEW(l->arena, struct figure);
    struct reading r = {.layout = l, .figure = figure};
    bool fine = fence_check(l->arena, l->diags, fence, known);
    for (size_t i = 0; fine && i < fence->count; i++) {
        const struct fence_row *f = &fence->rows[i];
        if (strcmp(f->key, "loai") == 0)
            fine = read_kind(&r, f);
        else if (strcmp(f->key, "nhom") == 0)
            fine = read_series(&r, f);
    }
    if (!fine || !read_rows(&r, fence))
        return NULL;
    const char *title = fence_value(fence, "tieu de", 0);
    bool targets = figure->data.kind == CHART_TARGETS;
    figure->data.title = title ? title : "";
    figure->data.series = targets ? chart_target_series : r.series;
    figure->data.series_count = targets ? CHART_TARGET_SERIES : r.series_count;
    figure->data.rows = r.rows;
    figure->data.row_count = r.row_count;
    figure->words = chart_words(l->arena, &figure->data);
    return figure;
}

const char *figure_words(const struct figure *figure)
{
    return figure->words;
}

/* ---- measuring ---- */

static double width_of(const void *data, const char *text, size_t n, bool bold)
{
    const struct font *const *fonts = data;
    return font_width(fonts[bold ? FACE_BOLD : FACE_REGULAR], text, n) / 1000.0;
}

static void lay_out(struct layout *l, struct figure *f)
{
    if (f->chart)
        return;
    f->style = (struct chart_style){.width = layout_text_width(l),
                                    .size = letters,
                                    .leading = leading,
                                    .label_share = label_share,
                                    .text_width = width_of,
                                    .data = l->fonts};
    f->chart = chart_make(l->arena, &f->data, &f->style);
}

static struct style caption_style(void)
{
    return (struct style){FACE_ITALIC, 12, 16, 0, 0, ALIGN_CENTER, false, 0};
}

static double caption_height(struct layout *l, const struct figure *f)
{
    struct style s = caption_style();
    return *f->data.title ? caption_gap + layout_text_height(l, &s, f->data.title, layout_text_width(l)) : 0;
}

/* From a band to the end of the next: what a row that must not be parted needs; the last has the caption. */
static double needed(const struct figure *f, size_t band, double caption)
{
    const struct chart *c = f->chart;
    return c->bands[band].bottom - c->bands[band].top + (band + 1 == c->band_count ? caption : 0);
}

double figure_height(struct layout *l, struct figure *f)
{
    lay_out(l, f);
    if (f->chart->band_count == 0)
        return 0;
    double caption = caption_height(l, f), page = layout_bottom(l) - l->geometry.top;
    double whole = gap_above + f->chart->height + caption;
    if (whole <= page * 0.6)
        return whole;
    double some = gap_above + needed(f, 0, caption);
    for (size_t b = 1; b < f->chart->band_count && b < 4; b++)
        some += needed(f, b, caption);
    return some > page / 2 ? page / 2 : some;
}

/* ---- drawing ---- */

struct ink {
    struct layout *layout;
    double dx, dy; /* from the chart's units to the page's */
};

/* Lines at x + y = c (rising) or y - x = c (falling), cut off at the box's edges. */
static void draw_slants(struct ink *k, double x, double y, double x2, double y2, double step, bool rising)
{
    double low = rising ? x + y : y - x2, high = rising ? x2 + y2 : y2 - x;
    for (double c = ((double)(long)(low / step) + (low > 0)) * step; c < high; c += step) {
        double from = rising ? c - y2 : y - c, to = rising ? c - y : y2 - c;
        from = from < x ? x : from;
        to = to > x2 ? x2 : to;
        if (to > from)
            page_line(k->layout->page, from, rising ? c - from : c + from, to, rising ? c - to : c + to, 0.5);
    }
}

static void draw_dots(struct ink *k, double x, double y, double x2, double y2, double step)
{
    for (double dy = y + step / 2; dy + 0.9 < y2; dy += step)
        for (double dx = x + step / 2; dx + 0.9 < x2; dx += step)
            page_fill(k->layout->page, dx - 0.45, dy - 0.45, dx + 0.45, dy + 0.45, 0);
}

static void draw_box(struct ink *k, const struct chart_box *box)
{
    struct page *page = k->layout->page;
    const struct chart_tile *tile = chart_tile((enum chart_pattern)box->series);
    double x = box->x + k->dx, y = box->y + k->dy, x2 = x + box->width, y2 = y + box->height;
    page_fill(page, x, y, x2, y2, tile->full ? 0.45 : 1); /* white hides the watermark */
    if (tile->rising)
        draw_slants(k, x, y, x2, y2, tile->step, true);
    if (tile->falling)
        draw_slants(k, x, y, x2, y2, tile->step, false);
    if (tile->dots)
        draw_dots(k, x, y, x2, y2, tile->step);
    for (double at = y + tile->step / 2; tile->level && at < y2; at += tile->step)
        page_rule(page, x, at, x2, at, 0.5);
    page_rule(page, x, y, x2, y, 0.6);
    page_rule(page, x, y2, x2, y2, 0.6);
    page_rule(page, x, y, x, y2, 0.6);
    page_rule(page, x2, y, x2, y2, 0.6);
}

static void draw_chart_line(struct ink *k, const struct chart_line *line)
{
    static const double thickness[] = {[CHART_AXIS] = 0.7, [CHART_LEADER] = 0.5, [CHART_TARGET] = 2.4};
    page_line(k->layout->page, line->x + k->dx, line->y + k->dy, line->x2 + k->dx, line->y2 + k->dy,
              thickness[line->kind]);
}

static void draw_chart_text(struct ink *k, const struct chart_style *style, const struct chart_text *text)
{
    struct layout *l = k->layout;
    double x0, y0, x1, y1;
    chart_text_box(text, style, &x0, &y0, &x1, &y1);
    if (text->plate)
        page_fill(l->page, x0 + k->dx - 1.5, y0 + k->dy + 1.5, x1 + k->dx + 1.5, y1 + k->dy - 1.5, 1);
    page_text(l->page, x0 + k->dx, text->y + k->dy, text->bold ? FACE_BOLD : FACE_REGULAR, style->size,
              text->text, strlen(text->text), 0);
}

static void draw_band(struct layout *l, const struct figure *f, size_t band)
{
    const struct chart *c = f->chart;
    const struct chart_band *b = &c->bands[band], *next = b + 1;
    struct ink ink = {l, l->geometry.left, l->y - b->top};
    for (size_t i = b->box; i < next->box; i++)
        draw_box(&ink, &c->boxes[i]);
    for (size_t i = b->line; i < next->line; i++)
        draw_chart_line(&ink, &c->lines[i]);
    for (size_t i = b->text; i < next->text; i++)
        draw_chart_text(&ink, &f->style, &c->texts[i]);
    l->y += b->bottom - b->top;
}

void figure_draw(struct layout *l, struct figure *f)
{
    struct style s = caption_style();
    double natural;
    lay_out(l, f);
    if (f->chart->band_count == 0)
        return;
    if (!layout_at_top(l))
        l->y += gap_above;
    double caption = caption_height(l, f);
    figure_begin(l, f->words);
    for (size_t b = 0; b < f->chart->band_count; b++) {
        if (b > 0 && l->y + needed(f, b, caption) > layout_bottom(l) + 0.01) {
            figure_end(l);
            layout_new_page(l);
            figure_begin(l, arena_printf(l->arena, "%s (tiếp)", f->data.title));
            draw_band(l, f, 0); /* the legend again */
        }
        draw_band(l, f, b);
    }
    figure_end(l);
    if (caption > 0)
        l->y += caption_gap + layout_draw_element(l, ROLE_P, &s, f->data.title, l->geometry.left,
                                                  l->y + caption_gap, layout_text_width(l), &natural);
    l->y += gap_below;
}
