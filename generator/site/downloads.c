/* downloads.c - the reports as downloads of the site. */
#include "site/downloads.h"

#include "base/number.h"

#include <stdint.h>
#include <string.h>

static const char reports[] = "bao-cao/";

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

void site_copy_reports(struct tree *tree)
{
    size_t count = tree->count; /* copies are added behind these */

    for (size_t i = 0; i < count; i++) {
        struct tree_file file = tree->files[i];
        if (strncmp(file.path, reports, sizeof reports - 1) == 0)
            tree_add(tree, arena_printf(tree->arena, "site/%s", file.path), file.bytes, file.size);
    }
}

struct value *site_report_value(struct arena *arena, const struct tree *tree, struct quarter quarter)
{
    /* The report's room names its files so; the rooms do not see each other, the tree is what they share. */
    char *path = arena_printf(arena, "bao-cao/bao-cao-quy-%d-%d.pdf", quarter.number, quarter.year);
    const struct tree_file *file = tree_find(tree, path);

    if (file == NULL)
        return value_bool(arena, false);
    struct value *report = value_object(arena);
    value_set_string(arena, report, "tep", strrchr(path, '/') + 1);
    value_set_string(arena, report, "lien_ket", path);
    value_set_string(arena, report, "kich_thuoc", site_size_text(arena, file->size));
    return report;
}
