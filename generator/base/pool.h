/* pool.h - many pieces of work, each in a process of its own, some at a time; their results in order. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* What became of one piece of work. */
struct pool_result {
    size_t number; /* from 0 */
    int exit;      /* as the work returned it; -1 when it was ended by a signal */
    int signal;    /* that signal, or 0 */
    int out, err;  /* descriptors, at their beginning: what it wrote to stdout and to stderr; the pool's */
};

/* The work and who listens. A piece is done in a child that is forked from the caller as it stands, so it
 * has everything that was read before, and nothing that it does, eats or breaks reaches the others. */
struct pool {
    size_t count, jobs; /* pieces in all; how many at a time, at least 1 */
    void *context;
    /* In the child; stdout and stderr are its own. Returns the exit status, 0 to 255. */
    int (*work)(void *context, size_t number);
    /* In the caller, in the order of the numbers. */
    void (*done)(void *context, const struct pool_result *result);
    /* In the caller, now and then, or NULL: how many pieces have ended, in whatever order. */
    void (*tick)(void *context, size_t ended);

    int stopped_by; /* out: SIGINT, SIGTERM or SIGHUP when the caller was asked to stop, or 0 */
};

/* Runs all pieces. Asked to stop by a signal, it begins no more, and lets those that run come to their end
 * (they do not see the signal); asked again it ends them. Pieces that were not begun have no result. What
 * waits for its turn is bounded: neither memory nor descriptors grow with count. False with errno set when
 * the machine has no more processes or descriptors; what ran until then has been told. */
bool pool_run(struct pool *pool);

/* How many processors this process may use. */
size_t pool_processors(void);

#endif
