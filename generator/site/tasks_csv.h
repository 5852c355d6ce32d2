/* tasks_csv.h - all tasks of a year as a table for spreadsheets and programs. */
#ifndef SITE_TASKS_CSV_H
#define SITE_TASKS_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/model.h"
#include "site/pages.h"

#include <stdbool.h>
#include <stddef.h>

/* "2024/tasks.csv", from the site's root. */
char *tasks_csv_path(struct arena *arena, const struct year *year);

/* Renders the template tasks.csv over a year's values into the tree, by csv_rewrite. False after a complaint.
 */
bool tasks_csv_write(struct pages *pages, const struct year *year, const struct value *base);

/* Appends the table of n bytes (rows of cells in quotes or bare, any line ends) as spreadsheets take it:
 * UTF-8 with BOM, lines ended by CRLF, cells quoted where they must be (RFC 4180), white space within a cell
 * as one space and none around it. A cell that a spreadsheet could take for a formula (it begins with = + -
 * @, and is no number) gets an apostrophe before it (OWASP, CSV injection); tabs and line ends, which open
 * formulas as well, are gone by then. Empty lines are left out. */
void csv_rewrite(struct buf *out, const char *table, size_t n);

#endif
