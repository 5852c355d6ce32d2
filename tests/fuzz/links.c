/* links.c - the list of pages that were renamed, and a page of HTML, over the check of links. */
#include "fuzz.h"

#include "base/file.h"
#include "site/links.h"
#include "site/redirects.h"
#include "site/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/baocao-fuzz-XXXXXX";

static void remove_folder(void)
{
    char path[64];
    snprintf(path, sizeof path, "%s/chuyen-trang.txt", folder);
    unlink(path);
    rmdir(folder);
}

/* The list stands in a folder of templates, whose file leads to the bytes. */
static void make_folder(struct arena *a, const char *file)
{
    static bool made;
    if (made)
        return;
    made = mkdtemp(folder) && symlink(file, path_join(a, folder, "chuyen-trang.txt")) == 0;
    fuzz_must(made);
    atexit(remove_folder);
}

void fuzz_links(struct fuzz *f, const uint8_t *data, size_t size)
{
    const char *pieces[2];
    struct arena *a = &f->arena;
    const struct source *source = source_from_bytes(a, &f->diags, "trang.html", data, size);
    if (!source)
        return;
    fuzz_cut(f, (const uint8_t *)source->text, source->len, pieces, 2);
    make_folder(a, fuzz_file((const uint8_t *)pieces[0], strlen(pieces[0])));
    struct tree tree = {.arena = a};
    struct pages pages = {.arena = a,
                          .kept = a,
                          .diags = &f->diags,
                          .tree = &tree,
                          .folder = folder,
                          .shown = "templates/site",
                          .style = style_read(a, "p{}")};
    struct value *year = value_object(a);
    struct link_places places = {0};
    value_set_string(a, year, "nam", "2024");
    pages.templates = mustache_new(a, &f->diags, NULL, "mau", ".html", ESCAPE_HTML, true);
    mustache_define(pages.templates, "chuyen-trang",
                    "<style>{{{phong_cach_html}}}</style><a href=\"{{den}}\">x</a>");
    tree_add(&tree, "site/style.css", "", 0);
    tree_add(&tree, "site/2024/nhiem-vu.html", "<p id=\"a\">", 10);
    redirects_write(&pages, year);
    if (!tree_find(&tree, "site/trang.html"))
        tree_add(&tree, "site/trang.html", pieces[1], strlen(pieces[1]));
    links_check(a, &f->diags, &tree, "site/", &places);
    html_percent_decode(a, pieces[1]);
}
