/* chart_data.c - what the charts show, counted in the model. */
#include "view/chart_data.h"

/* The groups of states, and last the tasks of which nothing is reported. */
enum { UNREPORTED = GROUP_COUNT, STATE_SERIES };

struct counts {
    int64_t by_series[STATE_SERIES];
    size_t total;
};

static void count_task(struct counts *counts, const struct progress *progress, const struct task *task)
{
    const struct entry *entry = progress_entry(progress, task);
    const struct state_info *info = entry ? state_info(entry->state) : NULL;
    counts->by_series[info ? (int)info->group : UNREPORTED] += NUMBER_SCALE;
    counts->total++;
}

static const struct chart_series *state_series(struct arena *arena)
{
    struct chart_series *series = arena_alloc(arena, STATE_SERIES * sizeof *series);
    for (int g = 0; g < GROUP_COUNT; g++)
        series[g] =
            (struct chart_series){state_group_id((enum state_group)g), state_group_text((enum state_group)g)};
    series[UNREPORTED] = (struct chart_series){"chua-co", "Chưa có báo cáo"};
    return series;
}

/* Is there a task of which nothing is reported? If not, nobody needs to read of that. */
static bool unreported(const struct chart_data *data)
{
    for (size_t i = 0; i < data->row_count; i++)
        if (data->rows[i].values && data->rows[i].values[UNREPORTED] > 0)
            return true;
    return false;
}

static const int64_t *keep(struct arena *arena, const int64_t *values, size_t count)
{
    int64_t *kept = arena_alloc(arena, count * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        kept[i] = values[i];
    return kept;
}

/* The row of some tasks that were counted. */
static struct chart_row counted(struct arena *arena, const char *label, const struct counts *counts,
                                const char *none)
{
    struct chart_row row = {.label = label, .none = none};
    if (counts->total == 0)
        return row;
    row.values = keep(arena, counts->by_series, STATE_SERIES);
    row.note = arena_printf(arena, "%zu nhiệm vụ", counts->total);
    return row;
}

static void by_index(struct arena *arena, const struct model *model, const struct year *year,
                     const struct progress *progress, struct chart_data *data)
{
    const struct papi *papi = model->papi;
    size_t indices = papi ? papi->count : 0;
    struct chart_row *rows = arena_alloc(arena, (indices + 1) * sizeof *rows);
    for (size_t i = 0; i < indices; i++) {
        struct counts counts = {0};
        for (size_t t = 0; t < year->plan->task_count; t++)
            if (year->plan->tasks[t]->index == papi->indices[i].number)
                count_task(&counts, progress, year->plan->tasks[t]);
        const char *label = arena_printf(arena, "%d. %s", papi->indices[i].number, papi->indices[i].name.s);
        rows[i] = counted(arena, label, &counts, "kế hoạch không có nhiệm vụ riêng");
    }
    data->rows = rows;
    data->row_count = year->plan->task_count ? indices : 0;
}

static void by_quarter(struct arena *arena, const struct year *year, const struct progress *progress,
                       struct chart_data *data)
{
    struct chart_row *rows = arena_alloc(arena, 4 * sizeof *rows);
    for (int q = 0; q < 4; q++) {
        const struct progress *p = q < progress->quarter.number ? year->quarters[q] : NULL;
        struct counts counts = {0};
        for (size_t t = 0; p && t < year->plan->task_count; t++)
            count_task(&counts, p, year->plan->tasks[t]);
        rows[q] = counted(arena, arena_printf(arena, "Quý %s", quarter_roman(q + 1)), &counts,
                          q < progress->quarter.number ? "không có báo cáo" : "chưa đến kỳ");
    }
    data->rows = rows;
    data->row_count = year->plan->task_count ? 4 : 0;
}

/* "2/4 buổi"; a unit's remark is left out. */
static const char *share(struct arena *arena, struct quantity reached, struct quantity target)
{
    const char *unit = target.unit ? target.unit : "";
    return arena_printf(arena, "%s/%s%s%.*s", number_text(arena, reached.thousandths),
                        number_text(arena, target.thousandths), *unit ? " " : "",
                        (int)quantity_unit_length(unit), unit);
}

/* The first words of a task, enough to know it again. */
static const char *task_label(struct arena *arena, const struct task *task)
{
    enum { WORDS = 12 };
    size_t words = 0, end = 0;
    while (task->text[end] && (task->text[end] != ' ' || ++words < WORDS))
        end++;
    return arena_printf(arena, "%s. %.*s%s", task->code, (int)end, task->text, task->text[end] ? "…" : "");
}

static void by_target(struct arena *arena, const struct year *year, const struct progress *progress,
                      struct chart_data *data)
{
    struct chart_row *rows = NULL;
    for (size_t t = 0; t < year->plan->task_count; t++) {
        const struct task *task = year->plan->tasks[t];
        struct quantity target = task->target_quantity, reached;
        if (!target.given || target.thousandths <= 0)
            continue;
        reached = model_total_before(arena, year, progress->quarter.number + 1, task);
        struct chart_row row = {.label = task_label(arena, task), .none = "chưa có số liệu"};
        if (reached.given && reached.thousandths >= 0 && quantity_same_unit(arena, reached, target)) {
            row.values = keep(arena, (int64_t[]){reached.thousandths, target.thousandths}, 2);
            row.note = share(arena, reached, target);
        }
        ARENA_PUSH(arena, rows, data->row_count) = row;
    }
    data->rows = rows;
}

struct chart_data *chart_data(struct arena *arena, const struct model *model, const struct year *year,
                              const struct progress *progress, enum chart_topic topic)
{
    struct chart_data *data = ARENA_NEW(arena, struct chart_data);
    data->series = state_series(arena);
    data->series_count = STATE_SERIES;
    data->title = data->row_name = "";
    if (!progress)
        return data;
    const char *until = quarter_text(arena, progress->quarter);
    switch (topic) {
    case CHART_BY_INDEX:
        data->kind = CHART_BARS;
        data->title = arena_printf(arena, "Nhiệm vụ theo chỉ số nội dung, đến hết %s", until);
        data->row_name = "Chỉ số nội dung";
        by_index(arena, model, year, progress, data);
        break;
    case CHART_BY_QUARTER:
        data->kind = CHART_COLUMNS;
        data->title = arena_printf(arena, "Nhiệm vụ của kế hoạch qua từng quý, đến hết %s", until);
        data->row_name = "Quý";
        by_quarter(arena, year, progress, data);
        break;
    case CHART_BY_TARGET:
        data->kind = CHART_TARGETS;
        data->series = chart_target_series;
        data->series_count = CHART_TARGET_SERIES;
        data->title = arena_printf(arena, "Kết quả so với chỉ tiêu cả năm, đến hết %s", until);
        data->row_name = "Nhiệm vụ";
        by_target(arena, year, progress, data);
        break;
    case CHART_TOPICS:
        break;
    }
    if (topic != CHART_BY_TARGET && !unreported(data))
        data->series_count = UNREPORTED;
    return data;
}
