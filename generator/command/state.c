/* state.c - how far a quarter's report has come. */
#include "command/state.h"

#include "base/file.h"
#include "pdf/file.h"

#include <string.h>

/* Is that what the site in out/ offers? */
static bool is_published(struct run *run, const struct progress *p)
{
    struct arena *arena = &run->arena;
    char *name = progress_report_name(arena, p->quarter, p->replaced_count);
    char *path = path_join(arena, path_join(arena, run->options.out, "site/bao-cao"), name);
    struct buf there = {0}, kept = {0};
    bool same = file_read(path, PDF_FILE_LIMIT, &there) == FILE_FINE &&
                file_read(p->signed_path, PDF_FILE_LIMIT, &kept) == FILE_FINE && there.len == kept.len &&
                memcmp(buf_text(&there), buf_text(&kept), kept.len) == 0;
    buf_free(&there);
    buf_free(&kept);
    return same;
}

enum report_state report_state(struct run *run, const struct progress *progress)
{
    if (!progress->signed_path)
        return progress->submitted_path ? REPORT_SUBMITTED : REPORT_DRAFT;
    if (!progress->sealed)
        return REPORT_SIGNED;
    return is_published(run, progress) ? REPORT_PUBLISHED : REPORT_SEALED;
}

const char *report_state_text(struct run *run, enum report_state state)
{
    static const enum message texts[] = {
        [REPORT_DRAFT] = MESSAGE_STATE_DRAFT,         [REPORT_SUBMITTED] = MESSAGE_STATE_SUBMITTED,
        [REPORT_SIGNED] = MESSAGE_STATE_SIGNED,       [REPORT_SEALED] = MESSAGE_STATE_SEALED,
        [REPORT_PUBLISHED] = MESSAGE_STATE_PUBLISHED,
    };
    return run_text(run, texts[state], NULL, NULL, NULL);
}
