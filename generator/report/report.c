/* report.c - a quarter's report: the form filled, laid out, written. */
#include "report/report.h"

#include "base/file.h"
#include "base/text.h"
#include "read/markdown.h"
#include "report/data.h"
#include "report/glyphs.h"
#include "report/layout.h"
#include "report/pdf.h"
#include "view/mustache.h"

#include <errno.h>
#include <string.h>

enum { FONT_LIMIT = 64 * 1024 * 1024 };

struct report_writer {
    struct arena *arena;
    struct diags *diags;
    const struct font *fonts[FACE_COUNT];
    struct mustache *forms;
    const struct source **checked; /* sources whose characters were checked */
    size_t checked_count;
    const char *shown, *content; /* folders: of the forms as shown, of the content */
};

static const struct font *open_font(struct arena *arena, struct diags *diags, const char *path)
{
    struct buf bytes = {0};
    struct font *font = NULL;
    if (file_read(path, FONT_LIMIT, &bytes) != FILE_FINE) {
        diag(diags, FONT_MISSING, place_file(arena, path), path);
    } else {
        font = font_read(arena, (const unsigned char *)bytes.data, bytes.len);
        if (!font)
            diag(diags, FONT_DAMAGED, place_file(arena, path), path);
        else
            font->path = path;
    }
    buf_free(&bytes);
    return font;
}

struct report_writer *report_open(struct arena *arena, struct diags *diags, const struct report_fonts *fonts,
                                  const char *templates_folder, const char *templates_shown,
                                  const char *content_folder)
{
    const char *const paths[FACE_COUNT] = {fonts->regular, fonts->bold, fonts->italic, fonts->bold_italic};
    struct report_writer *w = ARENA_NEW(arena, struct report_writer);
    bool fine = true;
    w->arena = arena;
    w->diags = diags;
    for (int face = 0; face < FACE_COUNT; face++) {
        w->fonts[face] = open_font(arena, diags, paths[face]);
        fine = fine && w->fonts[face];
    }
    w->content = content_folder;
    w->shown = path_join(arena, templates_shown, "report");
    w->forms = mustache_new(arena, diags, path_join(arena, templates_folder, "report"), w->shown, ".md",
                            ESCAPE_MARKDOWN, true);
    return fine ? w : NULL;
}

/* Are all characters of a source printable? Each source is looked at once a run. */
static bool check_source(struct report_writer *w, const struct source *source)
{
    for (size_t i = 0; i < w->checked_count; i++)
        if (w->checked[i] == source)
            return true; /* what was wrong has been said, and nothing is published */
    ARENA_PUSH(w->arena, w->checked, w->checked_count) = source;
    return glyphs_check(w->arena, w->diags, w->fonts, source);
}

/* Fills a form, lays it out, writes it; name: of the file, for complaints about the form. What it needs in
 * between goes when it is written, or stays for the complaints that point into it. */
static bool write_form(struct report_writer *w, const char *form, const char *name, const struct value *view,
                       int year, const struct buf *data, struct buf *out)
{
    struct arena scratch = {0};
    struct buf text = {0};
    struct document document = {.arena = &scratch, .data = data->data, .data_length = data->len};
    bool fine = mustache_render(w->forms, form, view, &text);
    if (fine) {
        char *shown = arena_printf(&scratch, "%s/%s.md (%s)", w->shown, form, name);
        const struct source *source = source_from_text(&scratch, shown, buf_text(&text), text.len);
        buf_free(&text);
        size_t before = w->diags->count;
        struct block *blocks = markdown_read(&scratch, w->diags, source, 0, MARKDOWN_FORM);
        struct layout layout = {.arena = &scratch,
                                .diags = w->diags,
                                .fonts = w->fonts,
                                .document = &document,
                                .pictures = arena_printf(&scratch, "%s/%d", w->content, year)};
        fine = w->diags->count == before && layout_blocks(&layout, blocks) &&
               pdf_write(w->diags, &document, w->fonts, out);
    }
    document_free(&document);
    buf_free(&text);
    if (fine)
        arena_free(&scratch);
    else
        arena_adopt(w->arena, &scratch);
    return fine;
}

bool report_write(struct report_writer *w, const struct model *model, const struct year *year,
                  const struct progress *progress, const struct value *view, bool internal, struct buf *out)
{
    struct arena scratch = {0};
    struct buf data = {0};
    if (!check_source(w, model->school->source) | !check_source(w, year->plan->source) |
        !check_source(w, progress->source)) /* all of them, so that every fault is told */
        return false;
    report_data(&scratch, model, year, progress, internal, &data);
    arena_free(&scratch);
    bool fine = write_form(w, "bao-cao", report_file_name(w->arena, progress->quarter), view, year->number,
                           &data, out);
    buf_free(&data);
    return fine;
}

bool report_write_plan(struct report_writer *w, const struct model *model, const struct year *year,
                       const struct value *view, struct buf *out)
{
    const struct buf none = {0};
    return check_source(w, model->school->source) && check_source(w, year->plan->source) &&
           write_form(w, "ke-hoach", report_plan_name(w->arena, year->number), view, year->number, &none,
                      out);
}

void report_close(struct report_writer *w)
{
    (void)w; /* everything it has is the arena's */
}

char *report_file_name(struct arena *arena, struct quarter quarter)
{
    return arena_printf(arena, "bao-cao-quy-%d-%d.pdf", quarter.number, quarter.year);
}

char *report_plan_name(struct arena *arena, int year)
{
    return arena_printf(arena, "ke-hoach-%d.pdf", year);
}
