/* verify.c - `baocao verify FILE.pdf`: who signed it, whether it is whole, whether its data is what the
 * content says now. */
#include "seal/verify.h"

#include "base/buf.h"
#include "base/diag_json.h"
#include "command/frozen.h"
#include "command/run.h"
#include "read/content.h"
#include "seal/extract.h"
#include "seal/update.h"

#include <string.h>

static const char *verdict_text(struct run *run, const struct seal_verdict *v)
{
    return seal_reason_text(v->reason, run->diags.lang);
}

static void say_signature(struct run *run, size_t number, const struct seal_signature *s)
{
    struct arena *a = &run->arena;
    const struct seal_judgement *j = &s->judgement;
    const char *name = j->has_signer && *j->signer.name ? j->signer.name : "?";
    run_say(run, MESSAGE_VERIFY_SIGNATURE, arena_number(a, number), name,
            s->time_given ? seal_time_text(a, s->time) : "?");
    if (j->has_signer)
        run_say(run, MESSAGE_VERIFY_SIGNER, *j->signer.organisation ? j->signer.organisation : "–",
                j->signer.issuer, j->signer.serial);
    if (s->range != SEAL_RANGE_FINE) {
        run_say(run, MESSAGE_VERIFY_RANGE, NULL, NULL, NULL);
        return;
    }
    run_say(run, MESSAGE_VERIFY_STRUCTURE, verdict_text(run, &j->structure), NULL, NULL);
    run_say(run, MESSAGE_VERIFY_CRYPTOGRAPHY, verdict_text(run, &j->cryptography), j->digest_name, NULL);
    run_say(run, MESSAGE_VERIFY_TRUST, verdict_text(run, &j->trust), NULL, NULL);
    run_say(run, MESSAGE_VERIFY_TIMESTAMP, verdict_text(run, &j->timestamp),
            j->timestamp.state == SEAL_STATE_FINE
                ? arena_printf(a, " %s", seal_time_text(a, j->timestamp_time))
                : "",
            NULL);
    run_say(run,
            s->whole          ? MESSAGE_VERIFY_WHOLE
            : s->change_count ? MESSAGE_VERIFY_CHANGED
                              : MESSAGE_VERIFY_LATER,
            NULL, NULL, NULL);
    for (size_t i = 0; i < s->change_count; i++)
        run_say(run, MESSAGE_VERIFY_CHANGE, s->changes[i], NULL, NULL);
}

/* Does the content here, if there is any, still say what the file says? */
enum content_answer { CONTENT_NONE, CONTENT_SAME, CONTENT_OTHER };

static enum content_answer compare_content(struct run *run, struct pdf_file *file, const char *path)
{
    struct diags silent = {.arena = &run->arena, .lang = run->diags.lang};
    size_t length;
    struct quarter quarter;
    const char *data = extract_data(&run->arena, &silent, file, path, &length);
    const char *name = data ? extract_attribute(&run->arena, data, length, "quarter") : "";
    const struct model *model =
        quarter_parse(name, &quarter)
            ? content_read(&run->arena, &silent, run->options.content, run->options.content)
            : NULL;
    const struct year *year = model && model->school ? model_year(model, quarter.year) : NULL;
    const struct progress *progress = year && year->plan ? year->quarters[quarter.number - 1] : NULL;
    if (!progress)
        return CONTENT_NONE;
    return frozen_same(run, model, year, progress, data, length, NULL) ? CONTENT_SAME : CONTENT_OTHER;
}

static void put_verdict(struct buf *out, const char *name, const struct seal_verdict *v)
{
    static const char *const states[] = {"unknown", "fine", "bad"};
    buf_printf(out, ", \"%s\": {\"state\": \"%s\", \"reason\": \"%s\"}", name, states[v->state],
               seal_reason_word(v->reason));
}

static void put_signature(struct run *run, const struct seal_signature *s)
{
    struct buf *out = &run->said;
    const struct seal_judgement *j = &s->judgement;
    buf_str(out, "\n    {\"field\": ");
    json_string(out, s->field);
    buf_str(out, ", \"signer\": ");
    json_string(out, j->has_signer ? j->signer.name : "");
    buf_str(out, ", \"certificate_sha256\": ");
    json_string(out, j->has_signer ? j->signer.sha256 : "");
    buf_str(out, ", \"time\": ");
    json_string(out, s->time_given ? seal_time_text(&run->arena, s->time) : "");
    buf_printf(out, ", \"range\": \"%s\", \"whole\": %s", s->range == SEAL_RANGE_FINE ? "fine" : "broken",
               s->whole ? "true" : "false");
    put_verdict(out, "structure", &j->structure);
    put_verdict(out, "cryptography", &j->cryptography);
    put_verdict(out, "trust", &j->trust);
    put_verdict(out, "timestamp", &j->timestamp);
    buf_str(out, ", \"revocation\": \"not-checked\", \"changes\": [");
    for (size_t i = 0; i < s->change_count; i++) {
        buf_str(out, i ? ", " : "");
        json_string(out, s->changes[i]);
    }
    buf_str(out, "]}");
}

static void say_json(struct run *run, const char *path, const struct seal_report *report,
                     enum content_answer content)
{
    static const char *const answers[] = {"unknown", "same", "other"};
    struct buf *out = &run->said;
    run->answers = true;
    buf_str(out, "{\n  \"file\": ");
    json_string(out, path);
    buf_printf(out, ",\n  \"whole\": %s,\n  \"order\": %s,\n  \"content\": \"%s\",\n  \"signatures\": [",
               seal_report_whole(report) ? "true" : "false", report->order_fine ? "true" : "false",
               answers[content]);
    for (size_t i = 0; i < report->count; i++) {
        buf_str(out, i ? "," : "");
        put_signature(run, &report->signatures[i]);
    }
    buf_str(out, "\n  ]\n}\n");
}

static void judge(struct run *run, const char *path, const char *bytes, size_t size, struct pdf_file *file)
{
    struct seal_roots *roots = run->options.trust ? seal_roots_read(&run->diags, run->options.trust) : NULL;
    if (run->options.trust && !roots)
        return;
    const struct seal_report *report = seal_verify(&run->arena, file, bytes, size, roots, run->diags.lang);
    seal_roots_free(roots);
    struct place at = place_file(&run->arena, path);
    bool trusted = true;
    for (size_t i = 0; i < report->count; i++)
        trusted = trusted && report->signatures[i].judgement.trust.state != SEAL_STATE_BAD;
    if (report->count == 0)
        diag(&run->diags, VERIFY_NONE, at, path);
    else if (!seal_report_whole(report))
        diag(&run->diags, VERIFY_BROKEN, at, path);
    else if (!trusted)
        diag(&run->diags, VERIFY_TRUST, at, path, run->options.trust);
    enum content_answer content = compare_content(run, file, path);
    if (run->options.format && strcmp(run->options.format, "json") == 0) {
        say_json(run, path, report, content);
        return;
    }
    for (size_t i = 0; i < report->count; i++)
        say_signature(run, i + 1, &report->signatures[i]);
    static const enum message answers[] = {MESSAGE_VERIFY_CONTENT_NONE, MESSAGE_VERIFY_CONTENT_SAME,
                                           MESSAGE_VERIFY_CONTENT_OTHER};
    if (report->count > 0) {
        run_say(run, answers[content], NULL, NULL, NULL);
        run_say(run, MESSAGE_VERIFY_LIMITS, NULL, NULL, NULL);
    }
}

void command_verify(struct run *run)
{
    const char *path = run->arguments[0], *bytes;
    size_t size;
    if (!path || run->arguments[1]) {
        diag(&run->diags, USAGE_PDF, {0}, "verify");
        return;
    }
    struct pdf_file *file = pdf_load(&run->arena, &run->diags, path, &bytes, &size);
    if (!file)
        return;
    judge(run, path, bytes, size, file);
    pdf_close(file);
}
