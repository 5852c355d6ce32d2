/* tree.c - the files to be published, in memory, until all of them are there. */
#include "base/tree.h"

#include "base/deflate.h"

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

static void enter(struct tree *tree, const char *path, const void *bytes, size_t size, struct tree_made *made)
{
    if (!tree->index)
        tree->index = ARENA_NEW(tree->arena, struct tree_index);
    struct tree_index *index = tree->index;
    ARENA_PUSH(tree->arena, tree->files, tree->count) =
        (struct tree_file){arena_strdup(tree->arena, path), bytes, size, made};
    size_t bucket = bucket_of(path);
    ARENA_PUSH(tree->arena, index->next, index->next_count) = index->first[bucket];
    index->first[bucket] = (uint32_t)tree->count;
}

static struct tree_made *nothing_made(struct tree *tree)
{
    return ARENA_NEW(tree->arena, struct tree_made);
}

void tree_add(struct tree *tree, const char *path, const void *bytes, size_t size)
{
    if (!is_there(tree, path, bytes, size))
        enter(tree, path, arena_strndup(tree->arena, bytes, size), size, nothing_made(tree));
}

void tree_take(struct tree *tree, const char *path, struct buf *bytes)
{
    if (bytes->data && !is_there(tree, path, bytes->data, bytes->len)) {
        arena_own(tree->arena, bytes->data);
        enter(tree, path, bytes->data, bytes->len, nothing_made(tree));
        *bytes = (struct buf){0};
        return;
    }
    tree_add(tree, path, buf_text(bytes), bytes->len);
    buf_free(bytes);
}

void tree_link(struct tree *tree, const char *path, const struct tree_file *file)
{
    if (!is_there(tree, path, file->bytes, file->size))
        enter(tree, path, file->bytes, file->size, file->made);
}

const char *tree_digest(const struct tree_file *file)
{
    if (!*file->made->digest)
        digest_sha256(file->bytes, file->size, file->made->digest);
    return file->made->digest;
}

void tree_pack(struct tree *tree, const struct tree_file *file)
{
    struct buf packed = {0};
    if (file->made->packed)
        return;
    deflate_bytes(&packed, file->bytes, file->size);
    arena_own(tree->arena, packed.data);
    file->made->packed = packed.data;
    file->made->packed_size = packed.len;
}
