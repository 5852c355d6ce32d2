/* same.h - is a folder already what a tree would make of it? */
#ifndef PUBLISH_SAME_H
#define PUBLISH_SAME_H

#include "base/tree.h"

#include <stdbool.h>

/* Does the folder hold the files of the tree and their manifest, with the same bytes, and nothing else, not
 * even an empty folder? Bytes are compared, never times. What cannot be read differs. */
bool same_as_tree(const char *folder, const struct tree *tree);

/* Is at path a plain file of these bytes? */
bool same_file(const char *path, const void *bytes, size_t size);

#endif
