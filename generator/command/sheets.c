/* sheets.c - phieu-van-ban.txt. */
#include "command/sheets.h"

#include "base/file.h"
#include "view/mustache.h"
#include "view/view.h"

#include <string.h>

static struct value *sheet_of(struct run *run, const struct model *model, const struct report_made *made,
                              const struct tree *tree)
{
    struct arena *arena = &run->arena;
    const struct progress *p = made->progress;
    struct value *sheet = view_document(arena, model, made->year, p);
    const struct tree_file *file = tree_find(tree, made->path);
    const char *number = p->number.s ? p->number.s : "", *slash = strchr(number, '/');
    bool numbered = slash && !strstr(number, "…");
    value_set_string(arena, sheet, "tep", made->path);
    value_set_string(arena, sheet, "ma_bam", tree_digest(file));
    value_set(arena, sheet, "da_ky", value_bool(arena, p->signed_path != NULL));
    value_set_string(arena, sheet, "so",
                     numbered ? arena_strndup(arena, number, (size_t)(slash - number)) : "");
    value_set_string(arena, sheet, "ky_hieu", slash ? slash + 1 : "");
    value_set_string(arena, sheet, "ngay", date_given(p->date) ? date_short(arena, p->date) : "");
    value_set_string(arena, sheet, "so_trang", arena_number(arena, made->pages));
    return sheet;
}

bool sheets_write(struct run *run, const struct model *model, const struct reports_made *made,
                  struct tree *tree)
{
    struct arena *arena = &run->arena;
    const char *folder = path_join(arena, run->options.templates, "van-thu");
    struct mustache *templates = mustache_new(arena, &run->diags, folder, folder, ".txt", ESCAPE_NONE, true);
    struct value *root = value_object(arena), *sheets = value_list(arena);
    struct buf text = {0};
    for (size_t i = 0; i < made->count; i++)
        value_push(arena, sheets, sheet_of(run, model, &made->items[i], tree));
    value_set(arena, root, "phieu", sheets);
    bool fine = mustache_render(templates, "phieu-van-ban", root, &text);
    if (fine)
        tree_add(tree, "phieu-van-ban.txt", buf_text(&text), text.len);
    buf_free(&text);
    return fine;
}
