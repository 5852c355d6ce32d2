/* pages.c - a content file becomes the whole site: what the checks let pass has no dead links of our own
 * making. */
#include "fuzz.h"

#include "base/tree.h"
#include "check/check.h"
#include "model/model.h"
#include "site/site.h"

void fuzz_pages(struct fuzz *f, const uint8_t *data, size_t size)
{
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "q2.md", data, size);
    struct model *model = fuzz_model(f, source);
    if (!model || !diag_ok(&f->diags))
        return;
    check_model(&f->diags, model);
    if (!diag_ok(&f->diags)) /* what is wrong is never built */
        return;
    struct tree tree = {.arena = &f->arena};
    size_t before = f->diags.count;
    bool fine = site_write(&f->arena, &f->diags, model, "templates", "templates", NULL, &tree);
    fuzz_must(fine || f->diags.count > before);
}
