/* stage.h - a new output, written beside the old one and in part made of it. */
#ifndef PUBLISH_STAGE_H
#define PUBLISH_STAGE_H

#include "base/arena.h"
#include "base/tree.h"
#include "publish/old.h"

#include <stdbool.h>

/* Makes the folder, with the files of the tree and their manifest, all on the disk. What out, the old output,
 * has already gets a second name in the stage, where the file system allows it and the file is just what a
 * new one would be; everything else is written. False with errno, and in *failed where. */
bool stage_write(struct arena *arena, const char *stage, const struct tree *tree, const char *out,
                 const struct old *old, const char **failed);

/* Gives an old output that will be kept copies of its own of the files that out, the new one, has too, so
 * that nobody who writes into one finds the other changed. False with errno, and in *failed where; each file
 * is there all the same. */
bool stage_part(struct arena *arena, const char *folder, const char *out, const char **failed);

#endif
