/* judge_text.c - the running text: spacing, indents, justification, headings, wording (PL I, Phần I, II.6).
 */
#include "nd30/judge.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TOLD_MOST = 4 };            /* places of one fault that are told */
static const double single = 1.15; /* a line of Times New Roman, in sizes */

static double absolute(double x)
{
    return x < 0 ? -x : x;
}

/* ---- spacing ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The usual step from line to line within paragraphs; 0 when there is none. */
static double usual_step(struct judge *j)
{
    double *steps = arena_alloc(j->arena, (j->line_count + 1) * sizeof *steps);
    size_t count = 0;
    for (size_t i = 0; i + 1 < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment, *next = j->lines[i + 1].segment;
        if (j->lines[i].goes_on && s->page == next->page)
            steps[count++] = next->y - s->y;
    }
    qsort(steps, count, sizeof *steps, by_size);
    return count ? steps[count / 2] : 0;
}

bool judge_line_spacing(struct judge *j)
{
    size_t told = 0, seen = 0;
    for (size_t i = 0; i + 1 < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment, *next = j->lines[i + 1].segment;
        if (!j->lines[i].goes_on || s->page != next->page)
            continue;
        seen++;
        double lines = (next->y - s->y) / (single * s->size);
        if ((lines > 1.53 || lines < 0.93) && told++ < TOLD_MOST)
            judge_tell(j, s->page, arena_printf(j->arena, "%.2f dòng sau %s", lines, segment_start(j, s)),
                       arena_printf(j->arena, "%.2f lines behind %s", lines, segment_start(j, s)));
    }
    return seen > 0;
}

bool judge_paragraph_gap(struct judge *j)
{
    double usual = usual_step(j);
    size_t told = 0, seen = 0;
    for (size_t i = 0; usual > 0 && i + 1 < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment, *next = j->lines[i + 1].segment;
        double indent = next->x - j->left, step = next->y - s->y;
        bool begins =
            indent > 20 && indent < MM(20) && s->x < j->left + MM(20) && absolute(next->x - s->x) > 1.5;
        if (!begins || next->page != s->page || step <= 0 || j->lines[i].goes_on || s->x > j->left + 1.5)
            continue;
        seen++;
        if (step - usual < 5.4 && told++ < TOLD_MOST)
            judge_tell(
                j, s->page,
                arena_printf(j->arena, "chỉ %.1f pt trước %s", step - usual, segment_start(j, next)),
                arena_printf(j->arena, "only %.1f pt before %s", step - usual, segment_start(j, next)));
    }
    return seen > 0;
}

bool judge_indent(struct judge *j)
{
    double first = 0;
    size_t told = 0, seen = 0;
    for (size_t i = 0; i + 1 < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        double indent = s->x - j->left;
        bool begins = j->lines[i].goes_on && (i == 0 || !j->lines[i - 1].goes_on);
        if (!begins || j->lines[i + 1].segment->page != s->page)
            continue;
        seen++;
        bool allowed = absolute(indent - MM(10)) < 1 || absolute(indent - MM(12.7)) < 1;
        if (allowed && first == 0)
            first = indent;
        if ((!allowed || absolute(indent - first) > 1) && told++ < TOLD_MOST)
            judge_tell(
                j, s->page, arena_printf(j->arena, "lùi %.1f mm ở %s", indent / MM(1), segment_start(j, s)),
                arena_printf(j->arena, "indented by %.1f mm at %s", indent / MM(1), segment_start(j, s)));
    }
    return seen > 0;
}

/* Lines within paragraphs end at the right margin, but for the few that would be torn apart. */
bool judge_justified(struct judge *j)
{
    size_t seen = 0, ragged = 0;
    const struct segment *example = NULL;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        if (!j->lines[i].goes_on || s->bold) /* headings are not */
            continue;
        seen++;
        if (s->x2 < j->right - 3) {
            ragged++;
            example = example ? example : s;
        }
    }
    if (seen >= 4 && ragged * 4 > seen)
        judge_tell(j, example->page,
                   arena_printf(j->arena, "%zu trên %zu dòng không thẳng lề phải, như %s", ragged, seen,
                                segment_start(j, example)),
                   arena_printf(j->arena, "%zu of %zu lines do not reach the right margin, as %s", ragged,
                                seen, segment_start(j, example)));
    return seen >= 4;
}

bool judge_body_size(struct judge *j)
{
    size_t told = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        if ((s->size < 12.7 || s->size > 14.3) && strlen(s->text) > 20 && s->x < j->left + MM(20) &&
            told++ < TOLD_MOST)
            judge_tell(j, s->page, arena_printf(j->arena, "cỡ %.1f ở %s", s->size, segment_start(j, s)),
                       arena_printf(j->arena, "%.1f pt at %s", s->size, segment_start(j, s)));
    }
    return j->line_count > 0;
}

/* ---- grounds ---- */

bool judge_grounds(struct judge *j)
{
    const struct segment *last = NULL;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        bool begins = i == 0 || !j->lines[i - 1].goes_on;
        if (!begins || !segment_begins(j, s, "can cu "))
            continue;
        if (!s->italic)
            judge_tell(j, s->page, arena_printf(j->arena, "%s không nghiêng", segment_start(j, s)),
                       arena_printf(j->arena, "%s is not italic", segment_start(j, s)));
        size_t end = i;
        while (end + 1 < j->line_count && j->lines[end].goes_on)
            end++;
        last = j->lines[end].segment;
        bool more =
            end + 1 < j->line_count &&
            (segment_begins(j, j->lines[end + 1].segment, "can cu ") ||
             (j->lines[end + 1].segment->italic && segment_begins(j, j->lines[end + 1].segment, "t")));
        char wanted = more ? ';' : '.', found = last->text[strlen(last->text) - 1];
        if (found != wanted)
            judge_tell(j, last->page,
                       arena_printf(j->arena, "căn cứ %s hết bằng “%c”, cần “%c”", segment_start(j, s), found,
                                    wanted),
                       arena_printf(j->arena, "the ground %s ends in “%c”, wanted “%c”", segment_start(j, s),
                                    found, wanted));
        i = end;
    }
    return last != NULL;
}

/* ---- headings ---- */

static bool begins_paragraph(const struct judge *j, size_t i)
{
    return i == 0 || !j->lines[i - 1].goes_on;
}

/* "IV. …": how many bytes the number has, 0 when it is none. */
static size_t roman(const char *s)
{
    size_t n = strspn(s, "IVX");
    return n > 0 && n < 6 && s[n] == '.' && s[n + 1] == ' ' ? n : 0;
}

bool judge_roman_heading(struct judge *j)
{
    static const struct look look = {13, 14, true, false, true};
    size_t seen = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        if (!begins_paragraph(j, i) || !roman(j->lines[i].segment->text))
            continue;
        seen++;
        judge_look(j, j->lines[i].segment, &look);
    }
    return seen > 0;
}

/* A short line "1. …" without a full stop at its end, alone in its paragraph, is a heading. */
bool judge_arabic_heading(struct judge *j)
{
    size_t seen = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        size_t digits = strspn(s->text, "0123456789"), n = strlen(s->text);
        bool numbered = digits > 0 && digits < 3 && s->text[digits] == '.' && s->text[digits + 1] == ' ';
        if (!numbered || !begins_paragraph(j, i) || j->lines[i].goes_on || n > 80 ||
            strchr(".;,:", s->text[n - 1]) || !s->bold)
            continue;
        seen++;
        if (s->italic || s->size < 12.7 || s->size > 14.3)
            judge_tell(j, s->page,
                       arena_printf(j->arena, "%s cỡ %.1f%s", segment_start(j, s), s->size,
                                    s->italic ? ", nghiêng" : ""),
                       arena_printf(j->arena, "%s in %.1f pt%s", segment_start(j, s), s->size,
                                    s->italic ? ", italic" : ""));
    }
    return seen > 0;
}

bool judge_letters(struct judge *j)
{
    size_t seen = 0;
    bool after_d = false;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        bool dd = strncmp(s->text, "đ)", strlen("đ)")) == 0;
        bool letter = (islower((unsigned char)s->text[0]) && s->text[1] == ')') || dd;
        if (!letter || !begins_paragraph(j, i))
            continue;
        seen++;
        if (!dd && strchr("fjwz", s->text[0]))
            judge_tell(j, s->page, arena_printf(j->arena, "điểm “%c)”", s->text[0]),
                       arena_printf(j->arena, "point “%c)”", s->text[0]));
        if (s->text[0] == 'e' && after_d)
            judge_tell(j, s->page, "sau “d)” là “e)”, thiếu “đ)”", "“d)” is followed by “e)”, without “đ)”");
        after_d = s->text[0] == 'd';
    }
    return seen > 0;
}

bool judge_part(struct judge *j)
{
    static const struct look look = {13, 14, true, false, false};
    size_t seen = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        bool part = segment_begins(j, s, "phan ") || segment_begins(j, s, "chuong ");
        const char *number = strchr(s->text, ' ');
        if (!part || strlen(s->text) > 16 || !number || !strspn(number + 1, "IVX"))
            continue;
        seen++;
        judge_look(j, s, &look);
        judge_centre(j, s, (j->left + j->right) / 2, "trang", "the page");
    }
    return seen > 0;
}

/* ---- wording ---- */

bool judge_end_mark(struct judge *j)
{
    if (j->line_count == 0)
        return false;
    for (size_t i = j->line_count; i-- > 0 && i + 4 > j->line_count;)
        if (strstr(j->lines[i].segment->text, "./."))
            return true;
    const struct segment *last = j->lines[j->line_count - 1].segment;
    judge_tell(j, last->page,
               arena_printf(j->arena, "nội dung hết ở %s không có “./.”", segment_start(j, last)),
               arena_printf(j->arena, "the text ends at %s without “./.”", segment_start(j, last)));
    return true;
}

bool judge_capitals(struct judge *j)
{
    static const char *const units[] = {" quận ", " phường "};
    size_t told = 0;
    for (size_t i = 0; i < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment;
        for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
            const char *at = strstr(s->text, units[u]);
            if (at && isdigit((unsigned char)at[strlen(units[u])]) && told++ < TOLD_MOST)
                judge_tell(
                    j, s->page,
                    arena_printf(j->arena, "“%.*s” viết thường", (int)strlen(units[u]) + 1, at + 1),
                    arena_printf(j->arena, "“%.*s” in small letters", (int)strlen(units[u]) + 1, at + 1));
        }
    }
    return j->line_count > 0;
}
