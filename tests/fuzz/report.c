/* report.c - a content file becomes the district's report: filled, laid out, written, and its data taken out
 * again. */
#include "fuzz.h"

#include "base/file.h"
#include "check/check.h"
#include "model/model.h"
#include "nd30/nd30.h"
#include "pdf_ours.h"
#include "report/data.h"
#include "report/report.h"
#include "seal/extract.h"
#include "view/view.h"

#include <string.h>

/* The faces, read once. */
static const struct report_faces *faces(void)
{
    static const struct report_fonts files = {"generator/build/fonts/LiberationSerif-Regular.ttf",
                                              "generator/build/fonts/LiberationSerif-Bold.ttf",
                                              "generator/build/fonts/LiberationSerif-Italic.ttf",
                                              "generator/build/fonts/LiberationSerif-BoldItalic.ttf"};
    static struct arena kept;
    static struct report_faces *read;
    struct diags diags = {.arena = &kept};
    if (!read)
        read = report_faces_read(&kept, &diags, &files);
    fuzz_must(read != NULL);
    return read;
}

/* The data inside is what the model says. */
static void judge_pdf(struct fuzz *f, const struct model *model, const struct buf *pdf)
{
    struct buf data = {0};
    size_t length = 0;
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "ra.pdf", pdf->data, pdf->len);
    fuzz_must(file != NULL);
    const char *inside = extract_data(&f->arena, &f->diags, file, "ra.pdf", &length);
    report_data_alone(model->school, model->years->plan, model->years->quarters[1], true, &data);
    fuzz_must(inside && length == data.len && memcmp(inside, data.data, length) == 0);
    nd30_judge(&f->arena, file, LANG_VI);
    pdf_close(file);
    buf_free(&data);
}

/* Writes the report of quarter II; false after a complaint. */
static bool write_report(struct fuzz *f, struct model *model, struct buf *pdf)
{
    struct arena *a = &f->arena;
    struct report_writer *writer =
        report_open(a, &f->diags, faces(), "templates", "templates", model->folder);
    struct year *year = model->years;
    struct value *values = view_year(a, model, year);
    const struct value *view = view_quarter(a, model, year, year->quarters[1], values, VIEW_INTERNAL);
    struct buf text = {0}, data = {0};
    size_t pages = 0;
    report_data_alone(model->school, year->plan, year->quarters[1], true, &data);
    fuzz_must(writer && report_fill(writer, view, &text));
    const struct report_load load = {data.data, data.len, NULL, 0};
    bool fine = report_write(writer, model, year, year->quarters[1], &text, &load, pdf, &pages);
    buf_free(&data);
    fuzz_must(!fine || pages > 0);
    report_close(writer);
    return fine;
}

void fuzz_report(struct fuzz *f, const uint8_t *data, size_t size)
{
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "q2.md", data, size);
    struct model *model = fuzz_model(f, source);
    struct buf pdf = {0};
    if (!model || !diag_ok(&f->diags))
        return;
    check_model(&f->diags, model);
    if (!diag_ok(&f->diags)) /* what is wrong is never built */
        return;
    if (write_report(f, model, &pdf))
        judge_pdf(f, model, &pdf);
    buf_free(&pdf);
}

const char *fuzz_ours(size_t *size)
{
    static struct fuzz kept;
    static struct buf pdf;
    if (!pdf.len) {
        struct buf text = {0};
        kept.diags.arena = &kept.arena;
        fuzz_must(file_read("tests/golden/base/content/2024/q2.md", SOURCE_LIMIT, &text) == FILE_FINE);
        const struct source *source =
            source_from_bytes(&kept.arena, &kept.diags, "q2.md", text.data, text.len);
        struct model *model = fuzz_model(&kept, source);
        fuzz_must(model && write_report(&kept, model, &pdf));
        buf_free(&text);
    }
    *size = pdf.len;
    return pdf.data;
}
