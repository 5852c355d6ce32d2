/* view_chart.c - the figures of the charts, for the table beside a chart and for the form of the report. */
#include "view/chart_data.h"
#include "view/parts.h"

/* {ten, so} for each value of a row; "–" where there is none. */
static struct value *row_values(const struct view *v, const struct value *heads, const struct chart_row *row)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; i < heads->count; i++) {
        struct value *o = value_object(v->arena);
        const char *number = row->values ? number_text(v->arena, row->values[i]) : "–";
        value_set_string(v->arena, o, "ten", value_get(heads->items[i], "ten")->string);
        value_set_string(v->arena, o, "so", number);
        value_push(v->arena, list, o);
    }
    return list;
}

static void push_head(const struct view *v, struct value *heads, const char *name)
{
    struct value *head = value_object(v->arena);
    value_set_string(v->arena, head, "ten", name);
    value_push(v->arena, heads, head);
}

static struct value *column_heads(const struct view *v, const struct chart_data *data)
{
    struct value *heads = value_list(v->arena);
    if (data->kind == CHART_TARGETS) {
        push_head(v, heads, "Đã làm từ đầu năm");
        push_head(v, heads, "Chỉ tiêu cả năm");
    } else {
        for (size_t s = 0; s < data->series_count; s++)
            push_head(v, heads, data->series[s].name);
    }
    return heads;
}

static struct value *chart_value(const struct view *v, const struct chart_data *data)
{
    struct value *chart = value_object(v->arena), *rows = value_list(v->arena);
    struct value *heads = column_heads(v, data);
    for (size_t i = 0; i < data->row_count; i++) {
        const struct chart_row *row = &data->rows[i];
        struct value *o = value_object(v->arena);
        value_set_string(v->arena, o, "ten", row->label);
        value_set(v->arena, o, "gia_tri", row_values(v, heads, row));
        value_set_string(v->arena, o, "ghi_chu", row->note);
        value_set_string(v->arena, o, "trong", row->values ? NULL : row->none);
        value_push(v->arena, rows, o);
    }
    view_set_bool(v, chart, "co", data->row_count > 0);
    value_set_string(v->arena, chart, "tieu_de", data->title);
    value_set_string(v->arena, chart, "loi_thay", chart_words(v->arena, data));
    value_set_string(v->arena, chart, "ten_hang", data->row_name);
    value_set(v->arena, chart, "nhom", heads);
    value_set(v->arena, chart, "hang", rows);
    return chart;
}

struct value *view_charts(const struct view *v, const struct progress *progress)
{
    static const char *const names[CHART_TOPICS] = {
        [CHART_BY_INDEX] = "theo_chi_so", [CHART_BY_QUARTER] = "theo_quy", [CHART_BY_TARGET] = "so_chi_tieu"};
    struct value *charts = value_object(v->arena);
    for (int t = 0; t < CHART_TOPICS; t++) {
        enum chart_topic topic = (enum chart_topic)t;
        const struct chart_data *data = chart_data(v->arena, v->model, v->year, progress, topic);
        value_set(v->arena, charts, names[t], chart_value(v, data));
    }
    return charts;
}
