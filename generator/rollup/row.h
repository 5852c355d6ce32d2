/* row.h - what one PDF of many says: whose report it is, how it is signed, what state each task is in. */
#ifndef ROLLUP_ROW_H
#define ROLLUP_ROW_H

#include "base/buf.h"
#include "base/date.h"
#include "model/progress.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROLLUP_INDICES = 9 }; /* content indices 1 to 8; 0: tasks of none */

enum rollup_kind {
    ROLLUP_REPORT,     /* a report of ours, its data as it was put in */
    ROLLUP_FOREIGN,    /* a PDF without our data */
    ROLLUP_UNREADABLE, /* no PDF, damaged, locked; or its data cannot be read */
    ROLLUP_ALTERED,    /* its data was changed */
    ROLLUP_DIED,       /* reading it took too much time or memory, or ended the reader */
    ROLLUP_FAULT,      /* the machine did not give it: its disk, or a library that is not there */
};

enum rollup_seal {
    ROLLUP_UNSIGNED,
    ROLLUP_BROKEN,    /* a signature does not hold, or the file was changed after it */
    ROLLUP_UNTRUSTED, /* holds, but no chain leads to the roots that were given */
    ROLLUP_SIGNED,
};

struct rollup_task {
    const char *code, *text, *reason; /* text: its first words; reason: "" when there is none */
    int index;                        /* 0 to 8 */
    enum state state;
};

/* Texts are "" where there is nothing. */
struct rollup_row {
    const char *path;  /* below the folder that is rolled up, as it is: "truong-1/bao-cao.pdf" */
    const char *shown; /* the same, fit to be shown */
    size_t size;
    const char *sha256; /* of the file */
    enum rollup_kind kind;
    enum rollup_seal seal;
    size_t signature_count;
    const char *note; /* why it is not read, or why a signature does not hold; Vietnamese */
    const char *school, *symbol, *agency;
    struct quarter quarter;
    const char *number;
    struct date date, signed_on; /* of the report; of its last signature by the signer's clock, in Vietnam */
    const char *signers;         /* "Nguyễn A; Trường B" */
    const char *replaces;        /* "45/BC-HB ngày 17/6/2024", several with "; " between */
    bool illustrative;
    const char *index_names[ROLLUP_INDICES]; /* as the plan words them */
    struct rollup_task *tasks;
    size_t task_count;
};

/* Text from a stranger, fit for pages, tables and XML: what is not UTF-8, control characters, and what turns
 * the direction of writing become U+FFFD. In the arena. */
const char *row_clean(struct arena *arena, const char *s, size_t n);

/* A row as bytes, and back, between two processes; without its paths. row_read: false when the bytes are not
 * all there or are something else; the texts are cleaned copies (arena). */
void row_write(struct buf *out, const struct rollup_row *row);
bool row_read(struct arena *arena, const char *bytes, size_t n, struct rollup_row *row);

#endif
