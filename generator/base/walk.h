/* walk.h - everything below a folder, without following links. */
#ifndef BASE_WALK_H
#define BASE_WALK_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Who is told of what is found. Paths are folder/name, and stay valid. Hidden names (".git") are passed over.
 */
struct walk {
    struct arena *arena;
    void *context;
    bool (*folder)(void *context, const char *path); /* is it to be entered? The first one, too */
    void (*file)(void *context, const char *path);   /* a regular file; may be NULL */
    void (*link)(void *context, const char *path);   /* not followed; links to files only with file */
    void (*odd)(void *context, const char *path,
                const char *shown);                            /* its name, shown, has control characters */
    void (*fault)(void *context, const char *path, int error); /* a folder that cannot be read */
};

void walk_folder(const struct walk *walk, const char *folder);

/* Sorts paths as people count: numbers by their values, texts as a Vietnamese dictionary. */
void natural_sort(char **paths, size_t count);

#endif
