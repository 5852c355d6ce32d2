/* xml_reword.c - hints about XML files. */
#include "read/xml_reword.h"

#include "base/buf.h"
#include "base/text.h"
#include "read/document.h"
#include "read/vocabulary.h"

#include <string.h>

static const char open_quote[] = "“", close_quote[] = "”";

/* The name of the outermost element: the first tag that is no instruction and no comment. */
static const char *root_of(struct arena *arena, const struct source *source)
{
    for (const char *s = source->text; (s = strchr(s, '<')) != NULL; s++)
        if ((s[1] | 32) >= 'a' && (s[1] | 32) <= 'z')
            return arena_strndup(arena, s + 1, strcspn(s + 1, " \t\n/>"));
    return "";
}

/* What stands between the quotes, n bytes, as XML; false when it is none of the vocabulary. */
static bool add_reworded(struct buf *out, struct arena *arena, const char *root, const char *s, size_t n)
{
    bool item = n > 2 && strncmp(s, "- ", 2) == 0;
    size_t skip = item ? 2 : strspn(s, "# ");
    if (skip >= n)
        return false;
    const char *colon = item ? memchr(s, ':', n) : NULL;
    const char *key = text_trim(arena, s + skip, (colon ? (size_t)(colon - s) : n) - skip);
    const char *element = vocabulary_element(root, key);
    if (!element || (item && !colon))
        return false;
    if (!item) {
        buf_printf(out, "<%s>", element);
        return true;
    }
    const char *value = text_trim(arena, colon + 1, n - (size_t)(colon + 1 - s));
    buf_printf(out, "<%s>%s</%s>", element, value, element);
    return true;
}

const char *xml_reword(struct arena *arena, const struct source *source, const char *text)
{
    if (!source || !source->text || !document_is_xml(source->path) || !strstr(text, open_quote))
        return text;
    const char *root = root_of(arena, source);
    struct buf out = {0};
    while (*text) {
        const char *open = strstr(text, open_quote), *inner = open ? open + strlen(open_quote) : NULL;
        const char *close = open ? strstr(inner, close_quote) : NULL;
        buf_add(&out, text, close ? (size_t)(inner - text) : strlen(text));
        if (!close)
            break;
        size_t n = (size_t)(close - inner);
        if (!add_reworded(&out, arena, root, inner, n))
            buf_add(&out, inner, n);
        text = close;
    }
    const char *copy = buf_take(&out, arena);
    buf_free(&out);
    return copy;
}
