/* schools.c - the schools below a folder, for commands that serve many of them. */
#include "command/schools.h"

#include "base/file.h"
#include "base/walk.h"

#include <string.h>

struct search {
    struct run *run;
    struct schools *schools;
};

static bool enter(void *context, const char *path)
{
    struct search *search = context;
    struct arena *arena = &search->run->arena;
    if (!folder_exists(path_join(arena, path, search->run->options.content)))
        return true;
    ARENA_PUSH(arena, search->schools->folders, search->schools->count) = arena_strdup(arena, path);
    return false;
}

static void tell_link(void *context, const char *path)
{
    struct search *search = context;
    diag(&search->run->diags, ALL_LINK, {0}, path);
}

static void tell_odd(void *context, const char *folder, const char *shown)
{
    struct search *search = context;
    diag(&search->run->diags, ALL_NAME, place_file(&search->run->arena, folder), shown);
}

static void tell_fault(void *context, const char *path, int error)
{
    struct search *search = context;
    run_tell_folder(search->run, path, error);
}

void schools_find(struct run *run, const char *folder, struct schools *schools)
{
    struct search search = {run, schools};
    const struct walk walk = {&run->arena, &search, enter, NULL, tell_link, tell_odd, tell_fault};
    walk_folder(&walk, folder);
    natural_sort(schools->folders, schools->count);
    if (schools->count == 0 && diag_ok(&run->diags))
        diag(&run->diags, ALL_NONE, place_file(&run->arena, folder), folder, run->options.content);
}
