/* xml_prose.h - prose of the XML form as the same blocks and spans that Markdown gives. */
#ifndef READ_XML_PROSE_H
#define READ_XML_PROSE_H

#include "base/diag.h"
#include "model/prose.h"
#include "read/xml.h"

/* The blocks among the children of an element, in order; other children are passed over. The same links are
 * refused as in Markdown (markdown_link_is_safe), and lists are as deep at the most. */
struct block *xml_blocks(struct arena *arena, struct diags *diags, const struct element *parent);

/* One block. NULL for an empty paragraph, and after a complaint. */
struct block *xml_block(struct arena *arena, struct diags *diags, const struct element *element);

/* The text of an element: white space at line ends is one space, none at both ends. Its place is that text in
 * the source. */
struct str xml_text(struct arena *arena, const struct element *element);

/* The value of an attribute likewise; absent when the element has none of that name. */
struct str xml_value(struct arena *arena, const struct element *element, const char *name);

/* Blocks made for what the Markdown form says by its marks. at: the place they are complained about. */
struct block *made_block(struct arena *arena, enum block_kind kind, struct place at);
struct block *made_paragraph(struct arena *arena, const char *text, struct place at);

#endif
