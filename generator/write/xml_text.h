/* xml_text.h - elements, attributes, text and prose of the XML form, indented. */
#ifndef WRITE_XML_TEXT_H
#define WRITE_XML_TEXT_H

#include "base/buf.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_writer {
    struct buf *out;
    int depth;
    const struct comments *comments;
    size_t noted; /* comments written so far */
    int hush; /* above 0: comments wait, for the Markdown form has no place for them inside items and fields
               */
};

/* The first lines: declaration, and where editors find the schema; up is the way from the file to the project
 * ("../../"). */
void xml_begin(struct xml_writer *w, const char *up, const struct comments *comments);
/* The comments that are left. */
void xml_end(struct xml_writer *w);

/* "<name" on a line of its own; attributes may follow, then xml_close_tag or xml_empty. Comments that stood
 * before the place come first. */
void xml_open(struct xml_writer *w, const char *name, struct place at);
void xml_attribute_str(struct xml_writer *w, const char *name, struct str value); /* nothing when absent */
void xml_attribute_text(struct xml_writer *w, const char *name, const char *value);
void xml_close_tag(struct xml_writer *w); /* ">": what is inside follows on its own lines */
void xml_empty(struct xml_writer *w);     /* "/>" */
void xml_leave(struct xml_writer *w, const char *name);

/* "<name>text</name>", nothing when absent. */
void xml_element(struct xml_writer *w, const char *name, struct str text);
/* ">text</name>" behind xml_open and attributes. */
void xml_finish(struct xml_writer *w, const char *name, const char *text);

/* A chain of blocks, each on lines of its own. */
void xml_prose(struct xml_writer *w, const struct block *block);

#endif
