/* roster.h - what the district says of its overview: settings, and which schools are to report. */
#ifndef ROLLUP_ROSTER_H
#define ROLLUP_ROSTER_H

#include "base/date.h"
#include "base/diag.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

#define ROSTER_SETTINGS "tong-hop.md"
#define ROSTER_TEXT "truong.txt" /* a school a line */
#define ROSTER_TABLE                                                                                         \
    "truong.csv" /* the school's name in the first column; a first row "Trường" or "Tên" is a heading */

struct roster {
    const char *title;      /* tên: of the office; NULL when not given */
    struct quarter quarter; /* kỳ; number 0: not given */
    struct date due;        /* hạn; year 0: not given */
    struct str *schools;    /* expected, in the order of the file */
    size_t school_count;
    bool listed; /* there is a list at all */
};

/* Reads tong-hop.md (front matter: tên, kỳ, hạn), and truong.txt or truong.csv, of a folder; each may be
 * missing. Faults are complaints. */
void roster_read(struct arena *arena, struct diags *diags, const char *folder, struct roster *roster);

#endif
