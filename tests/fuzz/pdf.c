/* pdf.c - a PDF from anywhere, as verify, extract, accept and layout read it. */
#include "fuzz.h"

#include "base/date.h"
#include "nd30/nd30.h"
#include "pdf/plain.h"
#include "pdf_ours.h"
#include "seal/additions.h"
#include "seal/extract.h"
#include "seal/update.h"
#include "seal/verify.h"

#include <string.h>

static void judge_data(struct fuzz *f, struct pdf_file *file)
{
    struct quarter quarter;
    size_t length;
    const char *data = extract_data(&f->arena, &f->diags, file, "tep.pdf", &length);
    if (data)
        quarter_parse(extract_attribute(&f->arena, data, length, "quarter"), &quarter);
}

/* What `accept` asks: what is in the file that our copy has not? */
static void judge_additions(struct fuzz *f, struct pdf_file *file)
{
    const char **told;
    size_t size;
    const char *bytes = fuzz_ours(&size);
    struct pdf_file *ours = pdf_open(&f->arena, &f->diags, "cu.pdf", bytes, size);
    fuzz_must(ours != NULL);
    size_t count = seal_additions(&f->arena, ours, file, NULL, LANG_VI, &told);
    fuzz_must(count <= 20);
    for (size_t i = 0; i < count; i++)
        fuzz_must(told[i] && *told[i]);
    pdf_close(ours);
}

void fuzz_pdf(struct fuzz *f, const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    fuzz_must(!pdf_is_plain(data, size) || !memmem(data, size, "/Info", 5) ||
              memmem(data, size, "stream", 6));
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "tep.pdf", bytes, size);
    fuzz_must(file || f->diags.count > 0);
    if (!file)
        return;
    const struct seal_report *report = seal_verify(&f->arena, file, bytes, size, NULL, LANG_EN);
    for (size_t i = 0; i < report->count; i++)
        fuzz_must(report->signatures[i].range != SEAL_RANGE_FINE || report->signatures[i].end <= size);
    seal_report_whole(report);
    seal_field_signature(file, seal_field(file, SEAL_FIELD_SIGNER));
    judge_data(f, file);
    nd30_judge(&f->arena, file, LANG_VI);
    judge_additions(f, file);
    pdf_close(file);
}
