/* mustache_kept.c - one table for the process: its children share its memory until they write to it. */
#include "view/mustache_kept.h"

#include "base/file.h"

#include <string.h>

static struct kept {
    const char *path; /* of the file, as it is asked for */
    struct mustache_node *nodes;
} * kept;
static size_t kept_count;

void mustache_keep(struct arena *arena, const char *folder)
{
    struct diags unsaid = {.arena = arena};
    char **names = folder_names(arena, folder);
    for (; names && *names; names++) {
        const char *path = path_join(arena, folder, *names);
        const struct source *source = source_read(arena, &unsaid, path, path);
        bool fine = false;
        struct mustache_node *nodes = source ? mustache_parse(arena, &unsaid, source, &fine) : NULL;
        if (fine)
            ARENA_PUSH(arena, kept, kept_count) = (struct kept){path, nodes};
    }
}

/* Is this the path of folder/name + suffix? */
static bool is_path_of(const char *path, const char *folder, const char *name, const char *suffix)
{
    size_t n = strlen(folder), m = strlen(name);
    return strncmp(path, folder, n) == 0 && path[n] == '/' && strncmp(path + n + 1, name, m) == 0 &&
           strcmp(path + n + 1 + m, suffix) == 0;
}

bool mustache_kept(const char *folder, const char *name, const char *suffix, struct mustache_node **nodes)
{
    for (size_t i = 0; i < kept_count; i++) {
        if (is_path_of(kept[i].path, folder, name, suffix)) {
            *nodes = kept[i].nodes;
            return true;
        }
    }
    return false;
}
