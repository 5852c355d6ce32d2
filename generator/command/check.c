/* check.c - `baocao check`: read and check everything. */
#include "check/check.h"

#include "command/run.h"
#include "read/content.h"

void command_check(struct run *run)
{
    const struct model *model =
        content_read(&run->arena, &run->diags, run->options.content, run->options.content);
    if (model)
        check_model(&run->diags, model);
}
