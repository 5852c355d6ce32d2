/* vocabulary.h - judges an XML tree by the table of elements (vocabulary.def). */
#ifndef READ_VOCABULARY_H
#define READ_VOCABULARY_H

#include "base/diag.h"
#include "read/xml.h"

#include <stdbool.h>

/* Is the tree one of the given root ("plan"), with the elements, attributes and text that the table allows?
 * Complains about everything that is not, with its place, what was probably meant, and what is allowed there.
 * generator/schema/baocao.rng accepts the same documents. */
bool vocabulary_check(struct arena *arena, struct diags *diags, const struct element *root,
                      const char *expected);

/* The word of the Markdown form that an element, or an attribute of it, stands for; NULL when there is none.
 */
const char *vocabulary_key(const char *root, const char *element);
const char *vocabulary_attribute_key(const char *root, const char *element, const char *attribute);

bool vocabulary_attribute_needed(const char *root, const char *element, const char *attribute);

/* May the child stand more than once in the parent? */
bool vocabulary_repeats(const char *root, const char *parent, const char *child);
/* Must it be there? */
bool vocabulary_needs(const char *root, const char *parent, const char *child);
/* Does the element hold a text, or attributes that stand for keys? Then it is a value of the head, else a
 * part of the body. */
bool vocabulary_is_value(const char *root, const char *element);

/* The element below the root that stands for that word of the Markdown form (compared folded), or NULL. */
const char *vocabulary_element(const char *root, const char *key);

/* Is it an element of prose that may stand as a block: p, list, quote, rule? */
bool vocabulary_is_block(const char *name);

#endif
