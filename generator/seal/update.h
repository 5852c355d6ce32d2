/* update.h - a signature put into a PDF that has an empty field for it, as an incremental update (ISO
 * 32000-1, 7.5.6): the bytes that are there stay as they are. */
#ifndef SEAL_UPDATE_H
#define SEAL_UPDATE_H

#include "base/buf.h"
#include "pdf/file.h"
#include "seal/image.h"
#include "seal/key.h"
#include "seal/tsa.h"

/* The fields of our reports (report/letterhead.c). */
#define SEAL_FIELD_SIGNER "nguoi-ky"
#define SEAL_FIELD_AGENCY "co-quan"

struct seal_request {
    const struct seal_key *key;
    const struct seal_tsa *tsa; /* NULL: no timestamp */
    const char *field;
    const char *name;               /* who signs, as it is shown */
    int64_t when;                   /* Unix seconds UTC */
    const struct seal_image *image; /* what is seen of it; NULL: lines of text */
};

/* The field of that name, or 0; and its signature, 0 while it is empty. */
pdf_value seal_field(struct pdf_file *file, const char *name);
pdf_value seal_field_signature(struct pdf_file *file, pdf_value field);

/* Appends the whole file with the signature to out. False after complaints: no such field, signed already,
 * the agency before the signer, or what the key says. path is for complaints. */
bool seal_update_sign(struct arena *arena, struct diags *diags, struct pdf_file *file, const char *path,
                      const char *bytes, size_t size, const struct seal_request *request, struct buf *out);

/* "17/6/2024 09:05:33", by the time of Vietnam (arena). */
char *seal_time_text(struct arena *arena, int64_t when);

#endif
