/* citation_read.c - number and symbol, date, issuer and subject of a citation. */
#include "check/citation_read.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
    DIGITS_MAX = 6,    /* of a document's number */
    LETTERS_MAX = 12,  /* of one part of a symbol */
    PARTS_MAX = 5,     /* of a symbol */
    ISSUER_MAX = 200,  /* bytes */
    SUBJECT_MAX = 600, /* bytes */
    SPACES_MAX = 40    /* a line end with its indentation */
};

size_t cited_skip(const char *s, size_t at)
{
    for (int i = 0; s[at] == ' ' && i < SPACES_MAX; i++)
        at++;
    return at;
}

size_t cited_letter(const char *s)
{
    uint32_t cp;
    if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z'))
        return 1;
    int len = (unsigned char)*s < 0x80 ? 0 : text_decode(s, strnlen(s, 4), &cp);
    bool letter = len > 0 && ((cp >= 0xc0 && cp < 0x300) || (cp >= 0x1e00 && cp <= 0x1eff));
    return letter ? (size_t)len : 0;
}

/* ---- number and symbol ---- */

/* One letter of a symbol, folded: QĐ, qđ and QD are the same. */
static char next_folded(const char **p)
{
    const unsigned char *u = (const unsigned char *)*p;
    if (u[0] == 0xc4 && (u[1] == 0x90 || u[1] == 0x91)) {
        *p += 2;
        return 'd';
    }
    (*p)++;
    return (char)(u[0] >= 'A' && u[0] <= 'Z' ? u[0] - 'A' + 'a' : u[0]);
}

bool cited_same_letters(const char *a, size_t a_len, const char *b, size_t b_len)
{
    const char *a_end = a + a_len, *b_end = b + b_len;
    while (a < a_end && b < b_end)
        if (next_folded(&a) != next_folded(&b))
            return false;
    return a == a_end && b == b_end;
}

bool cited_letters_among(const char *list, const char *letters, size_t n)
{
    while (*list) {
        size_t one = strcspn(list, " ");
        if (cited_same_letters(list, one, letters, n))
            return true;
        list += one + (list[one] == ' ');
    }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    return (*s >= 'A' && *s <= 'Z') || (u[0] == 0xc4 && u[1] == 0x90) || (u[0] == 0xc6 && u[1] == 0xaf);
}

/* Bytes of a sign that joins the parts of a symbol, 0 when there is none. */
static size_t joint(const char *s)
{
    if (*s == '-' || *s == '/')
        return 1;
    return strncmp(s, "–", strlen("–")) == 0 ? strlen("–") : 0;
}

struct part {
    size_t end;     /* of letters and digits */
    size_t letters; /* how many letters */
    size_t head;    /* bytes of the letters */
    bool capitals;  /* all of them */
};

static struct part read_part(const char *s, size_t at)
{
    struct part part = {.end = at, .capitals = true};
    for (size_t n; part.letters < LETTERS_MAX && (n = cited_letter(s + part.end)) > 0; part.letters++) {
        part.capitals = part.capitals && is_capital(s + part.end);
        part.end += n;
    }
    part.head = part.end - at;
    for (int i = 0; i < 4 && part.letters && is_digit(s[part.end]); i++)
        part.end++;
    return part;
}

/* Reads "-UBND", "-TTg", " - UBND" (of two capitals at least, and only where no body was named yet). */
static size_t read_joined(const char *s, size_t at, bool first)
{
    size_t sign = joint(s + at);
    if (sign && cited_letter(s + at + sign))
        return read_part(s, at + sign).end;
    if (!first)
        return at;
    size_t gap = cited_skip(s, at);
    sign = joint(s + gap);
    if (!sign)
        return at;
    size_t from = cited_skip(s, gap + sign);
    struct part part = read_part(s, from);
    return part.capitals && part.letters > 1 ? part.end : at;
}

/* Reads a symbol; returns its end, or at when there is none. */
static size_t read_symbol(const char *s, size_t at)
{
    struct part first = read_part(s, at);
    if (!first.letters || first.letters == LETTERS_MAX)
        return at;
    bool known = cited_letters_known(s + at, first.head);
    size_t end = first.end, body = 0;
    for (int i = 0; i < PARTS_MAX; i++) {
        size_t next = read_joined(s, end, i == 0);
        if (next == end)
            break;
        if (i == 0)
            body = cited_skip(s, cited_skip(s, end) + joint(s + cited_skip(s, end)));
        end = next;
    }
    if (known && (body || (first.capitals && first.letters > 1) || (first.letters > 2 && is_capital(s + at))))
        return end;
    return body && first.capitals && first.letters > 1 && is_capital(s + body) ? end : at;
}

/* "05-CTr/QU": documents of the party have the kind before the stroke. */
static size_t read_party(const char *s, size_t at)
{
    size_t sign = joint(s + at);
    struct part kind = read_part(s, at + sign);
    bool fits = sign && kind.letters && kind.end == at + sign + kind.head &&
                cited_letters_known(s + at + sign, kind.head) && is_capital(s + at + sign) &&
                s[kind.end] == '/' && is_capital(s + kind.end + 1);
    return fits ? read_part(s, kind.end + 1).end : at;
}

/* "2020/" with spaces; returns what follows, or at. */
static size_t read_year(const char *s, size_t at, int *year)
{
    size_t digits = strspn(s + at, "0123456789"), behind = cited_skip(s, at + digits);
    if (digits != 4 || s[behind] != '/')
        return at;
    *year = (s[at] - '0') * 1000 + (s[at + 1] - '0') * 100 + (s[at + 2] - '0') * 10 + (s[at + 3] - '0');
    return cited_skip(s, behind + 1);
}

bool cited_read_number(const char *s, size_t at, struct cited_number *out)
{
    size_t digits = strspn(s + at, "0123456789"), behind = cited_skip(s, at + digits), from, end;
    if (digits > DIGITS_MAX)
        return false;
    *out = (struct cited_number){.digits = {at, at + digits}};
    if (s[behind] == '/') {
        from = read_year(s, cited_skip(s, behind + 1), &out->year);
        end = read_symbol(s, from);
    } else {
        from = at + digits;
        end = read_party(s, from);
        from += end > from ? joint(s + from) : 0;
    }
    out->symbol = (struct cited_range){from, end};
    out->at = (struct cited_range){at, end};
    return end > from;
}

/* ---- date ---- */

static bool take_word(const char *s, size_t *at, const char *word)
{
    size_t from = cited_skip(s, *at), n = strlen(word);
    if (strncmp(s + from, word, n) != 0 || cited_letter(s + from + n))
        return false;
    *at = from + n;
    return true;
}

/* A number of any length; *digits gets how many there were, none is false. Only the first eight count. */
static bool take_digits(const char *s, size_t *at, int *value, size_t *digits)
{
    *digits = strspn(s + *at, "0123456789");
    *value = 0;
    for (size_t i = 0; i < *digits && i < 8; i++)
        *value = *value * 10 + (s[*at + i] - '0');
    *at += *digits;
    return *digits > 0;
}

struct day_parts {
    int day, month, year;
    size_t day_digits, month_digits, year_digits; /* year_digits 0: no year */
};

/* "14/8/2021", "14-8-2021", "14.8.2021", "14/8". */
static bool take_figures(const char *s, size_t *at, struct day_parts *parts)
{
    char sign = s[*at];
    if (!sign || !strchr("/-.", sign))
        return false;
    ++*at;
    if (!take_digits(s, at, &parts->month, &parts->month_digits))
        return false;
    if (s[*at] == sign && is_digit(s[*at + 1])) {
        ++*at;
        take_digits(s, at, &parts->year, &parts->year_digits);
    }
    return true;
}

/* " tháng 8 năm 2021", " tháng 8". */
static bool take_words(const char *s, size_t *at, struct day_parts *parts)
{
    if (!take_word(s, at, "tháng"))
        return false;
    *at = cited_skip(s, *at);
    if (!take_digits(s, at, &parts->month, &parts->month_digits))
        return false;
    size_t year = *at;
    if (take_word(s, &year, "năm")) {
        year = cited_skip(s, year);
        if (take_digits(s, &year, &parts->year, &parts->year_digits))
            *at = year;
    }
    return true;
}

static void judge_day(const struct day_parts *parts, struct cited_day *out)
{
    char text[48];
    bool short_year = parts->year_digits == 0 || parts->year_digits == 2;
    int year = short_year ? 2000 : parts->year; /* without a year 29/2 may be right */
    snprintf(text, sizeof text, "%d/%d/%04d", parts->day, parts->month, year);
    struct date date;
    out->wrong = parts->day_digits > 2 || parts->month_digits > 2 ||
                 (!short_year && parts->year_digits != 4) || !date_parse(text, &date);
    if (out->wrong || short_year)
        date = (struct date){0};
    out->date = date;
}

bool cited_read_date(const char *s, size_t at, struct cited_day *out)
{
    static const char *const leads[] = {"được ban hành", "đã ban hành", "ban hành", "được ký", "ký"};
    size_t i = cited_skip(s, at);
    while (s[i] == ',' || s[i] == '(')
        i = cited_skip(s, i + 1);
    bool led = false;
    for (size_t k = 0; !led && k < sizeof leads / sizeof *leads; k++)
        led = take_word(s, &i, leads[k]);
    size_t from = i = cited_skip(s, i);
    bool day_word = take_word(s, &i, "ngày") || take_word(s, &i, "Ngày");
    if (led && !day_word)
        return false;
    i = cited_skip(s, i);
    size_t figures = i;
    struct day_parts parts = {0};
    if (!take_digits(s, &i, &parts.day, &parts.day_digits) || parts.day_digits > 4)
        return false;
    bool in_words = s[i] == ' ';
    if (!(in_words ? day_word && take_words(s, &i, &parts) : take_figures(s, &i, &parts)))
        return false;
    bool several = !in_words && s[i] && strchr("/-.", s[i]) && is_digit(s[i + 1]); /* "14-15/6/2024" */
    if (!day_word && (several || parts.year_digits != 4))
        return false; /* "12/5" alone is anything */
    out->at = (struct cited_range){in_words ? from : figures, i};
    if (several)
        *out = (struct cited_day){.at = out->at};
    else
        judge_day(&parts, out);
    return true;
}

/* ---- issuer and subject ---- */

/* Words that a subject begins with, and words that end an issuer without beginning a subject. */
static const char *const openers[] = {"về",         "v/v",       "quy định", "phê duyệt", "ban hành",
                                      "hướng dẫn",  "sửa đổi",   "công bố",  "thông qua", "thành lập",
                                      "triển khai", "thực hiện", "quy chế",  "tổ chức"};
static const char *const stops[] = {"và",   "để",    "nhằm", "được",    "đã",  "có", "là", "thì",  "cho",
                                    "theo", "trong", "tại",  "yêu cầu", "khi", "mà", "số", "ngày", "gửi"};

static bool word_begins(const char *s, size_t at, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(words[i]);
        if (strncmp(s + at, words[i], n) == 0 && !cited_letter(s + at + n))
            return true;
    }
    return false;
}

#define JOINER " và " /* "Bộ Giáo dục và Đào tạo" is one body */
#define BEGINS(s, at, words) word_begins((s), (at), (words), sizeof(words) / sizeof *(words))

/* Past ")" and "," to the next word. */
static size_t skip_closing(const char *s, size_t at)
{
    at = cited_skip(s, at);
    while (s[at] == ')' || s[at] == ',')
        at = cited_skip(s, at + 1);
    return at;
}

static size_t trim_end(const char *s, size_t from, size_t to)
{
    static const char *const loose[] = {" và", " theo", " các", " cùng", " với", " số", " hoặc"};
    for (bool more = true; more && to > from;) {
        more = strchr(" ,(/", s[to - 1]) != NULL;
        to -= more;
        for (size_t i = 0; !more && i < sizeof loose / sizeof *loose; i++) {
            size_t n = strlen(loose[i]);
            if (to - from >= n && strncmp(s + to - n, loose[i], n) == 0) {
                to -= n;
                more = true;
            }
        }
    }
    return to;
}

bool cited_read_issuer(const char *s, size_t at, size_t limit, struct cited_range *out)
{
    size_t i = skip_closing(s, at);
    if (!take_word(s, &i, "của"))
        return false;
    size_t from = cited_skip(s, i), end = from;
    while (end < limit && s[end] && end - from < ISSUER_MAX && !strchr(";.,():\"", s[end])) {
        bool joined = strncmp(s + end, JOINER, strlen(JOINER)) == 0 && is_capital(s + end + strlen(JOINER));
        if (s[end] == ' ' && !joined && (BEGINS(s, end + 1, openers) || BEGINS(s, end + 1, stops)))
            break;
        end++;
    }
    *out = (struct cited_range){from, trim_end(s, from, end)};
    return out->to > from && end - from < ISSUER_MAX;
}

bool cited_read_subject(const char *s, size_t at, size_t limit, struct cited_range *out)
{
    size_t from = skip_closing(s, at), end = from, word = from;
    if (from >= limit || !BEGINS(s, from, openers))
        return false;
    while (end < limit && s[end] && s[end] != ';' && end - from < SUBJECT_MAX) {
        if (s[end] == '.' && (!s[end + 1] || strchr(" /", s[end + 1])))
            break;
        if (s[end] == ' ')
            word = end;
        end++;
    }
    if (end - from == SUBJECT_MAX)
        end = word;
    *out = (struct cited_range){from, trim_end(s, from, end)};
    return out->to > from;
}
