/* write.h - the model as content files again: what `convert` and `new` write, and the report's data for
 * machines. Reading what was written gives the same model. */
#ifndef WRITE_WRITE_H
#define WRITE_WRITE_H

#include "base/buf.h"
#include "model/plan.h"
#include "model/progress.h"
#include "model/school.h"
#include "model/scores.h"

#include <stdbool.h>

enum write_form { WRITE_MARKDOWN, WRITE_XML };

/* Each appends a whole file, in UTF-8 with "\n", ending with one. The authors' comments are kept, each before
 * what it stood before; those of one line that stood behind a key come before it. The form of XML is
 * generator/schema/baocao.rng. */
void write_school(struct buf *out, enum write_form form, const struct school *school);
void write_papi(struct buf *out, enum write_form form, const struct papi *papi);
void write_scores(struct buf *out, enum write_form form, const struct scores *scores);
void write_plan(struct buf *out, enum write_form form, const struct plan *plan);
void write_progress(struct buf *out, enum write_form form, const struct progress *progress);

/* One entry of a quarter in Markdown, heading and fields and prose, with an empty line before each block. */
void write_entry(struct buf *out, const struct entry *entry);

/* A line "key: value" of the head of a Markdown file, quoted where YAML needs it. */
void write_key(struct buf *out, const char *key, const char *value);

#endif
