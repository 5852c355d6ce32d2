/* mustache_kept.h - templates parsed before processes are forked, which all of them use. */
#ifndef VIEW_MUSTACHE_KEPT_H
#define VIEW_MUSTACHE_KEPT_H

#include "base/arena.h"
#include "view/mustache_tree.h"

/* Reads and parses the templates of a folder (any name with a suffix), for as long as the arena is there.
 * What cannot be read or has a mistake is left out without a word: who uses it reads it anew, and complains.
 */
void mustache_keep(struct arena *arena, const char *folder);

/* The nodes of the file of that path, as *nodes (NULL for an empty template); for who would also show it by
 * this path. False when they are not kept. */
bool mustache_kept(const char *path, struct mustache_node **nodes);

#endif
