/* model.h - everything that was read: the school, and year by year the plan and its quarters. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/plan.h"
#include "model/progress.h"
#include "model/registry.h"
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
    struct registry *registry;    /* of issued documents, so-van-ban.md; NULL where there is none */
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

/* The year of that number, or NULL. */
const struct year *model_year(const struct model *model, int number);

/* The entry of the nearest earlier quarter of the same year that has one for the task, or NULL. */
const struct entry *model_previous(const struct year *year, const struct progress *progress,
                                   const struct task *task);
/* The same for a quarter that may not be there yet; *from (may be NULL) gets the number of the quarter it is
 * of. */
const struct entry *model_entry_before(const struct year *year, int number, const struct task *task,
                                       int *from);

/* The report of the quarter right before, also across the turn of the year, or NULL. */
const struct progress *model_quarter_before(const struct model *model, struct quarter quarter);

/* What had been reached on a task before quarter number of the year: the last running total, and what was
 * done since; not given when there was no figure. */
struct quantity model_total_before(struct arena *arena, const struct year *year, int number,
                                   const struct task *task);

#endif
