/* sign.c - `baocao sign QUARTER`: the signer's signature upon the report, then the agency's upon that; each
 * kept in a file of its own that nothing overwrites. */
#include "base/file.h"
#include "check/rules.h"
#include "command/frozen.h"
#include "command/reports.h"
#include "command/store.h"
#include "read/content.h"
#include "seal/update.h"

#include <string.h>
#include <time.h>

/* What is signed, and where it goes. */
struct signing {
    struct run *run;
    const struct model *model;
    const struct year *year;
    const struct progress *progress;
    bool agency;
    const char *path; /* of the new file, as opened and shown */
};

static bool find_quarter(struct signing *s, struct quarter quarter)
{
    for (size_t i = 0; i < s->model->year_count; i++)
        if (s->model->years[i].number == quarter.year && s->model->years[i].quarters[quarter.number - 1]) {
            s->year = &s->model->years[i];
            s->progress = s->year->quarters[quarter.number - 1];
            return true;
        }
    return false;
}

/* The passphrase from where the options say, else from the terminal. */
static bool get_passphrase(struct run *run, const char *of, struct seal_passphrase *out)
{
    const struct options *o = &run->options;
    if (o->pass_fd)
        return seal_passphrase_fd(&run->diags, o->pass_fd, out);
    if (o->pass_file)
        return seal_passphrase_file(&run->diags, o->pass_file, out);
    return seal_passphrase_ask(&run->diags, run_text(run, MESSAGE_SIGN_PROMPT, of, NULL, NULL), out);
}

static struct seal_key *open_key(struct run *run)
{
    const struct options *o = &run->options;
    struct seal_passphrase passphrase = {0};
    if (o->signer_command)
        return seal_key_command(o->signer_command);
    if (!get_passphrase(run, o->p12 ? o->p12 : o->p11, &passphrase))
        return NULL;
    return o->p12 ? seal_key_p12(&run->diags, o->p12, &passphrase)
                  : seal_key_p11(&run->diags, o->p11, &passphrase);
}

/* The file to sign: made now for the signer, that of the signer for the agency. */
static bool get_file(struct signing *s, struct buf *out)
{
    struct run *run = s->run;
    if (!s->agency)
        return reports_for_signing(run, s->model, s->year, s->progress, out);
    enum file_result result = file_read(s->progress->signed_path, PDF_FILE_LIMIT, out);
    source_complain(&run->arena, &run->diags, s->progress->signed_shown, result);
    return result == FILE_FINE;
}

static void store(struct signing *s, const struct buf *out)
{
    struct run *run = s->run;
    const char *shown;
    struct pdf_file *file = pdf_open(&run->arena, &run->diags, s->path, buf_text(out), out->len);
    if (!file)
        return;
    const struct seal_report *report =
        seal_verify(&run->arena, file, buf_text(out), out->len, NULL, run->diags.lang);
    switch (store_signed(run, s->model, s->year, s->progress, s->agency ? 2 : 1, out, report, &shown)) {
    case STORE_DONE:
        run_say(run, MESSAGE_SIGNED,
                progress_report_name(&run->arena, s->progress->quarter, s->progress->replaced_count), shown,
                NULL);
        run_say(run, s->agency ? MESSAGE_SIGNED_BOTH : MESSAGE_SIGNED_NEXT, run->arguments[0], NULL, NULL);
        break;
    case STORE_TAKEN:
        diag(&run->diags, SIGN_TWICE, place_file(&run->arena, shown), shown);
        break;
    case STORE_FAILED:
        break;
    }
    pdf_close(file);
}

static const struct signer *signer_of(const struct signing *s)
{
    const struct progress *p = s->progress;
    return p->signer.s ? school_signer_named(&s->run->arena, s->model->school, p->signer.s, progress_day(p))
                       : school_signer(s->model->school, progress_day(p));
}

/* Who is shown as having signed: by the report, for its glyphs are in the file. */
static const char *shown_name(const struct signing *s)
{
    const struct progress *p = s->progress;
    if (s->agency)
        return dated_on(&s->model->school->names, progress_day(p)).s;
    const struct signer *signer = signer_of(s);
    return signer && signer->name.s ? signer->name.s : p->signer.s ? p->signer.s : "";
}

/* The picture that the school's settings name for this stage; NULL when they name none. False after a
 * complaint. Free both bufs of *image. */
static bool get_image(const struct signing *s, struct seal_image *image, const struct seal_image **out)
{
    struct run *run = s->run;
    const struct school *school = s->model->school;
    const struct signer *signer = signer_of(s);
    struct str name = s->agency ? school->seal_image : signer ? signer->image : (struct str){0};
    enum seal_image_fault fault = SEAL_IMAGE_NO_FILE;
    *out = NULL;
    if (!name.s || !*name.s)
        return true;
    if (path_inside(name.s))
        fault = seal_image_read(path_join(&run->arena, run->options.content, name.s), s->agency, image);
    if (fault == SEAL_IMAGE_NO_FILE || fault == SEAL_IMAGE_NO_PNG)
        diag(&run->diags, SIGN_IMAGE, name.at, name.s);
    else if (fault == SEAL_IMAGE_OPAQUE)
        diag(&run->diags, SIGN_IMAGE_OPAQUE, name.at, name.s);
    else if (fault == SEAL_IMAGE_COLOUR)
        diag(&run->diags, SIGN_IMAGE_COLOUR, name.at, name.s);
    *out = image;
    return fault == SEAL_IMAGE_FINE;
}

static void sign_with(struct signing *s, const struct seal_key *key)
{
    struct run *run = s->run;
    struct seal_tsa tsa = {.url = run->options.tsa};
    struct buf file = {0}, out = {0};
    struct seal_image image = {0};
    struct seal_request request = {.key = key,
                                   .tsa = tsa.url ? &tsa : NULL,
                                   .field = s->agency ? SEAL_FIELD_AGENCY : SEAL_FIELD_SIGNER,
                                   .name = shown_name(s),
                                   .when = (int64_t)time(NULL)}; /* the one clock: when it is signed */
    if (get_image(s, &image, &request.image) && seal_key_judge(&run->diags, key, request.when) &&
        get_file(s, &file)) {
        struct pdf_file *pdf = pdf_open(&run->arena, &run->diags, s->path, buf_text(&file), file.len);
        if (pdf && seal_update_sign(&run->arena, &run->diags, pdf, s->path, buf_text(&file), file.len,
                                    &request, &out))
            store(s, &out);
        pdf_close(pdf);
    }
    buf_free(&image.colours);
    buf_free(&image.opacity);
    buf_free(&file);
    buf_free(&out);
}

/* May this stage be signed now? */
static bool may_sign(struct signing *s)
{
    struct run *run = s->run;
    const struct progress *p = s->progress;
    struct place at = place_file(&run->arena, p->source->path);
    if (!p->number.s || has_blank(p->number.s) || !date_given(p->date))
        diag(&run->diags, SIGN_UNNUMBERED, at, run->arguments[0]);
    else if (s->agency && !p->signed_path)
        diag(&run->diags, SIGN_ORDER, at, run->arguments[0]);
    else if (s->agency ? p->sealed : p->signed_path != NULL)
        diag(&run->diags, SIGN_TWICE, place_file(&run->arena, p->signed_shown), p->signed_shown);
    else
        return true;
    return false;
}

void command_sign(struct run *run)
{
    const struct options *o = &run->options;
    struct quarter quarter;
    struct signing s = {.run = run, .agency = o->agency != NULL};
    if (!run->arguments[0] || run->arguments[1] || !quarter_parse(run->arguments[0], &quarter)) {
        diag(&run->diags, SIGN_WHAT, {0});
        return;
    }
    if (!!o->p12 + !!o->p11 + !!o->signer_command != 1) {
        diag(&run->diags, SIGN_WITH_WHAT, {0});
        return;
    }
    if (o->tsa && !seal_tsa_url(&run->diags, o->tsa))
        return;
    seal_harden();
    run->diags.only_count_notes = true;
    s.model = content_read(&run->arena, &run->diags, o->content, o->content);
    if (s.model)
        check_all(run, s.model);
    if (!s.model || !diag_ok(&run->diags))
        return;
    if (!find_quarter(&s, quarter)) {
        diag(&run->diags, USAGE_QUARTER, {0}, run->arguments[0]);
        return;
    }
    s.path = arena_printf(
        &run->arena, "%s/da-ky/%s", s.year->folder,
        progress_signed_name(&run->arena, quarter, s.progress->replaced_count, s.agency ? 2 : 1));
    struct seal_key *key = may_sign(&s) ? open_key(run) : NULL;
    if (key)
        sign_with(&s, key);
    seal_key_free(key);
}
