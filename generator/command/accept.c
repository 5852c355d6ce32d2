/* accept.c - `baocao accept FILE.pdf`: a report that was signed in another program comes back. It must be a
 * copy for signature that this program made, with nothing added but signatures. */
#include "base/file.h"
#include "check/rules.h"
#include "command/frozen.h"
#include "command/reports.h"
#include "command/store.h"
#include "read/content.h"
#include "seal/additions.h"
#include "seal/extract.h"
#include "seal/update.h"

#include <string.h>

struct accepting {
    struct run *run;
    const char *path; /* of the file that came */
    struct buf bytes;
    struct pdf_file *file;
    const char *data; /* that it carries */
    size_t length;
    const char *quarter; /* "2024-q2" */
    struct model *model;
    const struct year *year;
    const struct progress *progress;
};

static struct place at_file(const struct accepting *a)
{
    return place_file(&a->run->arena, a->path);
}

static bool open_file(struct accepting *a)
{
    struct run *run = a->run;
    enum file_result result = file_read(a->path, PDF_FILE_LIMIT, &a->bytes);
    source_complain(&run->arena, &run->diags, a->path, result);
    if (result != FILE_FINE)
        return false;
    a->file = pdf_open(&run->arena, &run->diags, a->path, buf_text(&a->bytes), a->bytes.len);
    if (a->file)
        a->data = extract_data(&run->arena, &run->diags, a->file, a->path, &a->length);
    return a->data;
}

static bool find_quarter(struct accepting *a)
{
    struct run *run = a->run;
    struct quarter quarter;
    a->quarter = extract_attribute(&run->arena, a->data, a->length, "quarter");
    a->model = content_read(&run->arena, &run->diags, run->options.content, run->options.content);
    if (!a->model || !diag_ok(&run->diags))
        return false;
    a->year = quarter_parse(a->quarter, &quarter) ? model_year(a->model, quarter.year) : NULL;
    a->progress = a->year ? a->year->quarters[quarter.number - 1] : NULL;
    if (!a->progress || !a->year->plan || !a->model->school) {
        diag(&run->diags, ACCEPT_QUARTER, at_file(a), a->path, a->quarter);
        return false;
    }
    return true;
}

static bool begins_with(const struct accepting *a, const struct buf *copy)
{
    return copy->len > 0 && a->bytes.len >= copy->len &&
           memcmp(buf_text(&a->bytes), buf_text(copy), copy->len) == 0;
}

/* The copy for signature that the file begins with: the one that was kept, or what would be made of the
 * content now. False when it is neither. */
static bool find_copy(struct accepting *a, struct buf *copy)
{
    struct run *run = a->run;
    if (a->progress->submitted_path &&
        file_read(a->progress->submitted_path, PDF_FILE_LIMIT, copy) == FILE_FINE && begins_with(a, copy))
        return true;
    buf_free(copy);
    return reports_for_signing(run, a->model, a->year, a->progress, copy) && begins_with(a, copy);
}

/* Is the content what was signed? */
static bool same_content(struct accepting *a)
{
    char *tasks;
    if (frozen_same(a->run, a->model, a->year, a->progress, a->data, a->length, &tasks))
        return true;
    const char *where = !*tasks ? ""
                        : a->run->diags.lang == LANG_VI
                            ? arena_printf(&a->run->arena, ", ở nhiệm vụ %s", tasks)
                            : arena_printf(&a->run->arena, ", in task(s) %s", tasks);
    diag(&a->run->diags, ACCEPT_CONTENT, at_file(a), a->path, where);
    return false;
}

/* Nothing but signatures was added to the copy. */
static bool only_signed(struct accepting *a, const struct buf *copy)
{
    struct run *run = a->run;
    const char **told;
    struct pdf_file *before = pdf_open(&run->arena, &run->diags, a->path, buf_text(copy), copy->len);
    if (!before)
        return false;
    size_t count = seal_additions(&run->arena, before, a->file, NULL, run->diags.lang, &told);
    for (size_t i = 0; i < count; i++)
        diag(&run->diags, ACCEPT_ADDED, at_file(a), a->path, told[i]);
    pdf_close(before);
    return count == 0;
}

static bool well_signed(struct accepting *a, const struct seal_report *report)
{
    struct run *run = a->run;
    bool trusted = true;
    for (size_t i = 0; i < report->count; i++)
        trusted = trusted && report->signatures[i].judgement.trust.state != SEAL_STATE_BAD;
    if (report->count == 0)
        diag(&run->diags, VERIFY_NONE, at_file(a), a->path);
    else if (!seal_report_whole(report))
        diag(&run->diags, VERIFY_BROKEN, at_file(a), a->path);
    else if (!trusted)
        diag(&run->diags, VERIFY_TRUST, at_file(a), a->path, run->options.trust);
    else
        return true;
    return false;
}

static void keep(struct accepting *a, const struct seal_report *report)
{
    struct run *run = a->run;
    const char *shown;
    int stage = report->count > 1 ? 2 : 1;
    switch (store_signed(run, a->model, a->year, a->progress, stage, &a->bytes, report, &shown)) {
    case STORE_DONE:
        run_say(run, MESSAGE_ACCEPTED, a->path, store_signers(&run->arena, report), shown);
        break;
    case STORE_TAKEN:
        diag(&run->diags, ACCEPT_TAKEN, at_file(a), shown, a->quarter);
        break;
    case STORE_FAILED:
        break;
    }
}

/* A later stage must go on from the earlier one that is stored. */
static bool goes_on(struct accepting *a)
{
    struct buf stored = {0};
    const struct progress *p = a->progress;
    bool fine = !p->signed_path || (file_read(p->signed_path, PDF_FILE_LIMIT, &stored) == FILE_FINE &&
                                    (begins_with(a, &stored) || p->sealed));
    if (!fine)
        diag(&a->run->diags, ACCEPT_TAKEN, at_file(a), p->signed_shown, a->quarter);
    buf_free(&stored);
    return fine;
}

static void judge(struct accepting *a)
{
    struct run *run = a->run;
    const struct progress *p = a->progress;
    struct seal_roots *roots = run->options.trust ? seal_roots_read(&run->diags, run->options.trust) : NULL;
    struct buf copy = {0};
    if (run->options.trust && !roots)
        return;
    const struct seal_report *report =
        seal_verify(&run->arena, a->file, buf_text(&a->bytes), a->bytes.len, roots, run->diags.lang);
    seal_roots_free(roots);
    if (!well_signed(a, report))
        return;
    if (!seal_field(a->file, SEAL_FIELD_SIGNER)) {
        diag(&run->diags, ACCEPT_DRAFT, at_file(a), a->path);
        return;
    }
    if (!same_content(a))
        return;
    if (!p->number.s || has_blank(p->number.s) || !date_given(p->date))
        diag(&run->diags, ACCEPT_UNNUMBERED, place_file(&run->arena, p->source->path), a->quarter);
    else if (!find_copy(a, &copy))
        diag(&run->diags, ACCEPT_FOREIGN, at_file(a), a->path);
    else if (only_signed(a, &copy) && goes_on(a))
        keep(a, report);
    buf_free(&copy);
}

void command_accept(struct run *run)
{
    struct accepting a = {.run = run, .path = run->arguments[0]};
    run->diags.only_count_notes = true;
    if (!a.path || run->arguments[1])
        diag(&run->diags, USAGE_PDF, {0}, "accept");
    else if (open_file(&a) && find_quarter(&a))
        judge(&a);
    pdf_close(a.file);
    buf_free(&a.bytes);
}
