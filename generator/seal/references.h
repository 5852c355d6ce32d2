/* references.h - whether a file is made of nothing but the objects that are looked at when two revisions are
 * compared. */
#ifndef SEAL_REFERENCES_H
#define SEAL_REFERENCES_H

#include "pdf/file.h"

/* Does the trailer, and every object below count that has generation 0, refer only to such objects? Then
 * nothing that can be reached has another number, whatever /Size says. */
bool references_within(struct arena *arena, struct pdf_file *file, unsigned count);

#endif
