/* document.h - a content file taken apart, whatever its format: keys at its head, blocks in its body. The
 * readers of plan, progress, school and indices start from here, so that Markdown and XML obey the same
 * rules. */
#ifndef READ_DOCUMENT_H
#define READ_DOCUMENT_H

#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"
#include "read/front_matter.h"

#include <stdbool.h>

enum document_kind { DOCUMENT_SCHOOL, DOCUMENT_PAPI, DOCUMENT_PLAN, DOCUMENT_PROGRESS, DOCUMENT_SCORES };

struct document {
    const struct source *source;
    struct node *head; /* a MAP; its keys are those of the Markdown form */
    struct block
        *body; /* chain; what the Markdown form says by headings and lists, said by headings and lists */
    struct comments comments;
};

/* The endings of content files, "" behind the last. A file is XML when its name ends in ".xml", else
 * Markdown. */
extern const char *const document_endings[];

/* Does the name end in ".xml"? */
bool document_is_xml(const char *path);

/* Which kind of file it is, by its outermost element or by the keys of its head. False when it tells none;
 * complains when it cannot be taken apart at all. */
bool document_guess(struct arena *arena, struct diags *diags, const struct source *source,
                    enum document_kind *kind);

/* Takes the source apart by its ending. False after a complaint. */
bool document_read(struct arena *arena, struct diags *diags, const struct source *source,
                   enum document_kind kind, struct document *out);

#endif
