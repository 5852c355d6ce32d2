/* outside.c - an outside command: bytes in, bytes out, and no longer than allowed. */
#include "seal/outside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum ending { RUNNING, DONE, SLOW, LARGE, FAULT };

static const char *const sentences[][2] = {
    [SLOW] = {"quá thời gian chờ", "it took too long"},
    [LARGE] = {"kết quả dài quá 1 MiB", "its output is larger than 1 MiB"},
    [FAULT] = {"không chạy được", "it cannot be run"},
};

struct talk {
    struct octets left[2]; /* what it has not been given yet */
    int in, out;           /* its stdin and stdout, -1 when closed */
    size_t limit, got;
};

/* Milliseconds on a clock that only measures. */
static int64_t ticks(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Gives it what it takes now. A command that closes its stdin early has had enough. */
static void feed(struct talk *talk)
{
    struct octets *part = talk->left[0].n > 0 ? &talk->left[0] : &talk->left[1];
    ssize_t n = part->n > 0 ? write(talk->in, part->at, part->n) : 0;
    if (n > 0) {
        part->at += n;
        part->n -= (size_t)n;
    }
    bool again = n < 0 && (errno == EAGAIN || errno == EINTR);
    if ((n < 0 && !again) || talk->left[0].n + talk->left[1].n == 0)
        close_end(&talk->in);
}

static enum ending hear(struct talk *talk, struct buf *out)
{
    char chunk[16 * 1024];
    ssize_t n = read(talk->out, chunk, sizeof chunk);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? RUNNING : FAULT;
    if (n == 0)
        return DONE;
    talk->got += (size_t)n;
    if (talk->got > talk->limit)
        return LARGE;
    buf_add(out, chunk, (size_t)n);
    return RUNNING;
}

static enum ending converse(struct talk *talk, int64_t end, struct buf *out)
{
    enum ending ending = RUNNING;
    while (ending == RUNNING) {
        struct pollfd both[2] = {{talk->out, POLLIN, 0}, {talk->in, POLLOUT, 0}};
        int64_t left = end - ticks();
        int ready = left > 0 ? poll(both, 2, (int)left) : 0;
        if (ready == 0)
            return SLOW;
        if (ready < 0 && errno != EINTR)
            return FAULT;
        if (ready > 0 && both[1].revents)
            feed(talk);
        if (ready > 0 && both[0].revents)
            ending = hear(talk, out);
    }
    return ending;
}

/* In the child: nothing but system calls. */
static _Noreturn void become(const char *command, int in, int out)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* Waits for its end until then; it is killed when that does not come. It stays in our process group, so that
 * it may ask for a PIN on the terminal, and Ctrl+C ends both. */
static enum ending await(pid_t child, int64_t end, enum ending ending, int *status)
{
    pid_t gone = 0;
    while (ending == DONE && (gone = waitpid(child, status, WNOHANG)) == 0) {
        if (ticks() >= end)
            ending = SLOW;
        else
            poll(NULL, 0, 2);
    }
    if (gone == 0) {
        kill(child, SIGKILL);
        while (waitpid(child, status, 0) < 0 && errno == EINTR)
            ;
    }
    return ending;
}

static enum ending run(const char *command, struct talk *talk, int timeout_ms, struct buf *out, int *status)
{
    int in[2], back[2];
    if (pipe2(in, O_CLOEXEC) != 0)
        return FAULT;
    if (pipe2(back, O_CLOEXEC) != 0) {
        close(in[0]);
        close(in[1]);
        return FAULT;
    }
    int64_t end = ticks() + timeout_ms;
    pid_t child = fork();
    if (child == 0)
        become(command, in[0], back[1]);
    close(in[0]);
    close(back[1]);
    talk->in = in[1];
    talk->out = back[0];
    fcntl(talk->in, F_SETFL, O_NONBLOCK);
    fcntl(talk->out, F_SETFL, O_NONBLOCK);
    enum ending ending = child < 0 ? FAULT : converse(talk, end, out);
    close_end(&talk->in);
    close_end(&talk->out);
    return child < 0 ? FAULT : await(child, end, ending, status);
}

const char *seal_outside_run(struct arena *arena, enum diag_lang lang, const char *command,
                             const struct seal_content *content, size_t limit, int timeout_ms,
                             struct buf *out)
{
    struct talk talk = {{content->part[0], content->part[1]}, -1, -1, limit, 0};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    int status = 0;
    sigaction(SIGPIPE, &ignore, &before);
    enum ending ending = run(command, &talk, timeout_ms, out, &status);
    sigaction(SIGPIPE, &before, NULL);
    if (ending != DONE)
        return sentences[ending][lang];
    if (WIFSIGNALED(status))
        return arena_printf(arena, lang == LANG_VI ? "bị dừng bởi tín hiệu %d" : "killed by signal %d",
                            WTERMSIG(status));
    if (WEXITSTATUS(status) != 0)
        return arena_printf(arena, lang == LANG_VI ? "mã kết thúc %d" : "exit status %d",
                            WEXITSTATUS(status));
    if (out->len == 0)
        return lang == LANG_VI ? "không ghi ra gì" : "it wrote nothing";
    return NULL;
}
