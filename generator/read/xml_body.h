/* xml_body.h - what follows the head, by kind of file: elements become the headings, lists and paragraphs
 * that say the same in Markdown, so that one reader a kind knows the rules. */
#ifndef READ_XML_BODY_H
#define READ_XML_BODY_H

#include "base/diag.h"
#include "model/prose.h"
#include "read/xml.h"
#include "read/xml_prose.h"

#include <stdbool.h>

struct block *xml_school_body(struct arena *arena, struct diags *diags, const struct element *root);
struct block *xml_papi_body(struct arena *arena, struct diags *diags, const struct element *root);
struct block *xml_progress_body(struct arena *arena, struct diags *diags, const struct element *root);

/* False after a complaint: a task in a part that has none, a paragraph of its own where only tasks stand, a
 * "./." elsewhere than at the end. */
bool xml_plan_body(struct arena *arena, struct diags *diags, const struct element *root, struct block **out);

/* A chain of blocks that grows at its end. */
struct chain {
    struct arena *arena;
    struct block **link;
};
/* One that goes on where the blocks at *first end. */
struct chain chain_at(struct arena *arena, struct block **first);
void chain_add(struct chain *chain, struct block *blocks);
void chain_heading(struct chain *chain, int level, const char *text, struct place at);

/* A dash item "Key: text" of an element of the vocabulary. */
struct block *made_field(struct arena *arena, const char *key, const struct element *element);
/* A list of the items (a chain), at the place of the first; NULL when there are none. */
struct block *made_list(struct arena *arena, struct block *items);

#endif
