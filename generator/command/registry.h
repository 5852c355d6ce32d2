/* registry.h - what is signed goes into the year's register, so-van-ban.md (NĐ 30/2020, Điều 15). */
#ifndef COMMAND_REGISTRY_H
#define COMMAND_REGISTRY_H

#include "command/run.h"
#include "model/model.h"

/* A signed file, as it was stored. */
struct signed_file {
    const char *name; /* in the folder da-ky */
    const char *bytes;
    size_t size;
    const char *signers; /* "Trịnh Thị Kim Quý; Trường Tiểu học Hòa Bình" */
};

/* Registers it, or what is new about it where its document is registered already: the rest of the register
 * stays as it is to the letter. False after a complaint. */
bool registry_record(struct run *run, const struct model *model, const struct year *year,
                     const struct progress *progress, const struct signed_file *file);

#endif
