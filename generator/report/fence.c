/* fence.c - the fenced blocks of the report form. */
#include "report/fence.h"

#include "base/buf.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* One cell: up to an unescaped "|" or the end. *end gets where it stopped. */
static const char *read_cell(struct arena *arena, const char *s, const char **end)
{
    struct buf out = {0};
    for (; *s && *s != '\n' && *s != '|'; s++) {
        if (*s == '\\' && ispunct((unsigned char)s[1]))
            s++;
        buf_char(&out, *s);
    }
    *end = s;
    char *cell = text_trim(arena, buf_text(&out), out.len);
    buf_free(&out);
    return cell;
}

/* The n-th line of a block's text (n from 0) as a place; the line of the fence itself comes before it. */
static struct place line_place(const struct block *block, size_t n)
{
    const struct source *source = block->at.source;
    size_t line = source ? place_position(block->at).line + n : 0;
    if (!source || line >= source->line_count)
        return block->at;
    size_t from = source->lines[line];
    return place_make(source, from, strcspn(source->text + from, "\n"));
}

struct fence fence_read(struct arena *arena, const struct block *block)
{
    struct fence fence = {0};
    const char *text = block->text;
    for (size_t line = 0; *text; line++) {
        size_t n = strcspn(text, "\n"), colon = strcspn(text, ":\n");
        struct fence_row row = {.typed = "", .key = ""};
        const char *s = text;
        if (text[colon] == ':') {
            row.typed = text_trim(arena, text, colon);
            row.key = text_key(arena, row.typed);
            s = text + colon + 1;
        }
        do {
            s += row.count > 0; /* the "|" */
            ARENA_PUSH(arena, row.cells, row.count) = read_cell(arena, s, &s);
        } while (*s == '|');
        row.at = line_place(block, line);
        if (n > strspn(text, " \t"))
            ARENA_PUSH(arena, fence.rows, fence.count) = row;
        text += n + (text[n] == '\n');
    }
    return fence;
}

bool fence_check(struct arena *arena, struct diags *diags, const struct fence *fence,
                 const char *const *known)
{
    struct buf all = {0};
    size_t count = 0;
    bool fine = true;
    for (; known[count]; count++)
        buf_printf(&all, "%s%s", count ? " · " : "", known[count]);
    for (size_t i = 0; i < fence->count; i++) {
        const struct fence_row *row = &fence->rows[i];
        bool is_known = false;
        for (size_t k = 0; k < count && !is_known; k++)
            is_known = text_same(known[k], row->key);
        if (is_known)
            continue;
        if (fine) /* one wrong key tends to stand in many rows */
            diag(diags, FORM_KEY, row->at, row->typed, text_nearest(arena, row->key, known, count),
                 buf_text(&all));
        fine = false;
    }
    buf_free(&all);
    return fine;
}

const char *fence_value(const struct fence *fence, const char *key, size_t n)
{
    for (size_t i = 0; i < fence->count; i++)
        if (strcmp(fence->rows[i].key, key) == 0 && n-- == 0)
            return *fence->rows[i].cells[0] ? fence->rows[i].cells[0] : NULL;
    return NULL;
}
