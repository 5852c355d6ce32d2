/* tree.h - the files to be published, in memory, until all of them are there. */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct tree_file {
    const char *path;  /* relative, with "/", e.g. "site/2024/quy-2.html" */
    const void *bytes; /* owned by the arena */
    size_t size;
};

struct tree {
    struct arena *arena;
    struct tree_file *files; /* in the order added */
    size_t count;
    struct tree_index *index;
};

/* Adds a file; the bytes are copied. Adding the same path with the same bytes again changes nothing; with
 * other bytes is a programming error (assert). Paths: no empty part, no "." or "..", no leading "/". */
void tree_add(struct tree *tree, const char *path, const void *bytes, size_t size);

/* The file of that path, or NULL. */
const struct tree_file *tree_find(const struct tree *tree, const char *path);

#endif
