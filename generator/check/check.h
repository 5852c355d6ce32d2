/* check.h - the rules of the content: everything that can be judged once all of it is read. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/diag.h"
#include "model/model.h"

/* Runs every check of the table in check.c over the model; complaints go to diags. */
void check_model(struct diags *diags, const struct model *model);

#endif
