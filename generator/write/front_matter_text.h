/* front_matter_text.h - the head of a Markdown file: YAML that our reader gives back as it was, and the
 * author's comments. */
#ifndef WRITE_FRONT_MATTER_TEXT_H
#define WRITE_FRONT_MATTER_TEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

struct head_writer {
    struct buf *out;
    const struct comments *comments;
    size_t noted; /* comments written so far */
};

void head_begin(struct head_writer *w);
void head_end(struct head_writer *w);

/* "key: value", nothing when absent. */
void head_key(struct head_writer *w, const char *key, struct str value);
/* "key:" with items to come; nothing when there are none. */
void head_list(struct head_writer *w, const char *key, bool any);
/* An item that is a plain value. */
void head_item(struct head_writer *w, const char *value, struct place at);
/* A key of an item; the first of it carries the dash. Nothing when absent. */
void head_item_key(struct head_writer *w, bool first, const char *key, struct str value);
/* A key of an item with a list of values. */
void head_item_list(struct head_writer *w, const char *key, const struct str *values, size_t count);
/* "key: [III, IV, V]" */
void head_flow(struct head_writer *w, const char *key, const struct str *values, size_t count);
/* "bỏ qua:" and its items, when there are any. */
void head_excuses(struct head_writer *w, const struct excuses *excuses);

/* The comments that stood before the place (all that are left, without one): in the body as HTML comments of
 * their own, in the head behind "#". */
void head_comments(struct head_writer *w, struct place at, bool body);

/* Is there a comment left that stood before the place? */
bool head_waits(const struct head_writer *w, struct place at);

#endif
