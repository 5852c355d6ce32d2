/* pool.c - many pieces of work, each in a process of its own, some at a time; their results in order. */
#include "base/pool.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WAITING_MAX = 64,      /* results that may wait for a slow one before them, beside those that run */
    TICK_NANO = 200000000, /* between two ticks when nothing ends */
};

/* A piece that was begun and not yet told. */
struct piece {
    struct pool_result result;
    pid_t pid; /* 0: it has ended */
};

struct state {
    struct pool *pool;
    struct piece *ring; /* piece n stands at n % size */
    size_t size;
    size_t begun, told, running;
    sigset_t watched, before; /* signals that are waited for; the mask outside */
};

static struct piece *piece_of(struct state *s, size_t number)
{
    return &s->ring[number % s->size];
}

/* The child: its own stdout and stderr. SIGINT and SIGHUP, which a terminal sends to all of us, stay blocked
 * here: a piece that was begun is finished. SIGTERM ends it. */
static _Noreturn void be_child(struct state *s, const struct piece *piece)
{
    sigset_t blocked = s->before;
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGHUP);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    if (dup2(piece->result.out, STDOUT_FILENO) < 0 || dup2(piece->result.err, STDERR_FILENO) < 0)
        _exit(3);
    mem_forked();
    int status = s->pool->work(s->pool->context, piece->result.number);
    fflush(stdout);
    _exit(status);
}

static void close_piece(struct piece *piece)
{
    if (piece->result.out >= 0)
        close(piece->result.out);
    if (piece->result.err >= 0)
        close(piece->result.err);
}

static bool begin(struct state *s)
{
    struct piece *piece = piece_of(s, s->begun);
    *piece = (struct piece){.result = {.number = s->begun,
                                       .out = memfd_create("out", MFD_CLOEXEC),
                                       .err = memfd_create("err", MFD_CLOEXEC)}};
    fflush(NULL); /* or the child would write it once more */
    pid_t pid = piece->result.out < 0 || piece->result.err < 0 ? -1 : fork();
    if (pid == 0)
        be_child(s, piece);
    if (pid < 0) {
        int saved = errno;
        close_piece(piece);
        errno = saved;
        return false;
    }
    piece->pid = pid;
    s->begun++;
    s->running++;
    return true;
}

static void note_end(struct state *s, pid_t pid, int status)
{
    for (size_t n = s->told; n < s->begun; n++) {
        struct piece *piece = piece_of(s, n);
        if (piece->pid != pid)
            continue;
        piece->pid = 0;
        piece->result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        piece->result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        s->running--;
    }
}

/* Those at the front that have ended. */
static void tell(struct state *s)
{
    for (; s->told < s->begun && piece_of(s, s->told)->pid == 0; s->told++) {
        struct piece *piece = piece_of(s, s->told);
        lseek(piece->result.out, 0, SEEK_SET);
        lseek(piece->result.err, 0, SEEK_SET);
        s->pool->done(s->pool->context, &piece->result);
        close_piece(piece);
    }
}

static void end_children(struct state *s)
{
    for (size_t n = s->told; n < s->begun; n++)
        if (piece_of(s, n)->pid > 0)
            kill(piece_of(s, n)->pid, SIGTERM);
}

/* Waits until a child ends, a signal asks us to stop, or it is time to show that we live. */
static void wait_for_news(struct state *s)
{
    const struct timespec patience = {.tv_nsec = TICK_NANO};
    int got = sigtimedwait(&s->watched, NULL, &patience), status;
    if (got > 0 && got != SIGCHLD) {
        if (s->pool->stopped_by)
            end_children(s);
        s->pool->stopped_by = got;
    }
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        note_end(s, pid, status);
    tell(s);
    if (s->pool->tick)
        s->pool->tick(s->pool->context, s->begun - s->running);
}

/* Begins as many as may be begun. Lack of processes or descriptors is waited out as long as something runs
 * that will give some back. */
static bool begin_some(struct state *s)
{
    struct pool *pool = s->pool;
    while (!pool->stopped_by && s->begun < pool->count && s->running < pool->jobs &&
           s->begun - s->told < s->size)
        if (!begin(s))
            return s->running > 0;
    return true;
}

bool pool_run(struct pool *pool)
{
    struct state s = {.pool = pool, .size = pool->jobs + WAITING_MAX};
    bool fine = true;
    int saved = 0;
    s.ring = mem_zero(mem_times(s.size, sizeof *s.ring));
    signal(SIGCHLD, SIG_DFL); /* ignored by our parent, children would be gone before they are asked */
    sigemptyset(&s.watched);
    sigaddset(&s.watched, SIGCHLD);
    sigaddset(&s.watched, SIGINT);
    sigaddset(&s.watched, SIGTERM);
    sigaddset(&s.watched, SIGHUP);
    sigprocmask(SIG_BLOCK, &s.watched, &s.before);
    do {
        if (fine && !begin_some(&s)) {
            saved = errno;
            fine = false;
        }
        if (s.running > 0)
            wait_for_news(&s);
    } while (s.running > 0 || (fine && !pool->stopped_by && s.begun < pool->count));
    sigprocmask(SIG_SETMASK, &s.before, NULL);
    mem_free(s.ring);
    errno = saved;
    return fine;
}

size_t pool_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (size_t)CPU_COUNT(&set);
    return 1;
}
