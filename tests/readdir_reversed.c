/* readdir_reversed.c - a library to preload: folders give their names in the reverse order
 * (tests/determinism.bats). */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDERS_MAX = 64 };

static struct folder {
    DIR *dir;
    struct dirent *names;
    size_t count;
} folders[FOLDERS_MAX];

static struct folder *folder_of(DIR *dir)
{
    for (size_t i = 0; i < FOLDERS_MAX; i++)
        if (folders[i].dir == dir)
            return &folders[i];
    return NULL;
}

struct dirent *readdir(DIR *dir)
{
    struct dirent *(*next)(DIR *) = (struct dirent * (*)(DIR *)) dlsym(RTLD_NEXT, "readdir");
    struct folder *folder = folder_of(dir);
    if (!folder) {
        folder = folder_of(NULL);
        if (!folder)
            abort();
        folder->dir = dir;
        for (struct dirent *name; (name = next(dir)) != NULL;) {
            folder->names = realloc(folder->names, (folder->count + 1) * sizeof *folder->names);
            if (!folder->names)
                abort();
            memcpy(&folder->names[folder->count++], name, name->d_reclen);
        }
    }
    return folder->count > 0 ? &folder->names[--folder->count] : NULL;
}

int closedir(DIR *dir)
{
    int (*really)(DIR *) = (int (*)(DIR *))dlsym(RTLD_NEXT, "closedir");
    struct folder *folder = folder_of(dir);
    if (folder) {
        free(folder->names);
        *folder = (struct folder){0};
    }
    return really(dir);
}
