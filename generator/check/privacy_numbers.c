/* privacy_numbers.c - telephone, citizen and account numbers, e-mail addresses and birth dates in published
 * text. Source: domain/site.md 5.2. */
#include "check/privacy.h"

#include <ctype.h>
#include <string.h>

enum {
    PHONE_MIN = 10, /* 0 and nine digits */
    PHONE_MAX = 11, /* land lines since 2017, mobiles until 2018 */
    CITIZEN = 12,
    CITIZEN_OLD = 9,
    ACCOUNT_MIN = 8,
    ACCOUNT_MAX = 19,
    GROUPS_MAX = 8,   /* of digits in one number */
    GAP_MAX = 3,      /* bytes between two groups */
    CONTEXT_MAX = 40, /* bytes between "số tài khoản" and the number */
};

static bool is_public(const struct privacy *p, const char *found)
{
    for (const struct public_text *t = p->numbers; t; t = t->next)
        if (strcmp(t->s, found) == 0)
            return true;
    return false;
}

/* True when there is something to complain about; while collecting, the finding is kept as the school's own.
 */
static bool is_private(struct privacy *p, const char *found)
{
    if (is_public(p, found))
        return false;
    if (!p->collecting)
        return true;
    struct public_text *text = ARENA_NEW(p->c->arena, struct public_text);
    text->s = arena_strdup(p->c->arena, found);
    text->next = p->numbers;
    p->numbers = text;
    return false;
}

/* ---- groups of digits ---- */

/* A number written in groups: "0903 111 222", "(028) 3822 1234", "+84.903.111.222". */
struct number {
    size_t from, to;
    char digits[ACCOUNT_MAX + 5]; /* as far as there was room */
    size_t count;                 /* of digits */
    size_t groups;
    size_t sizes[GROUPS_MAX];
    bool plus; /* begins with "+84", which then stands as "0" */
};

static bool is_separator(char c)
{
    return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')' || c == '\xc2' || c == '\xa0';
}

/* May word i + 1 be the next group of the number that word i belongs to? */
static bool goes_on(const struct published *p, size_t i)
{
    if (i + 1 >= p->word_count || !p->words[i + 1].digits || p->words[i + 1].from - p->words[i].to > GAP_MAX)
        return false;
    for (size_t k = p->words[i].to; k < p->words[i + 1].from; k++)
        if (!is_separator(buf_text(&p->text)[k]))
            return false;
    return true;
}

/* False when there are more digits than any number has. */
static bool add_group(struct number *n, const struct published *p, const struct word *word)
{
    const char *s = buf_text(&p->text) + word->from;
    size_t size = word->to - word->from;
    if (n->plus && n->count == 0) {
        n->digits[n->count++] = '0'; /* for the 84 */
        s += 2;
        size -= 2;
    }
    if (n->plus && n->count == 1 && size && *s == '0') { /* +84 (0) 903 ... */
        s++;
        size--;
    }
    if (n->groups == GROUPS_MAX || n->count + size >= sizeof n->digits)
        return false;
    memcpy(n->digits + n->count, s, size);
    n->count += size;
    n->digits[n->count] = '\0';
    n->sizes[n->groups++] = size;
    n->to = word->to;
    return true;
}

/* "06 - 2024 - 2025": years are no telephone number. */
static bool is_years(const struct number *n)
{
    size_t at = n->sizes[0], years = 0;
    for (size_t g = 1; g < n->groups; at += n->sizes[g++])
        years += n->sizes[g] == 4 &&
                 (strncmp(n->digits + at, "19", 2) == 0 || strncmp(n->digits + at, "20", 2) == 0);
    return n->groups > 1 && years == n->groups - 1;
}

static bool is_phone(const struct number *n)
{
    size_t first = n->sizes[0];
    if (n->digits[0] != '0' || n->count < PHONE_MIN || n->count > PHONE_MAX)
        return false;
    if (n->plus || n->groups == 1)
        return true;
    if (n->digits[1] == '0')
        return false;
    for (size_t g = 1; g < n->groups; g++)
        if (n->sizes[g] < (first < 3 ? 3 : 2))
            return false; /* "01 02 03 04 05", a date and an hour */
    return !is_years(n);
}

static bool is_citizen(const struct number *n)
{
    if (n->count != CITIZEN || n->plus)
        return false;
    for (size_t g = 0; g < n->groups && n->groups > 1; g++)
        if (n->sizes[g] < 3)
            return false;
    return n->groups == 1 || n->digits[0] == '0'; /* money never begins with 0 */
}

/* ---- context ---- */

static const char *const account_words[] = {"số tài khoản", "stk",   "tài khoản số",
                                            "tk số",        "số tk", "tài khoản ngân hàng"};
static const char *const citizen_words[] = {"cmnd", "cccd", "căn cước", "chứng minh nhân dân",
                                            "định danh cá nhân"};
static const char *const tax_words[] = {"mã số thuế", "mst", "mã số doanh nghiệp"};
#define IS_AFTER(p, offset, list) is_after((p), (offset), (list), sizeof(list) / sizeof *(list))

/* Does one of the phrases stand shortly before the offset, in the same sentence, with no other number
 * between? */
static bool is_after(const struct privacy *p, size_t offset, const char *const *phrases, size_t count)
{
    const char *lower = buf_text(&p->passage.lower);
    size_t from = offset;
    while (from > 0 && offset - from < CONTEXT_MAX && !strchr(";\n", lower[from - 1]) &&
           !isdigit((unsigned char)lower[from - 1]))
        from--;
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(phrases[i]);
        const char *hit = n <= offset - from ? memmem(lower + from, offset - from, phrases[i], n) : NULL;
        bool whole =
            hit && !isalnum((unsigned char)hit[n]) && (hit == lower || !isalnum((unsigned char)hit[-1]));
        if (whole)
            return true;
    }
    return false;
}

static void complain_number(struct privacy *p, enum diag_code code, size_t from, size_t to)
{
    struct diag_about about = {.at = published_place(&p->passage, from, to),
                               .a = published_cut(p->c->arena, &p->passage, from, to),
                               .b = p->school,
                               .c = p->plan};
    diag_add(p->c->diags, code, &about);
}

/* What the number is, by itself and by the words before it; DIAG_COUNT when it is nothing private. */
static enum diag_code judge(const struct privacy *p, const struct number *n)
{
    if (n->count >= ACCOUNT_MIN && n->count <= ACCOUNT_MAX && IS_AFTER(p, n->from, account_words))
        return DIAG_PRIVATE_ACCOUNT;
    if ((is_citizen(n) && !(p->file_name && n->digits[0] != '0')) ||
        (n->count == CITIZEN_OLD && IS_AFTER(p, n->from, citizen_words)))
        return DIAG_PRIVATE_CITIZEN;
    if (is_phone(n) && !IS_AFTER(p, n->from, tax_words))
        return DIAG_PRIVATE_PHONE;
    return DIAG_COUNT;
}

/* A group of digits in the middle of a figure with points ("10.000.000.000") begins no number. */
static bool begins_number(const struct published *p, size_t i)
{
    const char *text = buf_text(&p->text);
    size_t from = p->words[i].from;
    bool after_digit = i > 0 && p->words[i - 1].digits && p->words[i - 1].to + 1 == from;
    return p->words[i].digits && !(after_digit && strchr(".,", text[from - 1]));
}

/* Tries every length of the number that begins at word i; the longest that means something wins. Returns the
 * word to go on with. */
static size_t try_number(struct privacy *p, size_t i)
{
    const struct published *t = &p->passage;
    const char *text = buf_text(&t->text);
    size_t from = t->words[i].from, behind = i + 1;
    bool plus = from > 0 && text[from - 1] == '+' && strncmp(text + from, "84", 2) == 0;
    struct number n = {.from = from - plus, .plus = plus}, best = {0};
    enum diag_code code = DIAG_COUNT;
    for (size_t k = i; add_group(&n, t, &t->words[k]); k++) {
        enum diag_code found = judge(p, &n);
        if (found != DIAG_COUNT) {
            code = found;
            best = n;
            behind = k + 1;
        }
        if (!goes_on(t, k))
            break;
    }
    if (code != DIAG_COUNT && is_private(p, best.digits))
        complain_number(p, code, best.from, best.to);
    return behind;
}

static void find_numbers(struct privacy *p)
{
    for (size_t i = 0; i < p->passage.word_count;)
        i = begins_number(&p->passage, i) ? try_number(p, i) : i + 1;
}

/* ---- e-mail ---- */

static bool in_local(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("._%+-", c));
}

/* The end of a domain that begins at i: labels, a point, at least two letters; or i. */
static size_t domain_end(const char *text, size_t i)
{
    size_t end = i, label = i;
    for (size_t k = i; isalnum((unsigned char)text[k]) || text[k] == '-' || text[k] == '.'; k++) {
        if (text[k] == '.') {
            if (k == label)
                break;
            label = k + 1;
        } else if (label > i && isalpha((unsigned char)text[k]) && k >= label + 1) {
            end = k + 1;
        }
    }
    return end;
}

static void find_mail(struct privacy *p)
{
    const char *text = buf_text(&p->passage.text), *lower = buf_text(&p->passage.lower), *at = text;
    while ((at = memchr(at, '@', p->passage.text.len - (size_t)(at - text))) != NULL) {
        size_t sign = (size_t)(at - text), from = sign, to = domain_end(text, sign + 1);
        at++;
        while (from > 0 && in_local(text[from - 1]))
            from--;
        while (from < sign && text[from] == '.')
            from++;
        if (from == sign || to == sign + 1)
            continue;
        if (is_private(p, arena_strndup(p->c->arena, lower + from, to - from)))
            complain_number(p, DIAG_PRIVATE_MAIL, from, to);
    }
}

/* ---- birth dates ---- */

/* The end of a day with month that begins at word i ("12/3/2015", "12 tháng 3 năm 2015"), or 0. People born
 * before 1900 are history. */
static size_t date_end(const struct published *p, size_t i)
{
    size_t month = published_is(p, i + 1, "tháng") ? i + 2 : i + 1,
           year = published_is(p, month + 1, "năm") ? month + 2 : month + 1;
    const char *text = buf_text(&p->text);
    if (month >= p->word_count || !p->words[i].digits || !p->words[month].digits ||
        p->words[i].to - p->words[i].from > 2 || p->words[month].to - p->words[month].from > 2)
        return 0;
    if (month == i + 1 && !strchr("/-.", text[p->words[i].to]))
        return 0;
    bool has_year = year < p->word_count && p->words[year].digits &&
                    p->words[year].to - p->words[year].from == 4 &&
                    (year > month + 1 || strchr("/-.", text[p->words[month].to]));
    if (has_year && strncmp(text + p->words[year].from, "19", 2) != 0 &&
        strncmp(text + p->words[year].from, "20", 2) != 0)
        return 0;
    return p->words[has_year ? year : month].to;
}

/* Words whose last syllable is "sinh": "học sinh ngày 20/11" is no birth date. */
static const char *const not_birth[] = {
    "học",  "vệ",   "phát",  "tuyển",  "khai",  "thí",   "giáo",  "dưỡng", "an",  "dân", "hy",  "hi",
    "nữ",   "nam",  "cứu",   "sơ",     "tái",   "ký",    "kí",    "mưu",   "môn", "vi",  "thư", "hậu",
    "song", "nhân", "quyền", "trường", "kháng", "chúng", "trùng", "nảy",   "nẩy", "tân", "y",   "tăng"};

/* Is word i "sinh" as in "was born"? "Trần Văn An sinh ngày …" is, "công tác an sinh ngày …" is not. */
static bool is_born(const struct published *p, size_t i)
{
    if (i == 0 || !published_touch(p, i - 1) ||
        !published_in(p, i - 1, not_birth, sizeof not_birth / sizeof *not_birth))
        return true;
    return p->words[i - 1].capital && i > 1 && published_touch(p, i - 2) && p->words[i - 2].capital;
}

static void find_births(struct privacy *p)
{
    const struct published *t = &p->passage;
    for (size_t i = 0; i + 2 < t->word_count; i++) {
        size_t date = 0;
        if (published_is(t, i, "sinh") && published_is(t, i + 1, "ngày") && is_born(t, i))
            date = i + 2; /* NOLINT(bugprone-branch-clone): three ways of saying it, a branch each */
        else if (published_is(t, i, "ngày") && published_is(t, i + 1, "sinh"))
            date = published_is(t, i + 2, "là") || published_is(t, i + 2, "ngày") ? i + 3 : i + 2;
        else if (published_is(t, i, "năm") && published_is(t, i + 1, "sinh") && i > 0 &&
                 published_is(t, i - 1, "tháng"))
            date = i + 2;
        size_t end = date && date < t->word_count && t->words[date].from - t->words[date - 1].to <= 4
                         ? date_end(t, date)
                         : 0;
        if (end) {
            complain_number(p, DIAG_PRIVATE_BIRTH, t->words[i].from, end);
            i = date; /* "ngày sinh: ngày 12/3" is one date, not "sinh: ngày 12/3" as well */
        }
    }
}

void privacy_numbers(struct privacy *p)
{
    find_numbers(p);
    find_mail(p);
    if (!p->collecting)
        find_births(p);
}
