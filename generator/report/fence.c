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

struct fence fence_read(struct arena *arena, const char *text)
{
    struct fence fence = {0};
    while (*text) {
        size_t n = strcspn(text, "\n"), colon = strcspn(text, ":\n");
        struct fence_row row = {.key = ""};
        const char *s = text;
        if (text[colon] == ':') {
            row.key = text_key(arena, arena_strndup(arena, text, colon));
            s = text + colon + 1;
        }
        do {
            s += row.count > 0; /* the "|" */
            ARENA_PUSH(arena, row.cells, row.count) = read_cell(arena, s, &s);
        } while (*s == '|');
        if (n > strspn(text, " \t"))
            ARENA_PUSH(arena, fence.rows, fence.count) = row;
        text += n + (text[n] == '\n');
    }
    return fence;
}

const char *fence_value(const struct fence *fence, const char *key, size_t n)
{
    for (size_t i = 0; i < fence->count; i++)
        if (strcmp(fence->rows[i].key, key) == 0 && n-- == 0)
            return *fence->rows[i].cells[0] ? fence->rows[i].cells[0] : NULL;
    return NULL;
}
