/* document.c - which format a content file is in. */
#include "read/document.h"

#include "read/markdown.h"
#include "read/xml_document.h"
#include "read/xml_reword.h"

#include <string.h>

static bool markdown_document(struct arena *arena, struct diags *diags, const struct source *source,
                              enum document_kind kind, struct document *out)
{
    (void)kind; /* the headings tell */
    size_t body;
    out->head = front_matter_read(arena, diags, source, &body);
    if (!out->head)
        return false;
    front_matter_comments(arena, source, body, &out->comments);
    out->body = markdown_read_noting(arena, diags, source, body, MARKDOWN_CONTENT, &out->comments);
    return true;
}

const char *const document_endings[] = {".md", ".xml", ""};

bool document_is_xml(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".xml") == 0;
}

bool document_guess(struct arena *arena, struct diags *diags, const struct source *source,
                    enum document_kind *kind)
{
    static const struct {
        const char *key; /* that only this kind has */
        enum document_kind kind;
    } kinds[] = {{"kỳ", DOCUMENT_PROGRESS},
                 {"loại", DOCUMENT_PLAN},
                 {"chỉ số", DOCUMENT_PAPI},
                 {"công bố", DOCUMENT_SCORES},
                 {"ký hiệu", DOCUMENT_SCHOOL}};
    if (document_is_xml(source->path))
        return xml_guess(arena, diags, source, kind);
    size_t body;
    const struct node *head = front_matter_read(arena, diags, source, &body);
    for (size_t i = 0; head && i < sizeof kinds / sizeof *kinds; i++)
        if (node_get(head, kinds[i].key)) {
            *kind = kinds[i].kind;
            return true;
        }
    if (head)
        diag(diags, CONTENT_KIND, head->at);
    return false;
}

bool document_read(struct arena *arena, struct diags *diags, const struct source *source,
                   enum document_kind kind, struct document *out)
{
    *out = (struct document){.source = source};
    diags->reword = xml_reword;
    return (document_is_xml(source->path) ? xml_document : markdown_document)(arena, diags, source, kind,
                                                                              out);
}
