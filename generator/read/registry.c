/* registry.c - so-van-ban.md: a heading for each issued document, and its fields as a list. */
#include "base/text.h"
#include "read/content.h"
#include "read/fields.h"
#include "read/markdown.h"

#include <string.h>

static const struct field fields[] = {
    {"Ngày", offsetof(struct registered, date_text), NULL},
    {"Loại", offsetof(struct registered, kind), NULL},
    {"Trích yếu", offsetof(struct registered, summary), NULL},
    {"Tệp", offsetof(struct registered, file), NULL},
    {"SHA-256", offsetof(struct registered, digest), NULL},
    {"Người ký", offsetof(struct registered, signers), NULL},
    {"Thay thế", offsetof(struct registered, replaces), NULL},
};
enum { FIELDS = sizeof fields / sizeof *fields, NEEDED = 3 }; /* the first of them */

static void read_item(struct arena *arena, struct diags *diags, struct registered *document,
                      const struct block *item)
{
    struct field_item split;
    if (!field_split(arena, item, &split)) {
        diag(diags, FIELD_SHAPE, place_make(item->at.source, item->at.offset, 1));
        return;
    }
    const struct field *field = field_find(fields, FIELDS, split.key.s);
    if (field)
        field_store(arena, diags, field, document, &split, item);
    else
        diag(diags, FIELD_UNKNOWN, split.key.at, split.key.s,
             field_nearest(arena, fields, FIELDS, split.key.s), field_names(arena, fields, FIELDS));
}

static void finish(struct diags *diags, struct registered *document, size_t end)
{
    const struct str *needed[NEEDED] = {&document->date_text, &document->kind, &document->summary};
    for (size_t i = 0; i < NEEDED; i++)
        if (!needed[i]->s)
            diag(diags, REGISTER_SHAPE, document->number.at, document->number.s, fields[i].key);
    field_date(diags, document->date_text, &document->date);
    document->stretch.length = (uint32_t)(end - document->stretch.offset);
}

struct registry *registry_read(struct arena *arena, struct diags *diags, const struct source *source)
{
    struct registry *registry = ARENA_NEW(arena, struct registry);
    struct registered *current = NULL;
    registry->source = source;
    for (const struct block *b = markdown_read(arena, diags, source, 0, MARKDOWN_CONTENT); b; b = b->next) {
        if (b->kind == BLOCK_HEADING && b->level == 2) {
            if (current)
                finish(diags, current, b->at.offset);
            current = &ARENA_PUSH(arena, registry->items, registry->count);
            const char *number = block_text(arena, b);
            *current = (struct registered){.number = {number, place_find(b->at, number)},
                                           .stretch = place_make(source, b->at.offset, 1)};
        }
        for (const struct block *item = b->kind == BLOCK_LIST ? b->first : NULL; item && current;
             item = item->next)
            read_item(arena, diags, current, item);
    }
    if (current)
        finish(diags, current, source->len);
    return registry;
}
