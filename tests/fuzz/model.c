/* model.c - a content file through readers, checks, views and writers. */
#include "model.h"

#include "check/check.h"
#include "read/content.h"
#include "read/document.h"
#include "report/data.h"
#include "view/view.h"
#include "write/write.h"

#include <stdlib.h>
#include <string.h>

static void write_kind(struct buf *out, enum write_form form, enum document_kind kind, const void *what)
{
    switch (kind) {
    case DOCUMENT_SCHOOL:
        write_school(out, form, what);
        break;
    case DOCUMENT_PAPI:
        write_papi(out, form, what);
        break;
    case DOCUMENT_PLAN:
        write_plan(out, form, what);
        break;
    case DOCUMENT_PROGRESS:
        write_progress(out, form, what);
        break;
    case DOCUMENT_SCORES:
        write_scores(out, form, what);
        break;
    }
}

static const void *read_kind(struct fuzz *f, struct diags *diags, enum document_kind kind,
                             const struct source *source)
{
    switch (kind) {
    case DOCUMENT_SCHOOL:
        return school_read(&f->arena, diags, source);
    case DOCUMENT_PAPI:
        return papi_read(&f->arena, diags, source);
    case DOCUMENT_PLAN:
        return plan_read(&f->arena, diags, source);
    case DOCUMENT_PROGRESS:
        return progress_read(&f->arena, diags, source, 15);
    case DOCUMENT_SCORES:
        return scores_read(&f->arena, diags, source);
    }
    return NULL;
}

/* Written as XML, then read, written as Markdown, read and written as XML again: the same bytes. */
static void judge_writers(struct fuzz *f, enum document_kind kind, const void *what)
{
    static const struct {
        enum write_form form;
        const char *name;
    } steps[] = {{WRITE_XML, "a.xml"}, {WRITE_MARKDOWN, "b.md"}, {WRITE_XML, "c.xml"}};
    struct buf texts[3] = {{0}, {0}, {0}};
    for (size_t i = 0; i < 3 && what; i++) {
        struct diags diags = {.arena = &f->arena};
        write_kind(&texts[i], steps[i].form, kind, what);
        fuzz_text(buf_text(&texts[i]), texts[i].len);
        const struct source *source =
            source_from_bytes(&f->arena, &diags, steps[i].name, buf_text(&texts[i]), texts[i].len);
        what = source ? read_kind(f, &diags, kind, source) : NULL;
        if (!diag_ok(&diags))
            diag_print(&diags, stderr);
        fuzz_must(what && diag_ok(&diags));
    }
    fuzz_must(texts[0].len == texts[2].len && memcmp(texts[0].data, texts[2].data, texts[0].len) == 0);
    for (size_t i = 0; i < 3; i++)
        buf_free(&texts[i]);
}

static const void *of_kind(const struct model *model, enum document_kind kind)
{
    switch (kind) {
    case DOCUMENT_SCHOOL:
        return model->school;
    case DOCUMENT_PAPI:
        return model->papi;
    case DOCUMENT_PLAN:
        return model->years->plan;
    case DOCUMENT_PROGRESS:
        return model->years->quarters[1];
    case DOCUMENT_SCORES:
        return model->years->scores;
    }
    return NULL;
}

/* An excuse without its reason is told about by check_model, and is no XML. */
static bool excuses_whole(const struct model *model)
{
    const struct excuses *all[] = {&model->school->excuses, &model->years->plan->excuses,
                                   &model->years->quarters[1]->excuses, &model->papi->excuses,
                                   model->years->scores ? &model->years->scores->excuses : NULL};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; all[i] && k < all[i]->count; k++)
            if (!all[i]->items[k].code.s || !all[i]->items[k].reason.s)
                return false;
    return true;
}

void fuzz_content(struct fuzz *f, const char *name, const uint8_t *data, size_t size)
{
    struct diags silent = {.arena = &f->arena};
    enum document_kind kind;
    const struct source *source = source_from_bytes(&f->arena, &f->diags, name, data, size);
    struct model *model = fuzz_model(f, source);
    if (!model)
        return;
    struct year *year = model->years;
    bool read_well = diag_ok(&f->diags) && !year->registry && excuses_whole(model);
    check_model(&f->diags, model);
    struct value *values = view_year(&f->arena, model, year);
    view_quarter(&f->arena, model, year, year->quarters[1], values, VIEW_INTERNAL);
    /* CI asks for crashes only: what a writer loses, `convert` sees by itself and says. */
    if (getenv("FUZZ_LENIENT") || !read_well || !document_guess(&f->arena, &silent, source, &kind))
        return;
    judge_writers(f, kind, of_kind(model, kind));
    struct buf out = {0};
    report_data_alone(model->school, year->plan, year->quarters[1], true, &out);
    fuzz_text(buf_text(&out), out.len);
    buf_free(&out);
}
