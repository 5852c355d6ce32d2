/* new.c - `baocao new 2024-q3`, `baocao new 2025`: the file of a new quarter, or the plan of a new year. */
#include "command/new.h"

#include "base/diag_list.h"
#include "base/fault.h"
#include "base/file.h"
#include "read/content.h"
#include "read/document.h"
#include "view/mustache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int new_year_parse(const char *s)
{
    return strlen(s) == 4 && strspn(s, "0123456789") == 4 && *s == '2' ? atoi(s) : 0;
}

bool new_render(struct run *run, const char *name, const struct value *values, struct buf *out)
{
    const char *folder = path_join(&run->arena, run->options.templates, "moi");
    struct mustache *forms =
        mustache_new(&run->arena, &run->diags, folder, folder, ".md", ESCAPE_MARKDOWN, true);
    return mustache_render(forms, name, values, out);
}

bool new_write(struct run *run, const char *folder, const char *path, const struct buf *text)
{
    bool made = folder_make(folder);
    if (!made && errno != EEXIST) {
        diag(&run->diags, OUT_FAULT, {0}, folder, fault_text(errno, run->diags.lang));
        return false;
    }
    if (file_create(path, buf_text(text), text->len))
        return true;
    if (errno == EEXIST)
        diag(&run->diags, USAGE_EXISTS, {0}, path);
    else
        diag(&run->diags, OUT_FAULT, {0}, path, fault_text(errno, run->diags.lang));
    if (made)
        rmdir(folder); /* as it was: nothing is left of a run that failed */
    return false;
}

/* Is there a file (or anything else) of that name in any format? A complaint says so. */
static bool is_there(struct run *run, const char *folder, const char *stem)
{
    for (const char *const *ending = document_endings; **ending; ending++) {
        const char *path = path_join(&run->arena, folder, arena_printf(&run->arena, "%s%s", stem, *ending));
        struct stat st;
        if (lstat(path, &st) == 0) {
            diag(&run->diags, USAGE_EXISTS, {0}, path);
            return true;
        }
        fault_note(path);
    }
    return false;
}

/* What is built on must be right; what is wrong elsewhere is not our business. Errors in files whose path
 * begins so are handed on. True when there are none. */
static bool is_sound(struct run *run, struct diags *found, const char *prefix)
{
    size_t count, n = strlen(prefix), errors = 0;
    const struct diag *list = diag_sorted(found, &count);
    for (size_t i = 0; i < count; i++) {
        const struct diag *d = &list[i];
        if (diag_entry(d->code)->level < LEVEL_ERROR || strncmp(diag_path(d), prefix, n) != 0)
            continue;
        diag_add(&run->diags, d->code,
                 &(const struct diag_about){d->at, d->args[0], d->args[1], d->args[2], d->args[3]});
        errors++;
    }
    return errors == 0;
}

static const struct year *find_year(const struct model *model, int number)
{
    for (size_t i = 0; i < model->year_count; i++)
        if (model->years[i].number == number)
            return &model->years[i];
    return NULL;
}

/* Writes content/2024/q3.md. */
static void add_quarter(struct run *run, const struct model *model, struct diags *found,
                        struct quarter quarter, const char *folder)
{
    struct arena *arena = &run->arena;
    const struct year *year = find_year(model, quarter.year);
    if (!is_sound(run, found, path_join(arena, run->options.content, "school.")))
        return;
    if (!year) {
        diag(&run->diags, NEW_NO_PLAN, {0}, arena_printf(arena, "%d", quarter.year));
        return;
    }
    if (!is_sound(run, found, arena_printf(arena, "%s/", folder)) || !year->plan || !model->school)
        return;
    const char *path = path_join(arena, folder, arena_printf(arena, "q%d.md", quarter.number));
    struct buf text = {0};
    if (new_quarter(run, model, year, quarter.number, &text) && new_write(run, folder, path, &text))
        run_say(run, MESSAGE_NEW_QUARTER, path, arena_number(arena, year->plan->task_count), NULL);
    buf_free(&text);
}

/* Writes content/2025/plan.md. */
static void add_year(struct run *run, const struct model *model, struct diags *found, int number,
                     const char *folder)
{
    struct arena *arena = &run->arena;
    const struct year *earlier = NULL;
    for (size_t i = 0; i < model->year_count; i++)
        if (model->years[i].number < number)
            earlier = &model->years[i];
    const char *path = path_join(arena, folder, "plan.md");
    if (!earlier) {
        diag(&run->diags, NEW_NO_EARLIER, {0}, arena_printf(arena, "%d", number), path);
        return;
    }
    if (!is_sound(run, found, arena_printf(arena, "%s/plan.", earlier->shown)) || !earlier->plan)
        return;
    struct buf text = {0};
    if (new_plan(run, earlier, number, &text) && new_write(run, folder, path, &text))
        run_say(run, MESSAGE_NEW_PLAN, path, earlier->plan->source->path, arena_printf(arena, "%d", number));
    buf_free(&text);
}

/* All arguments as one text: "quý III năm 2024" need not be quoted. */
static const char *joined(struct run *run)
{
    const char *text = run->arguments[0];
    for (char **more = run->arguments; text && *++more;)
        text = arena_printf(&run->arena, "%s %s", text, *more);
    return text;
}

void command_new(struct run *run)
{
    struct arena *arena = &run->arena;
    const char *what = joined(run), *content = run->options.content;
    struct quarter quarter = {0};
    int year = what ? new_year_parse(what) : 0;
    if (what && !year && quarter_parse(what, &quarter))
        year = new_year_parse(arena_printf(arena, "%d", quarter.year));
    if (!year) {
        diag(&run->diags, NEW_WHAT, {0}, what);
        return;
    }
    const char *folder = path_join(arena, content, arena_printf(arena, "%d", year));
    const char *stem = quarter.number ? arena_printf(arena, "q%d", quarter.number) : "plan";
    if (is_there(run, folder, stem))
        return;
    struct diags found = {.arena = arena, .lang = run->diags.lang};
    const struct model *model = content_read(arena, &found, content, content);
    if (!model)
        is_sound(run, &found, "");
    else if (quarter.number)
        add_quarter(run, model, &found, quarter, folder);
    else
        add_year(run, model, &found, year, folder);
}
