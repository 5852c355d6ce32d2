/* pdf_object.h - objects of a PDF, by libharu's object layer, whose types stay out of headers: doc is an
 * HPDF_Doc, dict and stream an HPDF_Dict. They are the document's, which frees them. What goes wrong is told
 * to the document's error handler; memory never runs out here (pdf.c). */
#ifndef REPORT_PDF_OBJECT_H
#define REPORT_PDF_OBJECT_H

#include <stddef.h>

/* A dictionary with a number of its own. */
void *object_dict(void *doc);

/* A stream of n bytes as they are, and one of n bytes that are compressed. */
void *object_stream(void *doc, const void *bytes, size_t n);
void *object_packed(void *doc, const void *bytes, size_t n);

/* What is written into this stream is compressed already, by us: libharu would hold it in full, and takes
 * long. */
void object_set_packed(void *stream);

/* Adds to a dictionary: an empty array (HPDF_Array, returned); a string in ASCII; a text of any characters
 * (UTF-8), as UTF-16 with its mark. */
void *object_array(void *doc, void *dict, const char *key);
void object_ascii(void *doc, void *dict, const char *key, const char *text);
void object_text(void *doc, void *dict, const char *key, const char *text);

#endif
