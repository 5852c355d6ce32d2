/* pdf_update.c - a signed file that somebody prepared, and what comes behind its signature: objects put into
 * files whose cross-references are right, in this program's form or another. Whatever verify does not tell
 * has to look as before, and what it reads in haste must be what libqpdf reads. */
#include "fuzz.h"

#include "pdf/content.h"
#include "seal/additions.h"
#include "seal/references.h"
#include "seal/verify.h"
#include "seal/written.h"

#include <stdlib.h>
#include <string.h>

enum { SIGNATURE = 9, PACKING, PACKED, TABLE, GIVEN = 6, NUMBERS = 40, PLACE = 16, FORMS = 4 };

/* ---- the files ---- */

struct row {
    char kind;
    size_t at;
};

static void add_rows(struct buf *out, const struct row *rows, size_t first, size_t end, int width)
{
    for (size_t i = first; i < end; i++) {
        const char bytes[] = {rows[i].kind,
                              (char)(rows[i].at >> 24),
                              (char)(rows[i].at >> 16),
                              (char)(rows[i].at >> 8),
                              (char)rows[i].at,
                              0,
                              0};
        buf_add(out, bytes, (size_t)width);
    }
}

static void add_end(struct buf *out, size_t start)
{
    buf_printf(out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
}

/* The signed revision, as report/xref.c ends one; more goes into page, font and root. Returns where its table
 * stands. */
static size_t write_signed(struct buf *out, const char *const *more)
{
    char page[1200], font[1200], root[1200], packing[1200], empty[PLACE + 1];
    snprintf(page, sizeof page,
             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 6 0 "
             "R>>>>/Annots[7 0 R 8 0 R]%.1000s>>",
             more[0]);
    snprintf(font, sizeof font, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica%.1000s>>", more[1]);
    snprintf(root, sizeof root, "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R%.1000s>>", more[2]);
    snprintf(packing, sizeof packing,
             "<</Type/ObjStm/N 1/First 5/Length %zu>>stream\n%d 0 %.1000s\nendstream",
             strnlen(more[3], 1000) + 5, PACKED, more[3]);
    static const char signature[] = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
                                    "/ByteRange[0 0000000000 0000000000 0000000000]/Contents<";
    const char *const bodies[] = {
        NULL,
        root,
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        "<</Fields[7 0 R 8 0 R]/SigFlags 3>>",
        "<</Length 38>>stream\nBT /F1 12 Tf 100 700 Td (noi dung) Tj ET\nendstream",
        font,
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(nguoi-ky)/V 9 0 R/P 3 0 R/Rect[0 0 0 0]/F 4>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(co-quan)/P 3 0 R/Rect[0 0 0 0]/F 4>>",
        signature,
        packing};
    struct row rows[TABLE + 1] = {{0, 0}};
    memset(empty, '0', PLACE);
    empty[PLACE] = '\0';
    buf_str(out, "%PDF-1.7\n");
    size_t gap = 0;
    for (size_t i = 1; i < PACKED; i++) {
        rows[i] = (struct row){1, out->len};
        buf_printf(out, "%zu 0 obj\n%s", i, bodies[i]);
        if (i == SIGNATURE) {
            gap = out->len - 1;
            buf_printf(out, "%s>>>", empty);
        }
        buf_str(out, "\nendobj\n");
    }
    rows[PACKED] = (struct row){2, PACKING};
    rows[TABLE] = (struct row){1, out->len};
    buf_printf(
        out,
        "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Info 6 0 R/ID[<0a><ff>]/Length %d>>\nstream\n",
        TABLE, TABLE + 1, 7 * (TABLE + 1));
    add_rows(out, rows, 0, TABLE + 1, 7);
    add_end(out, rows[TABLE].at);
    char range[40];
    size_t behind = gap + PLACE + 2;
    snprintf(range, sizeof range, "%010zu %010zu %010zu", gap, behind, out->len - behind);
    memcpy(out->data + gap - strlen("0000000000 0000000000 0000000000]/Contents"), range, 32);
    return rows[TABLE].at;
}

/* An update of what the pieces say, "NUMBER object"; form: bit 0 not to the letter as seal/update.c writes
 * it, bit 1 that /Size is that of before. */
static void write_update(struct buf *out, size_t previous, const char *const *given, int form)
{
    struct row rows[NUMBERS + 1] = {{0, 0}};
    size_t last = TABLE + 1;
    for (size_t i = 0; i < GIVEN; i++) {
        char *text;
        unsigned long number = strtoul(given[i], &text, 10);
        if (number == 0 || number >= NUMBERS || rows[number].kind)
            continue;
        rows[number] = (struct row){1, out->len};
        buf_printf(out, "%lu 0 obj\n%s\nendobj\n", number, text + (*text == ' '));
        last = number >= last ? number + 1 : last;
    }
    rows[last] = (struct row){1, out->len};
    buf_printf(out, "%zu 0 obj\n<</Type/XRef/Size %zu/Prev %zu/Root 1 0 R/Info 6 0 R/W[1 4 1]/Index[%s", last,
               form & 2 ? (size_t)TABLE + 1 : last + 1, previous, form & 1 ? " " : "");
    size_t count = 0;
    for (size_t i = 1; i <= last; i++)
        if (rows[i].kind) {
            buf_printf(out, "%zu 1 ", i);
            count++;
        }
    buf_printf(out, "]/Length %zu>>stream\n", 6 * count);
    for (size_t i = 1; i <= last; i++)
        if (rows[i].kind)
            add_rows(out, rows, i, i + 1, 6);
    add_end(out, rows[last].at);
}

/* ---- what must hold ---- */

static void judge_haste(struct fuzz *f, struct pdf_file *file)
{
    struct written written;
    written_open(&written, &f->arena, file);
    for (unsigned i = 0; i <= NUMBERS; i++)
        if (written_within(&written, i, TABLE + 1))
            fuzz_must(references_of_object_within(&f->arena, file, i, TABLE + 1));
}

/* What is printed on the page, as our own reader of pages sees it. */
static void judge_looks(struct fuzz *f, struct pdf_file *before, struct pdf_file *now)
{
    fuzz_must(pdf_page_count(before) == pdf_page_count(now));
    if (pdf_page_count(now) == 0)
        return;
    const struct pdf_content *a = pdf_content_read(&f->arena, before, pdf_page(before, 0));
    const struct pdf_content *b = pdf_content_read(&f->arena, now, pdf_page(now, 0));
    fuzz_must(a->run_count == b->run_count);
    for (size_t i = 0; i < a->run_count; i++)
        fuzz_must(strcmp(a->runs[i].text, b->runs[i].text) == 0 && a->runs[i].x == b->runs[i].x &&
                  a->runs[i].y == b->runs[i].y);
}

void fuzz_pdf_update(struct fuzz *f, const uint8_t *data, size_t size)
{
    const char *pieces[1 + FORMS +
                       GIVEN]; /* the form; more of page, font, root, what is packed; the update's objects */
    struct buf bytes = {0};
    fuzz_cut(f, data, size, pieces, sizeof pieces / sizeof *pieces);
    size_t start = write_signed(&bytes, pieces + 1), end = bytes.len;
    write_update(&bytes, start, pieces + 1 + FORMS, *pieces[0]);
    struct pdf_file *before = pdf_open(&f->arena, &f->diags, "cu.pdf", bytes.data, end);
    struct pdf_file *now = pdf_open(&f->arena, &f->diags, "tep.pdf", bytes.data, bytes.len);
    if (before && now) {
        const struct seal_report *report = seal_verify(&f->arena, now, bytes.data, bytes.len, NULL, LANG_EN);
        const char **told;
        judge_haste(f, now);
        fuzz_must(!seal_report_whole(report)); /* the end is not signed */
        for (size_t i = 0; i < report->count; i++)
            if (report->signatures[i].range == SEAL_RANGE_FINE && report->signatures[i].end == end &&
                report->signatures[i].change_count == 0)
                judge_looks(f, before, now);
        if (seal_additions(&f->arena, before, now, NULL, LANG_VI, &told) == 0)
            judge_looks(f, before, now);
    }
    pdf_close(now);
    pdf_close(before);
    buf_free(&bytes);
}
