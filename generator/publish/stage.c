/* stage.c - a new output, written beside the old one and in part made of it. */
#include "publish/stage.h"

#include "base/file.h"
#include "publish/manifest.h"
#include "publish/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define COPY_NAME ".baocao-ban-sao" /* a copy while it is written */

static bool write_file(const char *path, const void *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool fine = file_write_all(fd, bytes, size);
    int saved = errno;
    if (close(fd) != 0 && fine) {
        saved = errno;
        fine = false;
    }
    errno = saved;
    return fine;
}

/* Makes the folders that lead to path, behind the first "made" bytes of it; path is changed and changed back.
 */
static bool make_folders(char *path, size_t made)
{
    for (char *slash = strchr(path + made + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool fine = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!fine)
            return false;
    }
    return true;
}

/* How far a path leads through the same folders as the one before, and at least to the stage. */
static size_t common_folder(const char *path, const char *last, size_t least)
{
    size_t common = least;
    for (size_t i = 0; path[i] && path[i] == last[i]; i++)
        if (path[i] == '/' && i > common)
            common = i;
    return common;
}

/* Would a new file of the stage have this mode and group? The stage itself tells what the umask, or the
 * folder above, makes of them. */
static bool is_like_new(const struct old_file *file, const struct stat *stage)
{
    return file->group == stage->st_gid && (file->mode & 07777) == (stage->st_mode & 0666);
}

/* Has somebody given it more than a new file has: rights to some by name (ACL), a note? It would keep them,
 * and its neighbour that changed would not. What the system itself puts there (security.*) does not count. */
static bool has_attributes(const char *path)
{
    static const char of_system[] = "security.";
    char names[1024];
    ssize_t n = llistxattr(path, names, sizeof names);
    for (ssize_t at = 0; at < n; at += (ssize_t)strlen(names + at) + 1)
        if (strncmp(names + at, of_system, sizeof of_system - 1) != 0)
            return true;
    return n < 0 && errno == ERANGE;
}

/* A second name for a file of the old output. By its path, for a descriptor can be given a name by root only:
 * so what has got the name is looked at again. False: it must be written, as when the file system has no
 * second names, or no more for this file. */
static bool link_twin(const struct old_file *twin, const char *from, const char *to)
{
    struct stat st;
    if (has_attributes(from) || link(from, to) != 0)
        return false;
    if (lstat(to, &st) == 0 && old_is(twin, &st))
        return true;
    unlink(to); /* should it stay, writing fails on it */
    return false;
}

bool stage_write(struct arena *arena, const char *stage, const struct tree *tree, const char *out,
                 const struct old *old, const char **failed)
{
    struct stat st;
    *failed = stage;
    if (mkdir(stage, 0777) != 0 || lstat(stage, &st) != 0)
        return false;
    const char *last = stage;
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_file *file = &tree->files[i];
        const struct old_file *twin = old->twins && old->twins[i].there ? &old->twins[i] : NULL;
        char *path = path_join(arena, stage, file->path);
        *failed = path;
        if (!make_folders(path, common_folder(path, last, strlen(stage))))
            return false;
        if (!(twin && is_like_new(twin, &st) && link_twin(twin, path_join(arena, out, file->path), path)) &&
            !write_file(path, file->bytes, file->size))
            return false;
        last = path;
    }
    struct buf manifest = {0};
    manifest_write(&manifest, tree);
    *failed = path_join(arena, stage, MANIFEST_NAME);
    bool fine = write_file(*failed, buf_text(&manifest), manifest.len);
    buf_free(&manifest);
    if (!fine)
        return false;
    *failed = stage;
    return sync_tree(stage);
}

/* The parting of an old output from the new one. */
struct parting {
    struct arena *arena;
    const char *folder, *out;
    const char *failed;
    size_t count; /* of the copies */
};

static bool copy_file(struct parting *parting, const char *path)
{
    char *copy = path_join(parting->arena, parting->folder, COPY_NAME);
    struct buf bytes = {0};
    bool fine = file_read(path, SIZE_MAX / 4, &bytes) == FILE_FINE &&
                (unlink(copy) == 0 || errno == ENOENT) && /* of a run that died */
                write_file(copy, buf_text(&bytes), bytes.len) && rename(copy, path) == 0;
    int saved = errno;
    buf_free(&bytes);
    errno = saved;
    parting->count++;
    return fine;
}

static bool part_folder(struct parting *parting, const char *relative, int depth)
{
    struct arena *arena = parting->arena;
    if (depth > OLD_DEPTH_MOST)
        return true;
    parting->failed = path_join(arena, parting->folder, relative);
    char **names = folder_names(arena, parting->failed);
    bool fine = names || errno == EACCES; /* closed by its owner, who will have his reasons */
    for (; fine && names && *names; names++) {
        char *below = path_join(arena, relative, *names);
        struct stat st;
        parting->failed = path_join(arena, parting->folder, below);
        if (lstat(parting->failed, &st) != 0)
            fine = errno == ENOENT;
        else if (S_ISDIR(st.st_mode))
            fine = part_folder(parting, below, depth + 1);
        else if (old_shared(&st, arena, parting->out, below))
            fine = copy_file(parting, parting->failed);
        else
            fine = errno == 0;
    }
    return fine;
}

bool stage_part(struct arena *arena, const char *folder, const char *out, const char **failed)
{
    struct parting parting = {.arena = arena, .folder = folder, .out = out};
    bool fine = part_folder(&parting, "", 0);
    *failed = parting.failed;
    if (!fine || parting.count == 0)
        return fine;
    *failed = folder;
    return sync_tree(folder);
}
