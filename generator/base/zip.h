/* zip.h - files of a tree as one ZIP archive (PKWARE APPNOTE 6.3, without extensions). */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include "base/buf.h"
#include "base/tree.h"

#include <stdbool.h>

/* Appends an archive of the files below prefix ("site/"), named without it, in the order of their bytes. Same
 * files, same bytes: the time of all is 1/1/1980, the first that the format knows; names are marked as UTF-8;
 * what is packed already (PDF, PNG, JPEG, ZIP, Office files) is stored, the rest deflated. False, with out as
 * it was, when it would not fit the plain format: 65535 files, 4 GiB. */
bool zip_write(const struct tree *tree, const char *prefix, struct buf *out);

#endif
