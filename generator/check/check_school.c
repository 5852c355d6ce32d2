/* check_school.c - the school's own table: periods, roles, who signs, what the letterhead needs, report
 * numbers. */
#include "base/text.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

static void check_span(struct checking *c, struct str text, struct date from, struct date to)
{
    if (date_given(from) && date_given(to) && date_compare(from, to) > 0)
        diag(c->diags, PERIOD_REVERSED, text.at, text.s, date_short(c->arena, from),
             date_short(c->arena, to));
}

void check_school_periods(struct checking *c)
{
    const struct school *school = c->model->school;
    if (!school)
        return;
    const struct dated_list *const lists[] = {&school->names, &school->parents, &school->places,
                                              &school->addressees, &school->recipients};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            check_span(c, lists[i]->items[j].text, lists[i]->items[j].from, lists[i]->items[j].to);
    for (size_t i = 0; i < school->signer_count; i++)
        check_span(c, school->signers[i].name, school->signers[i].from, school->signers[i].to);
}

/* A role's name or alias that an earlier role has, too. */
static void check_role_name(struct checking *c, size_t number, struct str name)
{
    const struct role *roles = c->model->school->roles, *mine = &roles[number];
    const struct role *found = name.s ? school_role(c->model->school, name.s) : NULL;
    if (found && found != mine && found < mine)
        diag(c->diags, ROLE_TWICE, name.at, name.s, found->name.s);
}

void check_school_roles(struct checking *c)
{
    const struct school *school = c->model->school;
    for (size_t i = 0; school && i < school->role_count; i++) {
        check_role_name(c, i, school->roles[i].name);
        for (size_t j = 0; j < school->roles[i].alias_count; j++)
            check_role_name(c, i, school->roles[i].aliases[j]);
    }
}

/* Said once, and excused once, where a school has no site of its own yet. */
void check_school_address(struct checking *c)
{
    const struct school *school = c->model->school;
    if (school && !school->base_url.s)
        diag(c->diags, SITE_NO_ADDRESS, place_file(c->model->arena, school->source->path));
}

/* ---- who signs, and the letterhead on the day of the report ---- */

static const char *nearest_signer(struct checking *c, const char *name)
{
    const struct school *school = c->model->school;
    const char **names = NULL;
    size_t count = 0;
    for (size_t i = 0; i < school->signer_count; i++)
        if (school->signers[i].name.s)
            ARENA_PUSH(c->arena, names, count) = school->signers[i].name.s;
    return text_nearest(c->arena, name, names, count);
}

void check_signer(struct checking *c)
{
    const struct school *school = c->model->school;
    const struct progress *progress = c->progress;
    if (!school)
        return;
    const char *day = date_given(progress->date) ? date_short(c->arena, progress->date) : NULL;
    if (!progress->signer.s) {
        if (day && school->signer_count && !school_signer(school, progress->date))
            diag(c->diags, SIGNER_NONE, progress->date_text.at, day, school->source->path);
        return;
    }
    const struct signer *signer = school_signer_named(c->arena, school, progress->signer.s, progress->date);
    if (!signer)
        diag(c->diags, SIGNER_UNKNOWN, progress->signer.at, progress->signer.s, school->source->path,
             nearest_signer(c, progress->signer.s));
    else if (!signer_in_office(signer, progress->date))
        diag(c->diags, SIGNER_NOT_IN_OFFICE, progress->signer.at, signer->name.s, day, school->source->path);
}

void check_letterhead(struct checking *c)
{
    const struct school *school = c->model->school;
    const struct progress *progress = c->progress;
    if (!school || !date_given(progress->date))
        return;
    const struct {
        const char *key;
        const struct dated_list *list;
    } rows[] = {{"tên", &school->names},
                {"cơ quan chủ quản", &school->parents},
                {"địa danh", &school->places},
                {"kính gửi", &school->addressees},
                {"nơi nhận", &school->recipients}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].list->count &&
            !dated_on(rows[i].list, progress->date).s) /* none at all: the reader spoke */
            diag(c->diags, LETTERHEAD_NONE, progress->date_text.at, date_short(c->arena, progress->date),
                 rows[i].key, school->source->path);
}

/* ---- report numbers ---- */

/* Length of the run of digits at s. */
static size_t digits_at(const char *s)
{
    return strspn(s, "0123456789");
}

void check_report_number(struct checking *c)
{
    const struct str number = c->progress->number;
    const struct school *school = c->model->school;
    if (!number.s || has_blank(number.s)) /* which check_progress_blanks says */
        return;
    size_t n = digits_at(number.s);
    const char *symbol = school && school->symbol.s ? school->symbol.s : NULL;
    const char *form = arena_printf(c->arena, "/BC-%s", symbol ? symbol : "");
    bool fits = n >= 2 && (symbol ? strcmp(number.s + n, form) == 0 : strncmp(number.s + n, form, 4) == 0);
    if (fits)
        return;
    const char *figures = n == 0 ? "45" : arena_strndup(c->arena, number.s, n);
    diag(c->diags, NUMBER_FORM, number.at, number.s,
         arena_printf(c->arena, "%s%s%s%s", n == 1 ? "0" : "", figures, form, symbol ? "" : "…"));
}

struct numbered {
    const struct progress *progress;
    long value;
};

/* By number, then by day: those of one year stand together, for which the register of documents begins anew
 * on 1 January (NĐ 30, Điều 15). */
static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return date_compare(x->progress->date, y->progress->date);
}

void check_report_numbers(struct checking *c)
{
    struct numbered *list = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->model->year_count; i++)
        for (int q = 0; q < 4; q++) {
            const struct progress *p = c->model->years[i].quarters[q];
            size_t n = p && p->number.s ? digits_at(p->number.s) : 0;
            if (n > 0 && n <= 9 && date_given(p->date))
                ARENA_PUSH(c->arena, list, count) = (struct numbered){p, strtol(p->number.s, NULL, 10)};
        }
    if (count)
        qsort(list, count, sizeof *list, compare_numbered);
    for (size_t i = 1; i < count; i++) {
        const struct progress *p = list[i].progress, *before = list[i - 1].progress;
        if (list[i].value == list[i - 1].value && p->date.year == before->date.year)
            diag(c->diags, NUMBER_TWICE, p->number.at, p->number.s, before->source->path,
                 arena_printf(c->arena, "%d", p->date.year));
    }
}
