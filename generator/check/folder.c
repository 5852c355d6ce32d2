/* folder.c - folders of the content as they are on disk, each listed once a run. */
#include "check/folder.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const struct listing *list_folder(struct checking *c, const char *path)
{
    for (const struct listing *l = c->listings; l; l = l->next)
        if (strcmp(l->path, path) == 0)
            return l;
    struct listing *l = ARENA_NEW(c->kept, struct listing);
    l->path = arena_strdup(c->kept, path);
    l->names = folder_names(c->kept, path);
    while (l->names && l->names[l->count])
        l->count++;
    l->looked = arena_alloc(c->kept, l->count + 1);
    l->next = c->listings;
    c->listings = l;
    return l;
}

const struct listing *list_folder_of(struct checking *c, const char *file)
{
    return list_folder(c, arena_strndup(c->arena, file, (size_t)(last_part(file) - file)));
}

static int compare_names(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

size_t listing_find(const struct listing *listing, const char *name)
{
    if (!listing->names)
        return listing->count;
    char **hit = bsearch(name, listing->names, listing->count, sizeof *listing->names, compare_names);
    return hit ? (size_t)(hit - listing->names) : listing->count;
}
