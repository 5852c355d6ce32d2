/* manifest.h - what we wrote into an output folder, so that the next run knows its own files. */
#ifndef PUBLISH_MANIFEST_H
#define PUBLISH_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/tree.h"

#include <stdbool.h>
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

/* The files below folder that its manifest does not name, or that differ from it: paths relative to the
 * folder, in order. A manifest that cannot be read makes every file a stranger. tree: of the new output,
 * whose digests spare computing those of files that stayed as they were. */
size_t manifest_strangers(struct arena *arena, const char *folder, const struct tree *tree, char ***paths);

#endif
