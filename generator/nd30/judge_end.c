/* judge_end.c - recipients, signer, appendices (PL I, Phần I, II.7, II.9, III.1). */
#include "nd30/judge.h"

#include "base/text.h"

#include <string.h>

bool judge_recipients_label(struct judge *j)
{
    static const struct look look = {12, 12, true, true, false};
    const struct segment *s = j->c.recipients;
    if (!s) {
        judge_tell(j, j->main_pages, "không thấy “Nơi nhận:”", "“Nơi nhận:” was not found");
        return true;
    }
    judge_look(j, s, &look);
    if (s->x > j->left + MM(2))
        judge_tell(j, s->page, "“Nơi nhận:” không sát lề trái", "“Nơi nhận:” is not flush left");
    if (judge_rule_under(j, s))
        judge_tell(j, s->page, "“Nơi nhận:” bị gạch chân", "“Nơi nhận:” is underlined");
    return true;
}

bool judge_recipients(struct judge *j)
{
    static const struct look look = {11, 11, false, false, false};
    const struct components *c = &j->c;
    if (c->list_count == 0)
        return false;
    for (size_t i = 0; i < c->list_count; i++) {
        const struct segment *s = c->list[i];
        bool last = i + 1 == c->list_count, ends = last || c->list[i + 1]->text[0] == '-';
        char wanted = last ? '.' : ';', found = s->text[strlen(s->text) - 1];
        judge_look(j, s, &look);
        if (i == 0 && s->text[0] != '-')
            judge_tell(j, s->page, arena_printf(j->arena, "“%s” không có gạch đầu dòng", s->text),
                       arena_printf(j->arena, "“%s” has no dash", s->text));
        if (ends && found != wanted)
            judge_tell(j, s->page, arena_printf(j->arena, "“%s” cần hết bằng “%c”", s->text, wanted),
                       arena_printf(j->arena, "“%s” should end in “%c”", s->text, wanted));
    }
    return true;
}

bool judge_recipients_order(struct judge *j)
{
    const struct components *c = &j->c;
    if (c->list_count == 0)
        return false;
    const struct segment *first = c->list[0], *last = c->list[c->list_count - 1];
    bool kept = false;
    for (size_t i = c->list_count; i-- > 0 && !kept;) {
        if (c->list[i]->text[0] != '-')
            continue;
        kept = segment_begins(j, c->list[i], "- luu: vt") || segment_begins(j, c->list[i], "- luu vt");
        break;
    }
    if (!kept)
        judge_tell(j, last->page, arena_printf(j->arena, "dòng cuối là “%s”", last->text),
                   arena_printf(j->arena, "the last line is “%s”", last->text));
    if (c->addressee && !segment_begins(j, first, "- nhu tren"))
        judge_tell(j, first->page, arena_printf(j->arena, "dòng đầu là “%s”", first->text),
                   arena_printf(j->arena, "the first line is “%s”", first->text));
    return true;
}

bool judge_position(struct judge *j)
{
    static const struct look look = {13, 14, true, false, true};
    const struct components *c = &j->c;
    if (!c->recipients)
        return false;
    if (!c->position) {
        judge_tell(j, c->recipients->page, "không thấy chức vụ người ký ở nửa phải",
                   "no position in the right half");
        return true;
    }
    judge_look(j, c->position, &look);
    double off = c->position->y - c->recipients->y;
    if (off > 15 || off < -15)
        judge_tell(j, c->position->page,
                   arena_printf(j->arena, "“%s” không ngang dòng “Nơi nhận”", c->position->text),
                   arena_printf(j->arena, "“%s” is not level with “Nơi nhận”", c->position->text));
    return true;
}

bool judge_signer(struct judge *j)
{
    static const struct look look = {13, 14, true, false, false};
    static const char *const titles[] = {"ths",  "ts.",  "ts ",     "pgs",     "gs.",
                                         "ngut", "ngnd", "thac si", "tien si", "cn."};
    if (!j->c.signer)
        return false;
    judge_look(j, j->c.signer, &look);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (segment_begins(j, j->c.signer, titles[i])) {
            judge_tell(j, j->c.signer->page, arena_printf(j->arena, "“%s”", j->c.signer->text),
                       arena_printf(j->arena, "“%s”", j->c.signer->text));
            break;
        }
    return true;
}

bool judge_signing_form(struct judge *j)
{
    const struct segment *s = j->c.position;
    if (!s)
        return false;
    bool for_collective = segment_begins(j, s, "tm.") && strstr(text_key(j->arena, s->text), "hieu truong");
    bool shortened =
        segment_begins(j, s, "p. ") || segment_begins(j, s, "p.h") || segment_begins(j, s, "pho hieu truong");
    if (for_collective || shortened)
        judge_tell(j, s->page, arena_printf(j->arena, "“%s”", s->text),
                   arena_printf(j->arena, "“%s”", s->text));
    return true;
}

/* ---- appendices ---- */

/* The n-th line of an appendix's head on that page (0: "Phụ lục I"), or NULL. */
static const struct segment *head_line(const struct judge *j, const struct nd30_page *page, size_t n)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        if (s->artifact || !segment_begins(j, s, "phu luc") || strlen(s->text) >= 20)
            continue;
        return i + n < page->count ? &page->segments[i + n] : NULL;
    }
    return NULL;
}

static double frame_middle(const struct judge *j, const struct segment *s)
{
    const struct pdf_content *content = j->pages[s->page - 1].content;
    bool upright = content->width < content->height;
    return upright ? (j->left + j->right) / 2 : (MM(30) + content->width - MM(15)) / 2;
}

bool judge_appendix_heading(struct judge *j)
{
    static const struct look look = {14, 14, true, false, false};
    bool seen = false;
    for (size_t p = j->main_pages; p < j->page_count; p++) {
        const struct segment *s = head_line(j, &j->pages[p], 0);
        if (!s)
            continue;
        seen = true;
        judge_look(j, s, &look);
        judge_centre(j, s, frame_middle(j, s), "trang", "the page");
    }
    return seen;
}

bool judge_appendix_title(struct judge *j)
{
    static const struct look look = {13, 14, true, false, true};
    bool seen = false;
    for (size_t p = j->main_pages; p < j->page_count; p++) {
        const struct segment *s = head_line(j, &j->pages[p], 1);
        if (!s || s->in_table)
            continue;
        seen = true;
        judge_look(j, s, &look);
        judge_centre(j, s, frame_middle(j, s), "trang", "the page");
    }
    return seen;
}

bool judge_appendix_note(struct judge *j)
{
    static const struct look look = {13, 14, false, true, false};
    bool seen = false;
    for (size_t p = j->main_pages; p < j->page_count; p++) {
        for (size_t n = 2; n < 5; n++) {
            const struct segment *s = head_line(j, &j->pages[p], n);
            if (!s || !segment_begins(j, s, "(kem theo"))
                continue;
            seen = true;
            judge_look(j, s, &look);
            judge_centre(j, s, frame_middle(j, s), "trang", "the page");
        }
    }
    return seen;
}

/* "Phụ lục I" as a whole word somewhere in the running text. */
static bool named(const struct judge *j, const char *heading)
{
    const char *wanted = text_loose(j->arena, heading);
    size_t n = strlen(wanted);
    for (size_t i = 0; i < j->line_count; i++) { /* it may be broken over two lines */
        const char *line = text_loose(j->arena, j->lines[i].segment->text);
        const char *both =
            i + 1 < j->line_count
                ? arena_printf(j->arena, "%s %s", line, text_loose(j->arena, j->lines[i + 1].segment->text))
                : line;
        for (const char *at = strstr(both, wanted); at; at = strstr(at + 1, wanted))
            if (!strchr("ivx", at[n]) || at[n] == '\0')
                return true;
    }
    return false;
}

bool judge_appendix_named(struct judge *j)
{
    bool seen = false;
    for (size_t p = j->main_pages; p < j->page_count; p++) {
        const struct segment *s = head_line(j, &j->pages[p], 0);
        if (!s)
            continue;
        seen = true;
        if (!named(j, s->text))
            judge_tell(j, s->page, arena_printf(j->arena, "“%s” không được nhắc đến", s->text),
                       arena_printf(j->arena, "“%s” is not referred to", s->text));
    }
    return seen;
}
