/* pdf_page.c - what stands on a page: operators, a map of characters, a font and the page's own keys, put
 * into a file that is sound otherwise, so that no cross-reference table is in the way. */
#include "fuzz.h"

#include "nd30/nd30.h"
#include "pdf/content.h"

#include <math.h>
#include <string.h>

enum { OBJECTS = 6 };

/* A file of these objects, numbered from 1. */
static void write_file(struct buf *out, const struct buf *objects)
{
    size_t places[OBJECTS];
    buf_str(out, "%PDF-1.7\n");
    for (size_t i = 0; i < OBJECTS; i++) {
        places[i] = out->len;
        buf_printf(out, "%zu 0 obj\n", i + 1);
        buf_add(out, objects[i].data, objects[i].len);
        buf_str(out, "\nendobj\n");
    }
    size_t table = out->len;
    buf_printf(out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (size_t i = 0; i < OBJECTS; i++)
        buf_printf(out, "%010zu 00000 n \n", places[i]);
    buf_printf(out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1, table);
}

static void add_stream(struct buf *out, const char *text)
{
    buf_printf(out, "<</Length %zu>>stream\n%s\nendstream", strlen(text), text);
}

void fuzz_pdf_page(struct fuzz *f, const uint8_t *data, size_t size)
{
    const char *pieces[4]; /* operators, ToUnicode, more of the font, more of the page */
    struct buf objects[OBJECTS] = {{0}}, pdf = {0};
    fuzz_cut(f, data, size, pieces, 4);
    buf_str(&objects[0], "<</Type/Catalog/Pages 2 0 R>>");
    buf_str(&objects[1], "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    buf_printf(&objects[2],
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
               "/Resources<</Font<</F1 6 0 R>>>>%s>>",
               pieces[3]);
    add_stream(&objects[3], pieces[0]);
    add_stream(&objects[4], pieces[1]);
    buf_printf(&objects[5], "<</Type/Font/BaseFont/ABCDEF+Times#20New/ToUnicode 5 0 R%s>>", pieces[2]);
    write_file(&pdf, objects);
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "tep.pdf", pdf.data, pdf.len);
    if (file && pdf_page_count(file) > 0) {
        const struct pdf_content *content = pdf_content_read(&f->arena, file, pdf_page(file, 0));
        for (size_t i = 0; i < content->run_count; i++) {
            const struct pdf_run *run = &content->runs[i];
            fuzz_must(run->text && run->font && !isnan(run->x) && !isnan(run->y) && !isnan(run->width));
            fuzz_text(run->text, strlen(run->text));
        }
        nd30_judge(&f->arena, file, LANG_EN);
    }
    pdf_close(file);
    for (size_t i = 0; i < OBJECTS; i++)
        buf_free(&objects[i]);
    buf_free(&pdf);
}
