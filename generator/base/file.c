/* file.c - whole files, read and written with every failure seen. */
#include "base/file.h"

#include "base/arena.h"
#include "base/fault.h"
#include "base/mem.h"
#include "base/wall.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

static enum file_result result_of_errno(void)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
        return FILE_MISSING;
    case EISDIR:
        return FILE_FOLDER;
    case EACCES:
    case EPERM:
        return FILE_DENIED;
    default:
        return FILE_FAULT;
    }
}

static enum file_result read_open(int fd, size_t limit, struct buf *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return FILE_FAULT;
    if (S_ISDIR(st.st_mode))
        return FILE_FOLDER;
    if (!S_ISREG(st.st_mode)) {
        errno = ENOTSUP; /* a pipe or device would hang or never end */
        return FILE_FAULT;
    }
    if (st.st_size > 0 && (size_t)st.st_size > limit)
        return FILE_TOO_LARGE;
    /* One byte more than it has: so room is made but once, and the end is seen. */
    buf_reserve(out, out->len + (size_t)(st.st_size > 0 ? st.st_size : 0) + 1);
    for (size_t total = 0;;) {
        if (out->cap - out->len < 2)
            buf_grow(out, CHUNK); /* it grows while we read */
        ssize_t n = read(fd, out->data + out->len, out->cap - out->len - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return result_of_errno();
        if (n == 0)
            return FILE_FINE;
        total += (size_t)n;
        if (total > limit)
            return FILE_TOO_LARGE;
        out->len += (size_t)n;
        out->data[out->len] = '\0';
    }
}

enum file_result file_read(const char *path, size_t limit, struct buf *out)
{
    if (!wall_allows(path, WALL_READ))
        return FILE_OUTSIDE;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    enum file_result result = fd < 0 ? result_of_errno() : read_open(fd, limit, out);
    int saved = errno;
    if (result == FILE_FAULT && errno != ENOTSUP)
        fault_note(path);
    if (fd < 0)
        return result;
    close(fd);
    errno = saved;
    return result;
}

bool file_write_all(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        p += done;
        n -= (size_t)done;
    }
    return true;
}

/* Can the file system not do what was asked, as FAT, exFAT (memory sticks) and network drives cannot? */
static bool not_supported(void)
{
    return errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM;
}

/* Linux's FAT passes over the first names in a folder when that was made since the disk was mounted, and the
 * folder above it not synced since (they are kept with that one): there, all of the disk is asked for. */
static bool sync_fat(int fd)
{
    struct statfs st;
    return fstatfs(fd, &st) == 0 && (st.f_type != MSDOS_SUPER_MAGIC || syncfs(fd) == 0);
}

bool folder_sync(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = fd >= 0 && (fsync(fd) == 0 || not_supported()) && sync_fat(fd); /* some cannot sync folders */
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
    return fine;
}

bool folder_sync_parent(const char *path)
{
    struct arena arena = {0};
    const char *slash = strrchr(path, '/');
    bool fine = folder_sync(slash ? arena_strndup(&arena, path, (size_t)(slash - path) + 1) : ".");
    int error = errno;
    arena_free(&arena);
    errno = error;
    return fine;
}

bool folder_make(const char *path)
{
    if (mkdir(path, 0777) != 0)
        return false;
    if (folder_sync_parent(path))
        return true;
    int error = errno;
    rmdir(path);
    errno = error;
    return false;
}

/* "content/.q2.md.moi-123": hidden, so that nothing takes it for content. */
static char *draft_of(struct arena *arena, const char *path, long process)
{
    const char *slash = strrchr(path, '/');
    int n = slash ? (int)(slash - path) + 1 : 0;
    return arena_printf(arena, "%.*s.%s.moi-%ld", n, path, path + n, process);
}

char *draft_name(struct arena *arena, const char *path)
{
    return draft_of(arena, path, (long)getpid());
}

void drafts_remove_stale(struct arena *arena, const char *path, int (*remove)(const char *draft))
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path)) : arena_strdup(arena, ".");
    char **names = folder_names(arena, *folder ? folder : "/");
    char *stem = arena_printf(arena, ".%s.moi-", slash ? slash + 1 : path);
    for (size_t n = strlen(stem); names && *names; names++) {
        long process = strncmp(*names, stem, n) == 0 ? strtol(*names + n, NULL, 10) : 0;
        if (process > 0 && kill((pid_t)process, 0) != 0 && errno == ESRCH)
            remove(draft_of(arena, path, process));
    }
}

/* Writes a draft beside the file, on disk, and gives it its name by the function, which answers as link().
 * Then the file is synced once more: FAT keeps with the name how long a file is and where it lies, and a new
 * name says "nowhere" until the file itself is synced. */
static bool write_named(const char *path, const void *bytes, size_t n,
                        int (*name)(const char *draft, const char *path))
{
    if (fault_noted(&errno) || !wall_allows_new(path))
        return false;
    struct arena arena = {0};
    char *draft = draft_name(&arena, path);
    drafts_remove_stale(&arena, path, unlink);
    int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    bool fine =
        fd >= 0 && file_write_all(fd, bytes, n) && fsync(fd) == 0 && name(draft, path) == 0 && fsync(fd) == 0;
    int error = errno;
    if (fd >= 0) {
        close(fd);     /* nothing can fail any more that fsync did not tell of */
        unlink(draft); /* gone already, after rename */
    }
    errno = error;
    fine = fine && folder_sync_parent(path);
    error = errno;
    arena_free(&arena);
    errno = error;
    return fine;
}

/* The lock of a folder, which ends with its descriptor; -1 on file systems without. */
static int lock_folder_of(const char *path)
{
    struct arena arena = {0};
    const char *slash = strrchr(path, '/');
    int fd = open(slash ? arena_strndup(&arena, path, (size_t)(slash - path) + 1) : ".",
                  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    arena_free(&arena);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ;
    return fd;
}

/* Gives the draft its name unless the name is taken. Some file systems cannot rename without overwriting and
 * have no hard links either; what is left then is to look first, one of our runs at a time. */
static int name_new(const char *draft, const char *path)
{
    struct stat st;
    if (renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (!not_supported())
        return -1;
    if (link(draft, path) == 0)
        return 0;
    if (!not_supported())
        return -1;
    int lock = lock_folder_of(path), result = -1;
    if (lstat(path, &st) == 0)
        errno = EEXIST;
    else if (errno == ENOENT)
        result = rename(draft, path);
    int error = errno;
    if (lock >= 0)
        close(lock);
    errno = error;
    return result;
}

bool file_create(const char *path, const void *bytes, size_t n)
{
    return write_named(path, bytes, n, name_new);
}

bool file_replace(const char *path, const void *bytes, size_t n)
{
    return write_named(path, bytes, n, rename);
}

/* 0 when nothing is there, or the disk does not tell; then that is noted. */
static mode_t mode_of(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return st.st_mode;
    fault_note(path);
    return 0;
}

bool file_exists(const char *path)
{
    return S_ISREG(mode_of(path));
}

bool folder_exists(const char *path)
{
    return S_ISDIR(mode_of(path));
}

char *path_join(struct arena *arena, const char *dir, const char *name)
{
    size_t n = strlen(dir);
    if (n == 0 || strcmp(dir, ".") == 0)
        return arena_strdup(arena, name);
    return arena_join(arena, dir, dir[n - 1] == '/' ? "" : "/", name);
}

bool path_inside(const char *path)
{
    return *path && *path != '/' && !strstr(path, "..") && !strpbrk(path, ":\\");
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *path_real(const char *path)
{
    char *real = realpath(path, NULL);
    if (!real && errno == ENOMEM)
        mem_exhausted();
    return real;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

int folder_remove(const char *path)
{
    enum { FOLDERS_OPEN = 16 };
    int result = nftw(path, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
    return result != 0 && errno == ENOENT ? 0 : result;
}

char **folder_names(struct arena *arena, const char *path)
{
    DIR *dir = wall_allows(path, WALL_READ) ? opendir(path) : NULL;
    if (!dir) {
        if (errno == ENOMEM) /* no fault of the folder, which some go on without */
            mem_exhausted();
        if (errno != EXDEV && result_of_errno() == FILE_FAULT)
            fault_note(path);
        return NULL;
    }
    char **names = NULL;
    size_t count = 0;
    struct dirent *entry;
    while (errno = 0, (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            ARENA_PUSH(arena, names, count) = arena_strdup(arena, entry->d_name);
    }
    int fault = errno;
    closedir(dir);
    if (fault) {
        errno = fault;
        fault_note(path);
        return NULL;
    }
    if (count > 1)
        qsort(names, count, sizeof *names, compare_names);
    ARENA_PUSH(arena, names, count) = NULL;
    return names;
}
