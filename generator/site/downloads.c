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

static char *report_path(struct arena *arena, const struct progress *progress, size_t issue)
{
    return arena_printf(arena, "bao-cao/%s", progress_report_name(arena, progress->quarter, issue));
}

/* The quarter's report on the site, where it may be there. */
static void copy_report(struct arena *arena, const struct progress *progress, struct tree *tree)
{
    for (size_t issue = 0; issue <= progress->replaced_count; issue++) {
        struct place at;
        char *path = report_path(arena, progress, issue);
        const struct tree_file *file = tree_find(tree, path);
        char *target = arena_printf(arena, "site/%s", path);
        bool issued = issue < progress->replaced_count || progress->signed_path; /* nothing internal in it */
        if (file && !tree_find(tree, target) && (issued || !progress_internal(progress, &at)))
            tree_link(tree, target, file);
    }
}

void site_copy_reports(struct arena *arena, const struct model *model, struct tree *tree)
{
    for (size_t i = 0; i < model->year_count; i++)
        for (int q = 0; q < 4; q++)
            if (model->years[i].quarters[q])
                copy_report(arena, model->years[i].quarters[q], tree);
}

char *site_data_path(struct arena *arena, struct quarter quarter)
{
    return arena_printf(arena, "%d/report-q%d.xml", quarter.year, quarter.number);
}

struct value *site_file_value(struct arena *arena, const struct tree *tree, const char *path, bool digest)
{
    const struct tree_file *file = tree_find(tree, arena_printf(arena, "site/%s", path));

    if (file == NULL)
        return value_bool(arena, false);
    struct value *value = value_object(arena);
    const char *slash = strrchr(path, '/');
    value_set_string(arena, value, "tep", slash ? slash + 1 : path);
    value_set_string(arena, value, "lien_ket", path);
    value_set_string(arena, value, "kich_thuoc", site_size_text(arena, file->size));
    if (digest)
        value_set_string(arena, value, "ma_bam", tree_digest(file));
    return value;
}

struct value *site_report_value(struct arena *arena, const struct tree *tree, const struct progress *progress,
                                bool digest)
{
    return progress
               ? site_file_value(arena, tree, report_path(arena, progress, progress->replaced_count), digest)
               : value_bool(arena, false);
}

struct value *site_replaced_value(struct arena *arena, const struct tree *tree,
                                  const struct progress *progress, bool digest)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < progress->replaced_count; i++) {
        const struct replaced_report *replaced = &progress->replaced[i];
        struct value *one = value_object(arena);
        value_set_string(arena, one, "so", replaced->number);
        value_set_string(arena, one, "ngay", date_short(arena, replaced->date));
        value_set_string(arena, one, "ngay_iso", date_iso(arena, replaced->date));
        value_set(arena, one, "bao_cao",
                  site_file_value(arena, tree, report_path(arena, progress, i), digest));
        value_push(arena, list, one);
    }
    return list;
}
