/* walk.c - everything below a folder, without following links. */
#include "base/walk.h"

#include "base/buf.h"
#include "base/collate.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 16, DIGITS = 20 };

static void look_into(const struct walk *w, const char *folder, int depth);

/* What a name in a folder is, by d_type or, where the file system does not say, by lstat. A link is a link.
 */
static mode_t kind_of(const char *path, const struct dirent *entry)
{
    struct stat st;
    if (entry->d_type != DT_UNKNOWN)
        return DTTOIF(entry->d_type);
    if (lstat(path, &st) == 0)
        return st.st_mode & S_IFMT;
    fault_note(path);
    return 0;
}

/* The name with "?" for control characters, which would break lists and garble terminals; NULL: it has none.
 */
static char *odd_name(struct arena *arena, const char *name)
{
    char *shown = arena_strdup(arena, name);
    bool odd = false;
    for (char *p = shown; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f) {
            *p = '?';
            odd = true;
        }
    return odd ? shown : NULL;
}

static void look_at(const struct walk *w, const char *folder, const struct dirent *entry, int depth)
{
    char *path = path_join(w->arena, folder, entry->d_name), *odd = odd_name(w->arena, entry->d_name);
    mode_t kind = kind_of(path, entry);
    bool to_folder = kind == S_IFDIR || (kind == S_IFLNK && folder_exists(path));
    if (odd && (to_folder || w->file))
        w->odd(w->context, folder, odd);
    else if (kind == S_IFDIR)
        look_into(w, path, depth + 1);
    else if (to_folder || (kind == S_IFLNK && w->file))
        w->link(w->context, path);
    else if (kind == S_IFREG && w->file)
        w->file(w->context, path);
}

static void look_into(const struct walk *w, const char *folder, int depth)
{
    if (!w->folder(w->context, folder))
        return;
    DIR *dir = depth < DEPTH_MAX ? opendir(folder) : NULL;
    if (!dir) {
        if (errno == ENOMEM && depth < DEPTH_MAX)
            mem_exhausted();
        w->fault(w->context, folder, depth < DEPTH_MAX ? errno : ELOOP);
        return;
    }
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            look_at(w, folder, entry, depth);
    int error = errno;
    closedir(dir);
    if (error)
        w->fault(w->context, folder, error); /* there may be more in it than was found */
}

void walk_folder(const struct walk *walk, const char *folder)
{
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    look_into(walk, arena_strndup(walk->arena, folder, n), 0);
}

/* A key by which numbers come in the order of their values: each is given as many digits as any has. */
static char *natural_key(struct arena *arena, const char *path)
{
    struct buf out = {0};
    for (const char *p = path; *p;) {
        size_t n = strspn(p, "0123456789");
        for (size_t i = n; n > 0 && i < DIGITS; i++)
            buf_char(&out, '0');
        buf_add(&out, p, n ? n : 1);
        p += n ? n : 1;
    }
    char *padded = buf_take(&out, arena);
    uint32_t cp;
    int length = 1;
    buf_free(&out);
    for (const char *p = padded; *p && length > 0; p += length)
        length = text_decode(p, strlen(p), &cp);
    return length > 0 ? collate_key(arena, padded) : padded;
}

struct keyed {
    char *key, *path;
};

static int compare(const void *x, const void *y)
{
    const struct keyed *a = x, *b = y;
    int order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->path, b->path);
}

void natural_sort(char **paths, size_t count)
{
    struct arena scratch = {0};
    struct keyed *list = arena_alloc(&scratch, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct keyed){natural_key(&scratch, paths[i]), paths[i]};
    qsort(list, count, sizeof *list, compare);
    for (size_t i = 0; i < count; i++)
        paths[i] = list[i].path;
    arena_free(&scratch);
}
