/* old.c - the output that is there already: what of it is as it will be, and what of it is not ours. */
#include "publish/old.h"

#include "base/digest.h"
#include "base/file.h"
#include "publish/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

/* Is at path a plain file of these bytes? What fstat says of it is left in st. */
static bool same_file(const char *path, const void *bytes, size_t size, struct stat *st)
{
    char chunk[CHUNK];
    const char *rest = bytes;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool same = fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode) && (size_t)st->st_size == size;
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

/* ---- before the new output is written ---- */

struct look {
    struct arena *arena;
    const char *folder;
    const struct tree *tree;
    struct manifest manifest;
    struct old_file *twins;
    uid_t us;
    size_t count;   /* files that are in the tree, with the same bytes */
    bool empty;     /* there is a folder without anything in it */
    bool strangers; /* some of it is not ours */
};

/* A file that the tree has too. One that the tree changes is read later, when it has made way
 * (old_strangers): so each is read once. */
static void look_at_file(struct look *look, const char *relative, const char *path,
                         const struct tree_file *file)
{
    const char *written = manifest_digest(&look->manifest, relative);
    struct stat st;
    if (written && strcmp(written, tree_digest(file)) != 0)
        return;
    if (!written || !same_file(path, file->bytes, file->size, &st)) {
        look->strangers = true;
    } else {
        look->count++;
        if (st.st_nlink == 1 && st.st_uid == look->us)
            look->twins[file - look->tree->files] =
                (struct old_file){st.st_dev, st.st_ino, st.st_size, st.st_mtim, st.st_mode, st.st_gid, true};
    }
}

static void look_at_folder(struct look *look, const char *relative, int depth)
{
    char **names = folder_names(look->arena, path_join(look->arena, look->folder, relative));
    if (!names || depth > OLD_DEPTH_MOST) {
        look->strangers = true;
        return;
    }
    look->empty = look->empty || !names[0];
    for (; *names; names++) {
        char *below = path_join(look->arena, relative, *names);
        char *path = path_join(look->arena, look->folder, below);
        const struct tree_file *file = tree_find(look->tree, below);
        struct stat st = {0};
        if (strcmp(below, MANIFEST_NAME) == 0)
            continue;
        if (file)
            look_at_file(look, below, path, file);
        else if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
            look_at_folder(look, below, depth + 1);
        else if (!manifest_digest(&look->manifest, below))
            look->strangers = true; /* else it is ours, and no longer wanted */
    }
}

static bool same_manifest(struct look *look)
{
    struct buf manifest = {0};
    struct stat st;
    manifest_write(&manifest, look->tree);
    bool same = same_file(path_join(look->arena, look->folder, MANIFEST_NAME), buf_text(&manifest),
                          manifest.len, &st);
    buf_free(&manifest);
    return same;
}

struct old old_look(struct arena *arena, const char *folder, const struct tree *tree)
{
    struct arena scratch = {0};
    struct look look = {.arena = &scratch, .folder = folder, .tree = tree, .us = geteuid()};
    look.manifest = manifest_read(&scratch, folder);
    look.twins = arena_alloc(arena, (tree->count + 1) * sizeof *look.twins);
    look_at_folder(&look, "", 0);
    bool same = !look.empty && !look.strangers && look.count == tree->count && same_manifest(&look);
    arena_free(&scratch);
    return (struct old){.same = same, .twins = look.strangers ? NULL : look.twins};
}

bool old_is(const struct old_file *file, const struct stat *st)
{
    return st->st_dev == file->dev && st->st_ino == file->ino && st->st_size == file->size &&
           st->st_mode == file->mode && st->st_mtim.tv_sec == file->changed.tv_sec &&
           st->st_mtim.tv_nsec == file->changed.tv_nsec;
}

/* ---- when it has made way ---- */

struct search {
    struct arena *arena;
    const char *folder, *out;
    const struct tree *tree;
    struct manifest manifest;
    char **strangers;
    size_t count;
};

static bool is_as_written(const struct search *search, const char *relative, const char *path)
{
    const char *written = manifest_digest(&search->manifest, relative);
    const struct tree_file *file = tree_find(search->tree, relative);
    struct stat st;
    if (!written)
        return false;
    if (file && strcmp(written, tree_digest(file)) == 0)
        return same_file(path, file->bytes, file->size, &st);
    struct buf bytes = {0};
    bool same = file_read(path, SIZE_MAX / 4, &bytes) == FILE_FINE;
    if (same) {
        char hex[DIGEST_HEX];
        digest_sha256(buf_text(&bytes), bytes.len, hex);
        same = strcmp(hex, written) == 0;
    }
    buf_free(&bytes);
    return same;
}

bool old_shared(const struct stat *st, struct arena *arena, const char *other, const char *relative)
{
    struct stat twin;
    errno = 0;
    if (!S_ISREG(st->st_mode) || st->st_nlink == 1)
        return false;
    if (lstat(path_join(arena, other, relative), &twin) == 0)
        return twin.st_dev == st->st_dev && twin.st_ino == st->st_ino;
    if (errno == ENOENT || errno == ENOTDIR)
        errno = 0;
    return false;
}

static void search_folder(struct search *search, const char *relative, int depth)
{
    char **names = folder_names(search->arena, path_join(search->arena, search->folder, relative));
    if (!names || depth > OLD_DEPTH_MOST) {
        ARENA_PUSH(search->arena, search->strangers, search->count) = arena_strdup(search->arena, relative);
        return;
    }
    for (; *names; names++) {
        char *below = path_join(search->arena, relative, *names);
        char *path = path_join(search->arena, search->folder, below);
        struct stat st = {0};
        if (strcmp(below, MANIFEST_NAME) == 0)
            continue;
        if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
            search_folder(search, below, depth + 1);
        else if (!old_shared(&st, search->arena, search->out, below) &&
                 (!S_ISREG(st.st_mode) || !is_as_written(search, below, path)))
            ARENA_PUSH(search->arena, search->strangers, search->count) = below;
    }
}

size_t old_strangers(struct arena *arena, const char *folder, const char *out, const struct tree *tree,
                     char ***paths)
{
    struct search search = {.arena = arena, .folder = folder, .out = out, .tree = tree};
    search.manifest = manifest_read(arena, folder);
    search_folder(&search, "", 0);
    *paths = search.strangers;
    return search.count;
}
