/* sync.c - what was written is on the disk before anything relies on it. */
#include "publish/sync.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/magic.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { FOLDERS_OPEN = 16, XFS_MAGIC = 0x58465342 };

/* File systems whose syncfs waits for the disk and tells of a failure (Linux 5.8 and later); others, such as
 * those of a network, may leave it at sending. */
static const long whole[] = {EXT4_SUPER_MAGIC, XFS_MAGIC,   BTRFS_SUPER_MAGIC,
                             F2FS_SUPER_MAGIC, TMPFS_MAGIC, OVERLAYFS_SUPER_MAGIC};

/* syncfs where it is enough; *done tells. */
static bool sync_whole(const char *folder, bool *done)
{
    struct statfs st;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = fd >= 0 && fstatfs(fd, &st) == 0;
    *done = !fine;
    for (size_t i = 0; fine && i < sizeof whole / sizeof *whole; i++)
        *done = *done || st.f_type == whole[i];
    fine = fine && (!*done || syncfs(fd) == 0);
    int saved = errno;
    if (fd >= 0)
        close(fd);
    errno = saved;
    return fine;
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0)
        return false;
    bool fine = fsync(fd) == 0 || ((errno == EINVAL || errno == ENOTSUP) &&
                                   (flags & O_DIRECTORY)); /* some cannot sync folders */
    int saved = errno;
    close(fd);
    errno = saved;
    return fine;
}

static int sync_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)ftw;
    return sync_path(path, type == FTW_DP ? O_DIRECTORY : 0) ? 0 : -1;
}

bool sync_tree(const char *folder)
{
    bool done;
    return sync_whole(folder, &done) &&
           (done || (nftw(folder, sync_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS) == 0 && folder_sync(folder)));
}
