/* manifest.h - what we wrote into an output folder, so that the next run knows its own files. */
#ifndef PUBLISH_MANIFEST_H
#define PUBLISH_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/tree.h"

#include <stddef.h>

#define MANIFEST_NAME ".baocao"

/* The manifest of a tree: a first line that marks the folder as ours, then "sha256  path" for each file, as
 * sha256sum prints and reads it (sha256sum -c). */
void manifest_write(struct buf *out, const struct tree *tree);

enum manifest_state {
    MANIFEST_OURS,    /* the folder holds a manifest of ours */
    MANIFEST_EMPTY,   /* the folder is empty */
    MANIFEST_FOREIGN, /* it holds something and no manifest */
    MANIFEST_FAULT,   /* the folder or its manifest cannot be read; errno tells */
};
enum manifest_state manifest_state(struct arena *arena, const char *folder);

/* What a manifest says, by path. */
struct manifest {
    struct manifest_record {
        const char *path, *hex;
    } * records;
    size_t count;
};

/* The manifest of a folder; one that cannot be read, or is not there, names nothing. */
struct manifest manifest_read(struct arena *arena, const char *folder);

/* The digest of the file of that path when it was written, as hexadecimal digits; NULL: it is not ours. */
const char *manifest_digest(const struct manifest *manifest, const char *path);

#endif
