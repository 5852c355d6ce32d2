/* references.h - whether a file is made of nothing but the objects that are looked at when two revisions are
 * compared. */
#ifndef SEAL_REFERENCES_H
#define SEAL_REFERENCES_H

#include "pdf/file.h"

#include <stdint.h>

/* Does the object of that number, as libqpdf reads it, refer only to objects below count with generation 0?
 */
bool references_of_object_within(struct arena *arena, struct pdf_file *file, unsigned number, unsigned count);

/* Does the trailer, and every object below count that has generation 0, refer only to such objects? Then
 * nothing that can be reached has another number, whatever /Size says. Objects that are not touched since
 * (NULL: any may be) are read in the file as it is now: a dictionary there shows a reference to what did not
 * exist before, and that nobody would compare. */
bool references_within(struct arena *arena, struct pdf_file *before, struct pdf_file *now,
                       const uint8_t *touched, unsigned count);

#endif
