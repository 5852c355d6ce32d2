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

bool mustache_kept(const char *path, struct mustache_node **nodes)
{
    for (size_t i = 0; i < kept_count; i++) {
        if (strcmp(kept[i].path, path) == 0) {
            *nodes = kept[i].nodes;
            return true;
        }
    }
    return false;
}
