/* scores.h - the PAPI scores of the province as published (indices.md): context for the plan's goal, never
 * the school's. */
#ifndef MODEL_SCORES_H
#define MODEL_SCORES_H

#include "base/date.h"
#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stddef.h>

/* Eight content indices since 2018, each from 1 to 10; the publisher gives four decimals
 * (domain/papi.md 2.1). */
enum { PAPI_INDICES = 8, SCORE_SCALE = 10000, SCORE_LEAST = 1, SCORE_MOST = 10 };

struct score {
    struct str text; /* điểm, as typed; absent when not published */
    int value;       /* in ten-thousandths: 46059 for 4,6059; 0 when absent or not understood */
};

/* What was published for one year. */
struct release {
    struct place at;
    struct str year_text, origin, date_text; /* năm, nguồn, ngày */
    int year;                                /* 2023 */
    struct date date;                        /* of publication; may be missing */
    struct score scores[PAPI_INDICES];       /* by number of the index - 1 */
};

struct scores {
    const struct source *source;
    struct release *releases; /* công bố, in the order of the file; a year only once */
    size_t count;
    struct comments comments;
    struct excuses excuses; /* bỏ qua */
};

/* The release of a year, or NULL; scores may be NULL. */
const struct release *scores_of_year(const struct scores *scores, int year);

#endif
