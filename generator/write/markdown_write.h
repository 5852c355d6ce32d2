/* markdown_write.h - the writers of the Markdown form, one a kind of file; write.h says what they promise. */
#ifndef WRITE_MARKDOWN_WRITE_H
#define WRITE_MARKDOWN_WRITE_H

#include "base/buf.h"
#include "model/plan.h"
#include "model/progress.h"
#include "model/school.h"
#include "model/scores.h"

void markdown_write_school(struct buf *out, const struct school *school);
void markdown_write_papi(struct buf *out, const struct papi *papi);
void markdown_write_scores(struct buf *out, const struct scores *scores);
void markdown_write_plan(struct buf *out, const struct plan *plan);
void markdown_write_progress(struct buf *out, const struct progress *progress);

#endif
