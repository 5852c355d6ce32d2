/* judge_page.c - paper, margins, faces, page numbers (PL I, Phần I, I). */
#include "nd30/judge.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static double absolute(double x)
{
    return x < 0 ? -x : x;
}

bool judge_paper(struct judge *j)
{
    for (size_t i = 0; i < j->page_count; i++) {
        double w = j->pages[i].content->width, h = j->pages[i].content->height;
        double small = w < h ? w : h, large = w < h ? h : w;
        if (absolute(small - MM(210)) > MM(1) || absolute(large - MM(297)) > MM(1)) {
            const char *size = arena_printf(j->arena, "%.0f × %.0f mm", w / MM(1), h / MM(1));
            judge_tell(j, i + 1, size, size);
        }
    }
    return true;
}

static bool has_table(const struct nd30_page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->segments[i].in_table)
            return true;
    return false;
}

bool judge_orientation(struct judge *j)
{
    for (size_t i = 0; i < j->page_count; i++)
        if (j->pages[i].content->width > j->pages[i].content->height && !has_table(&j->pages[i]))
            judge_tell(j, i + 1, "trang ngang mà không có bảng", "a page that lies across without a table");
    return true;
}

/* What a page's text keeps free at its edges, points; false when it has none. */
static bool page_edges(const struct nd30_page *page, double *left, double *right, double *top, double *bottom)
{
    const struct pdf_content *content = page->content;
    bool any = false;
    *left = *right = *top = *bottom = 1e9;
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        bool number = s->y < MM(18) ||
                      s->y > content->height - MM(12); /* running heads and feet have rules of their own */
        if (s->artifact || number || s->text[0] == '\0')
            continue;
        any = true;
        double edges[] = {s->x, content->width - s->x2, s->y - 0.75 * s->size,
                          content->height - s->y - 0.22 * s->size};
        *left = edges[0] < *left ? edges[0] : *left;
        *right = edges[1] < *right ? edges[1] : *right;
        *top = edges[2] < *top ? edges[2] : *top;
        *bottom = edges[3] < *bottom ? edges[3] : *bottom;
    }
    return any;
}

static void tell_margin(struct judge *j, size_t page, const char *vi, const char *en, double found)
{
    judge_tell(j, page, arena_printf(j->arena, "lề %s %.0f mm", vi, found / MM(1)),
               arena_printf(j->arena, "%s margin %.0f mm", en, found / MM(1)));
}

bool judge_margins(struct judge *j)
{
    static const char *const words[4][2] = {
        {"trái", "left"}, {"phải", "right"}, {"trên", "top"}, {"dưới", "bottom"}};
    static const double least[4] = {30, 15, 20, 20}, most[4] = {35, 20, 25, 1e9};
    double smallest[4] = {1e9, 1e9, 1e9, 1e9}, found[4];
    for (size_t i = 0; i < j->page_count; i++) {
        if (!page_edges(&j->pages[i], &found[0], &found[1], &found[2], &found[3]))
            continue;
        for (int e = 0; e < 4; e++) {
            smallest[e] = found[e] < smallest[e] ? found[e] : smallest[e];
            if (found[e] < MM(least[e]) - MM(0.5))
                tell_margin(j, i + 1, words[e][0], words[e][1], found[e]);
        }
    }
    for (int e = 0; e < 4; e++) /* a line may end early; that none ever comes near says how the page is set */
        if (smallest[e] < 1e8 && smallest[e] > MM(most[e]) + MM(1))
            tell_margin(j, 1, words[e][0], words[e][1], smallest[e]);
    return true;
}

static bool is_times(const char *font)
{
    return strncmp(font, "TimesNewRoman", 13) == 0 || strncmp(font, "Times New Roman", 15) == 0;
}

static bool judge_colour(struct judge *j, const struct segment *s)
{
    if (s->gray < 0.25 && !s->coloured)
        return false;
    judge_tell(j, s->page, arena_printf(j->arena, "%s không phải màu đen", s->text),
               arena_printf(j->arena, "%s is not black", segment_start(j, s)));
    return true;
}

bool judge_font(struct judge *j)
{
    const char *told[8];
    size_t count = 0, colours = 0;
    for (size_t p = 0; p < j->page_count; p++) {
        for (size_t i = 0; i < j->pages[p].count; i++) {
            const struct segment *s = &j->pages[p].segments[i];
            bool known = is_times(s->font) || s->artifact;
            if (!s->artifact && colours < 3)
                colours += judge_colour(j, s);
            for (size_t k = 0; k < count && !known; k++)
                known = strcmp(told[k], s->font) == 0;
            if (known || count == sizeof told / sizeof *told)
                continue;
            told[count++] = s->font;
            if (strncmp(s->font, "LiberationSerif", 15) == 0) /* the same widths under another name */
                judge_note(
                    j, LEVEL_NOTE, p + 1,
                    arena_printf(j->arena, "phông %s: cùng kích thước từng chữ với Times New Roman, khác tên",
                                 s->font),
                    arena_printf(j->arena, "face %s: the same measures as Times New Roman under another name",
                                 s->font));
            else
                judge_tell(j, p + 1, arena_printf(j->arena, "phông %s", *s->font ? s->font : "?"),
                           arena_printf(j->arena, "face %s", *s->font ? s->font : "?"));
        }
    }
    return true;
}

/* ---- page numbers ---- */

/* The digits that stand alone in the top or bottom margin; NULL when there are none. */
static const struct segment *number_of(const struct nd30_page *page, bool foot)
{
    double height = page->content->height;
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        size_t digits = strspn(s->text, "0123456789");
        bool there = foot ? s->y > height - MM(20) : s->y < MM(21);
        if (there && digits > 0 && s->text[digits] == '\0')
            return s;
    }
    return NULL;
}

static void judge_one_number(struct judge *j, const struct nd30_page *page, size_t wanted)
{
    struct arena *a = j->arena;
    const struct segment *s = number_of(page, false), *foot = number_of(page, true);
    if (wanted == 1) {
        if (s || foot)
            judge_tell(j, page->number, "có số trang ở trang đầu", "the first page has a number");
        return;
    }
    if (!s) {
        judge_tell(j, page->number, foot ? "số trang ở lề dưới" : "không có số trang ở lề trên",
                   foot ? "the page number stands at the foot" : "no page number in the top margin");
        return;
    }
    if (strtoul(s->text, NULL, 10) != wanted)
        judge_tell(j, page->number, arena_printf(a, "ghi số %s ở trang %zu", s->text, wanted),
                   arena_printf(a, "says %s on page %zu", s->text, wanted));
    double off = segment_middle(s) - page->content->width / 2,
           frame = segment_middle(s) - (j->left + j->right) / 2;
    if (absolute(off) > MM(2) && absolute(frame) > MM(2) && page->number <= j->main_pages)
        judge_tell(j, page->number, "số trang không ở giữa", "the page number is not centred");
    if (s->size < 12.7 || s->size > 14.3 || s->italic)
        judge_tell(j, page->number,
                   arena_printf(a, "số trang cỡ %.1f%s", s->size, s->italic ? ", nghiêng" : ""),
                   arena_printf(a, "page number in %.1f pt%s", s->size, s->italic ? ", italic" : ""));
}

bool judge_page_number(struct judge *j)
{
    for (size_t i = 0; i < j->main_pages; i++)
        judge_one_number(j, &j->pages[i], i + 1);
    return true;
}

bool judge_appendix_number(struct judge *j)
{
    size_t number = 0;
    if (j->main_pages == j->page_count)
        return false;
    for (size_t i = j->main_pages; i < j->page_count; i++) {
        const struct nd30_page *page = &j->pages[i];
        bool begins = false;
        for (size_t k = 0; k < page->count && k < 4; k++)
            begins = begins || (segment_begins(j, &page->segments[k], "phu luc") &&
                                strlen(page->segments[k].text) < 20);
        number = begins ? 1 : number + 1;
        const struct segment *s = number_of(page, false);
        if (s && strtoul(s->text, NULL, 10) != number)
            judge_tell(
                j, i + 1, arena_printf(j->arena, "ghi số %s ở trang %zu của phụ lục", s->text, number),
                arena_printf(j->arena, "says %s on page %zu of the appendix", segment_start(j, s), number));
    }
    return true;
}
