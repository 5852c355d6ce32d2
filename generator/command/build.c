/* build.c - `baocao build`: check, then reports and site into out/, or nothing at all. */
#include "command/build.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/mem.h"
#include "base/zip.h"
#include "check/check.h"
#include "command/frozen.h"
#include "command/reports.h"
#include "command/run.h"
#include "command/sheets.h"
#include "command/submit.h"
#include "publish/publish.h"
#include "read/content.h"
#include "site/site.h"

#include <string.h>

/* Which quarter --quarter names; number 0 means all. False after a complaint. */
static bool wanted_quarter(struct run *run, const struct model *model, struct quarter *wanted)
{
    const char *given = run->options.quarter;
    *wanted = (struct quarter){0};
    if (!given)
        return true;
    if (quarter_parse(given, wanted))
        for (size_t i = 0; i < model->year_count; i++)
            if (model->years[i].number == wanted->year && model->years[i].quarters[wanted->number - 1])
                return true;
    diag(&run->diags, USAGE_QUARTER, {0}, given);
    return false;
}

/* The whole site as one file, for hosts that take only that. */
static void add_zip(struct run *run, struct tree *tree)
{
    struct buf zip = {0};
    if (zip_write(tree, "site/", &zip))
        tree_take(tree, "site.zip", &zip);
    else
        diag(&run->diags, SITE_ZIP_LARGE, {0});
    buf_free(&zip);
}

static void say_what_was_written(struct run *run, const struct tree *tree)
{
    size_t reports = 0, pages = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const char *path = tree->files[i].path;
        size_t n = strlen(path);
        if (strncmp(path, "bao-cao/bao-cao-", 16) == 0)
            reports++;
        if (strncmp(path, "site/", 5) == 0 && n > 5 && strcmp(path + n - 5, ".html") == 0)
            pages++;
        if (run->options.verbose)
            run_say(run, MESSAGE_FILE_WRITTEN, path, arena_number(&run->arena, tree->files[i].size), NULL);
    }
    run_say(run, MESSAGE_BUILT, run->options.out, arena_number(&run->arena, reports),
            arena_number(&run->arena, pages));
}

void build_school(struct run *run)
{
    const struct options *options = &run->options;
    digest_alone();
    run->diags.only_count_notes = !options->verbose; /* the job is the output; notes are for `check` */
    struct model *model = content_read(&run->arena, &run->diags, options->content, options->content);
    if (model)
        check_all(run, model);
    mem_settle();
    struct quarter wanted;
    if (!model || !diag_ok(&run->diags) || !wanted_quarter(run, model, &wanted))
        return;
    if (options->strict && run->diags.by_level[LEVEL_WARNING])
        return; /* warnings are errors, and with errors nothing is written */
    struct tree tree = {.arena = &run->arena};
    struct report_fonts fonts = reports_fonts(run);
    const struct site_fonts site_fonts = {fonts.regular, fonts.bold};
    struct reports_made made = {0};
    if (options->submit && !submit_reports(run, model, wanted))
        return;
    bool fine = reports_write(run, model, wanted, &tree, &made);
    mem_settle();
    fine = fine && sheets_write(run, model, &made, &tree) &&
           site_write(&run->arena, &run->diags, model, options->templates, options->templates, &site_fonts,
                      &tree) &&
           diag_ok(&run->diags);
    if (fine)
        add_zip(run, &tree);
    switch (fine ? publish(&run->arena, &run->diags, options->out, &tree) : PUBLISH_FAILED) {
    case PUBLISH_WRITTEN:
        say_what_was_written(run, &tree);
        break;
    case PUBLISH_UNCHANGED:
        run_say(run, MESSAGE_UNCHANGED, options->out, NULL, NULL);
        break;
    case PUBLISH_FAILED:
        break;
    }
}

void command_build(struct run *run)
{
    if (run->options.all)
        build_all(run);
    else if (run->arguments[0])
        diag(&run->diags, USAGE_ARGUMENT, {0}, "build", run->arguments[0]);
    else
        build_school(run);
}
