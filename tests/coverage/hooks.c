/* hooks.c - linked into VARIANT=coverage only, with --wrap: the counters of a process are written out however
 * it ends, and the two things that would keep them from it step aside: the kernel's wall lets the folder of
 * the counters be written, and a fault library (tests/faults) fails nothing any more once they are being
 * written. What is killed by a signal from outside loses its counters. */
#include "base/wall.h"
#include "base/wall_kernel.h"

#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

void __gcov_dump(void);
__attribute__((weak)) void faults_stop(void); /* of faults.so, when it is preloaded */

_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __real_raise(int signal);
int __wrap_raise(int signal);
int __wrap_execl(const char *path, const char *argument, ...);
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

/* A child that becomes another program. */
int __wrap_execl(const char *path, const char *argument, ...)
{
    char *arguments[16] = {(char *)(uintptr_t)argument};
    va_list more;
    va_start(more, argument);
    for (size_t i = 1; i < 15 && arguments[i - 1]; i++)
        arguments[i] = va_arg(more, char *);
    va_end(more);
    __gcov_dump();
    return execv(path, arguments);
}

void __wrap_wall_close_kernel(const struct wall_plan *plan)
{
    struct wall_plan wider = *plan;
    if (wider.count < WALL_PLACES_MAX)
        wider.places[wider.count++] = (struct wall_place){COVERAGE_FOLDER, WALL_READ | WALL_WRITE};
    __real_wall_close_kernel(&wider);
}
