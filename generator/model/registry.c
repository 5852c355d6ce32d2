/* registry.c - looking things up in the register of documents. */
#include "model/registry.h"

#include <string.h>

const struct registered *registry_file(const struct registry *registry, const char *name)
{
    for (size_t i = 0; registry && i < registry->count; i++) {
        const char *file = registry->items[i].file.s, *slash = file ? strrchr(file, '/') : NULL;
        if (file && strcmp(slash ? slash + 1 : file, name) == 0)
            return &registry->items[i];
    }
    return NULL;
}
