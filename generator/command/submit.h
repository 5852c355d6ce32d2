/* submit.h - the copies for signature (trình ký), kept in the content until they come back signed. */
#ifndef COMMAND_SUBMIT_H
#define COMMAND_SUBMIT_H

#include "command/run.h"
#include "model/model.h"

/* Makes the copy of the wanted quarter (number 0: of all) that is not signed yet, in
 * content/<year>/trinh-ky, in the place of an earlier one; the model gets to know of it. False after a
 * complaint. */
bool submit_reports(struct run *run, struct model *model, struct quarter wanted);

#endif
