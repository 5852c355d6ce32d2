/* extract.h - the report's data out of a finished PDF (report/data.h puts it in). */
#ifndef SEAL_EXTRACT_H
#define SEAL_EXTRACT_H

#include "pdf/file.h"

/* Name of the file inside. */
#define EXTRACT_NAME "bao-cao.xml"

/* The bytes of the associated file (arena), or NULL after a complaint: the PDF has none, or what is there
 * does not agree with the SHA-256 that it gives of itself. path is for complaints. */
const char *extract_data(struct arena *arena, struct diags *diags, struct pdf_file *file, const char *path,
                         size_t *length);

/* An attribute of the <report> element ("quarter"), its references resolved (arena); "" when it is missing.
 */
const char *extract_attribute(struct arena *arena, const char *data, size_t length, const char *name);

#endif
