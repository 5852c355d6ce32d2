/* document.c - which format a content file is in. */
#include "read/document.h"

#include "read/markdown.h"
#include "read/xml_document.h"

#include <string.h>

static bool markdown_document(struct arena *arena, struct diags *diags, const struct source *source,
                              enum document_kind kind, struct document *out)
{
    (void)kind; /* the headings tell */
    size_t body;
    out->head = front_matter_read(arena, diags, source, &body);
    if (!out->head)
        return false;
    out->body = markdown_read(arena, diags, source, body, MARKDOWN_CONTENT);
    return true;
}

const char *const document_endings[] = {".md", ".xml", ""};

static bool is_xml(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".xml") == 0;
}

bool document_read(struct arena *arena, struct diags *diags, const struct source *source,
                   enum document_kind kind, struct document *out)
{
    *out = (struct document){.source = source};
    return (is_xml(source->path) ? xml_document : markdown_document)(arena, diags, source, kind, out);
}
