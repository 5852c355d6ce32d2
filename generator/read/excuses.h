/* excuses.h - "bỏ qua" at the head of a file: complaints that the author has answered. */
#ifndef READ_EXCUSES_H
#define READ_EXCUSES_H

#include "base/diag.h"
#include "read/front_matter.h"

/* Reads the list under "bỏ qua": items of mã, về (optional), lý do. Complains about anything else in it. */
void excuses_read(struct arena *arena, struct diags *diags, const struct node *head, struct excuses *out);

#endif
