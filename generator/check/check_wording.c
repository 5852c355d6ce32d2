/* check_wording.c - the wording of official documents: dates, offices, căn cứ, names of places, forms of
 * abbreviations (NĐ 30/2020/NĐ-CP, PL I and II). */
#include "base/text.h"
#include "check/wording.h"

#include <string.h>

enum { LINES_MAX = 8 }; /* further lines that are named */

struct finding {
    enum diag_code code;
    struct place at;
    const char *a, *b, *c;
    size_t lines[LINES_MAX], line_count;
    bool more;
};

/* ---- findings ---- */

/* The line alone: place_position also counts columns, which in one long line with many findings is quadratic.
 */
static size_t line_of(struct place at)
{
    const struct source *source = at.source;
    size_t low = 0, high = source && source->text ? source->line_count : 0;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= at.offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

void wording_found(struct wording *w, enum diag_code code, const struct passage *passage, size_t from,
                   size_t length, const char *a, const char *b, const char *c)
{
    struct place at = passage_place(passage, from, length);
    const char *key =
        arena_printf(w->c->arena, "%d\n%s\n%s\n%s", (int)code, a ? a : "", b ? b : "", c ? c : "");
    uint32_t number = seen_number(&w->seen, key, strlen(key));
    if (number == w->finding_count) {
        ARENA_PUSH(w->c->arena, w->findings, w->finding_count) =
            (struct finding){.code = code, .at = at, .a = a, .b = b, .c = c};
        return;
    }
    struct finding *f = &w->findings[number];
    size_t line = line_of(at);
    size_t last = f->line_count ? f->lines[f->line_count - 1] : line_of(f->at);
    if (f->line_count == LINES_MAX)
        f->more = f->more || line != last;
    else if (line != last)
        f->lines[f->line_count++] = line;
}

static const char *list_lines(struct arena *arena, const struct finding *f)
{
    const char *list = NULL;
    for (size_t i = 0; i < f->line_count; i++)
        list = arena_printf(arena, "%s%s%zu", list ? list : "", list ? ", " : "", f->lines[i]);
    return f->more ? arena_printf(arena, "%s, …", list) : list;
}

static void complain(const struct wording *w)
{
    for (size_t i = 0; i < w->finding_count; i++) {
        const struct finding *f = &w->findings[i];
        diag_add(
            w->c->diags, f->code,
            &(const struct diag_about){f->at, f->a, f->b, f->c ? f->c : w->plan, list_lines(w->c->arena, f)});
    }
}

/* ---- letters ---- */

enum letter_case letter_case(uint32_t cp)
{
    if (cp < 0xc0)
        return cp >= 'a' && cp <= 'z' ? CASE_LOWER : cp >= 'A' && cp <= 'Z' ? CASE_UPPER : CASE_NONE;
    if (cp == 0xd7 || cp == 0xf7)
        return CASE_NONE;
    if (cp <= 0xff)
        return cp <= 0xde ? CASE_UPPER : CASE_LOWER;
    if (cp == 0x1af || cp == 0x1b0)
        return cp == 0x1af ? CASE_UPPER : CASE_LOWER;
    if (cp <= 0x137 || cp == 0x168 || cp == 0x169 || cp == 0x1a0 || cp == 0x1a1 ||
        (cp >= 0x1ea0 && cp <= 0x1ef9))
        return cp % 2 == 0 ? CASE_UPPER : CASE_LOWER;
    return CASE_NONE;
}

uint32_t char_at(const struct passage *passage, size_t at)
{
    uint32_t cp = 0;
    return text_decode(passage->text + at, passage->length - at, &cp) > 0 ? cp : 0;
}

uint32_t char_before(const struct passage *passage, size_t at)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)passage->text[at] & 0xc0) == 0x80);
    return char_at(passage, at);
}

char *stretch(const struct wording *w, const struct passage *passage, size_t from, size_t length)
{
    return arena_strndup(w->c->arena, passage->text + from, length);
}

bool word_is(const struct passage *passage, const struct word *word, const char *text)
{
    return word->length == strlen(text) && memcmp(passage->text + word->from, text, word->length) == 0;
}

static bool same_word(struct wording *w, const struct word *word, const char *text)
{
    return word->id == word_id(&w->lexicon, text, strlen(text));
}

/* ---- dates ---- */

/* The number that the word is, of one or two digits; -1 when it is none. */
static int small_number(const struct passage *p, const struct word *word)
{
    const char *s = p->text + word->from;
    if (word->gap != GAP_SPACE || word->length > 2 || strspn(s, "0123456789") < word->length)
        return -1;
    return word->length == 1 ? s[0] - '0' : 10 * (s[0] - '0') + s[1] - '0';
}

static void found_number(struct wording *w, enum diag_code code, const struct passage *p,
                         const struct word *name, const char *proper)
{
    const struct word *number = name + 1;
    size_t length = number->from + number->length - name->from;
    char *as_it_is = stretch(w, p, name->from, length);
    wording_found(w, code, p, name->from, length, as_it_is,
                  arena_printf(w->c->arena, "%.*s %s", (int)name->length, as_it_is, proper), NULL);
}

/* "ngày 05 tháng 01", "ngày 29 tháng 6": days below 10 and the months 1 and 2 take a zero, other months take
 * none. */
static void check_day_and_month(struct wording *w, const struct passage *p, const struct words *words)
{
    const struct word *list = words->list;
    for (size_t i = 0; i + 1 < words->count; i++) {
        int n = small_number(p, &list[i + 1]);
        if (n < 1)
            continue;
        bool month_behind = i + 3 < words->count && list[i + 2].gap == GAP_SPACE &&
                            same_word(w, &list[i + 2], "tháng") && small_number(p, &list[i + 3]) > 0;
        bool day_before = i >= 2 && same_word(w, &list[i - 2], "ngày") && small_number(p, &list[i - 1]) > 0 &&
                          list[i].gap == GAP_SPACE;
        if (same_word(w, &list[i], "ngày") && month_behind && n < 10 && list[i + 1].length == 1)
            found_number(w, DIAG_DAY_ZERO, p, &list[i], arena_printf(w->c->arena, "0%d", n));
        else if (same_word(w, &list[i], "tháng") && n >= 3 && n <= 9 && list[i + 1].length == 2)
            found_number(w, DIAG_MONTH_ZERO, p, &list[i], arena_printf(w->c->arena, "%d", n));
        else if (same_word(w, &list[i], "tháng") && n <= 2 && list[i + 1].length == 1 && day_before)
            found_number(w, DIAG_MONTH_ZERO, p, &list[i], arena_printf(w->c->arena, "0%d", n));
    }
}

/* ---- names of places, forms ---- */

/* Names that are written with capitals throughout (NĐ 30/2020, PL II, III.1.b and c), as they are mistaken.
 */
static const struct {
    const char *words[5]; /* as typed, to the letter; "#": a number */
    const char *proper;   /* NULL: the first letter becomes a capital */
} names[] = {
    {{"quận", "#"}, "Quận"},
    {{"phường", "#"}, "Phường"},
    {{"thành", "phố", "Hồ", "Chí", "Minh"}, "Thành phố Hồ Chí Minh"},
    {{"thành", "phố", "HCM"}, "Thành phố Hồ Chí Minh"},
    {{"thủ", "đô", "Hà", "Nội"}, "Thủ đô Hà Nội"},
};

/* How many words from i on are that name; 0: another. */
static size_t name_at(const struct passage *p, const struct words *words, size_t i, size_t row)
{
    size_t n = 0;
    for (; n < 5 && names[row].words[n]; n++) {
        const char *want = names[row].words[n];
        if (i + n >= words->count || (n > 0 && words->list[i + n].gap != GAP_SPACE))
            return 0;
        bool fits =
            *want == '#' ? small_number(p, &words->list[i + n]) > 0 : word_is(p, &words->list[i + n], want);
        if (!fits)
            return 0;
    }
    return n;
}

static void check_names(struct wording *w, const struct passage *p, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t row = 0; row < sizeof names / sizeof *names; row++) {
            if (p->text[words->list[i].from] != *names[row].words[0])
                continue;
            const struct word *word = &words->list[i];
            size_t n = name_at(p, words, i, row);
            if (n == 0 || (i > 0 && word->gap == GAP_SPACE && word_is(p, word - 1, "các")))
                continue; /* "các quận 1, 3 và 5" */
            size_t length = word[n - 1].from + word[n - 1].length - word->from;
            char *as_it_is = stretch(w, p, word->from, length);
            const char *proper = names[row].proper;
            if (*names[row].words[n - 1] == '#')
                proper = arena_printf(w->c->arena, "%s%s", proper, as_it_is + strlen(names[row].words[0]));
            wording_found(w, DIAG_NAME_LOWER, p, word->from, length, as_it_is, proper, NULL);
        }
}

/* Abbreviations that no list of the decree knows (PL III), and the words they stand for. */
static const struct {
    const char *form, *proper;
} forms[] = {
    {"B/C", "báo cáo"},
    {"BCáo", "báo cáo"},
    {"T/P", "Thành phố"},
    {"K/H", "kế hoạch"},
    {"Q/Đ", "quyết định"},
    {"C/V", "công văn"},
    {"T/B", "thông báo"},
    {"H/S", "học sinh"},
    {"G/V", "giáo viên"},
    {"P/H", "phụ huynh"},
    {"TP HCM", "Thành phố Hồ Chí Minh"},
    {"TPHCM", "Thành phố Hồ Chí Minh"},
    {"Tp HCM", "Thành phố Hồ Chí Minh"},
    {"Tp.HCM", "Thành phố Hồ Chí Minh"},
};

static bool is_inside_code(uint32_t cp)
{
    return letter_case(cp) != CASE_NONE || (cp >= '0' && cp <= '9') || cp == '/' || cp == '-';
}

static void check_forms(struct wording *w, const struct passage *p, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        size_t from = words->list[i].from, left = p->length - from;
        char first = p->text[from];
        if ((first < 'A' || first > 'Z') || (from > 0 && is_inside_code(char_before(p, from))))
            continue;
        for (size_t row = 0; row < sizeof forms / sizeof *forms; row++) {
            size_t n = strlen(forms[row].form);
            if (n <= left && memcmp(p->text + from, forms[row].form, n) == 0 &&
                !is_inside_code(char_at(p, from + n)))
                wording_found(w, DIAG_FORM_ODD, p, from, n, forms[row].form, forms[row].proper, NULL);
        }
    }
}

/* ---- who signs ---- */

/* How an office may be mistaken (folded beginnings), and how it is signed (NĐ 30/2020, PL I, II.7.a). */
static const struct {
    const char *begins, *proper;
    enum diag_code code;
} offices[] = {
    {"tm. hieu truong", "HIỆU TRƯỞNG", DIAG_OFFICE_COLLECTIVE},
    {"tm.hieu truong", "HIỆU TRƯỞNG", DIAG_OFFICE_COLLECTIVE},
    {"tm hieu truong", "HIỆU TRƯỞNG", DIAG_OFFICE_COLLECTIVE},
    {"t/m hieu truong", "HIỆU TRƯỞNG", DIAG_OFFICE_COLLECTIVE},
    {"t/m. hieu truong", "HIỆU TRƯỞNG", DIAG_OFFICE_COLLECTIVE},
    {"p. hieu truong", "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG", DIAG_OFFICE_DEPUTY},
    {"p.hieu truong", "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG", DIAG_OFFICE_DEPUTY},
    {"pho hieu truong", "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG", DIAG_OFFICE_DEPUTY},
};

static void check_office(struct wording *w, const struct passage *p)
{
    const char *key = text_key(w->c->arena, p->text);
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (strncmp(key, offices[i].begins, strlen(offices[i].begins)) == 0) {
            wording_found(w, offices[i].code, p, 0, p->length, p->text, offices[i].proper, NULL);
            return;
        }
}

/* ---- căn cứ ---- */

static bool is_basis(struct wording *w, const struct passage *p)
{
    static const char *const begins[] = {"căn cứ ", "thực hiện ", "theo ", "xét "};
    const char *loose = text_loose(w->c->arena, p->text);
    if (p->text[p->length - 1] == ':') /* "Thực hiện …, Trường xây dựng kế hoạch như sau:" */
        return false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        const char *key = text_loose(w->c->arena, begins[i]); /* without the space */
        if (strncmp(loose, key, strlen(key)) == 0 && loose[strlen(key)] == ' ')
            return true;
    }
    return false;
}

static void check_basis_end(struct wording *w, const struct passage *p, const char *ends, enum diag_code code)
{
    if (strchr(ends, p->text[p->length - 1]))
        return;
    size_t end = p->length - 1; /* where the last character begins */
    while (end > 0 && ((unsigned char)p->text[end] & 0xc0) == 0x80)
        end--;
    wording_found(w, code, p, end, p->length - end, stretch(w, p, end, p->length - end), NULL, NULL);
}

/* Each ends with ";", the last with "." (NĐ 30/2020, PL I, II.6.a). With no sentence behind it nobody knows
 * whether it is the last. */
static void check_bases(struct wording *w)
{
    const struct passage *before = NULL;
    for (size_t i = 0; i < w->passages.count; i++) {
        const struct passage *p = &w->passages.list[i];
        if (p->kind != PASSAGE_LEAD)
            continue;
        bool basis = is_basis(w, p);
        if (before)
            check_basis_end(w, before, basis ? ";" : ".", basis ? DIAG_BASIS_INNER : DIAG_BASIS_LAST);
        before = basis ? p : NULL;
        if (!basis)
            return;
    }
    if (before)
        check_basis_end(w, before, ";.", DIAG_BASIS_LAST);
}

/* ---- a file ---- */

static void check_file(struct checking *c, struct passages passages, const char *plan)
{
    struct wording w = {.c = c,
                        .lexicon = {.arena = c->arena},
                        .passages = passages,
                        .plan = plan,
                        .seen = {.arena = c->arena}};
    struct words *words = arena_alloc(c->arena, (passages.count + 1) * sizeof *words);
    w.words = words;
    for (size_t i = 0; i < passages.count; i++) {
        const struct passage *p = &passages.list[i];
        words[i] = words_of(&w.lexicon, p->text, p->length);
        if (p->kind == PASSAGE_OFFICE)
            check_office(&w, p);
        check_day_and_month(&w, p, &words[i]);
        check_names(&w, p, &words[i]);
        check_forms(&w, p, &words[i]);
    }
    check_bases(&w);
    wording_signs(&w);
    wording_letters(&w);
    complain(&w);
}

void check_plan_wording(struct checking *c)
{
    check_file(c, passages_of_plan(c->arena, c->year->plan), c->year->plan->number.s);
}

void check_progress_wording(struct checking *c)
{
    check_file(c, passages_of_progress(c->arena, c->progress), NULL);
}

void check_school_wording(struct checking *c)
{
    if (c->model->school)
        check_file(c, passages_of_school(c->arena, c->model->school), NULL);
    if (c->model->papi)
        check_file(c, passages_of_papi(c->arena, c->model->papi), NULL);
}
