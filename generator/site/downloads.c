/* downloads.c - the reports as downloads of the site. */
#include "site/downloads.h"

#include "base/number.h"

#include <stdint.h>
#include <string.h>

char *site_size_text(struct arena *arena, size_t bytes)
{
    const size_t kib = 1024, mib = 1024 * kib;

    if (bytes >= mib) {
        size_t tenths = (bytes / mib) * 10 + ((bytes % mib) * 10 + mib / 2) / mib;
        return arena_printf(arena, "%s MB", number_text(arena, (int64_t)tenths * (NUMBER_SCALE / 10)));
    }
    size_t whole = (bytes + kib / 2) / kib;
    return arena_printf(arena, "%zu KB", whole == 0 ? (size_t)1 : whole);
}

/* The report's room names its files so; the rooms do not see each other, the tree is what they share. */
static char *report_path(struct arena *arena, struct quarter quarter)
{
    return arena_printf(arena, "bao-cao/bao-cao-quy-%d-%d.pdf", quarter.number, quarter.year);
}

void site_copy_reports(struct arena *arena, const struct model *model, struct tree *tree)
{
    for (size_t i = 0; i < model->year_count; i++) {
        for (int q = 0; q < 4; q++) {
            const struct progress *progress = model->years[i].quarters[q];
            if (progress == NULL)
                continue;
            char *path = report_path(arena, (struct quarter){model->years[i].number, q + 1});
            const struct tree_file *file = tree_find(tree, path);
            struct place at;
            char *target = arena_printf(arena, "site/%s", path);
            if (file == NULL || tree_find(tree, target) != NULL)
                continue;
            if (progress->signed_path || !progress_internal(progress, &at)) /* what is signed has none */
                tree_add(tree, target, file->bytes, file->size);
        }
    }
}

char *site_data_path(struct arena *arena, struct quarter quarter)
{
    return arena_printf(arena, "%d/report-q%d.xml", quarter.year, quarter.number);
}

struct value *site_file_value(struct arena *arena, const struct tree *tree, const char *path)
{
    const struct tree_file *file = tree_find(tree, arena_printf(arena, "site/%s", path));

    if (file == NULL)
        return value_bool(arena, false);
    struct value *value = value_object(arena);
    const char *slash = strrchr(path, '/');
    value_set_string(arena, value, "tep", slash ? slash + 1 : path);
    value_set_string(arena, value, "lien_ket", path);
    value_set_string(arena, value, "kich_thuoc", site_size_text(arena, file->size));
    return value;
}

struct value *site_report_value(struct arena *arena, const struct tree *tree, struct quarter quarter)
{
    return site_file_value(arena, tree, report_path(arena, quarter));
}
