/* tree.c - the files to be published, in memory, until all of them are there. */
#include "base/tree.h"

#include "base/digest.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { BUCKETS = 4096 }; /* a site has some dozens of files; a large one some thousands */

struct tree_index {
    uint32_t first[BUCKETS]; /* position + 1 in files, 0: none */
    uint32_t *next;          /* by position: the next of the same bucket + 1 */
    size_t next_count;
};

static size_t bucket_of(const char *path)
{
    uint32_t hash = 2166136261u;
    for (; *path; path++)
        hash = (hash ^ (unsigned char)*path) * 16777619u;
    return hash % BUCKETS;
}

const struct tree_file *tree_find(const struct tree *tree, const char *path)
{
    if (!tree->index)
        return NULL;
    for (uint32_t i = tree->index->first[bucket_of(path)]; i != 0; i = tree->index->next[i - 1])
        if (strcmp(tree->files[i - 1].path, path) == 0)
            return &tree->files[i - 1];
    return NULL;
}

/* Is the path taken (by the same bytes, for anything else is a mistake of ours)? */
static bool is_there(const struct tree *tree, const char *path, const void *bytes, size_t size)
{
    const struct tree_file *twin = tree_find(tree, path);
    assert(!twin || (twin->size == size && memcmp(twin->bytes, bytes, size) == 0));
    return twin;
}

static void enter(struct tree *tree, const char *path, const void *bytes, size_t size, char *digest)
{
    if (!tree->index)
        tree->index = ARENA_NEW(tree->arena, struct tree_index);
    struct tree_index *index = tree->index;
    ARENA_PUSH(tree->arena, tree->files, tree->count) =
        (struct tree_file){arena_strdup(tree->arena, path), bytes, size, digest};
    size_t bucket = bucket_of(path);
    ARENA_PUSH(tree->arena, index->next, index->next_count) = index->first[bucket];
    index->first[bucket] = (uint32_t)tree->count;
}

static char *no_digest(struct tree *tree)
{
    return arena_alloc(tree->arena, DIGEST_HEX);
}

void tree_add(struct tree *tree, const char *path, const void *bytes, size_t size)
{
    if (!is_there(tree, path, bytes, size))
        enter(tree, path, arena_strndup(tree->arena, bytes, size), size, no_digest(tree));
}

void tree_take(struct tree *tree, const char *path, struct buf *bytes)
{
    if (bytes->data && !is_there(tree, path, bytes->data, bytes->len)) {
        arena_own(tree->arena, bytes->data);
        enter(tree, path, bytes->data, bytes->len, no_digest(tree));
        *bytes = (struct buf){0};
        return;
    }
    tree_add(tree, path, buf_text(bytes), bytes->len);
    buf_free(bytes);
}

void tree_link(struct tree *tree, const char *path, const struct tree_file *file)
{
    if (!is_there(tree, path, file->bytes, file->size))
        enter(tree, path, file->bytes, file->size, file->digest);
}

const char *tree_digest(const struct tree_file *file)
{
    if (!*file->digest)
        digest_sha256(file->bytes, file->size, file->digest);
    return file->digest;
}
