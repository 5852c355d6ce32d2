/* frozen.c - a signed report is frozen: the content of its quarter must go on saying what was signed (NĐ
 * 30/2020, Điều 18). */
#include "command/frozen.h"

#include "base/buf.h"
#include "check/check.h"
#include "check/rules.h"
#include "report/data.h"
#include "seal/extract.h"

#include <string.h>

/* The stretch of one <entry> in the data, from its code on; NULL when there is none. */
static const char *entry_of(const char *data, const char *code, size_t *length)
{
    const char *at = strstr(data, code), *end = at ? strstr(at, "</entry>") : NULL;
    *length = end ? (size_t)(end - at) : 0;
    return end ? at : NULL;
}

/* The codes of the entries that differ, "III.2.1, V.4"; empty when the difference is elsewhere. */
static char *changed_entries(struct arena *arena, const char *before, const char *now)
{
    static const char open[] = "<entry code=\"";
    char *list = arena_strdup(arena, "");
    size_t told = 0;
    for (const char *at = strstr(now, open); at; at = strstr(at + 1, open)) {
        const char *quote = strchr(at + strlen(open), '"');
        if (!quote)
            break;
        char *start = arena_strndup(arena, at, (size_t)(quote + 1 - at));
        size_t n, m;
        const char *a = entry_of(before, start, &n), *b = entry_of(at, start, &m);
        if (a && b && n == m && memcmp(a, b, n) == 0)
            continue;
        if (told++ < 8)
            list = arena_printf(arena, "%s%s%.*s", list, *list ? ", " : "",
                                (int)(quote - at - (long)strlen(open)), at + strlen(open));
    }
    return told > 8 ? arena_printf(arena, "%s, …", list) : list;
}

/* The text of <name> of the <progress> in the data (arena); "" when there is none. */
static char *head_text(struct arena *arena, const char *data, const char *name)
{
    const char *progress = strstr(data, "<progress"), *open = arena_printf(arena, "<%s>", name);
    const char *at = progress ? strstr(progress, open) : NULL, *end = at ? strchr(at + 1, '<') : NULL;
    return end ? arena_strndup(arena, at + strlen(open), (size_t)(end - at) - strlen(open))
               : arena_strdup(arena, "");
}

const char *frozen_number(struct arena *arena, const char *data, struct date *date)
{
    const char *number = head_text(arena, data, "number");
    *date = (struct date){0};
    date_parse(head_text(arena, data, "date"), date);
    return has_blank(number) ? "" : number;
}

bool frozen_same(struct run *run, const struct model *model, const struct year *year,
                 const struct progress *progress, const char *data, size_t length, char **tasks)
{
    struct arena *arena = &run->arena;
    struct progress then = *progress;
    struct buf now = {0};
    const char *number = head_text(arena, data, "number"), *date = head_text(arena, data, "date");
    if (has_blank(number))
        then.number.s = number; /* it got its number when it was signed */
    if (has_blank(date))
        then.date_text.s = date;
    report_data_alone(model->school, year->plan, &then, false, &now);
    bool same = strcmp(extract_attribute(arena, data, length, "sha256"),
                       extract_attribute(arena, now.data, now.len, "sha256")) == 0;
    if (tasks)
        *tasks = same ? arena_strdup(arena, "") : changed_entries(arena, data, buf_text(&now));
    buf_free(&now);
    return same;
}

/* The data of a stored report (arena), or NULL after a complaint. */
static const char *stored_data(struct run *run, const char *path, const char *shown, size_t *length)
{
    const char *bytes;
    size_t size;
    struct pdf_file *file = pdf_load(&run->arena, &run->diags, path, &bytes, &size);
    const char *data = file ? extract_data(&run->arena, &run->diags, file, shown, length) : NULL;
    pdf_close(file);
    return data;
}

/* The reports that it replaces are those that were signed. */
static void check_replaced(struct run *run, const struct progress *progress)
{
    for (size_t i = 0; i < progress->replaced_count; i++) {
        const struct replaced_report *one = &progress->replaced[i];
        size_t length;
        struct date date;
        const char *data =
            one->signed_path ? stored_data(run, one->signed_path, one->signed_shown, &length) : NULL;
        const char *number = data ? frozen_number(&run->arena, data, &date) : "";
        if (*number && strcmp(number, one->number) != 0)
            diag(&run->diags, REPLACED_OTHER, one->text.at, one->signed_shown, number, one->number);
    }
}

static void compare(struct run *run, const struct model *model, const struct year *year,
                    const struct progress *p)
{
    struct place at = place_file(&run->arena, p->source->path);
    const char *shown = p->signed_path ? p->signed_shown : p->submitted_shown;
    char *tasks;
    size_t length;
    check_replaced(run, p);
    if (!shown)
        return;
    const char *data = stored_data(run, p->signed_path ? p->signed_path : p->submitted_path, shown, &length);
    if (!data || frozen_same(run, model, year, p, data, length, &tasks))
        return;
    char *quarter = arena_printf(&run->arena, "%d-q%d", p->quarter.year, p->quarter.number);
    if (!p->signed_path)
        diag(&run->diags, SUBMITTED_CHANGED, at, shown);
    else if (*tasks)
        diag(&run->diags, SIGNED_CHANGED_TASKS, at, shown, tasks, quarter);
    else
        diag(&run->diags, SIGNED_CHANGED, at, shown, NULL, quarter);
}

void check_all(struct run *run, const struct model *model)
{
    check_model(&run->diags, model);
    for (size_t i = 0; i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        for (int q = 0; year->plan && model->school && q < 4; q++)
            if (year->quarters[q] && diag_ok(&run->diags))
                compare(run, model, year, year->quarters[q]);
    }
}
