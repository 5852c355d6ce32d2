/* hooks.c - linked into VARIANT=coverage only, with --wrap: the counters of a process are written out however
 * it ends, and the two things that would keep them from it step aside: the kernel's wall lets the folder of
 * the counters be written, and a fault library (tests/faults) fails nothing any more once they are being
 * written. What is killed by a signal from outside loses its counters. */
#include "base/wall.h"
#include "base/wall_kernel.h"

#include <signal.h>
#include <stdlib.h>

void __gcov_dump(void);
__attribute__((weak)) void faults_stop(void); /* of faults.so, when it is preloaded */

_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __real_raise(int signal);
int __wrap_raise(int signal);
void __real_wall_close_kernel(const struct wall_plan *plan);
void __wrap_wall_close_kernel(const struct wall_plan *plan);

static void stop_faults(void)
{
    if (faults_stop)
        faults_stop();
}

/* Among the destructors of the program the first: libgcov's own has the number 100. */
__attribute__((destructor)) static void before_the_counters(void)
{
    stop_faults();
}

void __wrap__exit(int status)
{
    stop_faults();
    __gcov_dump();
    __real__exit(status);
}

/* Raised to end as the signal asks, after tidying up. */
int __wrap_raise(int signal)
{
    __gcov_dump();
    return __real_raise(signal);
}

void __wrap_wall_close_kernel(const struct wall_plan *plan)
{
    struct wall_plan wider = *plan;
    if (wider.count < WALL_PLACES_MAX)
        wider.places[wider.count++] = (struct wall_place){COVERAGE_FOLDER, WALL_READ | WALL_WRITE};
    __real_wall_close_kernel(&wider);
}
