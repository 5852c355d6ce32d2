/* harden.c - keeps key material inside this process. */
#include "seal/key.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void seal_harden(void)
{
    const struct rlimit none = {0, 0};
    struct rlimit locked;
    prctl(PR_SET_DUMPABLE, 0);
    setrlimit(RLIMIT_CORE, &none);
    /* Under a limit, pages got later could not be locked, and getting them would fail: then none are. */
    if (getrlimit(RLIMIT_MEMLOCK, &locked) == 0 && locked.rlim_cur == RLIM_INFINITY)
        mlockall(MCL_CURRENT | MCL_FUTURE);
}
