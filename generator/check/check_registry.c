/* check_registry.c - the register of documents against itself, the reports, and the files that are kept. */
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER "da-ky/"           /* where what is signed is kept: nothing else is read */
enum { SIGNED_LIMIT = 64 << 20 }; /* bytes of a signed file, as pdf/file.h has it */

struct numbered {
    const struct registered *document;
    const char *key; /* of its number */
};

static int by_number(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order == 0)
        order = x->document->date.year - y->document->date.year;
    return order ? order : (x->document > y->document) - (x->document < y->document);
}

/* The same number twice (NĐ 30/2020, Điều 15). */
void check_registry_numbers(struct checking *c)
{
    const struct registry *registry = c->year->registry;
    size_t count = registry ? registry->count : 0;
    struct numbered *list = arena_alloc(c->arena, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct numbered){&registry->items[i], text_key(c->arena, registry->items[i].number.s)};
    if (count)
        qsort(list, count, sizeof *list, by_number);
    for (size_t i = 1; i < count; i++) {
        const struct registered *one = list[i].document, *before = list[i - 1].document;
        if (strcmp(list[i].key, list[i - 1].key) == 0 && one->date.year == before->date.year)
            diag(c->diags, REGISTER_TWICE, one->number.at, one->number.s,
                 arena_printf(c->arena, "%d", one->date.year),
                 arena_number(c->arena, place_position(before->number.at).line));
    }
}

/* Each file that it names is there, as it was. */
void check_registry_files(struct checking *c)
{
    const struct registry *registry = c->year->registry;
    for (size_t i = 0; registry && i < registry->count; i++) {
        const struct registered *one = &registry->items[i];
        struct buf bytes = {0};
        char hex[DIGEST_HEX];
        if (!one->file.s)
            continue;
        bool inside =
            strncmp(one->file.s, FOLDER, strlen(FOLDER)) == 0 && !strchr(one->file.s + strlen(FOLDER), '/');
        if (!inside ||
            file_read(path_join(c->arena, c->year->folder, one->file.s), SIGNED_LIMIT, &bytes) != FILE_FINE) {
            diag(c->diags, REGISTER_LOST, one->file.at, one->file.s);
        } else if (one->digest.s) {
            digest_sha256(buf_text(&bytes), bytes.len, hex);
            if (strcmp(hex, one->digest.s) != 0)
                diag(c->diags, REGISTER_ALTERED, one->file.at, one->file.s);
        }
        buf_free(&bytes);
    }
}

/* The name of a file without its folders. */
static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* What is signed is in the register; what is replaced was signed; a number belongs to one document. */
void check_report_registered(struct checking *c)
{
    const struct progress *p = c->progress;
    const struct registry *registry = c->year->registry;
    for (size_t i = 0; i < p->replaced_count; i++)
        if (!p->replaced[i].signed_path)
            diag(c->diags, REPLACED_MISSING, p->replaced[i].text.at, p->replaced[i].text.s,
                 path_join(c->arena, c->year->shown, "da-ky"));
    if (p->signed_path && !registry_file(registry, name_of(p->signed_path)))
        diag(c->diags, REGISTER_MISSING, place_file(c->model->arena, p->source->path), p->signed_shown);
    for (size_t i = 0; registry && p->number.s && i < registry->count; i++) {
        const struct registered *one = &registry->items[i];
        char *stem = progress_report_name(c->arena, p->quarter, p->replaced_count);
        bool own = one->file.s && strncmp(name_of(one->file.s), stem, strlen(stem) - 3) == 0;
        if (!own && one->date.year == p->date.year && text_same(one->number.s, p->number.s))
            diag(c->diags, REGISTER_TWICE, p->number.at, p->number.s,
                 arena_printf(c->arena, "%d", p->date.year),
                 arena_number(c->arena, place_position(one->number.at).line));
    }
}
