/* file.c - whole files, read and written with every failure seen. */
#include "base/file.h"

#include "base/arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    size_t total = 0;
    char chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return result_of_errno();
        if (n == 0)
            return FILE_FINE;
        total += (size_t)n;
        if (total > limit)
            return FILE_TOO_LARGE; /* it grew while we read */
        buf_add(out, chunk, (size_t)n);
    }
}

enum file_result file_read(const char *path, size_t limit, struct buf *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return result_of_errno();
    enum file_result result = read_open(fd, limit, out);
    int saved = errno;
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

bool file_create(const char *path, const void *bytes, size_t n)
{
    struct arena arena = {0};
    char *draft = arena_printf(&arena, "%s.moi-%ld", path, (long)getpid());
    int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    bool fine = fd >= 0 && file_write_all(fd, bytes, n) && fsync(fd) == 0;
    if (fd >= 0 && close(fd) != 0)
        fine = false;
    fine = fine && link(draft, path) == 0; /* unlike rename, fails when the name is taken */
    int error = errno;
    if (fd >= 0)
        unlink(draft);
    arena_free(&arena);
    errno = error;
    return fine;
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool folder_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *path_join(struct arena *arena, const char *dir, const char *name)
{
    size_t n = strlen(dir);
    if (n == 0 || strcmp(dir, ".") == 0)
        return arena_strdup(arena, name);
    return arena_printf(arena, dir[n - 1] == '/' ? "%s%s" : "%s/%s", dir, name);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **folder_names(struct arena *arena, const char *path)
{
    DIR *dir = opendir(path);
    if (!dir)
        return NULL;
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
        return NULL;
    }
    if (count > 1)
        qsort(names, count, sizeof *names, compare_names);
    ARENA_PUSH(arena, names, count) = NULL;
    return names;
}
