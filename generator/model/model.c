/* model.c - look-ups across quarters. */
#include "model/model.h"

const struct entry *model_entry_before(const struct year *year, int number, const struct task *task,
                                       int *from)
{
    for (int q = number - 2; q >= 0; q--) {
        const struct entry *entry = year->quarters[q] ? progress_entry(year->quarters[q], task) : NULL;
        if (entry && from)
            *from = q + 1;
        if (entry)
            return entry;
    }
    return NULL;
}

const struct entry *model_previous(const struct year *year, const struct progress *progress,
                                   const struct task *task)
{
    return model_entry_before(year, progress->quarter.number, task, NULL);
}

const struct progress *model_quarter_before(const struct model *model, struct quarter quarter)
{
    int year = quarter.number > 1 ? quarter.year : quarter.year - 1;
    int index = quarter.number > 1 ? quarter.number - 2 : 3;
    for (size_t i = 0; i < model->year_count; i++)
        if (model->years[i].number == year)
            return model->years[i].quarters[index];
    return NULL;
}

struct quantity model_total_before(struct arena *arena, const struct year *year, int number,
                                   const struct task *task)
{
    struct quantity sum = {0};
    for (int q = 0; q + 1 < number; q++) {
        const struct entry *entry = year->quarters[q] ? progress_entry(year->quarters[q], task) : NULL;
        if (!entry)
            continue;
        if (entry->total_quantity.given)
            sum = entry->total_quantity;
        else if (entry->result_quantity.given && !sum.given)
            sum = entry->result_quantity;
        else if (entry->result_quantity.given && quantity_same_unit(arena, sum, entry->result_quantity))
            sum.thousandths += entry->result_quantity.thousandths;
    }
    return sum;
}

const struct year *model_year(const struct model *model, int number)
{
    for (size_t i = 0; i < model->year_count; i++)
        if (model->years[i].number == number)
            return &model->years[i];
    return NULL;
}
