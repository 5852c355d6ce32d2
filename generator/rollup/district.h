/* district.h - the rows of many PDFs as what a district asks: school by school, who has reported, when, how.
 */
#ifndef ROLLUP_DISTRICT_H
#define ROLLUP_DISTRICT_H

#include "rollup/roster.h"
#include "rollup/row.h"

enum rollup_standing {
    ROLLUP_ON_TIME, /* or: no due date is known */
    ROLLUP_LATE,
    ROLLUP_MISSING, /* expected, or known from another quarter, and no report of this one */
};

struct rollup_school {
    const char *name, *symbol, *agency;
    const char *slug; /* of its page: "truong-tieu-hoc-hoa-binh"; unique */
    bool expected;    /* it is on the list; true for all when there is none */
    enum rollup_standing standing;
    const struct rollup_row *current; /* its report of the quarter; NULL when MISSING */
    const struct rollup_row *
        *others; /* further files for the same quarter, that the current one stands for */
    size_t other_count;
};

struct district {
    const char *title; /* of the office, or NULL */
    struct quarter quarter;
    struct date due; /* year 0: none */
    bool listed;
    struct rollup_school *schools; /* in the order of their names */
    size_t school_count;
    const struct rollup_row **strays; /* files that are no readable reports */
    size_t stray_count;
    const struct rollup_row **elsewhen; /* reports of other quarters */
    size_t elsewhen_count;
};

/* Sorts the rows: the quarter is the roster's, else the newest that any report is of. Of several files for
 * one school the current one is: with whole signatures before any other, then of the latest date, then of the
 * highest number, then with the most signatures, then the first by path. All in the arena. */
void district_make(struct arena *arena, const struct roster *roster, const struct rollup_row *rows,
                   size_t count, struct district *district);

/* The day that counts against the due date: the report's own or that of its last signature, whichever is
 * later. */
struct date rollup_day(const struct rollup_row *row);

#endif
