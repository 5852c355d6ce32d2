/* wall.c - what each command may touch: the table, and what the options add to it. */
#include "command/wall.h"

#include "base/file.h"
#include "base/wall.h"
#include "command/lock.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What a command may write, beside its answer. */
enum writes {
    NOTHING,
    CONTENT = 1,        /* below the content folder */
    AROUND_CONTENT = 2, /* in the folder that the content folder stands in, where `init` makes it */
    OUT = 4,            /* in the folder that out/ stands in: the stage, the exchange of names */
    SECOND = 8,         /* in the folder of the second argument */
};

static const struct {
    const char *command;
    unsigned writes;
} rows[] = {
    {"build", OUT},           {"check", NOTHING},  {"convert", SECOND},  {"new", CONTENT},
    {"init", AROUND_CONTENT}, {"status", NOTHING}, {"sign", CONTENT},    {"accept", CONTENT},
    {"replace", CONTENT},     {"verify", NOTHING}, {"extract", NOTHING}, {"layout", NOTHING},
    {"explain", NOTHING},     {"rollup", OUT},
};

/* The folder that a path stands in. */
static const char *around(struct arena *arena, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    while (n > 0 && path[n - 1] != '/')
        n--;
    return n ? arena_strndup(arena, path, n) : ".";
}

static void allow_writing(struct run *run, unsigned writes)
{
    const struct options *o = &run->options;
    const char *second = run->arguments[0] ? run->arguments[1] : NULL;
    if (writes & CONTENT)
        wall_allow(o->content, WALL_READ | WALL_WRITE);
    if (writes & AROUND_CONTENT)
        wall_allow(around(&run->arena, o->content), WALL_READ | WALL_WRITE);
    if (writes & OUT)
        wall_allow(around(&run->arena, o->out), WALL_READ | WALL_WRITE);
    if ((writes & SECOND) && second)
        wall_allow(around(&run->arena, second), WALL_READ | WALL_WRITE);
}

/* The port of "http://host:port/…". */
static unsigned port_of(const char *url)
{
    const char *host = strstr(url, "://"), *colon;
    host = host ? host + 3 : url;
    host += *host == '[' ? strcspn(host, "]") : 0; /* an IPv6 address has colons of its own */
    colon = host + strcspn(host, ":/?#");
    unsigned port = *colon == ':' ? (unsigned)strtoul(colon + 1, NULL, 10) : 0;
    return port ? port : strncmp(url, "https", 5) == 0 ? 443 : 80;
}

/* Do both paths lead to one folder? */
static bool is_same_folder(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

void run_wall(struct run *run, const char *command)
{
    const struct options *o = &run->options;
    const char *const named[] = {o->content, o->templates, o->fonts, o->out, o->p12, o->pass_file, o->trust};
    unsigned writes = OUT, network = o->tsa && *o->tsa ? WALL_NETWORK : 0;
    bool outside = o->p11 || o->signer_command;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].command, command) == 0)
            writes = rows[i].writes;
    if (o->submit)
        writes |= CONTENT;
    allow_writing(run, writes); /* first, for there is room for so many places only */
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i])
            wall_allow(named[i], WALL_READ);
    for (char **argument = run->arguments; *argument && !o->all; argument++)
        wall_allow(*argument, WALL_READ);
    wall_close(!outside, network, network ? port_of(o->tsa) : 0);
    if ((writes & CONTENT) && !is_same_folder(o->content, around(&run->arena, o->out)))
        run_lock(run); /* publish() locks the other folder by itself */
}
