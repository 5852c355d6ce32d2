/* redirects.c - pages that lead on to where a page is now. */
#include "site/redirects.h"

#include "base/file.h"

#include <string.h>

static const char name[] = "chuyen-trang";

/* "../" for each folder of the path. */
static const char *way_up(struct arena *arena, const char *path)
{
    const char *up = "";
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
        up = arena_printf(arena, "../%s", up);
    return up;
}

static bool is_page(const char *path)
{
    size_t n = strlen(path);
    return path_inside(path) && n > strlen(".html") && strcmp(path + n - strlen(".html"), ".html") == 0;
}

static bool write_redirect(struct pages *pages, const struct value *year, const char *old, const char *new)
{
    struct arena *arena = pages->arena;
    struct place at = place_file(arena, arena_printf(arena, "%s/%s.txt", pages->shown, name));
    struct value *root = value_object(arena);
    struct buf html = {0};
    const char *path = arena_printf(arena, "site/%s", old), *up = way_up(arena, old);

    for (size_t i = 0; i < year->count; i++)
        value_set(arena, root, year->names[i], year->items[i]);
    value_set_string(arena, root, "goc", up);
    value_set_string(arena, root, "den", arena_printf(arena, "%s%s", up, new));
    pages_set_style(pages, root);
    bool fine = mustache_render(pages->templates, name, root, &html);
    style_fill(pages->style, &html);
    const struct tree_file *there = tree_find(pages->tree, path);
    if (there && (there->size != html.len || memcmp(there->bytes, buf_text(&html), html.len) != 0)) {
        diag(pages->diags, REDIRECT_TAKEN, at, old);
        fine = false;
    } else if (fine) {
        tree_add(pages->tree, path, buf_text(&html), html.len);
    }
    buf_free(&html);
    return fine;
}

/* One line of the list; it is cut to pieces. */
static bool read_line(struct pages *pages, const struct value *year, char *line)
{
    static const char blanks[] = " \t\r";
    struct place at = place_file(pages->arena, arena_printf(pages->arena, "%s/%s.txt", pages->shown, name));
    const char *whole = arena_strdup(pages->arena, line);
    char *rest, *old = strtok_r(line, blanks, &rest), *new = strtok_r(NULL, blanks, &rest);
    const char *third = new ? strtok_r(NULL, blanks, &rest) : NULL;

    if (!old || *old == '#')
        return true;
    if (!new || third || !is_page(old) || !path_inside(new) || strcmp(old, new) == 0) {
        diag(pages->diags, REDIRECT_SHAPE, at, whole);
        return false;
    }
    return write_redirect(pages, year, old, new);
}

bool redirects_write(struct pages *pages, const struct value *year)
{
    struct buf text = {0};
    bool fine = mustache_render(pages_templates(pages, ".txt", ESCAPE_NONE), name, year, &text);
    char *copy = fine ? arena_strdup(pages->arena, buf_text(&text)) : NULL, *rest;

    for (char *line = copy ? strtok_r(copy, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest))
        fine &= read_line(pages, year, line);
    buf_free(&text);
    return fine;
}
