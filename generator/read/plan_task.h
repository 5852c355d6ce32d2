/* plan_task.h - one task of the plan: its words, and the fields that the school added under it. */
#ifndef READ_PLAN_TASK_H
#define READ_PLAN_TASK_H

#include "base/diag.h"
#include "model/plan.h"

/* Reads a task from a dash item or a paragraph of its own in section s. Sub-items "Khóa: giá trị" with a
 * known key are taken out of the block and become fields; the rest is the plan's words. Never NULL. */
struct task *plan_task_read(struct arena *arena, struct diags *diags, const struct section *s,
                            struct block *block, const char *code);

/* Is the dash item, which stands for itself and not below a task, a field ("Thời hạn: …")? Its key, or NULL.
 */
const char *plan_task_field(struct arena *arena, const struct block *item);

/* Adds the fields of a list whose items are all fields to a task. */
void plan_task_fields(struct arena *arena, struct diags *diags, struct task *task, struct block *list);

#endif
