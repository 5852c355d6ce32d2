/* sync.h - what was written is on the disk before anything relies on it. */
#ifndef PUBLISH_SYNC_H
#define PUBLISH_SYNC_H

#include <stdbool.h>

/* Waits until every file and folder below a folder, and the folder itself, is on the disk. All must be
 * written before: on the file systems of a disk of one's own the disk is then asked once for all of them,
 * elsewhere (network, FUSE) once for each. False with errno. */
bool sync_tree(const char *folder);

#endif
