/* check_plan_form.c - the plan judged as a document: its number, its years, its recipients, its end, its
 * letters. An issued plan cannot be changed, so nothing here is an error. */
#include "base/text.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

/* ---- number and symbol ---- */

/* Kinds of documents that set out work to do, and their letters (NĐ 30/2020, PL III). */
static const struct {
    const char *kind; /* folded */
    const char *letters;
} kinds[] = {
    {"ke hoach", "KH"}, {"chuong trinh", "CTr"}, {"phuong an", "PA"}, {"de an", "ĐA"},
    {"du an", "DA"},    {"huong dan", "HD"},     {"thong bao", "TB"}, {"quyet dinh", "QĐ"},
};

/* The letters of the plan's kind; NULL when the kind is none of ours. */
static const char *letters_of_kind(struct checking *c)
{
    const struct str kind = c->year->plan->kind;
    const char *key = kind.s ? text_key(c->arena, kind.s) : "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, key) == 0)
            return kinds[i].letters;
    return NULL;
}

/* "32/KH-HB" or "32/2024/KH-HB" taken apart; year 0 when it has none. */
struct number {
    const char *figures, *letters, *symbol;
    int year;
};

/* False when the text is not of that form. */
static bool take_apart(struct arena *arena, const char *s, struct number *out)
{
    enum { FIGURES_MAX = 6, YEAR = 4 };
    static const char digits[] = "0123456789";
    size_t n = strspn(s, digits);
    *out = (struct number){.figures = arena_strndup(arena, s, n)};
    if (n < 2 || n > FIGURES_MAX || s[n] != '/')
        return false;
    s += n + 1;
    if (strspn(s, digits) == YEAR && s[YEAR] == '/') {
        out->year = atoi(s); /* four digits, counted above */
        s += YEAR + 1;
    }
    n = strcspn(s, "-/ 0123456789");
    if (n == 0 || s[n] != '-')
        return false;
    out->letters = arena_strndup(arena, s, n);
    out->symbol = s + n + 1;
    return *out->symbol && !out->symbol[strcspn(out->symbol, " /")];
}

void check_plan_number(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const struct school *school = c->model->school;
    const char *s = plan->number.s, *letters = letters_of_kind(c);
    const char *symbol = school && school->symbol.s ? school->symbol.s : NULL;
    struct number number;
    if (!s || !school || has_blank(s)) /* which check_plan_blanks says */
        return;
    if (!take_apart(c->arena, s, &number)) {
        const char *figures = *number.figures ? number.figures : "32", *zero = figures[1] ? "" : "0";
        diag(c->diags, PLAN_NUMBER_FORM, plan->number.at, s,
             arena_printf(c->arena, "%s%s/%s-%s", zero, figures, letters ? letters : "KH",
                          symbol ? symbol : "…"));
        return;
    }
    if (letters && strcmp(number.letters, letters) != 0)
        diag(c->diags, PLAN_NUMBER_KIND, place_find(plan->number.at, number.letters), number.letters, s,
             plan->kind.s, letters);
    struct place at = plan->number.at;
    size_t behind = (size_t)(number.symbol - s);
    if (symbol && strcmp(number.symbol, symbol) != 0)
        diag(c->diags, PLAN_NUMBER_SYMBOL,
             at.length == strlen(s) ? place_make(at.source, at.offset + behind, at.length - behind) : at,
             number.symbol, s, symbol, school->source->path);
    if (number.year && date_given(plan->date) && number.year != plan->date.year)
        diag(c->diags, PLAN_NUMBER_YEAR, plan->number.at, s, arena_printf(c->arena, "%d", number.year),
             date_short(c->arena, plan->date));
}

/* ---- years ---- */

/* The plan of a year is issued in that year, or in the December before it. */
static bool fits_year(struct date day, int year)
{
    enum { DECEMBER = 12 };
    return day.year == year || (day.year == year - 1 && day.month == DECEMBER);
}

/* The first "năm 2023" of the text that is not the year; *fits when one is. Stretches ("giai đoạn 2021-2025")
 * are no years of the plan. */
static const char *other_year(const char *s, int year, bool *fits)
{
    static const char word[] = "năm ";
    const char *other = NULL;
    *fits = false;
    while ((s = strstr(s, word)) != NULL) {
        s += strlen(word);
        if (strspn(s, "0123456789") != 4)
            continue;
        if (atoi(s) == year) /* four digits, counted above */
            *fits = true;
        else if (!other)
            other = s - strlen(word);
    }
    return other;
}

void check_plan_years(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const char *folder = arena_printf(c->arena, "%d", c->year->number);
    if (!c->model->school)
        return;
    if (date_given(plan->date) && !fits_year(plan->date, c->year->number))
        diag(c->diags, PLAN_DATE_YEAR, plan->date_text.at, date_short(c->arena, plan->date), folder);
    bool fits = false;
    const char *other = plan->summary.s ? other_year(plan->summary.s, c->year->number, &fits) : NULL;
    if (!other || fits)
        return;
    const char *words = arena_strndup(c->arena, other, strlen("năm 2024"));
    diag(c->diags, PLAN_SUMMARY_YEAR, place_find(plan->summary.at, words), words, folder);
}

/* ---- recipients and end ---- */

static bool ends_in(const char *s, char end)
{
    size_t n = strlen(s);
    return n > 0 && s[n - 1] == end;
}

static bool is_archive(struct arena *arena, const char *s)
{
    const char *key = text_key(arena, s);
    return strncmp(key, "luu", 3) == 0 && (key[3] == ':' || key[3] == ' ');
}

/* The last line of its kind, or -1. */
static long archive_line(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    for (size_t i = plan->recipient_count; i-- > 0;)
        if (is_archive(c->arena, plan->recipients[i].s))
            return (long)i;
    return -1;
}

static const struct section *last_part(const struct plan *plan)
{
    const struct section *part = plan->parts;
    while (part && part->next)
        part = part->next;
    return part;
}

/* Where what is missing at the end would stand: behind the last words of the plan. */
static struct place place_of_end(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    if (plan->closing)
        return plan->closing->at;
    const struct section *last = last_part(plan);
    for (const struct section *s = last ? last->first : NULL; s; s = s->next)
        last = s;
    if (!last)
        return place_whole(c, plan->source);
    if (last->item_count == 0)
        return last->at;
    const struct section_item *item = &last->items[last->item_count - 1];
    return item->task ? item->task->at : item->block->at;
}

/* Each line ends in ";", the last in "." (NĐ 30/2020, PL I, II.9). */
static void check_recipient_ends(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    for (size_t i = 0; i < plan->recipient_count; i++) {
        const struct str line = plan->recipients[i];
        bool last = i + 1 == plan->recipient_count;
        bool archive =
            !last && is_archive(c->arena, line.s); /* it stands in the wrong place, which was said */
        if (!archive && *line.s && !ends_in(line.s, last ? '.' : ';'))
            diag(c->diags, PLAN_RECIPIENT_END, line.at, line.s, last ? "." : ";");
    }
}

void check_plan_recipients(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const struct school *school = c->model->school;
    if (!school)
        return;
    const char *archive = school->archive.s ? school->archive.s : "VT";
    if (plan->recipient_count == 0) {
        diag(c->diags, PLAN_NO_RECIPIENTS, place_of_end(c), archive);
        return;
    }
    const struct str last = plan->recipients[plan->recipient_count - 1];
    long line = archive_line(c);
    if (line < 0)
        diag(c->diags, PLAN_NO_ARCHIVE, last.at, archive);
    else if ((size_t)line + 1 < plan->recipient_count)
        diag(c->diags, PLAN_ARCHIVE_LAST, plan->recipients[line].at, last.s);
    check_recipient_ends(c);
}

/* "./." ends what the document says (NĐ 30/2020, PL I, II.6); the reader takes the paragraph that has it as
 * the closing. */
void check_plan_closing(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const struct task *last = plan->task_count ? plan->tasks[plan->task_count - 1] : NULL;
    struct place at = place_of_end(c);
    if (c->model->school && !plan->closing)
        diag(c->diags, PLAN_CLOSING, at,
             last && !last->dash && last->at.offset == at.offset ? last->code : NULL);
}

/* ---- points a), b), c) … ---- */

/* The letters that number points, in the order of the Vietnamese alphabet (NĐ 30/2020, PL I, II.6); ă, â, ê,
 * ô, ơ, ư number nothing. */
static const char *const point_letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                            "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
enum { LETTERS = sizeof point_letters / sizeof *point_letters };

/* Where we are in a run of points. */
struct points {
    size_t due;    /* the letter that comes next */
    char end;      /* last byte of the text before */
    bool new_line; /* at the start of a line */
};

/* Length of the letter of "đ) …" at s, or 0. */
static size_t letter_at(const char *s)
{
    uint32_t cp;
    int n = text_decode(s, strlen(s), &cp);
    bool letter = (n == 1 && cp >= 'a' && cp <= 'z') || (n > 1 && cp >= 0xe0 && cp < 0x300) ||
                  (n > 1 && cp >= 0x1ea0 && cp < 0x1f00);
    return letter && s[n] == ')' && (s[n + 1] == ' ' || !s[n + 1]) ? (size_t)n : 0;
}

static void judge_letter(struct checking *c, struct points *points, struct place at, const char *s, size_t n)
{
    size_t found = 0;
    while (found < LETTERS && (strlen(point_letters[found]) != n || memcmp(point_letters[found], s, n) != 0))
        found++;
    bool opens = found == 0;
    if (!opens && found != points->due && points->due < LETTERS)
        diag(c->diags, PLAN_LETTER, place_find(at, arena_printf(c->arena, "%.*s)", (int)n, s)),
             arena_strndup(c->arena, s, n), point_letters[points->due]);
    points->due = found < LETTERS ? found + 1 : points->due + 1;
}

/* A line inside a paragraph begins a point only behind a stop: "theo điểm / b) khoản 1" is a reference. */
static void walk_spans(struct checking *c, struct points *points, const struct span *span)
{
    for (; span; span = span->next) {
        if (span->kind == SPAN_SOFT || span->kind == SPAN_BREAK) {
            points->new_line = span->kind == SPAN_BREAK || strchr(";.:,", points->end);
        } else if (span->text) {
            size_t n = points->new_line ? letter_at(span->text) : 0;
            if (n)
                judge_letter(c, points, span->at, span->text, n);
            points->new_line = false;
            if (*span->text)
                points->end = span->text[strlen(span->text) - 1];
        } else {
            walk_spans(c, points, span->first);
        }
    }
}

static void walk_blocks(struct checking *c, struct points *points, const struct block *block)
{
    for (; block; block = block->next) {
        points->new_line = true;
        walk_spans(c, points, block->spans);
        walk_blocks(c, points, block->first);
    }
}

/* One block by itself: its neighbours are items of the section too. */
static void walk_block(struct checking *c, struct points *points, const struct block *block)
{
    points->new_line = true;
    walk_spans(c, points, block->spans);
    walk_blocks(c, points, block->first);
}

static void walk_section(struct checking *c, const struct section *section)
{
    struct points points = {.end = '.'};
    for (size_t i = 0; i < section->item_count; i++) {
        const struct section_item *item = &section->items[i];
        if (item->task)
            walk_blocks(c, &points, item->task->prose);
        else
            walk_block(c, &points, item->block);
    }
    for (const struct section *s = section->first; s; s = s->next)
        walk_section(c, s);
}

void check_plan_letters(struct checking *c)
{
    for (const struct section *part = c->year->plan->parts; part; part = part->next)
        walk_section(c, part);
}
