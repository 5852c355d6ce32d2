/* plain_words.h - the references in a piece of a PDF file, told word by word. Every reader of PDF sees those
 * that are told here, as nothing is taken for a text or a comment: these are not understood, and what could
 * be one is refused or counts. */
#ifndef SEAL_PLAIN_WORDS_H
#define SEAL_PLAIN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* An object, from behind "obj" to its endobj or its stream: has it no text but hexadecimal ones, no comment
 * and nothing that is left open, and does it refer only to objects below limit, with generation 0? */
bool plain_object_within(const char *bytes, size_t size, unsigned limit);

/* Any objects, one behind the other: the same, but texts may be there, and what they say counts as if it
 * stood by itself. */
bool plain_words_within(const char *bytes, size_t size, unsigned limit);

#endif
