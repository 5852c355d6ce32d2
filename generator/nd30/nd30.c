/* nd30.c - the table of rules, and a file put before each of their judges. */
#include "nd30/nd30.h"

#include "base/text.h"
#include "nd30/judge.h"

#include <stdlib.h>
#include <string.h>

static const struct nd30_rule rules[] = {
#define RULE(number, level, judge, place, title_vi, title_en, mend_vi, mend_en)                              \
    {number, LEVEL_##level, place, {title_vi, title_en}, {mend_vi, mend_en}},
#include "nd30/rules.def"
#undef RULE
};

static nd30_judge_function *const judges[] = {
#define RULE(number, level, judge, place, title_vi, title_en, mend_vi, mend_en) judge,
#include "nd30/rules.def"
#undef RULE
};

enum { RULES = sizeof rules / sizeof *rules, PAGES_MOST = 2000 };

const struct nd30_rule *nd30_rules(size_t *count)
{
    *count = RULES;
    return rules;
}

/* ---- what judges use ---- */

void judge_note(struct judge *j, enum diag_level level, size_t page, const char *vi, const char *en)
{
    struct nd30_finding finding = {j->rule, level, page,
                                   arena_strdup(j->arena, j->lang == LANG_VI ? vi : en)};
    ARENA_PUSH(j->arena, j->findings, j->finding_count) = finding;
}

void judge_tell(struct judge *j, size_t page, const char *vi, const char *en)
{
    judge_note(j, j->rule->level, page, vi, en);
}

double segment_middle(const struct segment *s)
{
    return (s->x + s->x2) / 2;
}

bool segment_upper(const struct judge *j, const struct segment *s)
{
    return strcmp(text_upper(j->arena, s->text), s->text) == 0;
}

bool segment_begins(const struct judge *j, const struct segment *s, const char *beginning)
{
    return strncmp(text_key(j->arena, s->text), beginning, strlen(beginning)) == 0;
}

char *segment_start(const struct judge *j, const struct segment *s)
{
    size_t n = strlen(s->text), end = 0, words = 0;
    while (end < n && (s->text[end] != ' ' || ++words < 8))
        end++;
    return arena_printf(j->arena, "“%.*s%s”", (int)end, s->text, end < n ? "…" : "");
}

void judge_look(struct judge *j, const struct segment *s, const struct look *look)
{
    const char *what = segment_start(j, s);
    struct arena *a = j->arena;
    if (s->size < look->least - 0.3 || s->size > look->most + 0.3)
        judge_tell(j, s->page, arena_printf(a, "%s cỡ %.1f", what, s->size),
                   arena_printf(a, "%s in %.1f pt", what, s->size));
    if (s->bold != look->bold)
        judge_tell(j, s->page, arena_printf(a, look->bold ? "%s không đậm" : "%s in đậm", what),
                   arena_printf(a, look->bold ? "%s is not bold" : "%s is bold", what));
    if (s->italic != look->italic)
        judge_tell(j, s->page, arena_printf(a, look->italic ? "%s không nghiêng" : "%s in nghiêng", what),
                   arena_printf(a, look->italic ? "%s is not italic" : "%s is italic", what));
    if (look->upper && !segment_upper(j, s))
        judge_tell(j, s->page, arena_printf(a, "%s không in hoa", what),
                   arena_printf(a, "%s is not in capitals", what));
}

void judge_centre(struct judge *j, const struct segment *s, double x, const char *vi, const char *en)
{
    double off = segment_middle(s) - x;
    if (off > MM(2) || off < -MM(2))
        judge_tell(j, s->page,
                   arena_printf(j->arena, "%s lệch %.0f mm so với giữa %s", segment_start(j, s),
                                (off < 0 ? -off : off) / MM(1), vi),
                   arena_printf(j->arena, "%s stands %.0f mm off the middle of %s", segment_start(j, s),
                                (off < 0 ? -off : off) / MM(1), en));
}

const struct pdf_rule *judge_rule_under(const struct judge *j, const struct segment *s)
{
    const struct pdf_content *content = j->pages[s->page - 1].content;
    for (size_t i = 0; i < content->rule_count; i++) {
        const struct pdf_rule *r = &content->rules[i];
        double off = (r->x + r->x2) / 2 - segment_middle(s);
        if (r->x2 - r->x > 10 && r->y > s->y + 0.5 && r->y < s->y + s->size && off > -6 && off < 6)
            return r;
    }
    return NULL;
}

void judge_rule_length(struct judge *j, const struct segment *s, double least, double most)
{
    const struct pdf_rule *r = judge_rule_under(j, s);
    const char *what = segment_start(j, s);
    if (!r) {
        judge_tell(j, s->page, arena_printf(j->arena, "không có đường kẻ giữa, dưới %s", what),
                   arena_printf(j->arena, "no rule centred under %s", what));
        return;
    }
    double share = (r->x2 - r->x) / (s->x2 - s->x);
    if (share < least - 0.03 || share > most + 0.03)
        judge_tell(j, s->page,
                   arena_printf(j->arena, "đường kẻ dưới %s dài %.0f %% dòng chữ", what, share * 100),
                   arena_printf(j->arena, "the rule under %s has %.0f %% of its length", what, share * 100));
    if (r->y - s->y < 2)
        judge_tell(j, s->page, arena_printf(j->arena, "%s bị gạch chân", what),
                   arena_printf(j->arena, "%s is underlined", what));
}

/* ---- the run ---- */

static bool read_pages(struct judge *j, struct pdf_file *file)
{
    size_t letters = 0;
    j->page_count = pdf_page_count(file);
    j->page_count = j->page_count > PAGES_MOST ? PAGES_MOST : j->page_count;
    j->pages = arena_alloc(j->arena, (j->page_count + 1) * sizeof *j->pages);
    for (size_t i = 0; i < j->page_count; i++) {
        j->pages[i].number = i + 1;
        j->pages[i].content = pdf_content_read(j->arena, file, pdf_page(file, i));
        segments_make(j->arena, &j->pages[i]);
        for (size_t k = 0; k < j->pages[i].count; k++)
            letters += strlen(j->pages[i].segments[k].text);
    }
    return letters > 40;
}

struct nd30_result *nd30_judge(struct arena *arena, struct pdf_file *file, enum diag_lang lang)
{
    struct judge *j = ARENA_NEW(arena, struct judge);
    struct nd30_result *result = ARENA_NEW(arena, struct nd30_result);
    enum nd30_verdict *verdicts = arena_alloc(arena, RULES * sizeof *verdicts);
    j->arena = arena;
    j->lang = lang;
    result->has_text = read_pages(j, file);
    if (result->has_text)
        judge_find(j);
    for (size_t i = 0; result->has_text && i < RULES; i++) {
        size_t before = j->finding_count;
        j->rule = &rules[i];
        verdicts[i] = !judges[i] ? ND30_OTHER : !judges[i](j) ? ND30_ABSENT : ND30_FITS;
        for (size_t k = before; k < j->finding_count; k++)
            if (j->findings[k].level > LEVEL_NOTE)
                verdicts[i] = ND30_MISSES;
    }
    result->findings = j->findings;
    result->finding_count = j->finding_count;
    result->verdicts = verdicts;
    result->pages = j->page_count;
    return result;
}
