/* date.h - dates and quarters as Vietnamese documents write them. No clock anywhere. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct date {
    int year, month, day; /* year 0: no date */
};

struct quarter {
    int year, number; /* number 1 to 4; 0: none */
};

/* Reads "17/6/2024", "17-06-2024", "17.6.2024", "2024-06-17", "ngày 17/6/2024", "ngày 17 tháng 6 năm 2024"
 * (day first, never month first; spaces around the signs and full-width digits allowed). Returns false on
 * anything else, on two-digit years and on days that do not exist. */
bool date_parse(const char *s, struct date *out);

/* What was probably meant by figures that are no date: "6/17/2024" month first, "17/6/24" without the
 * century. */
bool date_meant(const char *s, struct date *out);

/* The month of figures whose day it does not have ("31/6/2024"), and how many days it has; 0 when that is not
 * what is wrong. */
int date_month_too_short(const char *s, int *month);

/* Reads "Quý II năm 2024", "quý 2/2024", "quí ii - 2024", "Q2/2024", "QII-2024", "Quý Ⅱ, năm 2024",
 * "2024-q2"; full-width digits and letters allowed. Not what a scan makes of numerals ("lI", "1I", "I11"):
 * that is to be asked about. */
bool quarter_parse(const char *s, struct quarter *out);

/* <0, 0, >0 as a is before, equal to, after b. */
int date_compare(struct date a, struct date b);
bool date_given(struct date d);

/* Days since 1/1/1970, may be negative. */
long date_days(struct date d);

/* A moment as it is told in Vietnam: UTC+7 all year. */
struct date_time {
    struct date day;
    int hour, minute, second;
};

/* Of Unix seconds (UTC), before 1970 too. All zero when no int holds its year. */
struct date_time date_time_of(int64_t when);

/* The next day. */
struct date date_after(struct date d);
/* The first working day after a day: no Saturday or Sunday, and no public holiday whose date is the same each
 * year (Bộ luật Lao động 2019, Điều 112: 1/1, 30/4, 1/5, 2/9). Tết, which follows the moon, is not known
 * here. */
struct date date_working_day_after(struct date d);

/* First and last day of the reporting period of a quarter when periods begin on first_day (15: quý II = 15/3
 * to 14/6; 1: calendar quarters). Source: NĐ 09/2019, Điều 12; see domain/reporting.md. */
void quarter_period(struct quarter q, int first_day, struct date *from, struct date *to);

/* "17/6/2024" */
char *date_short(struct arena *arena, struct date d);
/* "ngày 17 tháng 6 năm 2024", "ngày 05 tháng 01 năm 2024": day < 10 and months 1, 2 take a zero (NĐ 30/2020,
 * PL I, II.4). */
char *date_long(struct arena *arena, struct date d);
/* "2024-06-17" */
char *date_iso(struct arena *arena, struct date d);
/* "I", "II", "III", "IV" */
const char *quarter_roman(int number);

/* "Quý II năm 2024", in the arena; NULL for a quarter without a number. */
char *quarter_text(struct arena *arena, struct quarter q);

#endif
