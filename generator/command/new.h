/* new.h - what a new file of the content is made of: for `new` and `init`. */
#ifndef COMMAND_NEW_H
#define COMMAND_NEW_H

#include "base/buf.h"
#include "command/run.h"
#include "model/model.h"
#include "view/value.h"

#include <stdbool.h>

/* What stands where somebody has yet to write; check/ warns about it (T240). */
#define NEW_BLANK "…"

/* Fills in templates/moi/NAME.md. False after a complaint. */
bool new_render(struct run *run, const char *name, const struct value *values, struct buf *out);

/* The text of a quarter's file: every task of the year's plan, with what the quarters before say of it. False
 * after a complaint. */
bool new_quarter(struct run *run, const struct model *model, const struct year *year, int number,
                 struct buf *out);

/* The text of a year's plan after that of an earlier year. False after a complaint. */
bool new_plan(struct run *run, const struct year *earlier, int year, struct buf *out);

/* "2024" to "2999" as a number, else 0: years as the content's folders are named. */
int new_year_parse(const char *s);

/* Writes a new file of the content, and its folder if that is new too. False after a complaint. */
bool new_write(struct run *run, const char *folder, const char *path, const struct buf *text);

#endif
