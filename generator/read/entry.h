/* entry.h - one task's entry in a quarter's progress: the heading, its fields, the prose. */
#ifndef READ_ENTRY_H
#define READ_ENTRY_H

#include "base/diag.h"
#include "model/progress.h"

/* Does the heading begin with a task code ("III.2.1", "V.4")? */
bool entry_heading(struct arena *arena, const struct block *heading);

/* Reads an entry from its heading and the chain of blocks below it (up to the next heading, NULL-terminated).
 * Never NULL. */
struct entry *entry_read(struct arena *arena, struct diags *diags, const struct block *heading,
                         struct block *blocks);

/* Is the block an entry whose heading lost its "###": a paragraph that begins with a task's code, and fields
 * behind it? Complains. */
bool entry_without_heading(struct arena *arena, struct diags *diags, const struct block *block);

#endif
