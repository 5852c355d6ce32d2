/* run.c - what all commands share: messages, and where templates and fonts are. */
#include "command/run.h"

#include "base/file.h"

#include <string.h>
#include <unistd.h>

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

void run_find_data(struct run *run)
{
    struct arena *arena = &run->arena;
    struct options *options = &run->options;
    if (!options->templates)
        options->templates = folder_exists("templates") ? "templates" : BAOCAO_DATA "/templates";
    if (options->fonts)
        return;
    const char *beside = program_folder(arena);
    const char *const places[] = {
        beside ? path_join(arena, beside, "../fonts") : NULL, /* generator/build/fonts, in the source tree */
        beside ? path_join(arena, beside, "../share/baocao/fonts") : NULL,
        BAOCAO_DATA "/fonts",
    };
    options->fonts = "/usr/share/fonts/truetype/liberation2";
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (places[i] && file_exists(path_join(arena, places[i], "LiberationSerif-Regular.ttf"))) {
            options->fonts = places[i];
            break;
        }
    }
}
