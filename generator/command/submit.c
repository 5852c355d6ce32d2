/* submit.c - `baocao build --trinh-ky`: the copies for signature. */
#include "command/submit.h"

#include "base/fault.h"
#include "base/file.h"
#include "command/reports.h"

#include <errno.h>
#include <string.h>

static bool submit(struct run *run, const struct model *model, const struct year *year,
                   struct progress *progress)
{
    struct arena *arena = &run->arena;
    const char *folder = path_join(arena, year->folder, "trinh-ky"),
               *name = progress_report_name(arena, progress->quarter, progress->replaced_count),
               *path = path_join(arena, folder, name);
    struct buf pdf = {0};
    bool fine = reports_for_signing(run, model, year, progress, &pdf);
    if (fine && ((!folder_make(folder) && errno != EEXIST) || !file_replace(path, buf_text(&pdf), pdf.len))) {
        diag(&run->diags, OUT_FAULT, {0}, path, fault_text(errno, run->diags.lang));
        fine = false;
    }
    buf_free(&pdf);
    progress->submitted_path = path;
    progress->submitted_shown = path_join(arena, path_join(arena, year->shown, "trinh-ky"), name);
    if (fine)
        run_say(run, MESSAGE_SUBMITTED,
                path_join(arena, path_join(arena, run->options.out, "trinh-ky"), name), NULL, NULL);
    return fine;
}

bool submit_reports(struct run *run, struct model *model, struct quarter wanted)
{
    for (size_t i = 0; i < model->year_count; i++)
        for (int q = 0; q < 4; q++) {
            const struct year *year = &model->years[i];
            struct progress *progress = year->quarters[q];
            bool chosen = !wanted.number || (wanted.year == year->number && wanted.number == q + 1);
            if (progress && chosen && !progress->signed_path && !submit(run, model, year, progress))
                return false;
        }
    return true;
}
