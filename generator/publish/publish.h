/* publish.h - the tree of files becomes out/: built beside it and swapped in whole, or not at all. */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/diag.h"
#include "base/tree.h"

enum publish_result {
    PUBLISH_FAILED, /* false, after a complaint; out is as it was */
    PUBLISH_WRITTEN,
    PUBLISH_UNCHANGED, /* out was the tree already, byte by byte; nothing was written */
};

/* Replaces the folder out by the tree. The new folder is written beside it (files that stay as they were are
 * linked, where that can be), synced to disk and exchanged by name, so that at every moment out is the old
 * one or the new one, whole. Refuses a folder that is not ours (no manifest, not empty). Files in the old
 * folder that we did not write, or that were changed since (a PDF signed in place), are never lost: the old
 * folder is then kept beside out under a new name, and a warning says where. A second run waits for the
 * first. Leftovers of a run that died are removed. */
enum publish_result publish(struct arena *arena, struct diags *diags, const char *out,
                            const struct tree *tree);

/* Is another run writing to that output folder just now? For those who would rather do something else than
 * wait. */
bool publish_busy(struct arena *arena, const char *out);

#endif
