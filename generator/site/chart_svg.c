/* chart_svg.c - charts as inline SVG. */
#include "site/chart_svg.h"

#include "base/buf.h"
#include "base/text.h"
#include "view/escape.h"

#include <string.h>

/* Narrow enough for a phone without shrinking the letters much; a wide screen sets charts side by side. */
enum { WIDTH = 340 };
static const double size = 13, leading = 18;

/* ---- measuring ---- */

/* Hundredths of the size a character takes in the widest of the faces that a phone or a computer may choose
 * (Verdana, DejaVu Sans). */
static unsigned letter_width(uint32_t cp)
{
    static const char *const narrow = "ijlI.,:;'|!()[]/ ", *const middle = "frtcszJ-\"";
    if (cp == 'm' || cp == 'w' || cp == 'M' || cp == 'W' || cp == '%' || cp == '@' || cp == 0x2026)
        return 104;
    if (cp < 0x80)
        return strchr(narrow, (int)cp) ? 42 : strchr(middle, (int)cp) ? 55 : cp >= 'A' && cp <= 'Z' ? 80 : 66;
    if (cp >= 0x300 && cp < 0x370)
        return 0; /* combining marks */
    if (cp < 0x2000)
        return 80;
    return 104;
}

static double estimate(const void *data, const char *text, size_t n, bool bold)
{
    unsigned sum = 0;
    uint32_t cp;
    (void)data;
    for (size_t i = 0; i < n;) {
        int len = text_decode(text + i, n - i, &cp);
        sum += letter_width(len > 0 ? cp : '?');
        i += len > 0 ? (size_t)len : 1;
    }
    return sum * (bold ? 1.12 : 1) / 100;
}

struct chart_style chart_svg_style(void)
{
    return (struct chart_style){.width = WIDTH, .size = size, .leading = leading, .text_width = estimate};
}

/* ---- writing ---- */

struct svg {
    struct buf *out;
    const struct chart_data *data;
    const char *id;
};

/* ` name="12.3"`: to a tenth, without locale. */
static void put_length(struct svg *s, const char *name, double length)
{
    long tenths = (long)(length * 10 + (length < 0 ? -0.5 : 0.5)), most = tenths < 0 ? -tenths : tenths;
    buf_char(s->out, ' ');
    buf_str(s->out, name);
    buf_str(s->out, tenths < 0 ? "=\"-" : "=\"");
    buf_number(s->out, (size_t)most / 10, most % 10 ? "." : "\"");
    if (most % 10)
        buf_number(s->out, (size_t)most % 10, "\"");
}

static void put_pattern(struct svg *s, size_t series)
{
    const struct chart_tile *tile = chart_tile((enum chart_pattern)series);
    int step = (int)tile->step;
    if (tile->full || step == 0)
        return;
    buf_printf(s->out,
               "<pattern id=\"%s-%zu\" class=\"nhom-%s\" width=\"%d\" height=\"%d\" "
               "patternUnits=\"userSpaceOnUse\"><rect width=\"%d\" height=\"%d\"/>",
               s->id, series, s->data->series[series].id, step, step, step, step);
    if (tile->dots)
        buf_str(s->out, "<circle cx=\"2\" cy=\"2\" r=\"1\"/>");
    if (tile->rising)
        buf_printf(s->out, "<path d=\"M-1 1 1-1M0 %dL%d 0M%d %d %d %d\"/>", step, step, step - 1, step + 1,
                   step + 1, step - 1);
    if (tile->falling)
        buf_printf(s->out, "<path d=\"M-1 %dL1 %dM0 0 %d %dM%d-1 %d 1\"/>", step - 1, step + 1, step, step,
                   step - 1, step + 1);
    if (tile->level)
        buf_printf(s->out, "<path d=\"M0 1.5H%d\"/>", step);
    buf_str(s->out, "</pattern>");
}

static void put_patterns(struct svg *s, const struct chart *chart)
{
    bool used[CHART_PATTERNS] = {false};
    buf_str(s->out, "<defs>");
    for (size_t i = 0; i < chart->box_count; i++)
        used[chart->boxes[i].series] = true;
    for (size_t p = 0; p < CHART_PATTERNS; p++)
        if (used[p])
            put_pattern(s, p);
    buf_str(s->out, "</defs>");
}

static void put_box(struct svg *s, const struct chart_box *box)
{
    const struct chart_tile *tile = chart_tile((enum chart_pattern)box->series);
    buf_printf(s->out, "<rect class=\"nhom-%s%s\"", s->data->series[box->series].id,
               tile->full ? " dac" : "");
    put_length(s, "x", box->x);
    put_length(s, "y", box->y);
    put_length(s, "width", box->width);
    put_length(s, "height", box->height);
    if (tile->step > 0)
        buf_printf(s->out, " fill=\"url(#%s-%zu)\"", s->id, box->series);
    else if (!tile->full)
        buf_str(s->out, " fill=\"none\"");
    buf_str(s->out, "/>");
}

static void put_line(struct svg *s, const struct chart_line *line)
{
    static const char *const classes[] = {
        [CHART_AXIS] = "truc", [CHART_LEADER] = "dan-so", [CHART_TARGET] = "dich"};
    buf_printf(s->out, "<line class=\"%s\"", classes[line->kind]);
    put_length(s, "x1", line->x);
    put_length(s, "y1", line->y);
    put_length(s, "x2", line->x2);
    put_length(s, "y2", line->y2);
    buf_str(s->out, "/>");
}

static void put_text(struct svg *s, const struct chart_text *text, const struct chart_style *style)
{
    static const char *const anchors[] = {
        [CHART_START] = "", [CHART_MIDDLE] = " text-anchor=\"middle\"", [CHART_END] = " text-anchor=\"end\""};
    if (text->plate) {
        double x0, y0, x1, y1;
        chart_text_box(text, style, &x0, &y0, &x1, &y1);
        buf_str(s->out, "<rect class=\"nen\" rx=\"2\"");
        put_length(s, "x", x0 - 1);
        put_length(s, "y", y0 + 2);
        put_length(s, "width", x1 - x0 + 2);
        put_length(s, "height", y1 - y0 - 4);
        buf_str(s->out, "/>");
    }
    buf_str(s->out, "<text");
    put_length(s, "x", text->x);
    put_length(s, "y", text->y);
    buf_printf(s->out, "%s%s>", anchors[text->anchor], text->bold ? " font-weight=\"700\"" : "");
    escape_html(s->out, text->text);
    buf_str(s->out, "</text>\n");
}

char *chart_svg(struct arena *arena, const struct chart_data *data, const char *id)
{
    struct buf out = {0};
    struct chart_style style = chart_svg_style();
    struct svg s = {&out, data, id};
    const struct chart *chart = chart_make(arena, data, &style);
    if (chart->band_count == 0)
        return NULL;
    buf_printf(&out,
               "<svg class=\"bieu-do\" viewBox=\"0 0 %d %ld\" font-size=\"%d\" role=\"img\" "
               "aria-labelledby=\"%s-ten %s-loi\"><title id=\"%s-ten\">",
               WIDTH, (long)(chart->height + 1), (int)size, id, id, id);
    escape_html(&out, data->title);
    buf_printf(&out, "</title><desc id=\"%s-loi\">", id);
    escape_html(&out, chart_words(arena, data));
    buf_str(&out, "</desc>");
    put_patterns(&s, chart);
    for (size_t i = 0; i < chart->box_count; i++)
        put_box(&s, &chart->boxes[i]);
    for (size_t i = 0; i < chart->line_count; i++)
        put_line(&s, &chart->lines[i]);
    for (size_t i = 0; i < chart->text_count; i++)
        put_text(&s, &chart->texts[i], &style);
    buf_str(&out, "</svg>");
    char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}
