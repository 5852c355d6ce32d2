/* frozen.c - a signed report is frozen: the content of its quarter must go on saying what was signed (NĐ
 * 30/2020, Điều 18). */
#include "base/buf.h"
#include "check/check.h"
#include "command/build.h"
#include "report/data.h"
#include "seal/extract.h"

#include <string.h>

/* The stretch of one <entry> in the data, from its code on; NULL when there is none. */
static const char *entry_of(const char *data, const char *code, size_t *length)
{
    const char *at = strstr(data, code), *end = at ? strstr(at, "</entry>") : NULL;
    *length = end ? (size_t)(end - at) : 0;
    return end ? at : NULL;
}

/* The codes of the entries that differ, "III.2.1, V.4"; empty when the difference is elsewhere. */
static char *changed_entries(struct arena *arena, const char *before, const char *now)
{
    static const char open[] = "<entry code=\"";
    char *list = arena_strdup(arena, "");
    size_t told = 0;
    for (const char *at = strstr(now, open); at; at = strstr(at + 1, open)) {
        const char *quote = strchr(at + strlen(open), '"');
        if (!quote)
            break;
        char *start = arena_strndup(arena, at, (size_t)(quote + 1 - at));
        size_t n, m;
        const char *a = entry_of(before, start, &n), *b = entry_of(at, start, &m);
        if (a && b && n == m && memcmp(a, b, n) == 0)
            continue;
        if (told++ < 8)
            list = arena_printf(arena, "%s%s%.*s", list, *list ? ", " : "",
                                (int)(quote - at - (long)strlen(open)), at + strlen(open));
    }
    return told > 8 ? arena_printf(arena, "%s, …", list) : list;
}

static void compare(struct run *run, const struct model *model, const struct year *year,
                    const struct progress *progress)
{
    struct arena *arena = &run->arena;
    struct place at = place_file(arena, progress->source->path);
    const char *bytes, *path = progress->signed_shown;
    size_t size, length;
    struct pdf_file *file = pdf_load(arena, &run->diags, progress->signed_path, &bytes, &size);
    const char *signed_data = file ? extract_data(arena, &run->diags, file, path, &length) : NULL;
    pdf_close(file);
    if (!signed_data)
        return;
    struct buf now = {0};
    report_data(arena, model, year, progress, false, &now);
    const char *before = extract_attribute(arena, signed_data, length, "sha256"),
               *digest = extract_attribute(arena, now.data, now.len, "sha256");
    if (strcmp(before, digest) != 0) {
        const char *tasks = changed_entries(arena, signed_data, buf_text(&now));
        if (*tasks)
            diag(&run->diags, SIGNED_CHANGED_TASKS, at, path, tasks);
        else
            diag(&run->diags, SIGNED_CHANGED, at, path);
    }
    buf_free(&now);
}

void check_all(struct run *run, const struct model *model)
{
    check_model(&run->diags, model);
    for (size_t i = 0; i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        for (int q = 0; year->plan && model->school && q < 4; q++)
            if (year->quarters[q] && year->quarters[q]->signed_path && diag_ok(&run->diags))
                compare(run, model, year, year->quarters[q]);
    }
}
