/* registry.c - what is signed goes into the year's register. */
#include "command/registry.h"

#include "base/digest.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/splice.h"
#include "base/text.h"
#include "read/content.h"
#include "view/mustache.h"
#include "view/view.h"

#include <errno.h>
#include <string.h>

enum { FIELDS = 3 }; /* that a signed file brings: Tệp, SHA-256, Người ký */

/* The document's place in the register: by the name of its file at any stage, else by its number. */
static const struct registered *find(struct arena *arena, const struct registry *registry,
                                     const struct progress *p)
{
    for (size_t i = 0; registry && i < registry->count; i++) {
        const struct registered *one = &registry->items[i];
        for (int stage = 1; stage <= 2; stage++) {
            char *name = progress_signed_name(arena, p->quarter, p->replaced_count, stage);
            if (registry_file(&(struct registry){registry->source, &registry->items[i], 1}, name))
                return one;
        }
        if (!one->file.s && one->date.year == p->date.year && text_same(one->number.s, p->number.s))
            return one;
    }
    return NULL;
}

/* The stretch without the empty lines at its end. */
static size_t end_of(const struct registry *registry, const struct registered *one)
{
    size_t end = one->stretch.offset + one->stretch.length;
    while (end > one->stretch.offset && strchr("\n ", registry->source->text[end - 1]))
        end--;
    return end;
}

static void renew(struct arena *arena, const struct registry *registry, const struct registered *one,
                  const struct signed_file *file, const char *hex, struct buf *out)
{
    const struct {
        const char *key;
        struct str old;
        const char *text;
    } fields[FIELDS] = {{"Tệp", one->file, arena_printf(arena, "da-ky/%s", file->name)},
                        {"SHA-256", one->digest, hex},
                        {"Người ký", one->signers, file->signers}};
    struct splice changes[FIELDS];
    for (size_t i = 0; i < FIELDS; i++) {
        const struct place *at = &fields[i].old.at;
        if (fields[i].old.s)
            changes[i] = (struct splice){at->offset, at->length, fields[i].text};
        else
            changes[i] = (struct splice){end_of(registry, one), 0,
                                         arena_printf(arena, "\n- %s: %s", fields[i].key, fields[i].text)};
    }
    splice_text(out, registry->source->text, registry->source->len, changes, FIELDS);
}

static bool append(struct run *run, const struct model *model, const struct year *year,
                   const struct progress *progress, const struct signed_file *file, const char *hex,
                   struct buf *out)
{
    struct arena *arena = &run->arena;
    const char *folder = path_join(arena, run->options.templates, "van-thu");
    struct mustache *forms = mustache_new(arena, &run->diags, folder, folder, ".md", ESCAPE_MARKDOWN, true);
    struct value *root = view_document(arena, model, year, progress);
    const struct source *old = year->registry ? year->registry->source : NULL;
    value_set(arena, root, "so_moi", value_bool(arena, !old));
    value_set_string(arena, root, "tep", file->name);
    value_set_string(arena, root, "ma_bam", hex);
    value_set_string(arena, root, "nguoi_ky", file->signers);
    if (old) {
        buf_add(out, old->text, old->len);
        buf_str(out, old->len && old->text[old->len - 1] == '\n' ? "\n" : "\n\n");
    }
    return mustache_render(forms, "so-van-ban", root, out);
}

bool registry_record(struct run *run, const struct model *model, const struct year *year,
                     const struct progress *progress, const struct signed_file *file)
{
    struct arena *arena = &run->arena;
    const struct registered *one = find(arena, year->registry, progress);
    const char *path = path_join(arena, year->folder, REGISTRY_NAME);
    struct buf out = {0};
    char hex[DIGEST_HEX];
    bool fine = true;
    digest_sha256(file->bytes, file->size, hex);
    if (one)
        renew(arena, year->registry, one, file, hex, &out);
    else
        fine = append(run, model, year, progress, file, hex, &out);
    if (fine && !file_replace(path, buf_text(&out), out.len)) {
        diag(&run->diags, OUT_FAULT, {0}, path_join(arena, year->shown, REGISTRY_NAME),
             fault_text(errno, run->diags.lang));
        fine = false;
    }
    buf_free(&out);
    return fine;
}
