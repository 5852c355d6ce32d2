/* content.c - the content folder into the model: which files there are, and a reader for each. */
#include "read/content.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The formats a file may be in, by its extension: a row a format, a reader for each kind of file. */
static const struct format {
    const char *extension;
    struct school *(*school)(struct arena *, struct diags *, const struct source *);
    struct papi *(*papi)(struct arena *, struct diags *, const struct source *);
    struct plan *(*plan)(struct arena *, struct diags *, const struct source *);
    struct progress *(*progress)(struct arena *, struct diags *, const struct source *, int first_day);
} formats[] = {
    {".md", school_read, papi_read, plan_read, progress_read},
};
enum { FORMATS = sizeof formats / sizeof *formats };

/* Names that a year's folder may hold: those that are read here first, quarters by number. */
static const char *const year_names[] = {"plan.md",    "q1.md",      "q2.md", "q3.md",        "q4.md",
                                         "indices.md", "minh-chung", "da-ky", "so-van-ban.md"};
enum { YEAR_NAMES = sizeof year_names / sizeof *year_names };

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct model *model;
    const char *shown;
    const char *bare; /* a year's folder that has neither plan nor quarters, or NULL */
};

/* A folder of the content: where it is, what it is called, what is in it. */
struct folder {
    const char *path, *shown;
    char **names;
};

static bool has_name(const struct folder *folder, const char *name)
{
    for (char *const *n = folder->names; *n; n++)
        if (strcmp(*n, name) == 0)
            return true;
    return false;
}

/* The format that the folder has "plan" or the like in, or NULL. */
static const struct format *find_format(struct reader *r, const struct folder *folder, const char *stem)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (has_name(folder, arena_printf(r->arena, "%s%s", stem, formats[i].extension)))
            return &formats[i];
    return NULL;
}

/* The source of "plan" or the like; NULL after a complaint, also when there is none in any format. */
static const struct source *read_source(struct reader *r, const struct folder *folder, const char *stem,
                                        const struct format **format)
{
    const struct format *found = find_format(r, folder, stem);
    *format = found ? found : formats;
    const char *name = arena_printf(r->arena, "%s%s", stem, (*format)->extension);
    return source_read(r->arena, r->diags, path_join(r->arena, folder->path, name),
                       path_join(r->arena, folder->shown, name));
}

static bool known_name(const char *name)
{
    for (size_t i = 0; i < YEAR_NAMES; i++)
        if (strcmp(year_names[i], name) == 0)
            return true;
    return false;
}

/* What a name means to say before its first dot: "Quý 2.md" and "q2.md.txt" are quarter 2, "kế hoạch.txt" is
 * the plan. NULL when it says neither. */
static const char *meant_name(struct arena *arena, const char *name)
{
    static const char *const quarters[][2] = {{"1", "i"}, {"2", "ii"}, {"3", "iii"}, {"4", "iv"}};
    char *stem = text_key(arena, arena_strndup(arena, name, strcspn(name, ".")));
    char *out = stem;
    for (const char *s = stem; *s; s++)
        if (!strchr(" -_", *s))
            *out++ = *s;
    *out = '\0';
    if (strcmp(stem, "plan") == 0 || strcmp(stem, "kehoach") == 0)
        return year_names[0];
    if (*stem != 'q')
        return NULL;
    const char *number = stem + (strncmp(stem, "quy", 3) == 0 ? 3 : 1);
    for (size_t i = 0; i < 4; i++)
        if (strcmp(number, quarters[i][0]) == 0 || strcmp(number, quarters[i][1]) == 0)
            return year_names[1 + i];
    return NULL;
}

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcasecmp(name + n - m, end) == 0;
}

/* A name that is not expected: warned about, because a "quy2.md" would otherwise be passed over in silence. A
 * "plan.docx" or "q2.pdf" is not, where there is a plan.md or a q2.md beside it. True after a warning. */
static bool judge_name(struct reader *r, const struct folder *folder, const char *name)
{
    if (name[0] == '.' || known_name(name))
        return false;
    const char *near = text_nearest(r->arena, name, year_names, YEAR_NAMES);
    const char *meant = meant_name(r->arena, name);
    bool text = ends_in(name, ".md") || ends_in(name, ".txt") || ends_in(name, ".xml");
    bool stray = near || ends_in(name, ".md") || (meant && (text || !has_name(folder, meant)));
    if (stray)
        diag(r->diags, FILE_UNEXPECTED, place_file(r->arena, path_join(r->arena, folder->shown, name)), name,
             meant ? meant : near);
    return stray;
}

/* The period where the file gives none: that of the quarter by the file's name, which is taken to be right.
 */
static void settle_period(struct progress *progress, struct quarter quarter, int first_day)
{
    struct date from, to;
    quarter_period(quarter, first_day, &from, &to);
    if (!progress->from_text.s || !date_given(progress->from))
        progress->from = from;
    if (!progress->to_text.s || !date_given(progress->to))
        progress->to = to;
    progress->quarter = quarter;
}

static void read_quarter(struct reader *r, const struct folder *folder, struct year *year, int number)
{
    char *stem = arena_printf(r->arena, "q%d", number);
    bool *unread = &year->unread[number - 1];
    size_t errors = r->diags->by_level[LEVEL_ERROR];
    const struct format *format;
    const struct source *source = read_source(r, folder, stem, &format);
    *unread = true;
    if (!source)
        return;
    int first_day = r->model->school ? r->model->school->period_first_day : 15;
    struct progress *progress = format->progress(r->arena, r->diags, source, first_day);
    if (!progress)
        return;
    *unread = progress->entry_count == 0 && r->diags->by_level[LEVEL_ERROR] > errors;
    const struct quarter *q = &progress->quarter;
    if (q->number && (q->number != number || q->year != year->number)) {
        char *meant = arena_printf(r->arena, "Quý %s năm %d", quarter_roman(number), year->number);
        char *name = arena_printf(r->arena, "%s%s", stem, format->extension);
        diag(r->diags, PERIOD_NOT_FILE, progress->period.at, progress->period.s, name, meant);
    }
    settle_period(progress, (struct quarter){year->number, number}, first_day);
    year->quarters[number - 1] = progress;
    if (year->plan)
        progress_link(r->arena, progress, year->plan);
}

/* Is there a plan, a quarter, or a file that was probably meant to be one? If not, the folder only waits for
 * its year (evidence may come first). */
static bool is_begun(struct reader *r, const struct folder *folder)
{
    bool begun = find_format(r, folder, "plan") != NULL;
    for (int q = 1; q <= 4; q++)
        begun = begun || find_format(r, folder, arena_printf(r->arena, "q%d", q));
    for (char **n = folder->names; *n; n++)
        begun = judge_name(r, folder, *n) || begun;
    return begun;
}

static void read_year(struct reader *r, const char *name)
{
    struct year year = {.number = atoi(name)};
    year.folder = path_join(r->arena, r->model->folder, name);
    year.shown = path_join(r->arena, r->shown, name);
    struct folder folder = {year.folder, year.shown, folder_names(r->arena, year.folder)};
    if (!folder.names) {
        diag(r->diags, FOLDER_UNREADABLE, place_file(r->arena, year.shown), year.shown, strerror(errno));
        return;
    }
    if (!is_begun(r, &folder)) {
        r->bare = year.shown;
        return;
    }
    const struct format *format;
    const struct source *source = read_source(r, &folder, "plan", &format);
    year.plan = source ? format->plan(r->arena, r->diags, source) : NULL;
    for (int q = 1; q <= 4; q++)
        if (find_format(r, &folder, arena_printf(r->arena, "q%d", q)))
            read_quarter(r, &folder, &year, q);
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
        if (errno == ENOENT)
            diag(diags, FOLDER_MISSING, place_file(arena, shown), shown);
        else
            diag(diags, FOLDER_UNREADABLE, place_file(arena, shown), shown, strerror(errno));
        return NULL;
    }
    struct model *model = ARENA_NEW(arena, struct model);
    model->arena = arena;
    model->folder = folder;
    struct reader r = {.arena = arena, .diags = diags, .model = model, .shown = shown};
    const struct folder all = {folder, shown, names};
    const struct format *format;
    const struct source *source = read_source(&r, &all, "school", &format);
    model->school = source ? format->school(arena, diags, source) : NULL;
    source = read_source(&r, &all, "papi", &format);
    model->papi = source ? format->papi(arena, diags, source) : NULL;
    for (; *names; names++)
        if (is_year(*names) && folder_exists(path_join(arena, folder, *names)))
            read_year(&r, *names);
    if (model->year_count == 0 && r.bare) {
        const char *plan = path_join(arena, r.bare, "plan.md");
        diag(diags, FILE_MISSING, place_file(arena, plan), plan);
    } else if (model->year_count == 0) {
        diag(diags, NO_YEAR, place_file(arena, shown), shown);
    }
    return model;
}
