/* model.h - what must hold of a content file in either format, once it is read. */
#ifndef TESTS_FUZZ_MODEL_H
#define TESTS_FUZZ_MODEL_H

#include "fuzz.h"

/* Reads the bytes as a content file of that name, checks the model with it in place, makes all values for
 * templates, and holds the writers to their word: what reads without error is, written in either form, read
 * again as the same. */
void fuzz_content(struct fuzz *f, const char *name, const uint8_t *data, size_t size);

#endif
