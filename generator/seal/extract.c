/* extract.c - the report's data out of a finished PDF. */
#include "seal/extract.h"

#include "base/digest.h"

#include <string.h>

/* The stream of a file specification of that name; 0 when it is another's. */
static pdf_value embedded(struct pdf_file *file, pdf_value specification)
{
    if (strcmp(pdf_text(file, pdf_get(file, specification, "/UF")), EXTRACT_NAME) != 0 &&
        strcmp(pdf_text(file, pdf_get(file, specification, "/F")), EXTRACT_NAME) != 0)
        return 0;
    return pdf_get(file, pdf_get(file, specification, "/EF"), "/F");
}

/* Among the associated files of the document (ISO 19005-3, 6.8). */
static pdf_value find(struct pdf_file *file)
{
    pdf_value files = pdf_get(file, pdf_root(file), "/AF"), stream = 0;
    for (size_t i = 0; i < pdf_count(file, files) && !stream; i++)
        stream = embedded(file, pdf_at(file, files, i));
    return stream;
}

/* The start tag of <report>: from its name to its end. */
static const char *start_tag(const char *data, size_t length, const char **end)
{
    const char *tag = memmem(data, length, "<report ", 8);
    *end = tag ? memchr(tag, '>', (size_t)(data + length - tag)) : NULL;
    return *end ? tag + 7 : NULL;
}

/* "&amp;" and its like, which stand for one letter. */
static char *resolve(struct arena *arena, const char *text, size_t n)
{
    static const struct {
        const char *name;
        char letter;
    } names[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
    char *out = arena_strndup(arena, text, n), *to = out;
    for (const char *s = text; s < text + n; s++) {
        *to = *s;
        for (size_t i = 0; *s == '&' && i < sizeof names / sizeof *names; i++) {
            size_t length = strlen(names[i].name);
            if ((size_t)(text + n - s) >= length && memcmp(s, names[i].name, length) == 0) {
                *to = names[i].letter;
                s += length - 1;
                break;
            }
        }
        to++;
    }
    *to = '\0';
    return out;
}

const char *extract_attribute(struct arena *arena, const char *data, size_t length, const char *name)
{
    const char *end, *tag = start_tag(data, length, &end);
    char *wanted = arena_printf(arena, " %s=\"", name);
    const char *value = tag ? memmem(tag, (size_t)(end - tag), wanted, strlen(wanted)) : NULL;
    if (!value)
        return "";
    value += strlen(wanted);
    const char *quote = memchr(value, '"', (size_t)(end - value));
    return quote ? resolve(arena, value, (size_t)(quote - value)) : "";
}

/* The digest is that of what stands between the start tag's line and the end tag (report/data.c). */
static bool agrees(struct arena *arena, const char *data, size_t length)
{
    static const char end_tag[] = "</report>\n";
    char digest[DIGEST_HEX];
    const char *end, *tag = start_tag(data, length, &end);
    size_t tail = sizeof end_tag - 1;
    if (!tag || end[1] != '\n' || (size_t)(data + length - end) < tail + 2 ||
        memcmp(data + length - tail, end_tag, tail) != 0)
        return false;
    digest_sha256(end + 2, (size_t)(data + length - tail - (end + 2)), digest);
    return strcmp(extract_attribute(arena, data, length, "sha256"), digest) == 0;
}

const char *extract_data(struct arena *arena, struct diags *diags, struct pdf_file *file, const char *path,
                         size_t *length)
{
    pdf_value stream = find(file);
    if (!stream) {
        diag(diags, PDF_NO_DATA, place_file(arena, path), path);
        return NULL;
    }
    const char *data = pdf_stream(file, stream, length);
    if (!data || !agrees(arena, data, *length)) {
        diag(diags, PDF_DATA_ALTERED, place_file(arena, path), path);
        return NULL;
    }
    return data;
}
