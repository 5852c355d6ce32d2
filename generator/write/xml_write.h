/* xml_write.h - the writers of the XML form, one a kind of file; write.h says what they promise. */
#ifndef WRITE_XML_WRITE_H
#define WRITE_XML_WRITE_H

#include "base/buf.h"
#include "model/plan.h"
#include "model/progress.h"
#include "model/school.h"
#include "model/scores.h"

void xml_write_school(struct buf *out, const struct school *school);
void xml_write_papi(struct buf *out, const struct papi *papi);
void xml_write_scores(struct buf *out, const struct scores *scores);
void xml_write_plan(struct buf *out, const struct plan *plan);
void xml_write_progress(struct buf *out, const struct progress *progress);

#endif
