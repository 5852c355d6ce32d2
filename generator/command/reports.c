/* reports.c - the reports of a run, made or as signed, into the tree that will be published. */
#include "command/reports.h"

#include "base/file.h"
#include "report/data.h"
#include "seal/extract.h"
#include "site/downloads.h"
#include "view/view.h"

/* The face files of one family, by the names they have on disk. */
static const struct report_fonts families[] = {
    {"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
     "LiberationSerif-BoldItalic.ttf"},
    {"times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"}, /* Times New Roman as Windows names it */
};

struct report_fonts reports_fonts(struct run *run)
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

const struct report_faces *reports_faces(struct run *run)
{
    struct report_fonts fonts = reports_fonts(run);
    if (!run->faces)
        run->faces = report_faces_read(&run->arena, &run->diags, &fonts);
    return run->faces;
}

void reports_check(struct run *run, const struct model *model)
{
    const struct report_faces *faces =
        diag_ok(&run->diags) && file_exists(reports_fonts(run).regular) ? reports_faces(run) : NULL;
    if (faces)
        report_check(&run->arena, &run->diags, faces, model);
}

/* The writer of this project's reports; NULL after a complaint. */
static struct report_writer *open_writer(struct run *run)
{
    const struct report_faces *faces = reports_faces(run);
    const struct options *options = &run->options;
    return faces ? report_open(&run->arena, &run->diags, faces, options->templates, options->templates,
                               options->content)
                 : NULL;
}

/* One edition of a quarter's report, from its form being filled to its being laid out. */
struct edition {
    const struct progress *progress;
    bool internal;
    const char *folder;      /* in the tree */
    struct buf text;         /* the form, filled */
    struct report_load load; /* what the file carries inside: the tree's, of the public edition */
};

enum { EDITIONS = 2 * 4 }; /* the district's and the public's, of four quarters */

/* Reports of a year, as they are written. All forms are filled first: the values that fill them, the
 * largest things of a run, are gone when the laying out begins. */
struct reports {
    struct run *run;
    const struct model *model;
    const struct year *year;
    struct report_writer *writer;
    struct tree *tree;
    struct reports_made *made;
    struct buf plan_text, plan_data;
    struct edition editions[EDITIONS];
    int count;
};

/* The data that the public edition carries, for the site to offer beside the quarter's page. The bytes are
 * the tree's, and compressed once for the report and for the archive of the site. */
static struct report_load add_data(struct reports *r, const struct progress *progress)
{
    struct arena *arena = &r->run->arena;
    const char *path = path_join(arena, "site", site_data_path(arena, progress->quarter));
    struct buf data = {0};
    report_data(r->model->school, &r->plan_data, progress, false, &data);
    tree_take(r->tree, path, &data);
    const struct tree_file *file = tree_find(r->tree, path);
    tree_pack(r->tree, file);
    return (struct report_load){file->bytes, file->size, file->made->packed, file->made->packed_size};
}

static void note(struct reports *r, const struct progress *progress, const char *path, size_t pages)
{
    struct reports_made *made = r->made;
    ARENA_PUSH(&r->run->arena, made->items, made->count) =
        (struct report_made){r->year, progress, path, pages};
}

/* A stored file is published byte for byte, in a folder of the tree. */
static bool add_stored(struct reports *r, const char *path, const char *shown, const char *folder,
                       const char *name)
{
    struct arena *arena = &r->run->arena;
    struct buf bytes = {0};
    enum file_result result = file_read(path, PDF_FILE_LIMIT, &bytes);
    source_complain(arena, &r->run->diags, shown, result);
    if (result == FILE_FINE)
        tree_take(r->tree, path_join(arena, folder, name), &bytes);
    buf_free(&bytes);
    return result == FILE_FINE;
}

/* The issued reports that this one replaces stay published, as they are. */
static bool add_replaced(struct reports *r, const struct progress *progress)
{
    bool fine = true;
    for (size_t i = 0; i < progress->replaced_count; i++) {
        const struct replaced_report *one = &progress->replaced[i];
        char *name = progress_report_name(&r->run->arena, progress->quarter, i);
        fine = fine &&
               (!one->signed_path || add_stored(r, one->signed_path, one->signed_shown, "bao-cao", name));
    }
    return fine;
}

/* A signed report comes with its own data, for the site to offer beside the quarter's page. */
static bool add_signed(struct reports *r, const struct progress *progress, const char *name)
{
    struct arena *arena = &r->run->arena;
    const char *bytes, *data;
    size_t size, length;
    struct pdf_file *file = pdf_load(arena, &r->run->diags, progress->signed_path, &bytes, &size);
    if (!file)
        return false;
    data = extract_data(arena, &r->run->diags, file, progress->signed_shown, &length);
    note(r, progress, path_join(arena, "bao-cao", name), pdf_page_count(file));
    pdf_close(file);
    if (!data)
        return false;
    tree_add(r->tree, path_join(arena, "bao-cao", name), bytes, size);
    tree_add(r->tree, path_join(arena, "site", site_data_path(arena, progress->quarter)), data, length);
    return true;
}

static bool fill_edition(struct reports *r, const struct progress *progress, struct value *year_value,
                         bool internal, struct report_load load, const char *folder)
{
    struct edition *edition = &r->editions[r->count++];
    struct arena views = {0};
    *edition = (struct edition){.progress = progress, .internal = internal, .folder = folder, .load = load};
    const struct value *view = view_quarter(&views, r->model, r->year, progress, year_value, internal);
    bool fine = report_fill(r->writer, view, &edition->text);
    arena_free(&views);
    return fine;
}

/* The report, and for the site an edition without internal notes when there are any. */
static bool fill_quarter(struct reports *r, const struct progress *progress, struct value *year_value)
{
    struct place at;
    char *name = progress_report_name(&r->run->arena, progress->quarter, progress->replaced_count);
    if (!add_replaced(r, progress))
        return false;
    if (progress->signed_path)
        return add_signed(r, progress, name); /* never made anew */
    if (progress->submitted_path &&
        !add_stored(r, progress->submitted_path, progress->submitted_shown, "trinh-ky", name))
        return false;
    const struct report_load load = add_data(r, progress);
    return fill_edition(r, progress, year_value, true, load, "bao-cao") &&
           (!progress_internal(progress, &at) ||
            fill_edition(r, progress, year_value, false, load, "site/bao-cao"));
}

/* Fills the forms of the wanted quarters, and that of the plan when all are made. */
static bool fill_year(struct reports *r, struct quarter wanted)
{
    struct arena views = {0};
    struct value *year_value = view_year(&views, r->model, r->year);
    bool fine = wanted.number || report_fill_plan(r->writer, year_value, &r->plan_text);
    for (int q = 0; fine && q < 4; q++) {
        bool chosen = !wanted.number || (wanted.year == r->year->number && wanted.number == q + 1);
        if (r->year->quarters[q] && chosen)
            fine = fill_quarter(r, r->year->quarters[q], year_value);
    }
    arena_free(&views);
    return fine;
}

static bool write_edition(struct reports *r, struct edition *edition)
{
    struct arena *arena = &r->run->arena;
    const struct progress *p = edition->progress;
    struct buf pdf = {0}, own = {0};
    struct place at;
    size_t pages = 0;
    bool more = edition->internal && progress_internal(p, &at); /* than the public's data */
    if (more)
        report_data(r->model->school, &r->plan_data, p, true, &own);
    const struct report_load own_load = {own.data, own.len, NULL, 0};
    bool fine = report_write(r->writer, r->model, r->year, p, &edition->text,
                             more ? &own_load : &edition->load, &pdf, &pages);
    buf_free(&own);
    if (fine) {
        char *path =
            path_join(arena, edition->folder, progress_report_name(arena, p->quarter, p->replaced_count));
        tree_take(r->tree, path, &pdf);
        if (edition->internal)
            note(r, p, path, pages);
    }
    buf_free(&pdf);
    return fine;
}

static bool write_plan(struct reports *r)
{
    struct arena *arena = &r->run->arena;
    struct buf pdf = {0};
    bool fine = report_write_plan(r->writer, r->model, r->year, &r->plan_text, &pdf);
    if (fine)
        tree_take(r->tree, arena_printf(arena, "bao-cao/%s", report_plan_name(arena, r->year->number)), &pdf);
    buf_free(&pdf);
    return fine;
}

static bool write_year(struct reports *r, struct quarter wanted)
{
    report_plan_data(r->year->plan, &r->plan_data);
    bool fine = fill_year(r, wanted) && (wanted.number || write_plan(r));
    for (int i = 0; i < r->count; i++) {
        fine = fine && write_edition(r, &r->editions[i]);
        buf_free(&r->editions[i].text);
    }
    buf_free(&r->plan_text);
    buf_free(&r->plan_data);
    return fine;
}

bool reports_write(struct run *run, const struct model *model, struct quarter wanted, struct tree *tree,
                   struct reports_made *made)
{
    struct report_writer *writer = open_writer(run);
    bool fine = writer != NULL;
    for (size_t i = 0; fine && i < model->year_count; i++) {
        struct reports r = {.run = run,
                            .model = model,
                            .year = &model->years[i],
                            .writer = writer,
                            .tree = tree,
                            .made = made};
        fine = write_year(&r, wanted);
    }
    if (writer)
        report_close(writer);
    return fine;
}

bool reports_for_signing(struct run *run, const struct model *model, const struct year *year,
                         const struct progress *progress, struct buf *out)
{
    struct arena *arena = &run->arena;
    struct report_writer *writer = open_writer(run);
    if (!writer)
        return false;
    struct buf text = {0}, data = {0};
    struct value *year_value = view_year(arena, model, year);
    const struct value *view = view_quarter(arena, model, year, progress, year_value, VIEW_FOR_SIGNING);
    report_data_alone(model->school, year->plan, progress, false, &data);
    const struct report_load load = {data.data, data.len, NULL, 0};
    bool fine = report_fill(writer, view, &text) &&
                report_write(writer, model, year, progress, &text, &load, out, NULL);
    buf_free(&text);
    buf_free(&data);
    report_close(writer);
    return fine;
}
