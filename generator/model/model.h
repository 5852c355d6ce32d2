/* model.h - everything that was read: the school, and year by year the plan and its quarters. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/plan.h"
#include "model/progress.h"
#include "model/school.h"
#include "model/scores.h"

#include <stdbool.h>
#include <stddef.h>

struct year {
    int number;                   /* 2024 */
    const char *folder;           /* content/2024 as a path to open */
    const char *shown;            /* as complaints call it */
    struct plan *plan;            /* NULL when it could not be read */
    struct scores *scores;        /* published, indices.md; NULL where there is none */
    struct progress *quarters[4]; /* by number - 1; NULL where there is none */
    bool
        unread[4]; /* there is a file, but its entries could not be read: what builds on them is not judged */
};

struct model {
    struct arena *arena;
    const char *folder; /* the content folder, as a path to open */
    struct school *school;
    struct papi *papi;
    struct year *years; /* ascending */
    size_t year_count;
};

/* The entry of the nearest earlier quarter of the same year that has one for the task, or NULL. */
const struct entry *model_previous(const struct year *year, const struct progress *progress,
                                   const struct task *task);

#endif
