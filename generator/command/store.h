/* store.h - a signed report is stored for good and registered. */
#ifndef COMMAND_STORE_H
#define COMMAND_STORE_H

#include "command/run.h"
#include "model/model.h"
#include "seal/verify.h"

enum store_result {
    STORE_DONE,   /* also: the very same bytes are there already */
    STORE_TAKEN,  /* there is another file of that name: nothing was done */
    STORE_FAILED, /* after a complaint */
};

/* Keeps the bytes as content/<year>/da-ky/<name of the stage>, which is never overwritten, and registers
 * them. report: its signatures. *shown gets its path as complaints call it. */
enum store_result store_signed(struct run *run, const struct model *model, const struct year *year,
                               const struct progress *progress, int stage, const struct buf *bytes,
                               const struct seal_report *report, const char **shown);

/* The names of those who signed, "Trịnh Thị Kim Quý; Trường Tiểu học Hòa Bình" (arena). */
char *store_signers(struct arena *arena, const struct seal_report *report);

#endif
