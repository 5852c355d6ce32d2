/* sheets.h - phieu-van-ban.txt: what the document register of the district's system asks for, ready to copy
 * (NĐ 30/2020, PL VI). */
#ifndef COMMAND_SHEETS_H
#define COMMAND_SHEETS_H

#include "base/tree.h"
#include "command/reports.h"

/* Adds it to the tree for the reports made, by templates/van-thu. False after a complaint. */
bool sheets_write(struct run *run, const struct model *model, const struct reports_made *made,
                  struct tree *tree);

#endif
