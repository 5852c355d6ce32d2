/* xml.h - an XML file as a tree with exact places: libxml2's SAX events, strictly limited. */
#ifndef READ_XML_H
#define READ_XML_H

#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

enum { XML_DEPTH = 32 }; /* elements inside each other */

struct attribute {
    const char *name;
    struct place name_at;
    struct str value; /* entities resolved, trimmed by nobody; place of what stands between the quotes */
};

/* An element, or a run of text between two of them. */
struct element {
    const char *name;     /* NULL: text */
    const char *text;     /* of a run of text, entities resolved; NULL for an element */
    struct place at;      /* of the start tag; of the text */
    struct place content; /* between the start tag and the end tag */
    struct attribute *attributes;
    size_t attribute_count;
    struct element *first, *next; /* children; the next sibling */
};

struct xml {
    struct element *root;
    struct comments comments;
};

/* Reads a source. Any DOCTYPE, any entity besides the five of XML, prefixes of namespaces, and more than
 * XML_DEPTH elements inside each other are complaints; nothing is ever loaded from elsewhere. False after a
 * complaint (the first fault of well-formedness ends the reading: what follows it would only mislead). */
bool xml_read(struct arena *arena, struct diags *diags, const struct source *source, struct xml *out);

/* The attribute of that name, or NULL. */
const struct attribute *xml_attribute(const struct element *element, const char *name);

/* The first child element of that name, or NULL. */
const struct element *xml_child(const struct element *element, const char *name);

#endif
