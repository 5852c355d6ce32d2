/* written.h - the first revision of a report as its own bytes tell it, without libqpdf, which takes a hundred
 * times as long. Only what is written to the letter as report/xref.c writes it is known here. */
#ifndef SEAL_WRITTEN_H
#define SEAL_WRITTEN_H

#include "pdf/file.h"

#include <stdint.h>

struct written {
    struct pdf_file *file;
    const char *bytes;
    const char *rows;     /* of its cross-reference stream, one for each number below count */
    unsigned count;       /* 0: nothing is known */
    const uint8_t *since; /* the numbers below count that later updates give anew */
    uint8_t *packed;      /* what is known already of the streams that pack others */
};

/* Of a file whose later updates are all written as seal/update.c writes them; else count is 0. The arena and
 * the file have to stay. */
void written_open(struct written *written, struct arena *arena, struct pdf_file *file);

/* Is it sure that the object of that number refers only to objects below limit, with generation 0? False: it
 * may be so, or not. The limit is always the same. */
bool written_within(struct written *written, unsigned number, unsigned limit);

#endif
