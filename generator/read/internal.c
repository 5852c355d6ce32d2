/* internal.c - keeps internal notes from being published as prose. */
#include "read/internal.h"

#include "base/text.h"

#include <string.h>

enum { MARK_MAX = 64 }; /* bytes before the colon: more is a sentence */

/* What people write before the colon, folded. */
static const char *const marks[] = {"noi bo", "ghi chu noi bo", "luu y noi bo", "luu hanh noi bo"};

static bool is_mark(struct arena *arena, const char *s, size_t n)
{
    if (n == 0 || n > MARK_MAX)
        return false;
    const char *key = text_key(arena, arena_strndup(arena, s, n));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        if (strncmp(key, marks[i], length) == 0 && (!key[length] || strncmp(key + length, " (", 2) == 0))
            return true;
    }
    return false;
}

/* The marks of lists, quotes and emphasis that may stand before the words. */
static size_t skip_marks(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && strchr(" \t-*+>_#.)0123456789", s[i]))
        i++;
    return i;
}

void internal_guard(struct arena *arena, struct diags *diags, struct place where, bool first)
{
    if (!where.source || !where.source->text)
        return;
    const char *text = where.source->text, *end = text + where.offset + where.length;
    for (const char *line = text + where.offset; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t n = (size_t)((newline ? newline : end) - line), skipped = skip_marks(line, n);
        const char *words = line + skipped;
        const char *colon = memchr(words, ':', n - skipped);
        size_t length = colon ? (size_t)(colon - words) : n - skipped;
        while (length > 0 && strchr(" \t*_", words[length - 1]))
            length--;
        if ((first || line != text + where.offset) && is_mark(arena, words, length))
            diag(diags, INTERNAL_IN_PROSE, place_make(where.source, (size_t)(words - text), length),
                 arena_strndup(arena, words, length));
        line += n + 1;
    }
}
