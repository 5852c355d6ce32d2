/* wall_kernel.h - the plan of wall.h, handed to the kernel. */
#ifndef BASE_WALL_KERNEL_H
#define BASE_WALL_KERNEL_H

#include <stddef.h>

enum { WALL_PLACES_MAX = 24 };

struct wall_place {
    const char *path; /* absolute, without links */
    unsigned rights;  /* enum wall_right */
};

struct wall_plan {
    struct wall_place places[WALL_PLACES_MAX];
    size_t count;
    unsigned gates; /* enum wall_gate */
    unsigned port;
};

/* Has the kernel hold the process and its children to the plan, as far as it can; system folders (libraries,
 * fonts, the settings of OpenSSL) may be read as well. Says nothing when it cannot. */
void wall_close_kernel(const struct wall_plan *plan);

#endif
