/* file_kind.h - what kind of file it is: by its name, and by its first bytes. */
#ifndef CHECK_FILE_KIND_H
#define CHECK_FILE_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum file_kind {
#define KIND(name, ending) KIND_##name,
#define ENDING(ending, kind)
#include "check/file_kind.def"
};

/* By the ending of the name, capitals or not; KIND_UNKNOWN when we do not know the ending. */
enum file_kind file_kind_by_name(const char *name);

/* By the first n bytes of the file, whatever they are; KIND_UNKNOWN when they are like nothing we know. */
enum file_kind file_kind_by_bytes(const void *bytes, size_t n);

/* May a file of a name of that kind hold those bytes? A ".zip" may hold anything zipped; a zipped document
 * whose inside is not told by its first bytes is believed. */
bool file_kind_fits(enum file_kind by_name, enum file_kind by_bytes);

/* ".pdf"; NULL for KIND_UNKNOWN. */
const char *file_kind_ending(enum file_kind kind);

#endif
