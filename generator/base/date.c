/* date.c - dates and quarters as Vietnamese documents write them. */
#include "base/date.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* What is left of a folded text while it is read from left to right. */
struct scan {
    const char *at;
};

static void skip_spaces(struct scan *scan)
{
    while (*scan->at == ' ')
        scan->at++;
}

static bool take_word(struct scan *scan, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(scan->at, word, n) != 0)
        return false;
    scan->at += n;
    skip_spaces(scan);
    return true;
}

/* A number of at most max digits; *digits gets how many there were. */
static bool take_number(struct scan *scan, int max, int *value, int *digits)
{
    *value = 0;
    *digits = 0;
    while (*scan->at >= '0' && *scan->at <= '9') {
        if (++*digits > max)
            return false;
        *value = *value * 10 + (*scan->at++ - '0');
    }
    return *digits > 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool date_exists(int year, int month, int day)
{
    return year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_days(year, month);
}

static bool scan_words(struct scan *scan, int *day, int *month, int *year)
{
    int digits;
    if (!take_word(scan, "ngay") || !take_number(scan, 2, day, &digits))
        return false;
    skip_spaces(scan);
    if (!take_word(scan, "thang") || !take_number(scan, 2, month, &digits))
        return false;
    skip_spaces(scan);
    return take_word(scan, "nam") && take_number(scan, 4, year, &digits) && digits == 4;
}

static bool take_sign(struct scan *scan, char sign)
{
    skip_spaces(scan);
    if (*scan->at != sign)
        return false;
    scan->at++;
    skip_spaces(scan);
    return true;
}

/* 17/6/2024 and the like, or 2024-06-17. */
static bool scan_figures(struct scan *scan, int *day, int *month, int *year)
{
    int first, digits;
    if (!take_number(scan, 4, &first, &digits))
        return false;
    bool year_first = digits == 4;
    skip_spaces(scan);
    char separator = *scan->at;
    if (digits == 3 || !separator || !strchr(year_first ? "-/" : "/-.", separator))
        return false;
    if (!take_sign(scan, separator) || !take_number(scan, 2, month, &digits) || !take_sign(scan, separator))
        return false;
    int last;
    if (!take_number(scan, 4, &last, &digits) || (year_first ? digits > 2 : digits != 4))
        return false;
    *year = year_first ? first : last;
    *day = year_first ? last : first;
    return true;
}

bool date_parse(const char *s, struct date *out)
{
    struct arena arena = {0};
    if (strlen(s) > 200)
        return false;
    struct scan scan = {text_key(&arena, text_nfkc(&arena, s))}, words = scan;
    int day = 0, month = 0, year = 0;
    bool fine = scan_words(&words, &day, &month, &year);
    if (fine) {
        scan = words;
    } else {
        take_word(&scan, "ngay");
        fine = scan_figures(&scan, &day, &month, &year);
    }
    fine = fine && *scan.at == '\0' && date_exists(year, month, day);
    arena_free(&arena);
    if (fine)
        *out = (struct date){year, month, day};
    return fine;
}

/* Three figures with "/", "-" or "." between them and nothing else. */
static bool three_figures(const char *s, int *a, int *b, int *c)
{
    char first = 0, second = 0, rest = 0;
    /* widths bound the figures, and the results are judged below */
    int n = sscanf(s, " %2d%c%2d%c%4d %c", a, &first, b, &second, c, &rest);
    return n == 5 && first == second && strchr("/-.", first) && *a > 0 && *b > 0 && *c >= 0;
}

bool date_meant(const char *s, struct date *out)
{
    int a, b, c;
    if (!three_figures(s, &a, &b, &c))
        return false;
    if (c < 100)
        c += 2000;
    if (c < 1900)
        return false;
    if (b > 12 && date_exists(c, a, b))
        *out = (struct date){c, a, b};
    else if (date_exists(c, b, a))
        *out = (struct date){c, b, a};
    else
        return false;
    return true;
}

int date_month_too_short(const char *s, int *month)
{
    int day, year;
    if (!three_figures(s, &day, month, &year) || *month > 12 || year < 1900 || day > 31)
        return 0;
    int days = month_days(year, *month);
    return day > days ? days : 0;
}

static bool take_quarter_number(struct scan *scan, int *number)
{
    static const char *const romans[] = {"iv", "iii", "ii", "i"}; /* longest first */
    static const int values[] = {4, 3, 2, 1};
    for (size_t i = 0; i < 4; i++) {
        size_t n = strlen(romans[i]);
        char behind = strncmp(scan->at, romans[i], n) == 0 ? scan->at[n] : 'x';
        if (strchr(" ,/-", behind)) {
            scan->at += n;
            *number = values[i];
            return true;
        }
    }
    if (*scan->at < '1' || *scan->at > '4' || !strchr(" ,/-", scan->at[1]))
        return false;
    *number = *scan->at++ - '0';
    return true;
}

static bool scan_quarter(struct scan *scan, int *number, int *year)
{
    int digits;
    if (*scan->at >= '0' && *scan->at <= '9') /* 2024-q2 */
        return take_number(scan, 4, year, &digits) && digits == 4 && take_word(scan, "-q") &&
               take_quarter_number(scan, number);
    if (!take_word(scan, "quy") && !take_word(scan, "qui") && !take_word(scan, "q"))
        return false;
    if (!take_quarter_number(scan, number))
        return false;
    while (*scan->at && strchr(" ,/-", *scan->at))
        scan->at++;
    take_word(scan, "nam");
    return take_number(scan, 4, year, &digits) && digits == 4;
}

bool quarter_parse(const char *s, struct quarter *out)
{
    struct arena arena = {0};
    if (strlen(s) > 200)
        return false;
    struct scan scan = {text_key(&arena, text_nfkc(&arena, s))};
    int number = 0, year = 0;
    bool fine = scan_quarter(&scan, &number, &year) && *scan.at == '\0' && year >= 2000 && year <= 2099;
    arena_free(&arena);
    if (fine)
        *out = (struct quarter){year, number};
    return fine;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

bool date_given(struct date d)
{
    return d.year != 0;
}

long date_days(struct date d)
{
    long days = 0;
    for (int year = 1970; year < d.year; year++)
        days += 337 + month_days(year, 2);
    for (int year = d.year; year < 1970; year++)
        days -= 337 + month_days(year, 2);
    for (int month = 1; month < d.month; month++)
        days += month_days(d.year, month);
    return days + d.day - 1;
}

static struct date day_before(struct date d)
{
    if (--d.day > 0)
        return d;
    if (--d.month == 0) {
        d.month = 12;
        d.year--;
    }
    d.day = month_days(d.year, d.month);
    return d;
}

struct date_time date_time_of(int64_t when)
{
    enum { EAST = 7 * 3600 };
    time_t there = (time_t)(when + EAST);
    struct tm tm;
    if (!gmtime_r(&there, &tm))
        return (struct date_time){0};
    return (struct date_time){
        {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}, tm.tm_hour, tm.tm_min, tm.tm_sec};
}

struct date date_after(struct date d)
{
    if (++d.day <= month_days(d.year, d.month))
        return d;
    d.day = 1;
    if (++d.month > 12) {
        d.month = 1;
        d.year++;
    }
    return d;
}

static bool is_working_day(struct date d)
{
    static const struct date holidays[] = {{0, 1, 1}, {0, 4, 30}, {0, 5, 1}, {0, 9, 2}};
    long weekday = ((date_days(d) + 3) % 7 + 7) % 7; /* 1/1/1970 was a Thursday; Monday is 0 */
    for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++)
        if (holidays[i].month == d.month && holidays[i].day == d.day)
            return false;
    return weekday < 5;
}

struct date date_working_day_after(struct date d)
{
    do
        d = date_after(d);
    while (!is_working_day(d));
    return d;
}

void quarter_period(struct quarter q, int first_day, struct date *from, struct date *to)
{
    /* Periods that do not begin on the first begin a month early: quý I runs from 15/12 of the year before.
     */
    int month = (q.number - 1) * 3 + (first_day > 1 ? 0 : 1);
    *from = month == 0 ? (struct date){q.year - 1, 12, first_day} : (struct date){q.year, month, first_day};
    int end = month + 3;
    struct date next =
        end > 12 ? (struct date){q.year + 1, end - 12, first_day} : (struct date){q.year, end, first_day};
    *to = day_before(next);
}

/* A number of a date, and in how many digits at least. */
struct date_number {
    int number;
    size_t least;
};

static char *join_numbers(struct arena *arena, char sign, const struct date_number parts[3])
{
    char text[3 * DIGITS_ROOM + 2], *at = text;
    for (int i = 0; i < 3; i++) {
        char room[DIGITS_ROOM];
        size_t from = number_digits((size_t)parts[i].number, room);
        while (DIGITS_ROOM - from < parts[i].least)
            room[--from] = '0';
        if (i > 0)
            *at++ = sign;
        memcpy(at, room + from, DIGITS_ROOM - from);
        at += DIGITS_ROOM - from;
    }
    return arena_strndup(arena, text, (size_t)(at - text));
}

char *date_short(struct arena *arena, struct date d)
{
    return join_numbers(arena, '/', (struct date_number[]){{d.day, 1}, {d.month, 1}, {d.year, 4}});
}

char *date_long(struct arena *arena, struct date d)
{
    return arena_printf(arena, d.month < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d",
                        d.day, d.month, d.year);
}

char *date_iso(struct arena *arena, struct date d)
{
    return join_numbers(arena, '-', (struct date_number[]){{d.year, 4}, {d.month, 2}, {d.day, 2}});
}

const char *quarter_roman(int number)
{
    static const char *const romans[] = {"I", "II", "III", "IV"};
    return number >= 1 && number <= 4 ? romans[number - 1] : "";
}

char *quarter_text(struct arena *arena, struct quarter q)
{
    return q.number ? arena_printf(arena, "Quý %s năm %d", quarter_roman(q.number), q.year) : NULL;
}
