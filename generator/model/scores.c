/* scores.c - look-up in the published scores. */
#include "model/scores.h"

const struct release *scores_of_year(const struct scores *scores, int year)
{
    for (size_t i = 0; scores && i < scores->count; i++)
        if (scores->releases[i].year == year)
            return &scores->releases[i];
    return NULL;
}
