/* library.c - dlopen and dlsym. */
#include "base/library.h"

#include "base/mem.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *soname, const char *const *names, size_t count, void *functions)
{
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    void **found = mem_alloc(mem_times(count, sizeof *found));
    bool fine = library != NULL;
    for (size_t i = 0; fine && i < count; i++)
        fine = (found[i] = dlsym(library, names[i])) != NULL;
    if (fine)
        memcpy(functions, found, count * sizeof *found);
    mem_free(found);
    return fine;
}
