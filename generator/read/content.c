/* content.c - the content folder into the model: which files there are, and a reader for each. */
#include "read/content.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/text.h"
#include "read/document.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Names that a year's folder may hold besides those that are read. */
static const char *const other_names[] = {"minh-chung", "da-ky", "trinh-ky", REGISTRY_NAME};
/* What is read in a year's folder, without its ending: the plan, quarters by number. */
static const char *const year_stems[] = {"plan", "q1", "q2", "q3", "q4", "indices"};
enum {
    OTHER_NAMES = sizeof other_names / sizeof *other_names,
    STEMS = sizeof year_stems / sizeof *year_stems
};

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct model *model;
    const char *shown;
    const char *bare; /* a year's folder that has neither plan nor quarters, or NULL */
    bool unread;      /* a year's folder could not be read */
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

/* The file of "plan" or the like in the folder, whatever its format; NULL when there is none. Complains when
 * there are two. */
static const char *find_file(struct reader *r, const struct folder *folder, const char *stem)
{
    const char *found = NULL;
    for (const char *const *ending = document_endings; **ending; ending++) {
        const char *name = arena_printf(r->arena, "%s%s", stem, *ending);
        if (!has_name(folder, name))
            continue;
        if (found)
            diag(r->diags, BOTH_FORMATS, place_file(r->arena, path_join(r->arena, folder->shown, name)),
                 found, name);
        else
            found = name;
    }
    return found;
}

/* The source of "plan" or the like; NULL after a complaint, also when there is none in any format. */
static const struct source *read_source(struct reader *r, const struct folder *folder, const char *stem)
{
    const char *name = find_file(r, folder, stem);
    if (!name)
        name = arena_printf(r->arena, "%s%s", stem, document_endings[0]);
    return source_read(r->arena, r->diags, path_join(r->arena, folder->path, name),
                       path_join(r->arena, folder->shown, name));
}

static bool has_file(struct reader *r, const struct folder *folder, const char *stem)
{
    for (const char *const *ending = document_endings; **ending; ending++)
        if (has_name(folder, arena_printf(r->arena, "%s%s", stem, *ending)))
            return true;
    return false;
}

/* A name that is read, or left alone. */
static bool known_name(const char *name)
{
    for (size_t i = 0; i < OTHER_NAMES; i++)
        if (strcmp(other_names[i], name) == 0)
            return true;
    for (size_t i = 0; i < STEMS; i++) {
        size_t n = strlen(year_stems[i]);
        if (strncmp(name, year_stems[i], n) != 0)
            continue;
        for (const char *const *ending = document_endings; **ending; ending++)
            if (strcmp(name + n, *ending) == 0)
                return true;
    }
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
        return year_stems[0];
    if (*stem != 'q')
        return NULL;
    const char *number = stem + (strncmp(stem, "quy", 3) == 0 ? 3 : 1);
    for (size_t i = 0; i < 4; i++)
        if (strcmp(number, quarters[i][0]) == 0 || strcmp(number, quarters[i][1]) == 0)
            return year_stems[1 + i];
    return NULL;
}

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcasecmp(name + n - m, end) == 0;
}

/* A text that was meant as the plan or a quarter but is called otherwise ("quy2.md") would be left out of
 * everything. What builds on that quarter is not judged. */
static bool is_misnamed(struct reader *r, const struct folder *folder, struct year *year, const char *name,
                        const char *meant)
{
    const char *ending = document_endings[ends_in(name, ".xml") ? 1 : 0];
    bool text = ends_in(name, ".md") || ends_in(name, ".txt") || ends_in(name, ".xml");
    if (!meant || !text || has_file(r, folder, meant))
        return false;
    diag(r->diags, FILE_MISNAMED, place_file(r->arena, path_join(r->arena, folder->shown, name)), name,
         arena_printf(r->arena, "%s%s", meant, ending));
    if (*meant == 'q')
        year->unread[meant[1] - '1'] = true;
    return true;
}

/* A name that is not expected: warned about, because a "quy2.md" would otherwise be passed over in silence. A
 * "plan.docx" or "q2.pdf" is not, where there is a plan.md or a q2.md beside it. True after a warning. */
static bool judge_name(struct reader *r, const struct folder *folder, struct year *year, const char *name)
{
    const char *wanted[STEMS + OTHER_NAMES];
    if (name[0] == '.' || known_name(name))
        return false;
    bool xml = ends_in(name, ".xml"), text = xml || ends_in(name, ".md") || ends_in(name, ".txt");
    const char *ending = document_endings[xml ? 1 : 0], *meant = meant_name(r->arena, name);
    if (is_misnamed(r, folder, year, name, meant))
        return true;
    for (size_t i = 0; i < STEMS + OTHER_NAMES; i++)
        wanted[i] =
            i < STEMS ? arena_printf(r->arena, "%s%s", year_stems[i], ending) : other_names[i - STEMS];
    const char *near = text_nearest(r->arena, name, wanted, STEMS + OTHER_NAMES);
    bool stray = near || ends_in(name, ".md") || (meant && (text || !has_file(r, folder, meant)));
    if (stray)
        diag(r->diags, FILE_UNEXPECTED, place_file(r->arena, path_join(r->arena, folder->shown, name)), name,
             meant ? arena_printf(r->arena, "%s%s", meant, ending) : near);
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

/* A file of the year's folder, when it is there. */
static bool find_pdf(struct reader *r, const struct year *year, const char *name, const char **path,
                     const char **shown)
{
    const char *there = path_join(r->arena, year->folder, name);
    if (!file_exists(there))
        return false;
    *path = there;
    *shown = path_join(r->arena, year->shown, name);
    return true;
}

/* The furthest stage of signing that is stored of an issue; 0: none. */
static int find_signed(struct reader *r, const struct year *year, struct quarter quarter, size_t issue,
                       const char **path, const char **shown)
{
    int found = 0;
    for (int stage = 1; stage <= 2; stage++) {
        const char *name = progress_signed_name(r->arena, quarter, issue, stage);
        if (find_pdf(r, year, path_join(r->arena, "da-ky", name), path, shown))
            found = stage;
    }
    return found;
}

/* The stored files of the report and of those that it replaces. */
static void find_files(struct reader *r, const struct year *year, struct progress *p)
{
    for (size_t i = 0; i < p->replaced_count; i++)
        find_signed(r, year, p->quarter, i, &p->replaced[i].signed_path, &p->replaced[i].signed_shown);
    p->sealed = find_signed(r, year, p->quarter, p->replaced_count, &p->signed_path, &p->signed_shown) == 2;
    const char *name = progress_report_name(r->arena, p->quarter, p->replaced_count);
    find_pdf(r, year, path_join(r->arena, "trinh-ky", name), &p->submitted_path, &p->submitted_shown);
}

static void read_quarter(struct reader *r, const struct folder *folder, struct year *year, int number)
{
    char *stem = arena_printf(r->arena, "q%d", number);
    bool *unread = &year->unread[number - 1];
    size_t errors = r->diags->by_level[LEVEL_ERROR];
    const struct source *source = read_source(r, folder, stem);
    *unread = true;
    if (!source)
        return;
    int first_day = r->model->school ? r->model->school->period_first_day : PERIOD_FIRST_DAY;
    struct progress *progress = progress_read(r->arena, r->diags, source, first_day);
    if (!progress)
        return;
    *unread = progress->entry_count == 0 && r->diags->by_level[LEVEL_ERROR] > errors;
    const struct quarter *q = &progress->quarter;
    if (q->number && (q->number != number || q->year != year->number)) {
        char *meant = quarter_text(r->arena, (struct quarter){year->number, number});
        const char *slash = strrchr(source->path, '/');
        diag(r->diags, PERIOD_NOT_FILE, progress->period.at, progress->period.s,
             slash ? slash + 1 : source->path, meant);
    }
    settle_period(progress, (struct quarter){year->number, number}, first_day);
    find_files(r, year, progress);
    year->quarters[number - 1] = progress;
    if (year->plan)
        progress_link(r->arena, progress, year->plan);
}

/* Is there a plan, a quarter, or a file that was probably meant to be one? If not, the folder only waits for
 * its year (evidence may come first). */
static bool is_begun(struct reader *r, const struct folder *folder, struct year *year)
{
    bool begun = false;
    for (size_t i = 0; i < STEMS; i++)
        begun = begun || has_file(r, folder, year_stems[i]);
    for (char **n = folder->names; *n; n++)
        begun = judge_name(r, folder, year, *n) || begun;
    return begun;
}

static void read_year(struct reader *r, const char *name)
{
    struct year year = {.number = atoi(name)};
    year.folder = path_join(r->arena, r->model->folder, name);
    year.shown = path_join(r->arena, r->shown, name);
    struct folder folder = {year.folder, year.shown, folder_names(r->arena, year.folder)};
    if (!folder.names) {
        diag(r->diags, FOLDER_UNREADABLE, place_file(r->arena, year.shown), year.shown,
             fault_text(errno, r->diags->lang));
        r->unread = true;
        return;
    }
    if (!is_begun(r, &folder, &year)) {
        r->bare = year.shown;
        return;
    }
    const struct source *source = read_source(r, &folder, "plan");
    year.plan = source ? plan_read(r->arena, r->diags, source) : NULL;
    if (has_file(r, &folder, "indices")) {
        source = read_source(r, &folder, "indices");
        year.scores = source ? scores_read(r->arena, r->diags, source) : NULL;
    }
    for (int q = 1; q <= 4; q++)
        if (has_file(r, &folder, arena_printf(r->arena, "q%d", q)))
            read_quarter(r, &folder, &year, q);
    if (has_name(&folder, REGISTRY_NAME)) {
        source = source_read(r->arena, r->diags, path_join(r->arena, year.folder, REGISTRY_NAME),
                             path_join(r->arena, year.shown, REGISTRY_NAME));
        year.registry = source ? registry_read(r->arena, r->diags, source) : NULL;
    }
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
            diag(diags, FOLDER_UNREADABLE, place_file(arena, shown), shown, fault_text(errno, diags->lang));
        return NULL;
    }
    struct model *model = ARENA_NEW(arena, struct model);
    model->arena = arena;
    model->folder = folder;
    struct reader r = {.arena = arena, .diags = diags, .model = model, .shown = shown};
    const struct folder all = {folder, shown, names};
    const struct source *source = read_source(&r, &all, "school");
    model->school = source ? school_read(arena, diags, source) : NULL;
    source = read_source(&r, &all, "papi");
    model->papi = source ? papi_read(arena, diags, source) : NULL;
    for (; *names; names++)
        if (is_year(*names) && folder_exists(path_join(arena, folder, *names)))
            read_year(&r, *names);
    if (model->year_count == 0 && r.bare) {
        const char *plan = path_join(arena, r.bare, "plan.md");
        diag(diags, FILE_MISSING, place_file(arena, plan), plan);
    } else if (model->year_count == 0 && !r.unread) {
        diag(diags, NO_YEAR, place_file(arena, shown), shown);
    }
    return model;
}
