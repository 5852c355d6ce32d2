/* judge.c - one PDF read and judged for the overview. */
#include "rollup/judge.h"

#include "base/diag_list.h"
#include "base/digest.h"
#include "base/fault.h"
#include "read/content.h"
#include "seal/extract.h"
#include "seal/verify.h"

#include <string.h>

enum { SHORT_LETTERS = 180 };

void rollup_empty(struct rollup_row *row, const char *path)
{
    *row = (struct rollup_row){.path = path, .shown = path, .kind = ROLLUP_UNREADABLE};
    row->sha256 = row->note = row->school = row->symbol = row->agency = row->number = "";
    row->signers = row->replaces = "";
    for (int i = 0; i < ROLLUP_INDICES; i++)
        row->index_names[i] = "";
}

static const char *text_of(struct str s)
{
    return s.s ? s.s : "";
}

/* Why it could not be read: the sentence of the first complaint. */
static const char *first_sentence(struct arena *arena, struct diags *diags)
{
    size_t count;
    const struct diag *sorted = diag_sorted(diags, &count);
    return count > 0 ? diag_sentence(arena, diags, &sorted[0]) : "";
}

/* ---- signatures ---- */

static const char *fault_of(const struct seal_signature *s)
{
    const struct seal_verdict *verdicts[] = {&s->judgement.structure, &s->judgement.cryptography};
    if (s->range != SEAL_RANGE_FINE)
        return "phạm vi ký không hợp lệ";
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
        if (verdicts[i]->state != SEAL_STATE_FINE)
            return seal_reason_text(verdicts[i]->reason, LANG_VI);
    return s->change_count ? s->changes[0] : "";
}

static void judge_seal(struct arena *arena, const struct seal_report *report, struct rollup_row *row)
{
    struct buf names = {0};
    bool trusted = true;
    for (size_t i = 0; i < report->count; i++) {
        const struct seal_signature *s = &report->signatures[i];
        if (s->judgement.has_signer)
            buf_printf(&names, "%s%s", names.len ? "; " : "", s->judgement.signer.name);
        if (s->time_given)
            row->signed_on = date_time_of(s->time).day;
        trusted = trusted && s->judgement.trust.state != SEAL_STATE_BAD;
        if (!*row->note)
            row->note = fault_of(s);
    }
    if (report->tail && !*row->note)
        row->note = "sau chữ ký cuối cùng tệp còn phần không được ký";
    row->signature_count = report->count;
    row->signers = buf_take(&names, arena);
    row->seal = report->count == 0           ? ROLLUP_UNSIGNED
                : !seal_report_whole(report) ? ROLLUP_BROKEN
                : trusted                    ? ROLLUP_SIGNED
                                             : ROLLUP_UNTRUSTED;
    buf_free(&names);
}

/* ---- data ---- */

/* The element of that name inside the report's data, which report/data.c writes at the beginning of lines. */
static const struct source *part(struct arena *arena, struct diags *diags, const char *data, size_t length,
                                 const char *name)
{
    const char *open = arena_printf(arena, "\n<%s>\n", name), *close = arena_printf(arena, "\n</%s>\n", name);
    const char *from = memmem(data, length, open, strlen(open));
    const char *to = from ? memmem(from, (size_t)(data + length - from), close, strlen(close)) : NULL;
    return to ? source_from_bytes(arena, diags, arena_printf(arena, "%s.xml", name), from + 1,
                                  (size_t)(to + strlen(close) - from - 1))
              : NULL;
}

/* The first words of a task. */
static const char *shorten(struct arena *arena, const char *words)
{
    size_t n = strlen(words);
    if (n <= SHORT_LETTERS)
        return words;
    for (n = SHORT_LETTERS; n > 0 && words[n] != ' ';)
        n--;
    while (n > 0 && strchr(" ,;:.", words[n - 1]))
        n--;
    return arena_printf(arena, "%.*s…", (int)n, words);
}

static void read_tasks(struct arena *arena, const struct plan *plan, const struct progress *progress,
                       struct rollup_row *row)
{
    for (size_t i = 0; i < plan->task_count; i++) {
        const struct task *task = plan->tasks[i];
        const struct entry *entry = progress_entry(progress, task);
        int index = task->index > 0 && task->index < ROLLUP_INDICES ? task->index : 0;
        ARENA_PUSH(arena, row->tasks, row->task_count) = (struct rollup_task){
            .code = task->code,
            .text = shorten(arena, task->text),
            .reason = entry ? text_of(entry->reason) : "",
            .index = index,
            .state = entry ? entry->state : STATE_NONE,
        };
    }
    for (const struct section *p = plan->parts; p; p = p->next)
        for (const struct section *s = p->first; s; s = s->next)
            if (s->index > 0 && s->index < ROLLUP_INDICES && s->index_name.s && !*row->index_names[s->index])
                row->index_names[s->index] = s->index_name.s;
}

static const char *replaced(struct arena *arena, const struct progress *progress)
{
    struct buf out = {0};
    for (size_t i = 0; i < progress->replaced_count; i++)
        buf_printf(&out, "%s%s", i ? "; " : "", text_of(progress->replaced[i].text));
    const char *list = buf_take(&out, arena);
    buf_free(&out);
    return list;
}

static bool read_data(struct arena *arena, struct diags *diags, const char *data, size_t length,
                      struct rollup_row *row)
{
    row->school = extract_attribute(arena, data, length, "school");
    row->symbol = extract_attribute(arena, data, length, "symbol");
    const struct source *plan_source = part(arena, diags, data, length, "plan");
    const struct source *progress_source = part(arena, diags, data, length, "progress");
    struct plan *plan = plan_source ? plan_read(arena, diags, plan_source) : NULL;
    struct progress *progress =
        progress_source ? progress_read(arena, diags, progress_source, PERIOD_FIRST_DAY) : NULL;
    if (!plan || !progress || !*row->school ||
        !quarter_parse(extract_attribute(arena, data, length, "quarter"), &row->quarter))
        return false;
    progress_link(arena, progress, plan);
    row->agency = text_of(plan->parent_agency);
    row->number = text_of(progress->number);
    row->date = progress->date;
    row->illustrative = progress->illustrative;
    row->replaces = replaced(arena, progress);
    read_tasks(arena, plan, progress, row);
    return true;
}

/* What the machine did not give is no fault of the file: nothing else that was made of it can be believed.
 * (The one complaint of that level here is a library that cannot be loaded.) */
static void note_fault(struct arena *arena, struct diags *diags, struct rollup_row *row)
{
    int error = 0;
    if (!fault_noted(&error) && !diags->by_level[LEVEL_MACHINE])
        return;
    const char *path = row->path;
    rollup_empty(row, path);
    row->kind = ROLLUP_FAULT;
    row->note = error ? fault_text(error, LANG_VI) : first_sentence(arena, diags);
    fault_forget(); /* the next file has its own */
}

void rollup_judge(struct arena *arena, const char *path, const struct seal_roots *roots,
                  struct rollup_row *row)
{
    struct diags diags = {.arena = arena, .lang = LANG_VI};
    char digest[DIGEST_HEX];
    const char *bytes, *data;
    size_t length;
    struct pdf_file *file = pdf_load(arena, &diags, path, &bytes, &row->size);
    if (!file) {
        row->note = first_sentence(arena, &diags);
        note_fault(arena, &diags, row);
        return;
    }
    digest_sha256(bytes, row->size, digest);
    row->sha256 = arena_strdup(arena, digest);
    judge_seal(arena, seal_verify(arena, file, bytes, row->size, roots, LANG_VI), row);
    data = extract_data(arena, &diags, file, path, &length);
    if (!data) {
        row->kind = diags.list[0].code == DIAG_PDF_NO_DATA ? ROLLUP_FOREIGN : ROLLUP_ALTERED;
    } else if (read_data(arena, &diags, data, length, row)) {
        row->kind = ROLLUP_REPORT;
    } else {
        row->note = "dữ liệu trong tệp không đọc được";
    }
    note_fault(arena, &diags, row);
    pdf_close(file);
}
