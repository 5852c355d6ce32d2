/* status.c - `baocao status`: one screen: years, quarters, what is missing, and what to do next. */
#include "base/diag_list.h"
#include "check/check.h"
#include "check/rules.h"
#include "command/frozen.h"
#include "command/run.h"
#include "command/state.h"
#include "command/table.h"
#include "read/content.h"

#include <string.h>
#include <unistd.h>

enum { CODES_NAMED = 3, QUARTERS = 4 };

struct status {
    struct run *run;
    const struct model *model;
    const struct diag *list; /* all complaints, sorted */
    size_t count;
    bool color;
};

struct found {
    size_t errors, warnings;
};

/* Complaints about a file; about everything when path is NULL. */
static struct found found_in(const struct status *s, const char *path)
{
    struct found found = {0};
    for (size_t i = 0; i < s->count; i++) {
        enum diag_level level = diag_entry(s->list[i].code)->level;
        if (path && strcmp(diag_path(&s->list[i]), path) != 0)
            continue;
        found.errors += level >= LEVEL_ERROR;
        found.warnings += level == LEVEL_WARNING;
    }
    return found;
}

static const char *number(const struct status *s, size_t n)
{
    return arena_number(&s->run->arena, n);
}

/* Has the entry said what it has to? */
static bool is_filled(const struct entry *entry)
{
    return entry && entry->state != STATE_NONE && !(entry->reason.s && has_blank(entry->reason.s));
}

static size_t filled_count(const struct year *year, const struct progress *progress)
{
    size_t filled = 0;
    for (size_t i = 0; year->plan && i < year->plan->task_count; i++)
        filled += is_filled(progress_entry(progress, year->plan->tasks[i]));
    return filled;
}

/* ---- a quarter's row ---- */

static void add_remark(const struct status *s, const char **remarks, const char *remark)
{
    *remarks = **remarks ? arena_printf(&s->run->arena, "%s; %s", *remarks, remark) : remark;
}

/* "còn thiếu III.1.1, III.1.2, III.1.3 … (12)" */
static void add_missing(const struct status *s, const struct year *year, const struct progress *progress,
                        const char **remarks)
{
    struct buf codes = {0};
    size_t missing = 0;
    for (size_t i = 0; year->plan && i < year->plan->task_count; i++) {
        const struct task *task = year->plan->tasks[i];
        if (!is_filled(progress_entry(progress, task)) && missing++ < CODES_NAMED)
            buf_printf(&codes, "%s%s", missing > 1 ? ", " : "", task->code);
    }
    if (missing > CODES_NAMED)
        buf_printf(&codes, " … (%zu)", missing);
    if (missing > 0)
        add_remark(s, remarks, run_text(s->run, MESSAGE_STATUS_MISSING, buf_text(&codes), NULL, NULL));
    buf_free(&codes);
}

static void count_groups(const struct progress *progress, const struct year *year, size_t groups[GROUP_COUNT])
{
    for (size_t i = 0; year->plan && i < year->plan->task_count; i++) {
        const struct entry *entry = progress_entry(progress, year->plan->tasks[i]);
        const struct state_info *state = entry ? state_info(entry->state) : NULL;
        if (state)
            groups[state->group]++;
    }
}

static void set_counts(const struct status *s, struct table_cell *cells, const char *path)
{
    struct found found = found_in(s, path);
    cells[0] = (struct table_cell){number(s, found.errors), found.errors ? PAINT_RED : PAINT_NONE};
    cells[1] = (struct table_cell){number(s, found.warnings), found.warnings ? PAINT_YELLOW : PAINT_NONE};
}

static void add_progress(const struct status *s, const struct year *year, const struct progress *progress,
                         struct table_cell *cells)
{
    size_t groups[GROUP_COUNT] = {0}, c = 1;
    const char *remarks = "";
    count_groups(progress, year, groups);
    cells[c++].text = progress->number.s ? progress->number.s : "";
    cells[c++].text = progress->date_text.s ? progress->date_text.s : "";
    cells[c++].text = report_state_text(s->run, report_state(s->run, progress));
    cells[c++].text = arena_printf(&s->run->arena, "%zu/%zu", filled_count(year, progress),
                                   year->plan ? year->plan->task_count : progress->entry_count);
    for (int g = 0; g < GROUP_COUNT; g++, c++)
        cells[c] = (struct table_cell){number(s, groups[g]),
                                       g == GROUP_LATE && groups[g] ? PAINT_YELLOW : PAINT_NONE};
    set_counts(s, &cells[c], progress->source->path);
    c += 2;
    if (progress->illustrative)
        add_remark(s, &remarks, run_text(s->run, MESSAGE_STATUS_ILLUSTRATIVE, NULL, NULL, NULL));
    add_missing(s, year, progress, &remarks);
    cells[c].text = remarks;
}

static void add_quarter(const struct status *s, const struct year *year, int q, struct table *table)
{
    struct table_row *row = table_add(table);
    row->cells[0].text = run_text(s->run, MESSAGE_STATUS_QUARTER, quarter_roman(q + 1), NULL, NULL);
    if (year->quarters[q])
        add_progress(s, year, year->quarters[q], row->cells);
    else
        row->cells[1].text = run_text(
            s->run, year->unread[q] ? MESSAGE_STATUS_UNREAD : MESSAGE_STATUS_NO_FILE, NULL, NULL, NULL);
}

/* ---- years ---- */

static void add_columns(const struct status *s, struct table *table)
{
    struct table_row *row = table_add(table);
    const char *name = run_text(s->run, MESSAGE_STATUS_COLUMNS, NULL, NULL, NULL);
    for (size_t c = 0; c < TABLE_COLUMNS && *name; c++) {
        size_t n = strcspn(name, "|");
        row->cells[c] = (struct table_cell){arena_strndup(&s->run->arena, name, n), PAINT_BOLD};
        table->right[c] = c > 3 && name[n] == '|'; /* figures: all but the first four and the last */
        name += n + (name[n] == '|');
    }
}

/* A line about a file, with its complaints when it has some. */
static void say_line(const struct status *s, const char *line, const char *path)
{
    struct found found = path ? found_in(s, path) : (struct found){0};
    const char *slash = path ? strrchr(path, '/') : NULL;
    table_paint(&s->run->said, line, PAINT_BOLD, s->color);
    if (found.errors + found.warnings > 0)
        table_paint(&s->run->said,
                    run_text(s->run, MESSAGE_STATUS_FOUND, slash ? slash + 1 : path, number(s, found.errors),
                             number(s, found.warnings)),
                    found.errors ? PAINT_RED : PAINT_YELLOW, s->color);
    buf_char(&s->run->said, '\n');
}

static void say_year(const struct status *s, const struct year *year)
{
    struct run *run = s->run;
    const struct plan *plan = year->plan;
    const char *name = arena_printf(&run->arena, "%d", year->number);
    struct table table = {.arena = &run->arena};
    buf_char(&run->said, '\n');
    if (plan)
        say_line(s,
                 run_text(run, MESSAGE_STATUS_YEAR, name,
                          run_text(run, MESSAGE_STATUS_NUMBER, plan->number.s ? plan->number.s : "",
                                   plan->date_text.s ? plan->date_text.s : "", NULL),
                          number(s, plan->task_count)),
                 plan->source->path);
    else
        say_line(s, run_text(run, MESSAGE_STATUS_NO_PLAN, name, NULL, NULL), NULL);
    add_columns(s, &table);
    for (int q = 0; q < QUARTERS; q++)
        add_quarter(s, year, q, &table);
    table_print(&table, &run->said, s->color);
}

/* ---- what comes next ---- */

/* The number of the last quarter that has a file, 0 when none has. */
static int last_quarter(const struct year *year)
{
    int last = 0;
    for (int q = 0; q < QUARTERS; q++)
        if (year->quarters[q])
            last = q + 1;
    return last;
}

/* The first quarter of a year that ends after the plan was issued. */
static int first_quarter(const struct status *s, const struct year *year)
{
    int first_day = s->model->school ? s->model->school->period_first_day : PERIOD_FIRST_DAY;
    for (int q = 1; q < QUARTERS; q++) {
        struct date from, to;
        quarter_period((struct quarter){year->number, q}, first_day, &from, &to);
        if (!date_given(year->plan->date) || date_compare(year->plan->date, to) <= 0)
            return q;
    }
    return QUARTERS;
}

static bool is_unfinished(const struct year *year, const struct progress *progress)
{
    return (year->plan && filled_count(year, progress) < year->plan->task_count) ||
           (progress->number.s && has_blank(progress->number.s));
}

/* The first file that `new` or `init` left to be filled in and nobody has, or NULL. */
static const char *unfinished_file(const struct model *model)
{
    for (size_t i = 0; i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        if (year->plan && year->plan->number.s && has_blank(year->plan->number.s))
            return year->plan->source->path;
        for (int q = 0; q < QUARTERS; q++)
            if (year->quarters[q] && is_unfinished(year, year->quarters[q]))
                return year->quarters[q]->source->path;
    }
    return NULL;
}

/* What a report that is on its way to be signed and published waits for; false when none is. */
static bool say_next_signing(const struct status *s, const struct year *year)
{
    static const enum message texts[] = {
        [REPORT_SUBMITTED] = MESSAGE_NEXT_ACCEPT,
        [REPORT_SIGNED] = MESSAGE_NEXT_SEAL,
        [REPORT_SEALED] = MESSAGE_NEXT_PUBLISH,
    };
    for (int q = 0; q < QUARTERS; q++) {
        const struct progress *p = year->quarters[q];
        enum report_state state = p ? report_state(s->run, p) : REPORT_DRAFT;
        if (state == REPORT_DRAFT || state == REPORT_PUBLISHED)
            continue;
        char *name = arena_printf(&s->run->arena, "%d-q%d", year->number, q + 1);
        run_say(s->run, texts[state], name, NULL, NULL);
        return true;
    }
    return false;
}

static void say_next(const struct status *s, const struct found *all)
{
    struct run *run = s->run;
    const struct year *year = s->model->year_count ? &s->model->years[s->model->year_count - 1] : NULL;
    if (all->errors > 0 || !year || !year->plan) {
        run_say(run, MESSAGE_NEXT_CHECK, NULL, NULL, NULL);
        return;
    }
    const char *file = unfinished_file(s->model);
    int last = last_quarter(year), next = last ? last + 1 : first_quarter(s, year);
    if (file)
        run_say(run, MESSAGE_NEXT_FILL, file, NULL, NULL);
    else if (say_next_signing(s, year))
        return;
    else if (last == QUARTERS)
        run_say(run, MESSAGE_NEXT_NEW, arena_printf(&run->arena, "%d", year->number + 1), NULL, NULL);
    else
        run_say(run, MESSAGE_NEXT_NEW, arena_printf(&run->arena, "%d-q%d", year->number, next), NULL, NULL);
}

static void say_all(struct status *s)
{
    struct run *run = s->run;
    const struct school *school = s->model->school;
    struct found all = found_in(s, NULL);
    if (school)
        say_line(s, school->names.count ? school->names.items[school->names.count - 1].text.s : "",
                 school->source->path);
    for (size_t i = 0; i < s->model->year_count; i++)
        say_year(s, &s->model->years[i]);
    buf_char(&run->said, '\n');
    if (all.errors + all.warnings > 0)
        run_say(run, MESSAGE_STATUS_TOTAL, number(s, all.errors), number(s, all.warnings), NULL);
    say_next(s, &all);
}

void command_status(struct run *run)
{
    struct diags *diags = &run->diags;
    const struct model *model = content_read(&run->arena, diags, run->options.content, run->options.content);
    if (!model)
        return;
    check_all(run, model);
    const char *format = run->options.format;
    if (format && strcmp(format, "text") != 0)
        return; /* programs get the complaints */
    if (diags->by_level[LEVEL_MACHINE] > 0)
        return; /* nothing is known of the content: that is told, and no count of it */
    struct status s = {.run = run, .model = model, .color = run_wants_color(&run->options, STDOUT_FILENO)};
    s.list = diag_sorted(diags, &s.count);
    if (!run->options.quiet)
        say_all(&s);
    diags->count = 0; /* here they are counted, not told; the exit status is by their levels all the same */
}
