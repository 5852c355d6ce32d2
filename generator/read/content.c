/* content.c - the content folder into the model: which files there are, and a reader for each. */
#include "read/content.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Names that a year's folder may hold. */
static const char *const year_names[] = {"plan.md",    "q1.md",      "q2.md", "q3.md",        "q4.md",
                                         "indices.md", "minh-chung", "da-ky", "so-van-ban.md"};
enum { YEAR_NAMES = sizeof year_names / sizeof *year_names };

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct model *model;
    const char *shown;
};

static const struct source *read_source(struct reader *r, const char *folder, const char *shown,
                                        const char *name)
{
    return source_read(r->arena, r->diags, path_join(r->arena, folder, name),
                       path_join(r->arena, shown, name));
}

static bool known_name(const char *name)
{
    for (size_t i = 0; i < YEAR_NAMES; i++)
        if (strcmp(year_names[i], name) == 0)
            return true;
    return false;
}

/* A name that is not expected: warned about, because a "quy2.md" would otherwise be passed over in silence.
 */
static void judge_name(struct reader *r, const struct year *year, const char *name)
{
    if (name[0] == '.' || known_name(name))
        return;
    struct place at = place_file(r->arena, path_join(r->arena, year->shown, name));
    size_t n = strlen(name);
    bool likely = n > 3 && (strcasecmp(name + n - 3, ".md") == 0);
    const char *near = text_nearest(r->arena, name, year_names, YEAR_NAMES);
    if (likely || near)
        diag(r->diags, FILE_UNEXPECTED, at, name, near);
}

static void read_quarter(struct reader *r, struct year *year, int number)
{
    char *name = arena_printf(r->arena, "q%d.md", number);
    const struct source *source = read_source(r, year->folder, year->shown, name);
    if (!source)
        return;
    int first_day = r->model->school ? r->model->school->period_first_day : 15;
    struct progress *progress = progress_read(r->arena, r->diags, source, first_day);
    if (!progress)
        return;
    const struct quarter *q = &progress->quarter;
    if (q->number && (q->number != number || q->year != year->number)) {
        char *meant = arena_printf(r->arena, "Quý %s năm %d", quarter_roman(number), year->number);
        diag(r->diags, PERIOD_NOT_FILE, progress->period.at, progress->period.s, name, meant);
    }
    progress->quarter = (struct quarter){year->number, number};
    year->quarters[number - 1] = progress;
    if (year->plan)
        progress_link(r->arena, progress, year->plan);
}

static bool has_name(char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static void read_year(struct reader *r, const char *name)
{
    struct year year = {.number = atoi(name)};
    year.folder = path_join(r->arena, r->model->folder, name);
    year.shown = path_join(r->arena, r->shown, name);
    char **names = folder_names(r->arena, year.folder);
    if (!names) {
        diag(r->diags, FOLDER_UNREADABLE, place_file(r->arena, year.shown), year.shown, strerror(errno));
        return;
    }
    for (char **n = names; *n; n++)
        judge_name(r, &year, *n);
    const struct source *source = read_source(r, year.folder, year.shown, "plan.md");
    year.plan = source ? plan_read(r->arena, r->diags, source) : NULL;
    for (int q = 1; q <= 4; q++)
        if (has_name(names, arena_printf(r->arena, "q%d.md", q)))
            read_quarter(r, &year, q);
    ARENA_PUSH(r->arena, r->model->years, r->model->year_count) = year;
}

static bool is_year(const char *name)
{
    return strlen(name) == 4 && strspn(name, "0123456789") == 4 && *name == '2';
}

struct model *content_read(struct arena *arena, struct diags *diags, const char *folder, const char *shown)
{
    char **names = folder_names(arena, folder);
    if (!names) {
        diag(diags, FOLDER_UNREADABLE, place_file(arena, shown), shown, strerror(errno));
        return NULL;
    }
    struct model *model = ARENA_NEW(arena, struct model);
    model->arena = arena;
    model->folder = folder;
    struct reader r = {arena, diags, model, shown};
    const struct source *source = read_source(&r, folder, shown, "school.md");
    model->school = source ? school_read(arena, diags, source) : NULL;
    source = read_source(&r, folder, shown, "papi.md");
    model->papi = source ? papi_read(arena, diags, source) : NULL;
    for (; *names; names++)
        if (is_year(*names) && folder_exists(path_join(arena, folder, *names)))
            read_year(&r, *names);
    if (model->year_count == 0)
        diag(diags, NO_YEAR, place_file(arena, shown), shown);
    return model;
}
