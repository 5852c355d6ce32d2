/* publish.h - the tree of files becomes out/: built beside it and swapped in whole, or not at all. */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/diag.h"
#include "base/tree.h"

#include <stdbool.h>

/* Replaces the folder out by the tree. The new folder is written beside it, synced to disk and exchanged by
 * name, so that at every moment out is the old one or the new one, whole. Refuses a folder that is not ours
 * (no manifest, not empty). Files in the old folder that we did not write, or that were changed since (a PDF
 * signed in place), are never lost: the old folder is then kept beside out under a new name, and a warning
 * says where. A second run waits for the first. Leftovers of a run that died are removed. False after a
 * complaint; out is then as it was. */
bool publish(struct arena *arena, struct diags *diags, const char *out, const struct tree *tree);

#endif
