/* run.c - what all commands share: messages, and where templates and fonts are. */
#include "command/run.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/pool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_MAX = 256 };

static const char *const sentences[MESSAGE_COUNT][2] = {
#define MESSAGE(name, vi, en) [MESSAGE_##name] = {vi, en},
#include "command/message.def"
#undef MESSAGE
};

void run_say(struct run *run, enum message message, const char *a, const char *b, const char *c)
{
    const char *const args[4] = {a, b, c, NULL};
    if (run->options.quiet)
        return;
    diag_fill(&run->said, sentences[message][run->diags.lang], args);
    buf_char(&run->said, '\n');
}

char *run_text(struct run *run, enum message message, const char *a, const char *b, const char *c)
{
    const char *const args[4] = {a, b, c, NULL};
    struct buf out = {0};
    diag_fill(&out, sentences[message][run->diags.lang], args);
    char *text = buf_take(&out, &run->arena);
    buf_free(&out);
    return text;
}

void run_tell_folder(struct run *run, const char *path, int error)
{
    if (fault_is_machine(error) && error != EACCES && error != EPERM)
        diag(&run->diags, FILE_FAULT, place_file(&run->arena, path), path,
             fault_text(error, run->diags.lang));
    else
        diag(&run->diags, USAGE_FOLDER, {0}, path, strerror(error));
}

bool run_wants_color(const struct options *options, int fd)
{
    if (options->color && strcmp(options->color, "auto") != 0)
        return strcmp(options->color, "always") == 0;
    const char *no_color = getenv("NO_COLOR");
    return isatty(fd) && !(no_color && *no_color);
}

bool run_jobs(struct run *run, size_t *jobs)
{
    const char *given = run->options.jobs;
    char *end;
    *jobs = given ? strtoul(given, &end, 10) : pool_processors();
    if (!given || (*given >= '0' && *given <= '9' && !*end && *jobs >= 1 && *jobs <= JOBS_MAX))
        return true;
    diag(&run->diags, USAGE_CHOICE, {0}, "--jobs", given, "1…256");
    return false;
}

/* The folder the program file is in, or NULL. */
static char *program_folder(struct arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return NULL;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, (size_t)(slash - path)) : NULL;
}

/* The first of the places where the data of that name may be, judged by a file in it: in the source tree,
 * beside an installed program, where it was installed to. NULL when there is none. */
static const char *find_data(struct arena *arena, const char *name, const char *file)
{
    const char *beside = program_folder(arena);
    const char *const places[] = {
        beside ? arena_printf(arena, "%s/../%s", beside, name) : NULL, /* generator/build/fonts */
        beside ? arena_printf(arena, "%s/../../../%s", beside, name)
               : NULL, /* templates of the source tree */
        beside ? arena_printf(arena, "%s/../share/baocao/%s", beside, name) : NULL,
        arena_printf(arena, BAOCAO_DATA "/%s", name),
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i] && file_exists(path_join(arena, places[i], file)))
            return places[i];
    return NULL;
}

void run_find_data(struct run *run)
{
    struct options *options = &run->options;
    const char *templates = NULL, *fonts = NULL;
    if (!options->templates && !folder_exists("templates"))
        templates = find_data(&run->arena, "templates", "report/bao-cao.md");
    if (!options->templates)
        options->templates = templates ? templates : "templates";
    if (!options->fonts)
        fonts = find_data(&run->arena, "fonts", "LiberationSerif-Regular.ttf");
    if (!options->fonts)
        options->fonts = fonts ? fonts : "/usr/share/fonts/truetype/liberation2";
}

void run_tell_fault(struct run *run)
{
    int error;
    const char *path = fault_noted(&error);
    if (!path)
        return;
    diag_forget(&run->diags);
    run->said.len = 0;
    diag(&run->diags, FILE_FAULT, {0}, path, fault_text(error, run->diags.lang));
}
