/* zip.c - a ZIP archive of the tree's files. */
#include "base/zip.h"

#include "base/deflate.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    LOCAL = 0x04034b50,
    CENTRAL = 0x02014b50,
    END = 0x06054b50,
    VERSION = 20,   /* 2.0: deflate */
    UTF8 = 1 << 11, /* general purpose bit: names are UTF-8 */
    STORED = 0,
    DEFLATED = 8,
    UNIX = 3 << 8, /* made by: some unpackers take names from DOS for its code page, whatever bit 11 says */
    FIRST_DAY = 0x21, /* 1/1/1980 as DOS has it: year - 1980, month 1, day 1 */
    FILES_MAX = 65535,
};

/* Attributes: a plain file that its owner may write and all may read. */
#define MODE ((uint32_t)0100644 << 16)

struct entry {
    const struct tree_file *file;
    const char *name;
    uint32_t crc, packed, offset;
    unsigned method;
};

static void add16(struct buf *out, unsigned v)
{
    buf_char(out, (char)(v & 0xff));
    buf_char(out, (char)(v >> 8 & 0xff));
}

static void add32(struct buf *out, uint32_t v)
{
    add16(out, v & 0xffff);
    add16(out, v >> 16);
}

static int by_name(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return strcmp(x->name, y->name);
}

/* The files below prefix, sorted. */
static struct entry *gather(const struct tree *tree, const char *prefix, size_t *count)
{
    struct entry *list = mem_alloc((tree->count + 1) * sizeof *list);
    size_t n = strlen(prefix);

    *count = 0;
    for (size_t i = 0; i < tree->count; i++)
        if (strncmp(tree->files[i].path, prefix, n) == 0)
            list[(*count)++] = (struct entry){.file = &tree->files[i], .name = tree->files[i].path + n};
    qsort(list, *count, sizeof *list, by_name);
    return list;
}

static bool is_packed(const char *name)
{
    static const char *const endings[] = {".pdf", ".png",  ".jpg",  ".jpeg", ".webp",
                                          ".zip", ".docx", ".xlsx", ".pptx", ".gz"};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

/* What the local header and the central one have alike. */
static void add_header(struct buf *out, const struct entry *e)
{
    add16(out, VERSION);
    add16(out, UTF8);
    add16(out, e->method);
    add16(out, 0); /* 0:00 */
    add16(out, FIRST_DAY);
    add32(out, e->crc);
    add32(out, e->packed);
    add32(out, (uint32_t)e->file->size);
    add16(out, (unsigned)strlen(e->name));
    add16(out, 0); /* no extra field */
}

/* The file's bytes compressed without any frame, and how many; 0 when that is not smaller. room: as large as
 * the file. */
static size_t pack(const struct tree_file *file, void *room, const void **bytes)
{
    enum { HEAD = 2, TAIL = 4 }; /* of the frame (RFC 1950) */
    const struct tree_made *made = file->made;
    if (made->packed) {
        *bytes = (const char *)made->packed + HEAD;
        return made->packed_size - HEAD - TAIL < file->size ? made->packed_size - HEAD - TAIL : 0;
    }
    *bytes = room;
    return deflate_smaller(room, file->bytes, file->size);
}

static void add_file(struct buf *out, size_t start, struct entry *e, void *room)
{
    const void *bytes = e->file->bytes, *smaller = NULL;
    size_t packed = is_packed(e->name) ? 0 : pack(e->file, room, &smaller);

    e->offset = (uint32_t)(out->len - start);
    e->crc = deflate_crc32(bytes, e->file->size);
    e->packed = (uint32_t)e->file->size;
    e->method = STORED;
    if (packed > 0) {
        e->method = DEFLATED;
        e->packed = (uint32_t)packed;
        bytes = smaller;
    }
    add32(out, LOCAL);
    add_header(out, e);
    buf_str(out, e->name);
    buf_add(out, bytes, e->packed);
}

static void add_central(struct buf *out, const struct entry *e)
{
    add32(out, CENTRAL);
    add16(out, UNIX | VERSION);
    add_header(out, e);
    add16(out, 0); /* no comment */
    add16(out, 0); /* first disk */
    add16(out, 0); /* not marked as text */
    add32(out, MODE);
    add32(out, e->offset);
    buf_str(out, e->name);
}

/* What the archive takes, were nothing made smaller. */
static uint64_t most_bytes(const struct entry *list, size_t count)
{
    uint64_t all = 22;

    for (size_t i = 0; i < count; i++)
        all += 30 + 46 + 2 * strlen(list[i].name) + (uint64_t)list[i].file->size;
    return all;
}

static bool fits(const struct entry *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i].name) > UINT16_MAX)
            return false;
    return count <= FILES_MAX && most_bytes(list, count) <= UINT32_MAX;
}

static size_t largest(const struct entry *list, size_t count)
{
    size_t most = 0;

    for (size_t i = 0; i < count; i++)
        most = list[i].file->size > most ? list[i].file->size : most;
    return most;
}

static void add_end(struct buf *out, size_t count, size_t central, size_t size)
{
    add32(out, END);
    add32(out, 0); /* this disk, and that of the central headers */
    add16(out, (unsigned)count);
    add16(out, (unsigned)count);
    add32(out, (uint32_t)size);
    add32(out, (uint32_t)central);
    add16(out, 0); /* no comment */
}

bool zip_write(const struct tree *tree, const char *prefix, struct buf *out)
{
    size_t count, start = out->len;
    struct entry *list = gather(tree, prefix, &count);
    bool fine = fits(list, count);

    if (fine) {
        void *room = mem_alloc(largest(list, count));
        buf_reserve(out, start + (size_t)most_bytes(list, count)); /* so that it grows without being copied */
        for (size_t i = 0; i < count; i++)
            add_file(out, start, &list[i], room);
        mem_free(room);
        size_t central = out->len;
        for (size_t i = 0; i < count; i++)
            add_central(out, &list[i]);
        add_end(out, count, central - start, out->len - central);
    }
    mem_free(list);
    return fine;
}
