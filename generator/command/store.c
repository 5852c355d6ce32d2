/* store.c - a signed report is stored for good and registered. */
#include "command/store.h"

#include "base/fault.h"
#include "base/file.h"
#include "command/registry.h"

#include <errno.h>
#include <string.h>

char *store_signers(struct arena *arena, const struct seal_report *report)
{
    struct buf names = {0};
    for (size_t i = 0; i < report->count; i++) {
        const struct seal_judgement *j = &report->signatures[i].judgement;
        buf_printf(&names, "%s%s", i ? "; " : "", j->has_signer && *j->signer.name ? j->signer.name : "?");
    }
    char *text = buf_take(&names, arena);
    buf_free(&names);
    return text;
}

/* Is the file that has the name already just what is to be stored? */
static bool is_there(const char *path, const struct buf *bytes)
{
    struct buf old = {0};
    bool same = file_read(path, PDF_FILE_LIMIT, &old) == FILE_FINE && old.len == bytes->len &&
                memcmp(buf_text(&old), buf_text(bytes), old.len) == 0;
    buf_free(&old);
    return same;
}

enum store_result store_signed(struct run *run, const struct model *model, const struct year *year,
                               const struct progress *progress, int stage, const struct buf *bytes,
                               const struct seal_report *report, const char **shown)
{
    struct arena *arena = &run->arena;
    char *name = progress_signed_name(arena, progress->quarter, progress->replaced_count, stage);
    const char *folder = path_join(arena, year->folder, "da-ky"), *path = path_join(arena, folder, name);
    *shown = path_join(arena, path_join(arena, year->shown, "da-ky"), name);
    bool fine = folder_make(folder) || errno == EEXIST;
    if (!fine || !file_create(path, buf_text(bytes), bytes->len)) {
        int error = errno;
        if (fine && error == EEXIST && !is_there(path, bytes))
            return STORE_TAKEN;
        if (!fine || error != EEXIST) {
            diag(&run->diags, OUT_FAULT, {0}, *shown, fault_text(error, run->diags.lang));
            return STORE_FAILED;
        }
    }
    struct signed_file file = {name, buf_text(bytes), bytes->len, store_signers(arena, report)};
    return registry_record(run, model, year, progress, &file) ? STORE_DONE : STORE_FAILED;
}
