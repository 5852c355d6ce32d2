/* report.c - a quarter's report: the form filled, laid out, written. */
#include "report/report.h"

#include "base/file.h"
#include "base/text.h"
#include "read/markdown.h"
#include "report/glyphs.h"
#include "report/layout.h"
#include "report/pdf.h"
#include "view/mustache.h"

#include <errno.h>
#include <string.h>

enum { FONT_LIMIT = 64 * 1024 * 1024 };

struct report_faces {
    const struct font *fonts[FACE_COUNT];
};

struct report_writer {
    struct arena *arena;
    struct diags *diags;
    const struct font *const *fonts;
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

struct report_faces *report_faces_read(struct arena *arena, struct diags *diags,
                                       const struct report_fonts *fonts)
{
    const char *const paths[FACE_COUNT] = {fonts->regular, fonts->bold, fonts->italic, fonts->bold_italic};
    struct report_faces *faces = ARENA_NEW(arena, struct report_faces);
    bool fine = true;
    for (int face = 0; face < FACE_COUNT; face++) {
        faces->fonts[face] = open_font(arena, diags, paths[face]);
        fine = fine && faces->fonts[face];
    }
    return fine ? faces : NULL;
}

void report_check(struct arena *arena, struct diags *diags, const struct report_faces *faces,
                  const struct model *model)
{
    if (model->school)
        glyphs_check(arena, diags, faces->fonts, model->school->source);
    for (size_t i = 0; i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        if (year->plan)
            glyphs_check(arena, diags, faces->fonts, year->plan->source);
        for (int q = 0; q < 4; q++)
            if (year->quarters[q] && !year->quarters[q]->signed_path) /* what is signed is not made anew */
                glyphs_check(arena, diags, faces->fonts, year->quarters[q]->source);
    }
}

struct report_writer *report_open(struct arena *arena, struct diags *diags, const struct report_faces *faces,
                                  const char *templates_folder, const char *templates_shown,
                                  const char *content_folder)
{
    struct report_writer *w = ARENA_NEW(arena, struct report_writer);
    w->arena = arena;
    w->diags = diags;
    w->fonts = faces->fonts;
    w->content = content_folder;
    w->shown = path_join(arena, templates_shown, "report");
    w->forms = mustache_new(arena, diags, path_join(arena, templates_folder, "report"), w->shown, ".md",
                            ESCAPE_MARKDOWN, true);
    return w;
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

static const char quarter_form[] = "bao-cao", plan_form[] = "ke-hoach";

bool report_fill(struct report_writer *w, const struct value *view, struct buf *text)
{
    return mustache_render(w->forms, quarter_form, view, text);
}

bool report_fill_plan(struct report_writer *w, const struct value *view, struct buf *text)
{
    return mustache_render(w->forms, plan_form, view, text);
}

/* Lays out a filled form and writes it; name: of the file, for complaints about the form. What it needs in
 * between goes when it is written, or stays for the complaints that point into it. */
static bool write_form(struct report_writer *w, const char *form, const char *name, struct buf *text,
                       int year, const struct report_load *load, struct buf *out, size_t *pages)
{
    struct arena scratch = {0};
    struct document document = {.arena = &scratch, .load = *load};
    char *shown = arena_printf(&scratch, "%s/%s.md (%s)", w->shown, form, name);
    const struct source *source = source_from_text(&scratch, shown, buf_text(text), text->len);
    size_t before = w->diags->count;
    buf_free(text);
    struct block *blocks = markdown_read(&scratch, w->diags, source, 0, MARKDOWN_FORM);
    struct layout layout = {.arena = &scratch,
                            .diags = w->diags,
                            .fonts = w->fonts,
                            .document = &document,
                            .pictures = arena_printf(&scratch, "%s/%d", w->content, year)};
    bool fine = w->diags->count == before && layout_blocks(&layout, blocks) &&
                pdf_write(w->diags, &document, w->fonts, out);
    if (pages)
        *pages = document.page_count;
    document_free(&document);
    if (fine)
        arena_free(&scratch);
    else
        arena_adopt(w->arena, &scratch);
    return fine;
}

bool report_write(struct report_writer *w, const struct model *model, const struct year *year,
                  const struct progress *progress, struct buf *text, const struct report_load *load,
                  struct buf *out, size_t *pages)
{
    bool fine = check_source(w, model->school->source) & check_source(w, year->plan->source) &
                check_source(w, progress->source); /* all of them, so that every fault is told */
    fine = fine && write_form(w, quarter_form,
                              progress_report_name(w->arena, progress->quarter, progress->replaced_count),
                              text, year->number, load, out, pages);
    buf_free(text);
    return fine;
}

bool report_write_plan(struct report_writer *w, const struct model *model, const struct year *year,
                       struct buf *text, struct buf *out)
{
    const struct report_load none = {0};
    bool fine = check_source(w, model->school->source) && check_source(w, year->plan->source) &&
                write_form(w, plan_form, report_plan_name(w->arena, year->number), text, year->number, &none,
                           out, NULL);
    buf_free(text);
    return fine;
}

void report_close(struct report_writer *w)
{
    (void)w; /* everything it has is the arena's */
}

char *report_plan_name(struct arena *arena, int year)
{
    return arena_printf(arena, "ke-hoach-%d.pdf", year);
}
