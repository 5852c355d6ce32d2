/* same.c - is a folder already what a tree would make of it? */
#include "publish/same.h"

#include "base/file.h"
#include "publish/manifest.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, DEPTH_MOST = 64 };

bool same_file(const char *path, const void *bytes, size_t size)
{
    char chunk[CHUNK];
    struct stat st;
    const char *rest = bytes;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool same = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == size;
    while (same && size > 0) {
        ssize_t n = read(fd, chunk, size < sizeof chunk ? size : sizeof chunk);
        same = n > 0 && memcmp(chunk, rest, (size_t)n) == 0;
        rest += same ? n : 0;
        size -= same ? (size_t)n : 0;
    }
    if (fd >= 0)
        close(fd);
    return same;
}

/* Counts the files below a folder; false when there are more than most, or an empty folder. */
static bool count_files(struct arena *arena, const char *folder, size_t *count, size_t most, int depth)
{
    char **names = folder_names(arena, folder);
    bool fine = names && names[0] && depth < DEPTH_MOST;
    for (; fine && *names; names++) {
        struct stat st;
        const char *path = path_join(arena, folder, *names);
        if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
            fine = count_files(arena, path, count, most, depth + 1);
        else
            fine = ++*count <= most;
    }
    return fine;
}

bool same_as_tree(const char *folder, const struct tree *tree)
{
    struct arena arena = {0};
    struct buf manifest = {0};
    size_t count = 0;
    bool same = count_files(&arena, folder, &count, tree->count + 1, 0) && count == tree->count + 1;
    for (size_t i = 0; same && i < tree->count; i++)
        same = same_file(path_join(&arena, folder, tree->files[i].path), tree->files[i].bytes,
                         tree->files[i].size);
    if (same) {
        manifest_write(&manifest, tree);
        same = same_file(path_join(&arena, folder, MANIFEST_NAME), buf_text(&manifest), manifest.len);
    }
    buf_free(&manifest);
    arena_free(&arena);
    return same;
}
