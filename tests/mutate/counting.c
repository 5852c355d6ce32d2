/* counting.c - beside the sources that count their lines (judges.py): the counters of a process that ends by
 * _exit are written too, and the kernel's wall, which would not let them be written, is left out. */
#include "base/wall_kernel.h"

#include <sys/syscall.h>
#include <unistd.h>

void __gcov_dump(void);

void _exit(int status)
{
    __gcov_dump();
    syscall(SYS_exit_group, status);
    __builtin_unreachable();
}

void wall_close_kernel(const struct wall_plan *plan)
{
    (void)plan;
}
