/* site.c - the whole site: files first, then pages, then every link between them. */
#include "site/site.h"

#include "base/file.h"
#include "site/downloads.h"
#include "site/evidence.h"
#include "site/links.h"
#include "site/pages.h"
#include "site/style.h"

/* The icon in the school's colour, and the stylesheet, of which every page holds what it uses: nothing else
 * has to be fetched, phones keep no old one, and the page can name its digest as the only style allowed. */
static bool prepare_look(struct pages *pages)
{
    struct arena *arena = pages->arena;
    struct value *root = value_object(arena), *colours = value_object(arena);
    struct buf icon = {0}, css = {0}, brief = {0};

    value_set_string(arena, colours, "sang", pages->accent.light);
    value_set_string(arena, colours, "toi", pages->accent.dark);
    value_set(arena, root, "mau_sac", colours);
    bool fine = mustache_render(pages_templates(pages, ".svg", ESCAPE_HTML), "icon", root, &icon) &&
                mustache_render(pages_templates(pages, ".css", ESCAPE_HTML), "style", root, &css);
    if (fine) {
        tree_add(pages->tree, "site/icon.svg", buf_text(&icon), icon.len);
        style_shorten(buf_text(&css), &brief);
        pages->style = style_read(arena, buf_take(&brief, arena));
    }
    buf_free(&icon);
    buf_free(&css);
    buf_free(&brief);
    return fine;
}

/* What pages are made with. */
static void open_templates(struct pages *pages, const char *templates_folder, const char *templates_shown)
{
    accent_make(pages->arena, pages->model->school->accent.s, &pages->accent);
    pages->folder = path_join(pages->arena, templates_folder, "site");
    pages->shown = path_join(pages->arena, templates_shown, "site");
    pages->templates = pages_templates(pages, ".html", ESCAPE_HTML);
    pages->facts = pages_templates(pages, ".jsonld", ESCAPE_JSON);
    pages->sheets = pages_templates(pages, ".csv", ESCAPE_CSV);
}

/* The style sheet, the reports, the pages. */
static bool write_files(struct pages *pages)
{
    if (!prepare_look(pages))
        return false;
    site_copy_reports(pages->arena, pages->model, pages->tree);
    return pages_write(pages);
}

bool site_write(struct arena *arena, struct diags *diags, const struct model *model,
                const char *templates_folder, const char *templates_shown, const struct site_fonts *fonts,
                struct tree *tree)
{
    struct arena scratch = {0}; /* for the values of the pages, which are larger than the pages */
    struct pages pages = {
        .arena = &scratch, .kept = &scratch, .diags = diags, .model = model, .tree = tree, .fonts = fonts};
    struct link_places places = {0};
    size_t before = diags->count;
    open_templates(&pages, templates_folder, templates_shown);
    bool fine = evidence_copy(arena, diags, model, tree, pages.templates, &places);
    bool written = write_files(&pages);
    if (diags->count == before)
        arena_free(&scratch);
    else
        arena_adopt(arena, &scratch); /* complaints point into it */
    /* Links of pages that are not there would only be told twice. */
    return written && links_check(arena, diags, tree, "site/", &places) && fine;
}
