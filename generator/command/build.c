/* build.c - `baocao build`: check, then reports and site into out/, or nothing at all. */
#include "command/build.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/tree.h"
#include "base/zip.h"
#include "check/check.h"
#include "command/run.h"
#include "publish/publish.h"
#include "read/content.h"
#include "report/data.h"
#include "report/report.h"
#include "seal/extract.h"
#include "site/downloads.h"
#include "site/site.h"
#include "view/view.h"

#include <string.h>

/* The face files of one family, by the names they have on disk. */
static const struct report_fonts families[] = {
    {"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
     "LiberationSerif-BoldItalic.ttf"},
    {"times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"}, /* Times New Roman as Windows names it */
};

static struct report_fonts find_fonts(struct run *run)
{
    const char *folder = run->options.fonts;
    size_t family = 0;
    if (!file_exists(path_join(&run->arena, folder, families[0].regular)) &&
        file_exists(path_join(&run->arena, folder, families[1].regular)))
        family = 1;
    const struct report_fonts *names = &families[family];
    return (struct report_fonts){
        path_join(&run->arena, folder, names->regular),
        path_join(&run->arena, folder, names->bold),
        path_join(&run->arena, folder, names->italic),
        path_join(&run->arena, folder, names->bold_italic),
    };
}

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

/* Reports of a run, as they are written. */
struct reports {
    struct run *run;
    const struct model *model;
    struct report_writer *writer;
    struct tree *tree;
    struct arena views; /* of one year: nothing of them is needed once its reports are written */
};

/* Writes one edition of a quarter's report to folder/name. */
static bool write_edition(struct reports *r, const struct year *year, const struct progress *progress,
                          struct value *year_value, bool internal, const char *folder)
{
    struct arena *arena = &r->run->arena;
    struct buf pdf = {0};
    const struct value *view = view_quarter(&r->views, r->model, year, progress, year_value, internal);
    bool fine = report_write(r->writer, r->model, year, progress, view, internal, &pdf);
    if (fine) {
        char *path = arena_printf(arena, "%s/%s", folder, report_file_name(arena, progress->quarter));
        tree_add(r->tree, path, buf_text(&pdf), pdf.len);
    }
    buf_free(&pdf);
    return fine;
}

/* The data that the public edition carries, for the site to offer beside the quarter's page. */
static void write_data(struct reports *r, const struct year *year, const struct progress *progress)
{
    struct arena *arena = &r->run->arena;
    struct buf data = {0};
    report_data(arena, r->model, year, progress, false, &data);
    tree_add(r->tree, arena_printf(arena, "site/%s", site_data_path(arena, progress->quarter)),
             buf_text(&data), data.len);
    buf_free(&data);
}

/* A signed report is published as it is stored, byte for byte, and its own data beside it. */
static bool add_signed(struct reports *r, const struct progress *progress)
{
    struct arena *arena = &r->run->arena;
    const char *bytes, *data;
    size_t size, length;
    struct pdf_file *file = pdf_load(arena, &r->run->diags, progress->signed_path, &bytes, &size);
    if (!file)
        return false;
    data = extract_data(arena, &r->run->diags, file, progress->signed_shown, &length);
    pdf_close(file);
    if (!data)
        return false;
    tree_add(r->tree, arena_printf(arena, "bao-cao/%s", report_file_name(arena, progress->quarter)), bytes,
             size);
    tree_add(r->tree, arena_printf(arena, "site/%s", site_data_path(arena, progress->quarter)), data, length);
    return true;
}

/* The report, and for the site an edition without internal notes when there are any. */
static bool write_quarter(struct reports *r, const struct year *year, const struct progress *progress,
                          struct value *year_value)
{
    struct place at;
    if (progress->signed_path)
        return add_signed(r, progress); /* never made anew */
    write_data(r, year, progress);
    return write_edition(r, year, progress, year_value, true, "bao-cao") &&
           (!progress_internal(progress, &at) ||
            write_edition(r, year, progress, year_value, false, "site/bao-cao"));
}

/* The plan in full, when all quarters are made. */
static bool write_plan(struct reports *r, const struct year *year, const struct value *year_value)
{
    struct arena *arena = &r->run->arena;
    struct buf pdf = {0};
    bool fine = report_write_plan(r->writer, r->model, year, year_value, &pdf);
    if (fine)
        tree_add(r->tree, arena_printf(arena, "bao-cao/%s", report_plan_name(arena, year->number)),
                 buf_text(&pdf), pdf.len);
    buf_free(&pdf);
    return fine;
}

static bool write_reports(struct run *run, const struct model *model, struct quarter wanted,
                          struct tree *tree)
{
    struct report_fonts fonts = find_fonts(run);
    struct report_writer *writer = report_open(&run->arena, &run->diags, &fonts, run->options.templates,
                                               run->options.templates, run->options.content);
    struct reports r = {run, model, writer, tree, {0}};
    bool fine = writer != NULL;
    for (size_t i = 0; fine && i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        struct value *year_value = view_year(&r.views, model, year);
        if (!wanted.number)
            fine = write_plan(&r, year, year_value);
        for (int q = 0; fine && q < 4; q++) {
            bool chosen = !wanted.number || (wanted.year == year->number && wanted.number == q + 1);
            if (year->quarters[q] && chosen)
                fine = write_quarter(&r, year, year->quarters[q], year_value);
        }
        arena_free(&r.views);
    }
    if (writer)
        report_close(writer);
    return fine;
}

bool build_for_signing(struct run *run, const struct model *model, const struct year *year,
                       const struct progress *progress, struct buf *out)
{
    struct arena *arena = &run->arena;
    struct report_fonts fonts = find_fonts(run);
    struct report_writer *writer = report_open(arena, &run->diags, &fonts, run->options.templates,
                                               run->options.templates, run->options.content);
    if (!writer)
        return false;
    struct value *year_value = view_year(arena, model, year);
    const struct value *view = view_quarter(arena, model, year, progress, year_value, VIEW_FOR_SIGNING);
    bool fine = report_write(writer, model, year, progress, view, false, out);
    report_close(writer);
    return fine;
}

/* The whole site as one file, for hosts that take only that. */
static void add_zip(struct run *run, struct tree *tree)
{
    struct buf zip = {0};
    if (zip_write(tree, "site/", &zip))
        tree_add(tree, "site.zip", buf_text(&zip), zip.len);
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
            run_say(run, MESSAGE_FILE_WRITTEN, path, arena_printf(&run->arena, "%zu", tree->files[i].size),
                    NULL);
    }
    run_say(run, MESSAGE_BUILT, run->options.out, arena_printf(&run->arena, "%zu", reports),
            arena_printf(&run->arena, "%zu", pages));
}

void command_build(struct run *run)
{
    const struct options *options = &run->options;
    run->diags.only_count_notes = !options->verbose; /* the job is the output; notes are for `check` */
    const struct model *model = content_read(&run->arena, &run->diags, options->content, options->content);
    if (model)
        check_all(run, model);
    struct quarter wanted;
    if (!model || !diag_ok(&run->diags) || !wanted_quarter(run, model, &wanted))
        return;
    if (options->strict && run->diags.by_level[LEVEL_WARNING])
        return; /* warnings are errors, and with errors nothing is written */
    struct tree tree = {.arena = &run->arena};
    struct report_fonts fonts = find_fonts(run);
    const struct site_fonts site_fonts = {fonts.regular, fonts.bold};
    bool fine = write_reports(run, model, wanted, &tree) &&
                site_write(&run->arena, &run->diags, model, options->templates, options->templates,
                           &site_fonts, &tree) &&
                diag_ok(&run->diags);
    if (fine)
        add_zip(run, &tree);
    fine = fine && publish(&run->arena, &run->diags, options->out, &tree);
    if (fine)
        say_what_was_written(run, &tree);
}
