/* site.c - the whole site: files first, then pages, then every link between them. */
#include "site/site.h"

#include "base/file.h"
#include "site/downloads.h"
#include "site/evidence.h"
#include "site/links.h"
#include "site/pages.h"

#include <stdint.h>

/* The stylesheet under an address that changes with its bytes: phones keep old ones for long. */
static bool write_stylesheet(struct pages *pages)
{
    struct arena *arena = pages->arena;
    struct mustache *sheets = pages_templates(pages, ".css", ESCAPE_HTML);
    struct value *root = value_object(arena), *colours = value_object(arena);
    struct buf css = {0};

    value_set_string(arena, colours, "sang", pages->accent.light);
    value_set_string(arena, colours, "toi", pages->accent.dark);
    value_set(arena, root, "mau_sac", colours);
    bool fine = mustache_render(sheets, "style", root, &css);
    if (fine) {
        uint32_t hash = 2166136261u;
        for (size_t i = 0; i < css.len; i++)
            hash = (hash ^ (unsigned char)css.data[i]) * 16777619u;
        tree_add(pages->tree, "site/style.css", buf_text(&css), css.len);
        pages->stylesheet = arena_printf(arena, "style.css?v=%08x", (unsigned)hash);
    }
    buf_free(&css);
    return fine;
}

bool site_write(struct arena *arena, struct diags *diags, const struct model *model,
                const char *templates_folder, const char *templates_shown, const struct site_fonts *fonts,
                struct tree *tree)
{
    struct pages pages = {.arena = arena, .diags = diags, .model = model, .tree = tree, .fonts = fonts};
    struct link_places places = {0};

    accent_make(arena, model->school->accent.s, &pages.accent);
    pages.folder = path_join(arena, templates_folder, "site");
    pages.shown = path_join(arena, templates_shown, "site");
    pages.templates = pages_templates(&pages, ".html", ESCAPE_HTML);
    pages.facts = pages_templates(&pages, ".jsonld", ESCAPE_JSON);
    pages.sheets = pages_templates(&pages, ".csv", ESCAPE_CSV);
    if (!write_stylesheet(&pages))
        return false;
    bool fine = evidence_copy(arena, diags, model, tree, &places);
    site_copy_reports(arena, model, tree);
    if (!pages_write(&pages))
        return false; /* links of pages that are not there would only be told twice */
    return links_check(arena, diags, tree, "site/", &places) && fine;
}
