/* convert.c - `baocao convert`: a content file from Markdown to XML or back. What was written is read again
 * before it gets its name, and must say the same. */
#include "base/buf.h"
#include "base/charset.h"
#include "base/fault.h"
#include "base/file.h"
#include "command/run.h"
#include "read/content.h"
#include "read/document.h"
#include "write/write.h"

#include <errno.h>
#include <string.h>

/* A file read as what it is, and written in a form. */
static bool rewrite(struct run *run, const struct source *source, enum document_kind kind,
                    enum write_form form, struct buf *out)
{
    struct arena *arena = &run->arena;
    struct diags *diags = &run->diags;
    const void *model = NULL;
    switch (kind) {
    case DOCUMENT_SCHOOL: {
        const struct school *school = school_read(arena, diags, source);
        if (school && diag_ok(diags))
            write_school(out, form, school);
        model = school;
        break;
    }
    case DOCUMENT_PAPI: {
        const struct papi *papi = papi_read(arena, diags, source);
        if (papi && diag_ok(diags))
            write_papi(out, form, papi);
        model = papi;
        break;
    }
    case DOCUMENT_SCORES: {
        const struct scores *scores = scores_read(arena, diags, source);
        if (scores && diag_ok(diags))
            write_scores(out, form, scores);
        model = scores;
        break;
    }
    case DOCUMENT_PLAN: {
        const struct plan *plan = plan_read(arena, diags, source);
        if (plan && diag_ok(diags))
            write_plan(out, form, plan);
        model = plan;
        break;
    }
    case DOCUMENT_PROGRESS: {
        const struct progress *progress = progress_read(arena, diags, source, PERIOD_FIRST_DAY);
        if (progress && diag_ok(diags))
            write_progress(out, form, progress);
        model = progress;
        break;
    }
    }
    return model && diag_ok(diags);
}

/* Comments are no part of the content: the same bytes but for them. */
static char *without_comments(struct arena *arena, const char *text)
{
    struct buf out = {0};
    for (const char *s = text; *s;) {
        const char *open = strstr(s, "<!--"), *close = open ? strstr(open, "-->") : NULL;
        buf_add(&out, s, close ? (size_t)(open - s) : strlen(s));
        s = close ? close + 3 : s + strlen(s);
        while (close && out.len > 0 && out.data[out.len - 1] == ' ')
            out.len--; /* the indentation of the comment, and its line end */
        s += close && *s == '\n';
    }
    char *copy = arena_strndup(arena, buf_text(&out), out.len);
    buf_free(&out);
    return copy;
}

/* Where two texts part: the line, and the line's text of the first. */
static void complain_loss(struct run *run, const char *path, const char *a, const char *b)
{
    size_t line = 1, start = 0, i = 0;
    for (; a[i] && a[i] == b[i]; i++)
        if (a[i] == '\n') {
            line++;
            start = i + 1;
        }
    start += strspn(a + start, " ");
    diag(&run->diags, CONVERT_LOSS, place_file(&run->arena, path), path, arena_number(&run->arena, line),
         arena_strndup(&run->arena, a + start, strcspn(a + start, "\n")));
}

/* Reads what was written and compares the two models by their XML. */
static bool says_the_same(struct run *run, const struct source *source, enum document_kind kind,
                          const char *path, const struct buf *written)
{
    struct buf before = {0}, after = {0};
    const struct source *again = source_from_text(&run->arena, path, buf_text(written), written->len);
    bool fine =
        rewrite(run, source, kind, WRITE_XML, &before) && rewrite(run, again, kind, WRITE_XML, &after);
    char *a = without_comments(&run->arena, buf_text(&before)),
         *b = without_comments(&run->arena, buf_text(&after));
    if (fine && strcmp(a, b) != 0) {
        complain_loss(run, source->path, a, b);
        fine = false;
    }
    buf_free(&before);
    buf_free(&after);
    return fine;
}

/* The form that the ending of a new file's name asks for. */
static bool form_of(const char *path, enum write_form *form)
{
    size_t n = strlen(path);
    *form = n > 4 && strcmp(path + n - 4, ".xml") == 0 ? WRITE_XML : WRITE_MARKDOWN;
    return *form == WRITE_XML || (n > 3 && strcmp(path + n - 3, ".md") == 0);
}

static void write_new(struct run *run, const char *path, const struct buf *out)
{
    if (file_create(path, buf_text(out), out->len))
        run_say(run, MESSAGE_CONVERTED, path, NULL, NULL);
    else if (errno == EEXIST)
        diag(&run->diags, USAGE_EXISTS, {0}, path);
    else
        diag(&run->diags, OUT_FAULT, {0}, path, fault_text(errno, run->diags.lang));
}

/* Raw bytes of at most twice a source's size, as UTF-16 has. */
static bool read_bytes(struct run *run, const char *path, struct buf *out)
{
    enum file_result result = file_read(path, 2 * (size_t)SOURCE_LIMIT, out);
    source_complain(&run->arena, &run->diags, path, result);
    return result == FILE_FINE;
}

/* CRLF and CR become LF. */
static void mend_lines(struct buf *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] == '\r' && i + 1 < text->len && text->data[i + 1] == '\n')
            continue;
        text->data[to++] = text->data[i] == '\r' ? '\n' : text->data[i];
    }
    text->len = to;
}

/* `convert --from`: the same text in UTF-8. */
static void reencode(struct run *run, const char *from, const char *to)
{
    struct buf bytes = {0}, text = {0};
    enum charset charset = charset_from_name(run->options.from);
    if (read_bytes(run, from, &bytes)) {
        if (charset_convert(charset, buf_text(&bytes), bytes.len, &text)) {
            mend_lines(&text);
            write_new(run, to, &text);
        } else {
            diag(&run->diags, CONVERT_CHARSET, place_file(&run->arena, from), from, charset_name(charset));
        }
    }
    buf_free(&bytes);
    buf_free(&text);
}

void command_convert(struct run *run)
{
    const char *from = run->arguments[0], *to = from ? run->arguments[1] : NULL;
    enum write_form form;
    enum document_kind kind;
    if (!to || run->arguments[2]) {
        diag(&run->diags, USAGE_FILES, {0}, "convert");
        return;
    }
    if (run->options.from) {
        reencode(run, from, to);
        return;
    }
    if (!form_of(to, &form)) {
        diag(&run->diags, USAGE_ENDING, {0}, to);
        return;
    }
    if (file_exists(to) || folder_exists(to)) {
        diag(&run->diags, USAGE_EXISTS, {0}, to);
        return;
    }
    struct buf out = {0};
    const struct source *source = source_read(&run->arena, &run->diags, from, from);
    if (source && document_guess(&run->arena, &run->diags, source, &kind) &&
        rewrite(run, source, kind, form, &out) && says_the_same(run, source, kind, to, &out))
        write_new(run, to, &out);
    buf_free(&out);
}
