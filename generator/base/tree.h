/* tree.h - the files to be published, in memory, until all of them are there. */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>

/* What is made of a file's bytes once, for all that share them. */
struct tree_made {
    char digest[DIGEST_HEX]; /* for tree_digest: hexadecimal digits, or "" until they are asked for */
    const void *packed;      /* by tree_pack: compressed (RFC 1950), or NULL; owned by the arena */
    size_t packed_size;
};

struct tree_file {
    const char *path;  /* relative, with "/", e.g. "site/2024/quy-2.html" */
    const void *bytes; /* owned by the arena */
    size_t size;
    struct tree_made *made;
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

/* The same, of bytes that are not needed elsewhere: they become the tree's uncopied, and the buffer empty. */
void tree_take(struct tree *tree, const char *path, struct buf *bytes);

/* The same, of the bytes of a file that is there already, which both share. */
void tree_link(struct tree *tree, const char *path, const struct tree_file *file);

/* The file of that path, or NULL. */
const struct tree_file *tree_find(const struct tree *tree, const char *path);

/* The SHA-256 of a file, as hexadecimal digits: computed once, for all that have the same bytes by
 * tree_link. */
const char *tree_digest(const struct tree_file *file);

/* Compresses a file that will be wanted so more than once: in a report and in the archive of the site. */
void tree_pack(struct tree *tree, const struct tree_file *file);

#endif
