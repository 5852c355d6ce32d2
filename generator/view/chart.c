/* chart.c - charts laid out: legend, then rows of bars or a row of columns. */
#include "view/chart.h"

#include "base/buf.h"
#include "base/number.h"
#include "view/chart_parts.h"

#include <string.h>

const struct chart_series chart_target_series[CHART_TARGET_SERIES] = {
    [CHART_REACHED] = {"xong", "Đã đạt chỉ tiêu"},
    [CHART_BELOW] = {"dang-lam", "Chưa đủ chỉ tiêu"},
    [CHART_UNUSED] = {NULL, NULL}, /* so that what is missing is empty */
    [CHART_REST] = {"chua", "Còn thiếu"},
};

static const struct chart_tile tiles[CHART_PATTERNS] = {
    [CHART_SOLID] = {.full = true},
    [CHART_SLANTED] = {.step = 5, .rising = true},
    [CHART_CROSSED] = {.step = 5, .rising = true, .falling = true},
    [CHART_EMPTY] = {0},
    [CHART_DOTTED] = {.step = 4, .dots = true},
    [CHART_LINED] = {.step = 3, .level = true},
};

const struct chart_tile *chart_tile(enum chart_pattern pattern)
{
    return &tiles[pattern];
}

/* ---- items ---- */

static void add_box(struct drawing *d, double x, double y, double width, double height, size_t series,
                    bool swatch)
{
    ARENA_PUSH(d->arena, d->out->boxes, d->out->box_count) =
        (struct chart_box){x, y, width, height, series, swatch};
}

static void add_line(struct drawing *d, double x, double y, double x2, double y2, enum chart_line_kind kind)
{
    ARENA_PUSH(d->arena, d->out->lines, d->out->line_count) = (struct chart_line){x, y, x2, y2, kind};
}

/* top: of the line's height, leading. */
static struct chart_text *add_text(struct drawing *d, double x, double top, enum chart_anchor anchor,
                                   const char *text, bool bold)
{
    double width = chart_measure(d, text, strlen(text), bold);
    ARENA_PUSH(d->arena, d->out->texts, d->out->text_count) =
        (struct chart_text){x, top + chart_baseline(d->style), width, anchor, text, bold, false};
    return &d->out->texts[d->out->text_count - 1];
}

void chart_text_box(const struct chart_text *t, const struct chart_style *style, double *x0, double *y0,
                    double *x1, double *y1)
{
    *x0 = t->x - (t->anchor == CHART_START ? 0 : t->anchor == CHART_MIDDLE ? t->width / 2 : t->width);
    *x1 = *x0 + t->width;
    *y0 = t->y - chart_baseline(style);
    *y1 = *y0 + style->leading;
}

static void begin_band(struct drawing *d)
{
    struct chart_band band = {d->y, d->y, d->out->box_count, d->out->line_count, d->out->text_count};
    ARENA_PUSH(d->arena, d->out->bands, d->out->band_count) = band;
}

static void end_band(struct drawing *d, double y)
{
    d->y = y;
    d->out->bands[d->out->band_count - 1].bottom = y;
}

static void add_lines(struct drawing *d, const struct chart_lines *lines, double x, double top,
                      enum chart_anchor anchor, bool bold)
{
    for (size_t i = 0; i < lines->count; i++, top += d->style->leading)
        add_text(d, x, top, anchor, lines->items[i], bold);
}

/* ---- legend ---- */

static bool series_used(const struct chart_data *data, size_t s)
{
    for (size_t i = 0; i < data->row_count; i++) {
        const int64_t *v = data->rows[i].values;
        if (!v)
            continue;
        bool whole = v[0] >= v[1 % (data->series_count ? data->series_count : 1)];
        if (data->kind != CHART_TARGETS && v[s] > 0)
            return true;
        if (data->kind == CHART_TARGETS)
            if (s == CHART_REACHED ? whole
                : s == CHART_BELOW ? !whole && v[0] > 0
                                   : s == CHART_REST && !whole)
                return true;
    }
    return false;
}

/* One word of the legend, on a new line when the last has no room for it. */
static void add_legend(struct drawing *d, double *x, const char *name, size_t series)
{
    const struct chart_style *s = d->style;
    double swatch = s->size * 1.7, high = s->size * 0.85, gap = s->size * 0.45;
    struct chart_lines lines = chart_wrap(d, name, s->width - swatch - gap, false);
    double width = swatch + gap + lines.width;
    if (*x > 0 && *x + width > s->width) {
        *x = 0;
        d->y += s->leading * 1.15;
    }
    double top = d->y + (s->leading - high) / 2;
    if (series < CHART_PATTERNS) {
        add_box(d, *x, top, swatch, high, series, true);
    } else {
        add_line(d, *x + swatch / 2, top, *x + swatch / 2, top + high, CHART_TARGET);
    }
    add_lines(d, &lines, *x + swatch + gap, d->y, CHART_START, false);
    d->y += (double)(lines.count - 1) * s->leading;
    *x += width + s->size * 1.3;
}

static void draw_legend(struct drawing *d)
{
    double x = 0;
    bool any = false;
    begin_band(d);
    for (size_t s = 0; s < d->data->series_count; s++) {
        if (!series_used(d->data, s))
            continue;
        add_legend(d, &x, d->data->series[s].name, s);
        any = true;
    }
    if (any && d->data->kind == CHART_TARGETS)
        add_legend(d, &x, "Chỉ tiêu cả năm", CHART_PATTERNS);
    end_band(d, d->y + (any ? d->style->leading * 1.5 : 0));
}

/* ---- numbers of values ---- */

/* The values of a row as stretches of an axis, and where their numbers go. */
struct stretch {
    double from, to;  /* on the axis */
    double at, wants; /* where its number stands (middle), and how much of the axis it takes */
    const char *number;
    size_t series;
    bool outside;
};

/* Shifts the numbers that stand outside so that none touches another; those that find no place have no
 * number. lo and hi: the ends of the axis's lane. */
static void spread(struct stretch *all, size_t count, double lo, double hi)
{
    double edge = lo, room = hi - lo;
    for (size_t i = 0; i < count; i++) {
        room -= all[i].outside ? all[i].wants : 0;
        if (all[i].outside && room < 0)
            all[i].number = NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (!all[i].outside || !all[i].number)
            continue;
        double half = all[i].wants / 2, middle = (all[i].from + all[i].to) / 2;
        all[i].at = middle - half < edge ? edge + half : middle;
        edge = all[i].at + half;
    }
    edge = hi;
    for (size_t i = count; i-- > 0;) {
        if (!all[i].outside || !all[i].number)
            continue;
        double half = all[i].wants / 2;
        all[i].at = all[i].at + half > edge ? edge - half : all[i].at;
        edge = all[i].at - half;
    }
}

/* Where the values of a row lie on an axis from 0, scale units a thousandth. upright: numbers stand one upon
 * the other, else side by side. */
static struct stretch *stretches(struct drawing *d, const struct chart_row *row, double scale, bool upright,
                                 size_t *count)
{
    const struct chart_data *data = d->data;
    struct stretch *all = arena_alloc(d->arena, (data->series_count + 1) * sizeof *all);
    int64_t before = 0;
    *count = 0;
    for (size_t s = 0; s < data->series_count; s++) {
        if (row->values[s] <= 0)
            continue;
        struct stretch *one = &all[(*count)++];
        const char *number = number_text(d->arena, row->values[s]);
        double wide = chart_measure(d, number, strlen(number), true) + d->style->size * 0.5;
        *one = (struct stretch){.from = (double)before * scale, .number = number, .series = s};
        before += row->values[s];
        one->to = (double)before * scale;
        one->wants = upright ? d->style->leading : wide;
        one->at = (one->from + one->to) / 2;
        one->outside = one->to - one->from < one->wants + 1 || (upright && wide > d->column);
    }
    return all;
}

/* ---- bars ---- */

/* The values of a row from x, y; returns the height, with that of the numbers under the bar. */
static double draw_bar(struct drawing *d, const struct chart_row *row, double x, double y, double width)
{
    const struct chart_style *s = d->style;
    double bar = chart_bar_height(s), lane = s->size * 0.35, height = bar;
    size_t count;
    struct stretch *all = stretches(d, row, d->scale, false, &count);
    spread(all, count, 0, width);
    for (size_t i = 0; i < count; i++)
        add_box(d, x + all[i].from, y, all[i].to - all[i].from, bar, all[i].series, false);
    for (size_t i = 0; i < count; i++) {
        if (!all[i].number)
            continue;
        double top = all[i].outside ? y + bar + lane : y + (bar - s->leading) / 2;
        add_text(d, x + all[i].at, top, CHART_MIDDLE, all[i].number, true)->plate = !all[i].outside;
        if (!all[i].outside)
            continue;
        add_line(d, x + (all[i].from + all[i].to) / 2, y + bar, x + all[i].at, y + bar + lane + 1,
                 CHART_LEADER);
        height = bar + lane + s->leading;
    }
    add_line(d, x, y - 2, x, y + bar + 2, CHART_AXIS);
    return height;
}

/* What was reached against its target: the longer of both fills the width. */
static double draw_target(struct drawing *d, const struct chart_row *row, double x, double y, double width)
{
    double bar = chart_bar_height(d->style), reached = (double)row->values[0],
           target = (double)row->values[1];
    double most = reached > target ? reached : target, scale = most > 0 ? width / most : 0;
    bool whole = reached >= target;
    if (reached > 0)
        add_box(d, x, y, reached * scale, bar, whole ? CHART_REACHED : CHART_BELOW, false);
    if (!whole)
        add_box(d, x + reached * scale, y, width - reached * scale, bar, CHART_REST, false);
    add_line(d, x, y - 2, x, y + bar + 2, CHART_AXIS);
    add_line(d, x + target * scale, y - 2.5, x + target * scale, y + bar + 2.5, CHART_TARGET);
    return bar;
}

/* The columns of a chart of bars: labels, bars, notes. */
struct columns {
    double label, bar_x, bar, note; /* widths, and where bars begin */
};

static struct columns make_columns(struct drawing *d)
{
    const struct chart_style *s = d->style;
    struct columns c = {0};
    double gap = s->size * 0.7, most = s->width * 0.3;
    for (size_t i = 0; i < d->data->row_count; i++) {
        const char *note = d->data->rows[i].note;
        double width = note ? chart_measure(d, note, strlen(note), false) : 0;
        c.note = width > c.note ? width : c.note;
    }
    c.note = c.note > most ? most : c.note;
    double room = s->width - (c.note > 0 ? c.note + gap : 0);
    c.label = s->label_share > 0 ? s->width * s->label_share : room;
    c.bar_x = s->label_share > 0 ? c.label + gap : 1;
    c.bar = (s->label_share > 0 ? room : s->width) - c.bar_x - 1.5; /* room for the target's stroke */
    return c;
}

static void draw_bar_row(struct drawing *d, const struct chart_row *row, const struct columns *c)
{
    const struct chart_style *s = d->style;
    bool beside = s->label_share > 0;
    begin_band(d);
    struct chart_lines label = chart_wrap(d, row->label, c->label, false);
    struct chart_lines note = chart_wrap(d, row->note ? row->note : "", c->note, false);
    double words = (double)(label.count > note.count ? label.count : note.count) * s->leading;
    double top = d->y, shift = (chart_bar_height(s) - s->leading) / 2;
    add_lines(d, &label, 0, top, CHART_START, false);
    add_lines(d, &note, s->width, top, CHART_END, false);
    double y = beside ? top - shift : top + words + s->size * 0.15, high = 0;
    if (beside && y < top)
        y = top;
    if (row->values) {
        high = d->data->kind == CHART_TARGETS ? draw_target(d, row, c->bar_x, y, c->bar)
                                              : draw_bar(d, row, c->bar_x, y, c->bar);
    } else if (row->none) {
        struct chart_lines none = chart_wrap(d, row->none, c->bar, false);
        add_lines(d, &none, c->bar_x + (beside ? 3 : -1), beside ? top : y, CHART_START, false);
        high = (double)none.count * s->leading;
    }
    double bottom = y + high > top + words ? y + high : top + words;
    end_band(d, bottom + s->size * 0.6);
}

static void draw_bars(struct drawing *d)
{
    struct columns c = make_columns(d);
    d->scale = d->most > 0 ? c.bar / (double)d->most : 0;
    for (size_t i = 0; i < d->data->row_count; i++)
        draw_bar_row(d, &d->data->rows[i], &c);
}

/* ---- columns ---- */

/* Of a slot: where the column begins, and its width; the numbers outside have the rest. */
static const double column_from = 0.2, column_wide = 0.42;

/* How far from a column its numbers outside begin. */
static double column_lane(const struct drawing *d)
{
    return d->style->size * 0.5;
}

/* Is there room beside each column for the widest number, and under it for a word? */
static bool columns_fit(const struct drawing *d)
{
    const struct chart_data *data = d->data;
    double slot = d->style->width / (double)data->row_count, widest = 0;
    for (size_t i = 0; i < data->row_count; i++) {
        for (size_t s = 0; data->rows[i].values && s < data->series_count; s++) {
            const char *number = number_text(d->arena, data->rows[i].values[s]);
            double wide = chart_measure(d, number, strlen(number), true);
            widest = wide > widest ? wide : widest;
        }
    }
    return slot >= d->style->size * 5 &&
           slot * (1 - column_from - column_wide) >= widest + column_lane(d) + 2;
}

/* One column with its numbers; those too large for their value stand to the right of it. */
static void draw_column(struct drawing *d, const struct chart_row *row, double x, double base, double height)
{
    const struct chart_style *s = d->style;
    double lane = column_lane(d);
    size_t count;
    struct stretch *all = stretches(d, row, d->scale, true, &count);
    spread(all, count, 0, height + s->leading / 2);
    for (size_t i = 0; i < count; i++)
        add_box(d, x, base - all[i].to, d->column, all[i].to - all[i].from, all[i].series, false);
    for (size_t i = 0; i < count; i++) {
        double middle = base - all[i].at, edge = x + d->column;
        if (!all[i].number)
            continue;
        if (!all[i].outside) {
            add_text(d, x + d->column / 2, middle - s->leading / 2, CHART_MIDDLE, all[i].number, true)
                ->plate = true;
            continue;
        }
        add_line(d, edge, base - (all[i].from + all[i].to) / 2, edge + lane, middle, CHART_LEADER);
        add_text(d, edge + lane + 1, middle - s->leading / 2, CHART_START, all[i].number, true);
    }
}

static void draw_columns(struct drawing *d)
{
    const struct chart_style *s = d->style;
    d->slot = s->width / (double)d->data->row_count;
    double wide = d->slot * (2 * column_from + column_wide) - s->size * 0.4, height = s->size * 11;
    for (size_t i = 0; i < d->data->row_count; i++) { /* words in the place of a column may be higher */
        const struct chart_row *row = &d->data->rows[i];
        struct chart_lines none = chart_wrap(d, row->values || !row->none ? "" : row->none, wide, false);
        double high = (double)none.count * s->leading;
        height = high > height ? high : height;
    }
    double base = d->y + height + s->leading, lowest = base;
    begin_band(d);
    d->column = d->slot * column_wide;
    d->scale = d->most > 0 ? height / (double)d->most : 0;
    for (size_t i = 0; i < d->data->row_count; i++) {
        const struct chart_row *row = &d->data->rows[i];
        double x = d->slot * ((double)i + column_from), middle = x + d->column / 2;
        struct chart_lines label = chart_wrap(d, row->label, wide, false);
        struct chart_lines none = chart_wrap(d, row->values || !row->none ? "" : row->none, wide, false);
        if (row->values)
            draw_column(d, row, x, base, height);
        add_lines(d, &none, middle, base - (double)none.count * s->leading - 3, CHART_MIDDLE, false);
        add_lines(d, &label, middle, base + 2, CHART_MIDDLE, false);
        double under = base + 2 + (double)label.count * s->leading;
        lowest = under > lowest ? under : lowest;
    }
    add_line(d, 0, base, s->width, base, CHART_AXIS);
    end_band(d, lowest);
}

/* ---- the whole ---- */

static int64_t row_sum(const struct chart_data *data, const struct chart_row *row)
{
    int64_t sum = 0;
    for (size_t s = 0; row->values && data->kind != CHART_TARGETS && s < data->series_count; s++)
        sum += row->values[s];
    return sum;
}

struct chart *chart_make(struct arena *arena, const struct chart_data *data, const struct chart_style *style)
{
    struct chart *chart = ARENA_NEW(arena, struct chart);
    struct drawing d = {.arena = arena, .style = style, .data = data, .out = chart};
    chart->kind = data->kind;
    chart->width = style->width;
    if (data->row_count == 0)
        return chart;
    if (data->kind == CHART_COLUMNS && !columns_fit(&d))
        chart->kind = CHART_BARS;
    for (size_t i = 0; i < data->row_count; i++) {
        int64_t sum = row_sum(data, &data->rows[i]);
        d.most = sum > d.most ? sum : d.most;
    }
    draw_legend(&d);
    if (chart->kind == CHART_COLUMNS)
        draw_columns(&d);
    else
        draw_bars(&d);
    chart->height = d.y;
    size_t count = chart->band_count;
    begin_band(&d); /* the ends of the last band */
    chart->band_count = count;
    return chart;
}

/* ---- in words ---- */

static void put_row(struct arena *arena, struct buf *out, const struct chart_data *data,
                    const struct chart_row *row)
{
    bool first = true;
    buf_printf(out, " %s: ", row->label);
    if (!row->values) {
        buf_printf(out, "%s.", row->none ? row->none : "không có số liệu");
        return;
    }
    if (data->kind == CHART_TARGETS) {
        const char *reached = number_text(arena, row->values[0]);
        buf_printf(out, "đạt %s trên chỉ tiêu %s%s.", reached, number_text(arena, row->values[1]),
                   row->values[0] < row->values[1] ? ", chưa đủ" : "");
        return;
    }
    if (row->note)
        buf_printf(out, "%s, gồm ", row->note);
    for (size_t s = 0; s < data->series_count; s++) {
        if (row->values[s] <= 0)
            continue;
        buf_printf(out, "%s%s %s", first ? "" : ", ", data->series[s].name,
                   number_text(arena, row->values[s]));
        first = false;
    }
    buf_str(out, first ? "không có." : ".");
}

char *chart_words(struct arena *arena, const struct chart_data *data)
{
    struct buf out = {0};
    buf_printf(&out, "%s.", data->title);
    for (size_t i = 0; i < data->row_count; i++)
        put_row(arena, &out, data, &data->rows[i]);
    char *words = buf_take(&out, arena);
    buf_free(&out);
    return words;
}
