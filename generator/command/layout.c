/* layout.c - `baocao layout FILE.pdf`: a finished PDF, whoever made it, held to Nghị định 30/2020. */
#include "nd30/nd30.h"

#include "base/diag_json.h"
#include "command/run.h"

#include <string.h>

static void say_text(struct run *run, const struct nd30_result *result)
{
    enum diag_lang lang = run->diags.lang;
    struct arena *a = &run->arena;
    const struct nd30_rule *last = NULL;
    for (size_t i = 0; i < result->finding_count; i++) {
        const struct nd30_finding *f = &result->findings[i];
        const char *next = i + 1 < result->finding_count && result->findings[i + 1].rule == f->rule
                               ? NULL
                               /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a finding has a rule */
                               : f->rule->mend[lang];
        if (f->rule != last)
            run_say(run, MESSAGE_LAYOUT_RULE, arena_printf(a, "R-%02u", f->rule->number),
                    f->rule->title[lang], f->rule->place);
        run_say(run, MESSAGE_LAYOUT_FOUND, arena_number(a, f->page), f->found,
                diag_level_word(f->level, lang));
        if (next && *next)
            run_say(run, MESSAGE_LAYOUT_MEND, next, NULL, NULL);
        last = f->rule;
    }
}

static void say_json(struct run *run, const char *path, const struct nd30_result *result,
                     const size_t counts[4])
{
    enum diag_lang lang = run->diags.lang;
    struct buf *out = &run->said;
    buf_str(out, "{\n  \"file\": ");
    json_string(out, path);
    buf_printf(out,
               ",\n  \"pages\": %zu,\n  \"fit\": %zu,\n  \"missed\": %zu,\n  \"not_applicable\": %zu,\n  "
               "\"not_judged\": %zu,\n  \"findings\": [",
               result->pages, counts[ND30_FITS], counts[ND30_MISSES], counts[ND30_ABSENT],
               counts[ND30_OTHER]);
    for (size_t i = 0; i < result->finding_count; i++) {
        const struct nd30_finding *f = &result->findings[i];
        static const char *const levels[] = {"note", "warning", "error"};
        buf_printf(out, "%s\n    {\"rule\": \"R-%02u\", \"level\": \"%s\", \"page\": %zu, \"found\": ",
                   i ? "," : "", f->rule->number, levels[f->level], f->page);
        json_string(out, f->found);
        buf_str(out, ", \"wanted\": ");
        json_string(out, f->rule->title[lang]);
        buf_str(out, ", \"legal_place\": ");
        json_string(out, f->rule->place);
        buf_str(out, ", \"mend\": ");
        json_string(out, f->rule->mend[lang]);
        buf_str(out, "}");
    }
    buf_str(out, result->finding_count ? "\n  ]\n}\n" : "]\n}\n");
}

static void say_result(struct run *run, const char *path, const struct nd30_result *result)
{
    struct arena *a = &run->arena;
    size_t counts[4] = {0}, rules, faults[LEVEL_ERROR + 1] = {0};
    nd30_rules(&rules);
    for (size_t i = 0; i < rules; i++)
        counts[result->verdicts[i]]++;
    for (size_t i = 0; i < result->finding_count; i++)
        faults[result->findings[i].level]++;
    if (run->options.format && strcmp(run->options.format, "json") == 0) {
        run->answers = true;
        say_json(run, path, result, counts);
    } else {
        say_text(run, result);
        run_say(run, MESSAGE_LAYOUT_SUM, arena_number(a, counts[ND30_FITS] + counts[ND30_MISSES]),
                arena_number(a, counts[ND30_FITS]), arena_number(a, counts[ND30_MISSES]));
    }
    if (faults[LEVEL_ERROR])
        diag(&run->diags, PDF_LAYOUT, place_file(a, path), path, arena_number(a, faults[LEVEL_ERROR]));
}

void command_layout(struct run *run)
{
    const char *path = run->arguments[0], *bytes;
    size_t size;
    if (!path || run->arguments[1]) {
        diag(&run->diags, USAGE_PDF, {0}, "layout");
        return;
    }
    struct pdf_file *file = pdf_load(&run->arena, &run->diags, path, &bytes, &size);
    if (!file)
        return;
    const struct nd30_result *result = nd30_judge(&run->arena, file, run->diags.lang);
    if (!result->has_text)
        diag(&run->diags, PDF_SCAN, place_file(&run->arena, path), path);
    else
        say_result(run, path, result);
    pdf_close(file);
}
