/* chart_data.h - what the charts of a quarter show, from the model. */
#ifndef VIEW_CHART_DATA_H
#define VIEW_CHART_DATA_H

#include "model/model.h"
#include "view/chart.h"

/* Which chart. */
enum chart_topic {
    CHART_BY_INDEX,   /* tasks of each content index, by group of states, at the end of the quarter */
    CHART_BY_QUARTER, /* all tasks of the plan by group of states, quarter I to the quarter asked for */
    CHART_BY_TARGET, /* what was reached since the beginning of the year, of the tasks with a countable target
                      */
    CHART_TOPICS
};

/* The chart of a topic as it was at the end of a quarter; no rows when there is nothing to show (progress
 * NULL: nothing was reported yet). A task of which the quarter says nothing counts as "chưa có báo cáo". */
struct chart_data *chart_data(struct arena *arena, const struct model *model, const struct year *year,
                              const struct progress *progress, enum chart_topic topic);

#endif
