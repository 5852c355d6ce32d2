/* fields.c - "Khóa: giá trị" items. */
#include "read/fields.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

enum { KEY_MAX = 40 }; /* bytes of a folded key: longer is a sentence with a colon */

struct place field_rest(struct place whole, struct place part)
{
    size_t end = whole.offset + whole.length, behind = part.offset + part.length;
    bool inside = part.source == whole.source && part.offset >= whole.offset && behind < end;
    return inside ? place_make(whole.source, behind, end - behind) : whole;
}

bool field_split(struct arena *arena, const struct block *item, struct field_item *out)
{
    const struct block *paragraph = item->first;
    if (!paragraph || paragraph->kind != BLOCK_PARAGRAPH)
        return false;
    const char *text = block_text(arena, paragraph);
    const char *colon = strchr(text, ':');
    if (!colon)
        return false;
    char *key = text_trim(arena, text, (size_t)(colon - text));
    if (!*key || strlen(text_key(arena, key)) > KEY_MAX)
        return false;
    struct place key_at = place_find(paragraph->at, key);
    struct place rest = field_rest(paragraph->at, key_at);
    char *value = text_trim(arena, colon + 1, strlen(colon + 1));
    out->key = (struct str){key, key_at};
    out->value = (struct str){value, *value ? place_find(rest, value) : paragraph->at};
    return true;
}

const struct field *field_find(const struct field *fields, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(fields[i].key, key))
            return &fields[i];
    return NULL;
}

const char *field_nearest(struct arena *arena, const struct field *fields, size_t count, const char *key)
{
    const char *names[32];
    for (size_t i = 0; i < count && i < 32; i++)
        names[i] = fields[i].key;
    return text_nearest(arena, key, names, count < 32 ? count : 32);
}

const char *field_names(struct arena *arena, const struct field *fields, size_t count)
{
    struct buf all = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&all, "%s%s", i ? " · " : "", fields[i].key);
    const char *names = buf_take(&all, arena);
    buf_free(&all);
    return names;
}

void field_store(struct arena *arena, struct diags *diags, const struct field *field, void *target,
                 const struct field_item *item, const struct block *block)
{
    if (!*item->value.s) {
        diag(diags, FIELD_EMPTY, item->key.at, item->key.s);
        return;
    }
    if (field->set) {
        field->set(arena, diags, target, item->value, block);
        return;
    }
    struct str *slot = (struct str *)((char *)target + field->offset);
    if (slot->s) {
        char *line = arena_number(arena, place_position(slot->at).line);
        diag(diags, FIELD_TWICE, item->key.at, item->key.s, line);
        return;
    }
    *slot = item->value;
}

void field_one_block(struct diags *diags, const struct field *field, const struct block *item)
{
    const struct block *more = item->first->next;
    if (more)
        diag(diags, FIELD_MORE, place_make(more->at.source, more->at.offset, 1), field->key);
}

void field_date(struct diags *diags, struct str value, struct date *out)
{
    struct date meant;
    int month, days;
    if (!value.s || date_parse(value.s, out))
        return;
    if ((days = date_month_too_short(value.s, &month)) > 0)
        diag(diags, DATE_NONE, value.at, value.s, arena_printf(diags->arena, "%d", month),
             arena_printf(diags->arena, "%d", days));
    else
        diag(diags, DATE_WRONG, value.at, value.s,
             date_meant(value.s, &meant) ? date_short(diags->arena, meant) : NULL);
}

/* The first line of a paragraph, after its first, that begins with a dash which is none; NULL when there is
 * none. *n: bytes of the dash. */
static const char *find_wrong_dash(const struct block *paragraph, size_t *n)
{
    static const char *const dashes[] = {"–", "—", "•", "−"};
    const char *line = paragraph->at.source->text + paragraph->at.offset, *end = line + paragraph->at.length;
    while ((line = memchr(line, '\n', (size_t)(end - line))) != NULL) {
        line++;
        line += strspn(line, " \t");
        for (size_t i = 0; line < end && i < sizeof dashes / sizeof *dashes; i++) {
            *n = strlen(dashes[i]);
            if (strncmp(line, dashes[i], *n) == 0 && memchr(line, ':', strcspn(line, "\n")))
                return line;
        }
        if (line >= end)
            return NULL;
    }
    return NULL;
}

bool field_wrong_dash(struct arena *arena, struct diags *diags, const struct block *item,
                      struct field_item *split, struct field_item *next)
{
    const struct block *paragraph = item->first;
    size_t n;
    const char *line = find_wrong_dash(paragraph, &n);
    if (!line)
        return false;
    const struct source *source = paragraph->at.source;
    size_t offset = (size_t)(line - source->text), length = strcspn(line, "\n");
    char *dash = arena_strndup(arena, line, n), *rest = arena_strndup(arena, line + n, length - n);
    diag(diags, FIELD_DASH, place_make(source, offset, n), dash);
    const char *cut = strstr(split->value.s, dash);
    if (cut)
        split->value.s = text_trim(arena, split->value.s, (size_t)(cut - split->value.s));
    split->value.at = place_find(paragraph->at, split->value.s);
    size_t colon = strcspn(rest, ":");
    struct place at = place_make(source, offset + n, length - n);
    const char *key = text_trim(arena, rest, colon),
               *value = text_trim(arena, rest + colon + 1, strlen(rest + colon + 1));
    next->key = (struct str){key, place_find(at, key)};
    next->value = (struct str){value, place_find(at, value)};
    return true;
}
