/* table.h - a table of texts, its columns aligned by what a terminal shows. */
#ifndef COMMAND_TABLE_H
#define COMMAND_TABLE_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { TABLE_COLUMNS = 16 };

enum table_paint { PAINT_NONE, PAINT_BOLD, PAINT_RED, PAINT_YELLOW };

struct table_cell {
    const char *text;
    enum table_paint paint;
};

struct table_row {
    struct table_cell cells[TABLE_COLUMNS]; /* a NULL text ends the row early */
};

struct table {
    struct arena *arena;
    struct table_row *rows;
    size_t count;
    bool right[TABLE_COLUMNS]; /* columns of figures */
};

/* A new row, empty. */
struct table_row *table_add(struct table *table);

/* Appends the table: two spaces before each column, no space at the end of a line. */
void table_print(const struct table *table, struct buf *out, bool color);

/* A text between the signs that paint it on a terminal. */
void table_paint(struct buf *out, const char *text, enum table_paint paint, bool color);

#endif
