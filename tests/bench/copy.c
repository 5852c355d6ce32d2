/* copy.c - the floor of publishing: a folder copied beside itself and put in the place of the copy before,
 * with the same calls and the same waiting for the disk as generator/publish/. Usage: copy FROM TO */
#include "base/file.h"
#include "publish/sync.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *from;
static char stage[4096];

static int fail(const char *what)
{
    perror(what);
    exit(1);
}

static int copy_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    char target[8192];
    (void)ftw;
    snprintf(target, sizeof target, "%s%s", stage, path + strlen(from));
    if (type == FTW_D)
        return mkdir(target, 0777) == 0 ? 0 : fail(target);
    char *bytes = malloc((size_t)st->st_size + 1);
    int in = open(path, O_RDONLY | O_CLOEXEC),
        out = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (!bytes || in < 0 || out < 0 || read(in, bytes, (size_t)st->st_size) != st->st_size ||
        write(out, bytes, (size_t)st->st_size) != st->st_size || close(out) != 0)
        fail(target);
    close(in);
    free(bytes);
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    from = argv[1];
    snprintf(stage, sizeof stage, "%s.part", argv[2]);
    nftw(stage, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (nftw(from, copy_one, 16, FTW_PHYS) != 0 || !sync_tree(stage))
        fail(stage);
    const char *old = stage; /* the copy before, once the two have exchanged their names */
    if (renameat2(AT_FDCWD, stage, AT_FDCWD, argv[2], RENAME_EXCHANGE) != 0) {
        old = NULL;
        if (rename(stage, argv[2]) != 0)
            fail(argv[2]);
    }
    if (!folder_sync(argv[2]) || (old && !folder_sync(old)) || !folder_sync_parent(argv[2]))
        fail(argv[2]);
    return !old || nftw(old, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0 ? 0 : fail(old);
}
