/* charset.c - bytes of a file become a text: decoded, made clean, and stable. */
#include "fuzz.h"

#include "base/charset.h"
#include "base/text.h"

#include <string.h>

/* What was read reads back as itself. */
static void judge_source(struct fuzz *f, const struct source *source)
{
    struct diags again = {.arena = &f->arena};
    fuzz_text(source->text, source->len);
    for (size_t i = 0; i < source->line_count; i++)
        fuzz_must(source->lines[i] <= source->len && (i == 0 || source->text[source->lines[i] - 1] == '\n'));
    struct position end = place_position(place_make(source, source->len, 0));
    fuzz_must(end.line == source->line_count);
    const struct source *twice = source_from_bytes(&f->arena, &again, "again.md", source->text, source->len);
    bool bom = source->len >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0;
    if (twice && !bom)
        fuzz_must(twice->len == source->len && memcmp(twice->text, source->text, source->len) == 0);
}

void fuzz_charset(struct fuzz *f, const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "tep.md", data, size);
    struct charset_found found;
    fuzz_must(source || f->diags.count > 0);
    if (source) {
        judge_source(f, source);
        if (charset_find_legacy(source->text, source->len, &found))
            fuzz_must(found.offset + found.length <= source->len);
    }
    for (int from = CHARSET_NONE + 1; from < CHARSET_COUNT; from++) {
        struct buf out = {0};
        uint32_t cp;
        bool fine = charset_convert((enum charset)from, bytes, size, &out);
        fuzz_must(fine || out.len == 0);
        for (size_t i = 0; i < out.len;) {
            int length = text_decode(out.data + i, out.len - i, &cp);
            fuzz_must(length > 0);
            i += (size_t)length;
        }
        buf_free(&out);
    }
}
