/* manifest.c - what we wrote into an output folder. */
#include "publish/manifest.h"

#include "base/digest.h"
#include "base/file.h"
#include "publish/same.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* One line of a manifest. */
struct record {
    const char *path, *hex;
};

struct search {
    struct arena *arena;
    const char *folder;
    const struct tree *tree;
    struct record *records; /* sorted by path */
    size_t record_count;
    char **strangers;
    size_t stranger_count;
};

static int compare_records(const void *a, const void *b)
{
    return strcmp(((const struct record *)a)->path, ((const struct record *)b)->path);
}

static void parse_records(struct search *search, char *text)
{
    for (char *line = strtok_r(text, "\n", &text); line; line = strtok_r(NULL, "\n", &text)) {
        if (line[0] == '#' || strlen(line) < DIGEST_HEX + 2)
            continue;
        line[DIGEST_HEX - 1] = '\0';
        ARENA_PUSH(search->arena, search->records, search->record_count) =
            (struct record){line + DIGEST_HEX + 1, line};
    }
    if (search->record_count > 1)
        qsort(search->records, search->record_count, sizeof *search->records, compare_records);
}

static bool is_as_written(const struct search *search, const char *relative, const char *path)
{
    struct record wanted = {relative, NULL};
    const struct record *record =
        search->record_count == 0
            ? NULL
            : bsearch(&wanted, search->records, search->record_count, sizeof wanted, compare_records);
    if (!record)
        return false;
    const struct tree_file *file = tree_find(search->tree, relative);
    if (file && same_file(path, file->bytes, file->size))
        return strcmp(tree_digest(file), record->hex) == 0;
    struct buf bytes = {0};
    bool same = file_read(path, SIZE_MAX / 4, &bytes) == FILE_FINE;
    if (same) {
        char hex[DIGEST_HEX];
        digest_sha256(buf_text(&bytes), bytes.len, hex);
        same = strcmp(hex, record->hex) == 0;
    }
    buf_free(&bytes);
    return same;
}

/* Walks the folder "relative" below search->folder. The depth of our own trees is small; anything deeper than
 * a path can be long is a stranger by its first part. */
static void walk(struct search *search, const char *relative, int depth)
{
    char **names = folder_names(search->arena, path_join(search->arena, search->folder, relative));
    if (!names || depth > 64) {
        ARENA_PUSH(search->arena, search->strangers, search->stranger_count) =
            arena_strdup(search->arena, relative);
        return;
    }
    for (; *names; names++) {
        char *below = path_join(search->arena, relative, *names);
        char *path = path_join(search->arena, search->folder, below);
        struct stat st;
        if (strcmp(below, MANIFEST_NAME) == 0)
            continue;
        if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
            walk(search, below, depth + 1);
        else if (!S_ISREG(st.st_mode) || !is_as_written(search, below, path))
            ARENA_PUSH(search->arena, search->strangers, search->stranger_count) = below;
    }
}

size_t manifest_strangers(struct arena *arena, const char *folder, const struct tree *tree, char ***paths)
{
    struct search search = {.arena = arena, .folder = folder, .tree = tree};
    struct buf text = {0};
    if (read_manifest(folder, arena, &text) == MANIFEST_OURS)
        parse_records(&search, arena_strdup(arena, buf_text(&text)));
    buf_free(&text);
    walk(&search, "", 0);
    *paths = search.strangers;
    return search.stranger_count;
}
