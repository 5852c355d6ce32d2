/* source.h - a text file as read: bytes made clean, and every place in it known by line and column. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diags;

/* Bytes, of the file and of its text; a UTF-16 file may be twice as large. cmark has quadratic cases, so
 * input is capped before it. */
enum { SOURCE_LIMIT = 1024 * 1024 };

struct source {
    const char *path;      /* as shown to the user, e.g. content/2024/q2.md */
    const char *text;      /* UTF-8, NFC, LF, without BOM, NUL-terminated; NULL when there is only a name */
    size_t len;            /* bytes of text */
    const uint32_t *lines; /* offset of the start of each line */
    size_t line_count;
};

/* A stretch of a source, in bytes of its text. A zero place (source NULL) means "no place". */
struct place {
    const struct source *source;
    uint32_t offset, length;
};

struct position {
    size_t line;   /* from 1 */
    size_t column; /* from 1, in code points of the line */
};

/* A string of the content with its place. s is NULL when absent. */
struct str {
    const char *s;
    struct place at;
};

/* Reads a file: UTF-8 with or without BOM, LF or CRLF or CR; made NFC. UTF-16 and Windows-1258 are read too,
 * with a note. On failure adds one diagnostic (missing, folder, no permission, too large, binary, not UTF-8
 * with the place, TCVN3 or VNI or UTF-8 twice with the place, I/O) and returns NULL. path is opened as it is,
 * shown is what complaints call it. Places are those of the text made clean. Memory: the arena's. */
const struct source *source_read(struct arena *arena, struct diags *diags, const char *path,
                                 const char *shown);

/* Complains about a file that could not be read, as file_read() answered; not about FILE_FINE. */
void source_complain(struct arena *arena, struct diags *diags, const char *shown, enum file_result result);

/* A source from bytes in memory, treated alike. The bytes are copied. */
const struct source *source_from_bytes(struct arena *arena, struct diags *diags, const char *shown,
                                       const void *bytes, size_t n);

/* A source from a text that we made ourselves (UTF-8), taken as it is. The text is copied. */
const struct source *source_from_text(struct arena *arena, const char *shown, const char *text, size_t n);

/* A source that is only a name, for complaints about a file as a whole. */
struct place place_file(struct arena *arena, const char *shown);

struct place place_make(const struct source *source, size_t offset, size_t length);

/* The first occurrence of needle inside the place; the place itself when it is not there to the letter
 * (e.g. a value wrapped over two lines). */
struct place place_find(struct place within, const char *needle);

/* Line and column where the place begins. */
struct position place_position(struct place place);

#endif
