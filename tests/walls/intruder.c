/* intruder.c - a library to be preloaded that plays a parser taken over by a hostile file: where the program
 * asks libqpdf or cmark for its first object, it tries what an intruder would, and says on stderr what was
 * let through. For tests/walls.bats. INTRUDER_READ: a file outside of the project; INTRUDER_WRITE: a name
 * outside of it. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(const char *what, int done)
{
    fprintf(stderr, "intruder: %s: %s\n", what, done ? "DONE" : "refused");
}

static void intrude(void)
{
    static int before;
    const char *secret = getenv("INTRUDER_READ"), *outside = getenv("INTRUDER_WRITE");
    char *const arguments[] = {"true", NULL}, *const environment[] = {NULL};
    if (before++)
        return;
    tell("read", open(secret, O_RDONLY) >= 0);
    tell("write", open(outside, O_WRONLY | O_CREAT, 0600) >= 0);
    tell("overwrite", open(secret, O_WRONLY | O_TRUNC) >= 0);
    tell("mkdir", mkdir(outside, 0700) == 0);
    tell("unlink", unlink(secret) == 0);
    tell("symlink", symlink("/etc/passwd", "lien-ket") == 0);
    tell("socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    tell("unix socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    pid_t child = fork();
    int status = 0;
    if (child == 0) {
        execve("/bin/true", arguments, environment);
        _exit(1);
    }
    tell("exec", child > 0 && waitpid(child, &status, 0) == child && status == 0);
    tell("own write", open("content/intruder", O_WRONLY | O_CREAT, 0600) >= 0);
}

void *dlopen(const char *name, int flags) /* libqpdf is loaded when it is wanted */
{
    void *(*real)(const char *, int);
    *(void **)&real = dlsym(RTLD_NEXT, "dlopen");
    if (name)
        intrude();
    return real(name, flags);
}

void *cmark_parser_new_with_mem(int options, void *memory);
void *cmark_parser_new_with_mem(int options, void *memory)
{
    void *(*real)(int, void *);
    *(void **)&real = dlsym(RTLD_NEXT, "cmark_parser_new_with_mem");
    intrude();
    return real(options, memory);
}
