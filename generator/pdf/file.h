/* file.h - a finished PDF file, made by us or by anyone, as a tree of objects. libqpdf reads it; a file that
 * is damaged or hostile gives a complaint or empty values, never more memory than PDF_MEMORY and never a
 * crash. */
#ifndef PDF_FILE_H
#define PDF_FILE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PDF_FILE_LIMIT = 64 << 20,   /* bytes of a file that is read */
    PDF_STREAM_LIMIT = 64 << 20, /* bytes of a stream that is unpacked */
    PDF_MEMORY = 1 << 30,        /* bytes that reading may take */
};

struct pdf_file;

/* Can files be read at all? False after a complaint: libqpdf is not there. Whoever reads many in processes
 * asks before they are made, so that what the machine lacks is not told of each file. */
bool pdf_ready(struct diags *diags);

/* A value in the file; 0 is "none", which every function below takes and answers with nothing. */
typedef unsigned pdf_value;

/* Reads a file's bytes. They are not copied and must stay until pdf_close. NULL after a complaint that names
 * the path: no PDF, damaged, locked by a password. */
struct pdf_file *pdf_open(struct arena *arena, struct diags *diags, const char *path, const void *bytes,
                          size_t size);
void pdf_close(struct pdf_file *file);

/* Reads the file from disk, at most PDF_FILE_LIMIT bytes, into *bytes (arena). NULL after a complaint. */
struct pdf_file *pdf_load(struct arena *arena, struct diags *diags, const char *path, const char **bytes,
                          size_t *size);

/* The bytes that were given to pdf_open. */
const char *pdf_bytes(const struct pdf_file *file, size_t *size);

/* Do the tables of its objects say what is there: every number below /Size, nothing missing? */
bool pdf_is_exact(const struct pdf_file *file);

pdf_value pdf_trailer(struct pdf_file *file);
pdf_value pdf_root(struct pdf_file *file); /* the document catalog */
size_t pdf_page_count(struct pdf_file *file);
pdf_value pdf_page(struct pdf_file *file, size_t index);

/* The object of that number, generation 0; 0 when there is none. */
pdf_value pdf_object(struct pdf_file *file, unsigned number);

/* The number of an indirect object, 0 of a direct one. */
unsigned pdf_number_of(struct pdf_file *file, pdf_value value);

/* A dictionary's or stream's value ("/Type"), an array's; references are followed. 0 when there is none or it
 * is null. */
pdf_value pdf_get(struct pdf_file *file, pdf_value dictionary, const char *key);
pdf_value pdf_at(struct pdf_file *file, pdf_value array, size_t index);
size_t pdf_count(struct pdf_file *file, pdf_value array);

/* The value that a page inherits from the nodes above it when it has none (Resources, MediaBox, CropBox,
 * Rotate). */
pdf_value pdf_inherited(struct pdf_file *file, pdf_value page, const char *key);

/* The keys of a dictionary, NULL-terminated, in the order of their bytes (arena). */
char **pdf_keys(struct pdf_file *file, pdf_value dictionary);

bool pdf_is_name(struct pdf_file *file, pdf_value value, const char *name);
bool pdf_is_dictionary(struct pdf_file *file, pdf_value value);
bool pdf_is_array(struct pdf_file *file, pdf_value value);
bool pdf_is_stream(struct pdf_file *file, pdf_value value);
bool pdf_is_number(struct pdf_file *file, pdf_value value);

/* A number, or the fallback; a name with its slash, or ""; a string's bytes with their count, or ""; a text
 * string as UTF-8, or "". All in the arena. */
double pdf_number(struct pdf_file *file, pdf_value value, double fallback);
const char *pdf_name(struct pdf_file *file, pdf_value value);
const char *pdf_string(struct pdf_file *file, pdf_value value, size_t *length);
const char *pdf_text(struct pdf_file *file, pdf_value value);

/* A stream's bytes without their filters (arena), or NULL: no stream, a filter for pictures, damaged, larger
 * than PDF_STREAM_LIMIT. */
const char *pdf_stream(struct pdf_file *file, pdf_value stream, size_t *length);

/* The value as a PDF writer would put it, references as "7 0 R" (arena): for comparing two values and for
 * writing one anew. */
const char *pdf_unparse(struct pdf_file *file, pdf_value value);

/* The same of what a reference leads to; of a stream its dictionary. */
const char *pdf_unparse_object(struct pdf_file *file, pdf_value value);

/* Does the object of that number say the same in both files: its value, and a stream's bytes as they stand?
 */
bool pdf_same_object(struct pdf_file *a, struct pdf_file *b, unsigned number);

#endif
