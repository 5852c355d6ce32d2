/* check_dates.c - days: of the activity, of the documents, of the report, of the period. */
#include "check/rules.h"

#include <stddef.h>

static bool is_within(struct date day, const struct progress *progress)
{
    return date_compare(day, progress->from) >= 0 && date_compare(day, progress->to) <= 0;
}

static bool period_known(const struct progress *progress)
{
    return date_given(progress->from) && date_given(progress->to);
}

/* "III/2024": the quarter whose period holds the day by the school's setting. */
static const char *quarter_of(struct checking *c, struct date day)
{
    int first_day = c->model->school ? c->model->school->period_first_day : 15;
    for (int year = day.year; year <= day.year + 1; year++) /* a December belongs to quý I of the next year */
        for (int q = 1; q <= 4; q++) {
            struct date from, to;
            quarter_period((struct quarter){year, q}, first_day, &from, &to);
            if (date_compare(day, from) >= 0 && date_compare(day, to) <= 0)
                return arena_printf(c->arena, "%s/%d", quarter_roman(q), year);
        }
    return NULL;
}

static void check_day(struct checking *c, struct str text, struct date day)
{
    const struct progress *progress = c->progress;
    const struct plan *plan = c->year->plan;
    const char *shown = date_short(c->arena, day);
    if (period_known(progress) && !is_within(day, progress)) {
        diag(c->diags, DATE_OUTSIDE, text.at, shown, date_short(c->arena, progress->from),
             date_short(c->arena, progress->to), quarter_of(c, day));
        return;
    }
    if (date_given(progress->date) && date_compare(day, progress->date) > 0)
        diag(c->diags, DATE_AFTER_REPORT, text.at, shown, date_short(c->arena, progress->date));
    if (plan && date_given(plan->date) && date_compare(day, plan->date) < 0)
        diag(c->diags, DATE_BEFORE_PLAN, text.at, shown, date_short(c->arena, plan->date));
}

void check_dates(struct checking *c)
{
    for (size_t i = 0; i < c->entry->date_count; i++)
        if (date_given(c->entry->dates[i]))
            check_day(c, c->entry->date_texts[i], c->entry->dates[i]);
}

void check_documents(struct checking *c)
{
    const struct progress *progress = c->progress;
    for (size_t i = 0; period_known(progress) && i < progress->document_count; i++) {
        const struct issued_document *document = &progress->documents[i];
        if (date_given(document->date) && !is_within(document->date, progress))
            diag(c->diags, DOCUMENT_OUTSIDE, document->date_text.at, date_short(c->arena, document->date),
                 document->number.s, date_short(c->arena, progress->from),
                 date_short(c->arena, progress->to));
    }
}

void check_period(struct checking *c)
{
    const struct progress *progress = c->progress, *before = progress_before(c);
    if (!period_known(progress))
        return;
    const char *from = date_short(c->arena, progress->from);
    struct place at = place_of(progress->from_text, place_of(progress->to_text, progress->period.at));
    if (date_compare(progress->from, progress->to) > 0)
        diag(c->diags, PERIOD_INVERTED, at, from, date_short(c->arena, progress->to));
    else if (before && period_known(before) && date_days(progress->from) != date_days(before->to) + 1)
        diag(c->diags, PERIOD_JOIN, at, from, before->source ? before->source->path : "",
             date_short(c->arena, before->to));
}

void check_report_date(struct checking *c)
{
    const struct progress *progress = c->progress;
    if (!period_known(progress) || !date_given(progress->date))
        return;
    const char *day = date_short(c->arena, progress->date);
    if (date_compare(progress->date, progress->from) < 0)
        diag(c->diags, REPORT_BEFORE_PERIOD, progress->date_text.at, day,
             date_short(c->arena, progress->from));
    else if (date_compare(progress->date, progress->to) < 0)
        diag(c->diags, REPORT_EARLY, progress->date_text.at, day, date_short(c->arena, progress->to));
}
