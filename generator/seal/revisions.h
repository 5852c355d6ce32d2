/* revisions.h - which objects a later part of a file speaks of, told from its cross-references alone. */
#ifndef SEAL_REVISIONS_H
#define SEAL_REVISIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the revision that ends at size has its cross-references: the number behind its last "startxref",
 * whose end has to be exactly that. 0: it has not. */
size_t revisions_start(const char *bytes, size_t size);

/* Marks in touched[0 … count - 1] every object that the updates behind the first `before` of size bytes give
 * anew. True only when each of these updates is written to the letter as seal/update.c writes them, down to
 * the revision that ends at `before`: then an object that is not marked is found at the same place by both.
 * On false nothing is known. */
bool revisions_touched(const char *bytes, size_t before, size_t size, uint8_t *touched, size_t count);

#endif
