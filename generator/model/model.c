/* model.c - look-ups across quarters. */
#include "model/model.h"

const struct entry *model_previous(const struct year *year, const struct progress *progress,
                                   const struct task *task)
{
    for (int q = progress->quarter.number - 2; q >= 0; q--) {
        const struct entry *entry = year->quarters[q] ? progress_entry(year->quarters[q], task) : NULL;
        if (entry)
            return entry;
    }
    return NULL;
}
