/* pages.c - a district as files: the overview site, one table, one XML document. */
#include "rollup/pages.h"

#include "base/file.h"
#include "rollup/values.h"
#include "rollup/xml.h"
#include "site/accent.h"
#include "site/tasks_csv.h"
#include "view/mustache.h"

enum { PIECE_LIMIT = 1 << 20 };

/* Pieces of templates/site that the overview is made of, too. */
static const char *const shared[] = {"bieu-tuong", "nhan", "thanh", "chu-giai"};

struct pages_of {
    struct arena *arena;
    struct diags *diags;
    struct tree *tree;
    const char *folder, *shown;
    struct mustache *html;
    struct value *root;
};

static struct mustache *templates(struct pages_of *p, const char *room, const char *suffix,
                                  enum mustache_escape escape)
{
    return mustache_new(p->arena, p->diags, path_join(p->arena, p->folder, room),
                        path_join(p->arena, p->shown, room), suffix, escape, true);
}

static bool share(struct pages_of *p, const char *name)
{
    struct buf text = {0};
    const char *file = arena_printf(p->arena, "site/%s.html", name);
    enum file_result result = file_read(path_join(p->arena, p->folder, file), PIECE_LIMIT, &text);
    source_complain(p->arena, p->diags, path_join(p->arena, p->shown, file), result);
    if (result == FILE_FINE)
        mustache_define(p->html, name, arena_strndup(p->arena, buf_text(&text), text.len));
    buf_free(&text);
    return result == FILE_FINE;
}

/* up: from the page to the root of the site, "" or "../". */
static bool write_page(struct pages_of *p, const char *template, const char *path, const char *up,
                       const char *name, struct value *value)
{
    struct buf text = {0};
    struct value *page = value_object(p->arena);
    for (size_t i = 0; i < p->root->count; i++)
        value_set(p->arena, page, p->root->names[i], p->root->items[i]);
    value_set_string(p->arena, page, "goc", up);
    if (value)
        value_set(p->arena, page, name, value);
    bool fine = mustache_render(p->html, template, page, &text);
    if (fine)
        tree_add(p->tree, path, buf_text(&text), text.len);
    buf_free(&text);
    return fine;
}

/* The stylesheet, and the icon, for which browsers would ask the server anyway. */
static bool write_style(struct pages_of *p)
{
    struct accent accent;
    struct buf css = {0}, icon = {0};
    struct value *root = value_object(p->arena), *colours = value_object(p->arena);
    accent_make(p->arena, NULL, &accent);
    value_set_string(p->arena, colours, "sang", accent.light);
    value_set_string(p->arena, colours, "toi", accent.dark);
    value_set(p->arena, root, "mau_sac", colours);
    bool fine = mustache_render(templates(p, "site", ".css", ESCAPE_HTML), "style", root, &css) &&
                mustache_render(templates(p, "rollup", ".css", ESCAPE_HTML), "them", root, &css) &&
                mustache_render(templates(p, "site", ".svg", ESCAPE_HTML), "icon", root, &icon);
    if (fine) {
        tree_add(p->tree, "style.css", buf_text(&css), css.len);
        tree_add(p->tree, "icon.svg", buf_text(&icon), icon.len);
    }
    buf_free(&css);
    buf_free(&icon);
    return fine;
}

static bool write_table(struct pages_of *p)
{
    struct buf filled = {0}, table = {0};
    bool fine = mustache_render(templates(p, "rollup", ".csv", ESCAPE_CSV), "rollup", p->root, &filled);
    if (fine) {
        csv_rewrite(&table, buf_text(&filled), filled.len);
        tree_add(p->tree, "rollup.csv", buf_text(&table), table.len);
    }
    buf_free(&filled);
    buf_free(&table);
    return fine;
}

static void write_xml(struct pages_of *p, const struct district *district)
{
    struct buf out = {0};
    rollup_xml(&out, district);
    tree_add(p->tree, "rollup.xml", buf_text(&out), out.len);
    buf_free(&out);
}

static bool write_pages(struct pages_of *p, const struct district *d)
{
    const struct value *schools = value_get(p->root, "truong");
    bool fine = write_page(p, "tong-quan", "index.html", "", NULL, NULL) &&
                write_page(p, "tep", "tep.html", "", NULL, NULL);
    for (int i = 1; fine && i < ROLLUP_INDICES; i++)
        fine = write_page(p, "chi-so", arena_printf(p->arena, "chi-so-%d.html", i), "", "chi_so_nay",
                          rollup_index_value(p->arena, d, i));
    for (size_t i = 0; fine && i < schools->count; i++)
        fine = write_page(p, "truong", value_get(schools->items[i], "trang")->string, "../", "truong_nay",
                          schools->items[i]);
    return fine;
}

bool rollup_write(struct arena *arena, struct diags *diags, const struct district *district,
                  const char *templates_folder, const char *templates_shown, const char *way,
                  struct tree *tree)
{
    struct pages_of p = {
        .arena = arena, .diags = diags, .tree = tree, .folder = templates_folder, .shown = templates_shown};
    p.html = templates(&p, "rollup", ".html", ESCAPE_HTML);
    p.root = rollup_values(arena, district, way);
    bool fine = true;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        fine = share(&p, shared[i]) && fine;
    fine = fine && write_style(&p) && write_table(&p) && write_pages(&p, district);
    if (fine)
        write_xml(&p, district);
    return fine;
}
