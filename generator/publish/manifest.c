/* manifest.c - what we wrote into an output folder. */
#include "publish/manifest.h"

#include "base/digest.h"
#include "base/file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST_MARK "# baocao 1\n"

void manifest_write(struct buf *out, const struct tree *tree)
{
    buf_str(out, MANIFEST_MARK);
    for (size_t i = 0; i < tree->count; i++)
        buf_printf(out, "%s  %s\n", tree_digest(&tree->files[i]), tree->files[i].path);
}

static enum manifest_state read_manifest(const char *folder, struct arena *arena, struct buf *text)
{
    switch (file_read(path_join(arena, folder, MANIFEST_NAME), SIZE_MAX / 4, text)) {
    case FILE_FINE:
        return strncmp(buf_text(text), MANIFEST_MARK, strlen(MANIFEST_MARK)) == 0 ? MANIFEST_OURS
                                                                                  : MANIFEST_FOREIGN;
    case FILE_DENIED:
    case FILE_FAULT:
        return MANIFEST_FAULT;
    default:
        return MANIFEST_FOREIGN;
    }
}

enum manifest_state manifest_state(struct arena *arena, const char *folder)
{
    char **names = folder_names(arena, folder);
    if (!names)
        return MANIFEST_FAULT;
    if (!names[0])
        return MANIFEST_EMPTY;
    struct buf text = {0};
    enum manifest_state state = read_manifest(folder, arena, &text);
    int saved = errno;
    buf_free(&text);
    errno = saved;
    return state;
}

static int compare_records(const void *a, const void *b)
{
    return strcmp(((const struct manifest_record *)a)->path, ((const struct manifest_record *)b)->path);
}

struct manifest manifest_read(struct arena *arena, const char *folder)
{
    struct manifest manifest = {0};
    struct buf bytes = {0};
    bool ours = read_manifest(folder, arena, &bytes) == MANIFEST_OURS;
    char *text = arena_strdup(arena, ours ? buf_text(&bytes) : "");
    buf_free(&bytes);
    for (char *line = strtok_r(text, "\n", &text); line; line = strtok_r(NULL, "\n", &text)) {
        if (line[0] == '#' || strlen(line) < DIGEST_HEX + 2)
            continue;
        line[DIGEST_HEX - 1] = '\0';
        ARENA_PUSH(arena, manifest.records, manifest.count) =
            (struct manifest_record){line + DIGEST_HEX + 1, line};
    }
    if (manifest.count > 1)
        qsort(manifest.records, manifest.count, sizeof *manifest.records, compare_records);
    return manifest;
}

const char *manifest_digest(const struct manifest *manifest, const char *path)
{
    struct manifest_record wanted = {path, NULL}, *record = NULL;
    if (manifest->count > 0)
        record = bsearch(&wanted, manifest->records, manifest->count, sizeof wanted, compare_records);
    return record ? record->hex : NULL;
}
