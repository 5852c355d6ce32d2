/* test_view_chart.c - charts: boxes add up to their bars, no text runs into another or over the width, every
 * number is there, whatever the number of rows. */
#include "unit.h"

#include "base/number.h"
#include "site/chart_svg.h"
#include "view/chart.h"

#include <stdio.h>

static struct arena arena;

static const struct chart_series series[CHART_PATTERNS] = {
    {"xong", "Đã hoàn thành"},  {"dang-lam", "Đang thực hiện"},   {"cham", "Chậm tiến độ"},
    {"chua", "Chưa thực hiện"}, {"ngoai", "Không thuộc phạm vi"}, {"chua-co", "Chưa có báo cáo"},
};

/* Rows with values that a small generator makes, the same in each run. */
static struct chart_data make_data(enum chart_kind kind, size_t count, unsigned seed)
{
    struct chart_row *rows = arena_alloc(&arena, (count + 1) * sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        int64_t *values = arena_alloc(&arena, CHART_PATTERNS * sizeof *values);
        for (size_t s = 0; s < CHART_PATTERNS; s++) {
            seed = seed * 1103515245u + 12345u;
            unsigned roll = seed >> 16;
            values[s] = (int64_t)(roll % 3 == 0 ? 0 : roll % 5 == 0 ? roll % 90 : roll % 4) * NUMBER_SCALE;
        }
        if (kind == CHART_TARGETS)
            values[1] += NUMBER_SCALE;
        rows[i].label =
            arena_printf(&arena, "%zu. Kiểm soát tham nhũng trong khu vực công và việc rất dài", i);
        rows[i].values = i % 7 == 6 ? NULL : values;
        rows[i].none = "chưa có báo cáo";
        rows[i].note = i % 4 == 0 ? NULL : "12/34 buổi tuyên truyền pháp luật";
    }
    bool targets = kind == CHART_TARGETS;
    return (struct chart_data){kind,
                               "Biểu đồ",
                               "Hàng",
                               targets ? chart_target_series : series,
                               targets ? CHART_TARGET_SERIES : CHART_PATTERNS,
                               rows,
                               count};
}

static void judge_texts(const struct chart *chart, const struct chart_style *style)
{
    for (size_t b = 0; b < chart->band_count; b++) {
        const struct chart_band *band = &chart->bands[b];
        for (size_t i = band->text; i < band[1].text; i++) {
            double x0, y0, x1, y1;
            chart_text_box(&chart->texts[i], style, &x0, &y0, &x1, &y1);
            if (x0 < -0.01 || x1 > style->width + 0.01 || y0 < band->top - 0.01 - style->leading / 2 ||
                y1 > band->bottom + style->leading)
                fail_msg("“%s” stands outside (%.1f to %.1f)", chart->texts[i].text, x0, x1);
            for (size_t k = i + 1; k < band[1].text; k++) {
                double u0, v0, u1, v1;
                chart_text_box(&chart->texts[k], style, &u0, &v0, &u1, &v1);
                if (x0 < u1 - 0.01 && u0 < x1 - 0.01 && y0 < v1 - 0.01 && v0 < y1 - 0.01)
                    fail_msg("“%s” runs into “%s”", chart->texts[i].text, chart->texts[k].text);
            }
        }
    }
}

/* Texts of a band may not reach into the next one. */
static void judge_bands(const struct chart *chart, const struct chart_style *style)
{
    double bottom = 0;
    for (size_t b = 0; b < chart->band_count; b++) {
        const struct chart_band *band = &chart->bands[b];
        assert_true(band->top >= bottom - 0.01 && band->bottom >= band->top);
        bottom = band->bottom;
        for (size_t i = band->text; i < band[1].text; i++) {
            double x0, y0, x1, y1;
            chart_text_box(&chart->texts[i], style, &x0, &y0, &x1, &y1);
            assert_true(y0 > band->top - 0.5 && y1 < band->bottom + 0.5);
        }
        for (size_t i = band->box; i < band[1].box; i++)
            assert_true(chart->boxes[i].y > band->top - 0.5 &&
                        chart->boxes[i].y + chart->boxes[i].height < band->bottom + 0.5);
    }
    assert_true(chart->height >= bottom - 0.01);
}

/* The extent of the boxes of a row is the sum of its values on one scale, without gaps. */
static void judge_sums(const struct chart *chart, const struct chart_data *data)
{
    double scale = 0;
    for (size_t b = 1; b < chart->band_count; b++) {
        const struct chart_row *row = &data->rows[b - 1];
        const struct chart_band *band = &chart->bands[b];
        double sum = 0, end = -1;
        int64_t wanted = 0;
        for (size_t i = band->box; i < band[1].box; i++) {
            const struct chart_box *box = &chart->boxes[i];
            assert_true(end < 0 || (box->x > end - 0.001 && box->x < end + 0.001));
            end = box->x + box->width;
            sum += box->width;
            assert_true(box->x >= 0 && end <= chart->width);
        }
        for (size_t s = 0; row->values && s < data->series_count; s++)
            wanted += row->values[s];
        if (scale == 0 && wanted > 0)
            scale = sum / (double)wanted;
        double off = sum - scale * (double)wanted;
        assert_true(off < 0.001 && off > -0.001);
    }
}

/* Every number of every row is written. */
static void judge_numbers(const struct chart *chart, const struct chart_data *data)
{
    size_t wanted = 0, found = 0;
    for (size_t i = 0; i < data->row_count; i++)
        for (size_t s = 0; data->rows[i].values && s < data->series_count; s++)
            wanted += data->rows[i].values[s] > 0;
    for (size_t i = 0; i < chart->text_count; i++)
        found += chart->texts[i].bold;
    if (found != wanted)
        fail_msg("%zu numbers of %zu, width %.0f, rows %zu", found, wanted, chart->width, data->row_count);
}

static struct chart_style paper_style(void)
{
    struct chart_style style = chart_svg_style();
    style.width = 467;
    style.label_share = 0.36;
    style.size = 11;
    style.leading = 13.5;
    return style;
}

static void test_bars(void **state)
{
    static const size_t counts[] = {1, 2, 8, 31, 500};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (int paper = 0; paper < 2; paper++) {
            struct chart_style style = paper ? paper_style() : chart_svg_style();
            struct chart_data data = make_data(CHART_BARS, counts[i], (unsigned)(i + 1));
            struct chart *chart = chart_make(&arena, &data, &style);
            assert_int_equal(chart->band_count, counts[i] + 1);
            judge_texts(chart, &style);
            judge_bands(chart, &style);
            judge_sums(chart, &data);
            judge_numbers(chart, &data);
        }
    }
}

static void test_columns(void **state)
{
    (void)state;
    for (size_t count = 1; count <= 5; count++) {
        for (unsigned seed = 1; seed < 40; seed++) {
            struct chart_style style = seed % 2 ? paper_style() : chart_svg_style();
            struct chart_data data = make_data(CHART_COLUMNS, count, seed);
            struct chart *chart = chart_make(&arena, &data, &style);
            assert_true(chart->kind == CHART_COLUMNS || count == 5); /* or the numbers have no room */
            judge_texts(chart, &style);
            judge_bands(chart, &style);
            judge_numbers(chart, &data);
        }
    }
    struct chart_style style = chart_svg_style();
    struct chart_data many = make_data(CHART_COLUMNS, 40, 1);
    assert_int_equal(chart_make(&arena, &many, &style)->kind, CHART_BARS);
}

static void test_targets(void **state)
{
    static const size_t counts[] = {1, 3, 500};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct chart_style style = i % 2 ? paper_style() : chart_svg_style();
        struct chart_data data = make_data(CHART_TARGETS, counts[i], (unsigned)(i + 5));
        struct chart *chart = chart_make(&arena, &data, &style);
        judge_texts(chart, &style);
        judge_bands(chart, &style);
        for (size_t b = 1; b < chart->band_count; b++) {
            const int64_t *values = data.rows[b - 1].values;
            const struct chart_band *band = &chart->bands[b];
            double reached = 0, all = 0;
            for (size_t k = band->box; k < band[1].box; k++) {
                all += chart->boxes[k].width;
                reached += chart->boxes[k].series == CHART_REST ? 0 : chart->boxes[k].width;
            }
            if (!values)
                continue;
            int64_t most = values[0] > values[1] ? values[0] : values[1];
            double off = reached * (double)most - all * (double)values[0];
            assert_true(off < 1 && off > -1);
            assert_int_equal(chart->lines[band[1].line - 1].kind, CHART_TARGET);
        }
    }
}

static void test_nothing_to_show(void **state)
{
    (void)state;
    struct chart_style style = chart_svg_style();
    struct chart_data none = make_data(CHART_BARS, 0, 1);
    struct chart *chart = chart_make(&arena, &none, &style);
    assert_true(chart->height == 0 && chart->band_count == 0 && chart->box_count == 0);
    assert_null(chart_svg(&arena, &none, "a"));
    int64_t zeros[CHART_PATTERNS] = {0};
    struct chart_row row = {.label = "Không", .values = zeros};
    none.rows = &row;
    none.row_count = 1;
    for (int kind = CHART_BARS; kind <= CHART_TARGETS; kind++) {
        none.kind = (enum chart_kind)kind;
        none.series = kind == CHART_TARGETS ? chart_target_series : series;
        none.series_count = kind == CHART_TARGETS ? CHART_TARGET_SERIES : CHART_PATTERNS;
        chart = chart_make(&arena, &none, &style);
        assert_int_equal(chart->box_count, kind == CHART_TARGETS); /* 0 of 0 is reached: its swatch */
    }
}

static void test_long_words(void **state)
{
    (void)state;
    char *endless = arena_alloc(&arena, 3001);
    memset(endless, 'm', 3000);
    struct chart_style style = chart_svg_style();
    for (int kind = CHART_BARS; kind <= CHART_TARGETS; kind++) {
        struct chart_data data = make_data((enum chart_kind)kind, 2, 3);
        struct chart_row rows[2] = {data.rows[0], data.rows[1]};
        rows[0].label = rows[0].note = rows[1].none = endless;
        rows[1].values = NULL;
        data.rows = rows;
        struct chart *chart = chart_make(&arena, &data, &style);
        judge_texts(chart, &style);
        judge_bands(chart, &style);
    }
}

static void test_words(void **state)
{
    (void)state;
    int64_t values[] = {2000, 0, 1500};
    struct chart_row rows[] = {{.label = "Quý I", .none = "chưa có báo cáo"},
                               {.label = "Quý II", .values = values, .note = "4 nhiệm vụ"}};
    struct chart_data data = {CHART_COLUMNS, "Qua từng quý", "Quý", series, 3, rows, 2};
    assert_string_equal(chart_words(&arena, &data),
                        "Qua từng quý. Quý I: chưa có báo cáo. Quý II: 4 nhiệm vụ, gồm Đã hoàn thành 2, Chậm "
                        "tiến độ 1,5.");
    data.kind = CHART_TARGETS;
    values[1] = 4000;
    assert_string_equal(chart_words(&arena, &data),
                        "Qua từng quý. Quý I: chưa có báo cáo. Quý II: đạt 2 trên chỉ tiêu 4, chưa đủ.");
}

/* No two series look alike without colour. */
static void test_patterns_differ(void **state)
{
    (void)state;
    for (int a = 0; a < CHART_PATTERNS; a++)
        for (int b = 0; b < a; b++)
            assert_memory_not_equal(chart_tile((enum chart_pattern)a), chart_tile((enum chart_pattern)b),
                                    sizeof(struct chart_tile));
}

static void test_svg(void **state)
{
    (void)state;
    struct chart_data data = make_data(CHART_BARS, 8, 1);
    struct chart_row rows[8];
    memcpy(rows, data.rows, sizeof rows);
    rows[0].label = "<script>&\"";
    data.rows = rows;
    const char *svg = chart_svg(&arena, &data, "bd1");
    assert_non_null(strstr(svg, "role=\"img\" aria-labelledby=\"bd1-ten bd1-loi\""));
    assert_non_null(strstr(svg, "<desc id=\"bd1-loi\">"));
    assert_non_null(strstr(svg, "&lt;script&gt;&amp;"));
    assert_null(strstr(svg, "<script"));
    assert_null(strstr(svg, "style="));
    for (size_t s = 1; s < CHART_PATTERNS; s++) {
        const char *id = arena_printf(&arena, "<pattern id=\"bd1-%zu\"", s);
        assert_true((strstr(svg, id) != NULL) == (chart_tile((enum chart_pattern)s)->step > 0));
    }
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_nothing_to_show),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_patterns_differ),
        cmocka_unit_test(test_svg),
    };
    return cmocka_run_group_tests(tests, NULL, close_arena);
}
