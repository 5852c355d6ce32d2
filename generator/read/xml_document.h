/* xml_document.h - the XML form of a content file, made into the document that the Markdown form would give.
 */
#ifndef READ_XML_DOCUMENT_H
#define READ_XML_DOCUMENT_H

#include "read/document.h"

/* False after a complaint: not well-formed, not of the vocabulary, or tasks where the plan has none. */
bool xml_document(struct arena *arena, struct diags *diags, const struct source *source,
                  enum document_kind kind, struct document *out);

/* The kind by the outermost element. False after a complaint. */
bool xml_guess(struct arena *arena, struct diags *diags, const struct source *source,
               enum document_kind *kind);

#endif
