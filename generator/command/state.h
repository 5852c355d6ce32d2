/* state.h - how far a quarter's report has come: nháp, trình ký, đã ký, công bố. */
#ifndef COMMAND_STATE_H
#define COMMAND_STATE_H

#include "command/run.h"
#include "model/model.h"

enum report_state {
    REPORT_DRAFT,
    REPORT_SUBMITTED, /* a copy for signature was made */
    REPORT_SIGNED,    /* by its signer */
    REPORT_SEALED,    /* by the agency too */
    REPORT_PUBLISHED, /* and on the site in out/, byte for byte */
};

enum report_state report_state(struct run *run, const struct progress *progress);

/* "đã ký" */
const char *report_state_text(struct run *run, enum report_state state);

#endif
