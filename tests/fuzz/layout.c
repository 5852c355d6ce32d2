/* layout.c - a filled form becomes a PDF, which our own reader reads. */
#include "fuzz.h"

#include "pdf/content.h"
#include "read/markdown.h"
#include "report/layout.h"
#include "report/pdf.h"

static void judge_pdf(struct fuzz *f, const struct document *document, const struct buf *pdf)
{
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "ra.pdf", pdf->data, pdf->len);
    fuzz_must(file && pdf_page_count(file) == document->page_count);
    if (pdf_page_count(file) > 0)
        pdf_content_read(&f->arena, file, pdf_page(file, 0));
    pdf_close(file);
}

void fuzz_layout(struct fuzz *f, const uint8_t *data, size_t size)
{
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "mau.md", data, size);
    if (!source)
        return;
    struct block *blocks = markdown_read(&f->arena, &f->diags, source, 0, MARKDOWN_FORM);
    struct document document = {.arena = &f->arena};
    struct layout layout = {.arena = &f->arena,
                            .diags = &f->diags,
                            .fonts = fuzz_fonts(),
                            .document = &document,
                            .pictures = "content/2024"};
    struct buf pdf = {0};
    size_t before = f->diags.count;
    bool fine = before == 0 && layout_blocks(&layout, blocks);
    fuzz_must(fine || f->diags.count > 0);
    if (fine && pdf_write(&f->diags, &document, layout.fonts, &pdf))
        judge_pdf(f, &document, &pdf);
    document_free(&document);
    buf_free(&pdf);
}
