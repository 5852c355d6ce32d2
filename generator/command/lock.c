/* lock.c - one run at a time writes into the content. */
#include "command/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

void run_lock(struct run *run)
{
    const char *content = run->options.content;
    int fd = open(content, O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* closed by the end of the process */
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
        return;
    if (errno != EWOULDBLOCK) {
        close(fd);
        return;
    }
    diag(&run->diags, OUT_WAITED, place_file(&run->arena, content));
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ;
}
