/* check.c - `baocao check [PATH…]`: read and check everything; with paths, say what is wrong there. */
#include "check/check.h"
#include "command/frozen.h"

#include "base/file.h"
#include "command/reports.h"
#include "command/run.h"
#include "read/content.h"
#include "read/document.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A path of the command line as complaints call it: "content/2024/q2.md" for whatever way it was written.
 * NULL when it is not in the content folder. */
static const char *path_in_content(struct run *run, const char *path)
{
    const char *content = run->options.content;
    char *folder = path_real(content), *real = path_real(path);
    const char *shown = NULL;
    size_t n = folder ? strlen(folder) : 0;
    if (folder && real && strncmp(real, folder, n) == 0 && (!real[n] || real[n] == '/'))
        shown = real[n] ? path_join(&run->arena, content, real + n + 1) : arena_strdup(&run->arena, content);
    free(folder);
    free(real);
    return shown;
}

static bool is_source(const struct source *source, const char *path)
{
    return source && strcmp(source->path, path) == 0;
}

/* Was the file read as part of the content? */
static bool was_read(const struct model *model, const char *path)
{
    bool found = (model->school && is_source(model->school->source, path)) ||
                 (model->papi && is_source(model->papi->source, path));
    for (size_t i = 0; i < model->year_count && !found; i++) {
        const struct year *year = &model->years[i];
        found = (year->plan && is_source(year->plan->source, path)) ||
                (year->scores && is_source(year->scores->source, path));
        for (int q = 0; q < 4 && !found; q++)
            found = year->quarters[q] && is_source(year->quarters[q]->source, path);
    }
    return found;
}

/* A file by itself: what can be said of it without the rest. */
static void check_alone(struct run *run, const char *path)
{
    struct arena *arena = &run->arena;
    struct diags *diags = &run->diags;
    enum document_kind kind;
    const struct source *source = source_read(arena, diags, path, path);
    if (!source || !document_guess(arena, diags, source, &kind))
        return;
    switch (kind) {
    case DOCUMENT_SCHOOL:
        school_read(arena, diags, source);
        break;
    case DOCUMENT_PAPI:
        papi_read(arena, diags, source);
        break;
    case DOCUMENT_SCORES:
        scores_read(arena, diags, source);
        break;
    case DOCUMENT_PLAN:
        plan_read(arena, diags, source);
        break;
    case DOCUMENT_PROGRESS:
        progress_read(arena, diags, source, PERIOD_FIRST_DAY);
        break;
    }
}

/* The content as a whole, of which only what the paths are about is said. */
static void check_in_content(struct run *run, const char *const *paths, size_t count)
{
    struct diags *diags = &run->diags;
    const struct model *model = content_read(&run->arena, diags, run->options.content, run->options.content);
    if (model) {
        check_all(run, model);
        reports_check(run, model);
    }
    for (size_t i = 0; i < count; i++)
        if (model && file_exists(paths[i]) && !was_read(model, paths[i]) && !diag_about_file(diags, paths[i]))
            check_alone(run, paths[i]);
    if (count > 0)
        diag_keep(diags, paths, count);
}

void command_check(struct run *run)
{
    const char **inside = NULL;
    size_t count = 0;
    bool outside = false;
    for (char **argument = run->arguments; *argument; argument++) {
        const char *shown = path_in_content(run, *argument);
        if (shown) {
            ARENA_PUSH(&run->arena, inside, count) = shown;
            continue;
        }
        outside = true;
        if (folder_exists(*argument))
            diag(&run->diags, USAGE_OUTSIDE, {0}, *argument, run->options.content);
        else
            check_alone(run, *argument);
    }
    if (count > 0 || !outside)
        check_in_content(run, inside, count);
}
