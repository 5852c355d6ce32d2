/* judge.h - one PDF read and judged for the overview. */
#ifndef ROLLUP_JUDGE_H
#define ROLLUP_JUDGE_H

#include "rollup/row.h"
#include "seal/roots.h"

/* Fills the row of a file: its signatures verified, its data taken out and read. path: to open; row->path is
 * set by the caller. Whatever the file is, the row says so; nothing is complained about. roots may be NULL.
 * Texts are the arena's. */
void rollup_judge(struct arena *arena, const char *path, const struct seal_roots *roots,
                  struct rollup_row *row);

/* A row that says nothing yet. */
void rollup_empty(struct rollup_row *row, const char *path);

#endif
