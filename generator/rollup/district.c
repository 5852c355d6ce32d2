/* district.c - the rows of many PDFs as what a district asks: school by school, who has reported, when, how.
 */
#include "rollup/district.h"

#include "base/collate.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A report of the quarter with the key of its school: name and the office above it, for names repeat. */
struct keyed {
    const char *key;
    const struct rollup_row *row;
};

struct date rollup_day(const struct rollup_row *row)
{
    return date_compare(row->signed_on, row->date) > 0 ? row->signed_on : row->date;
}

/* How much a file may be believed: one that is not whole never stands for one that is. */
static int worth(const struct rollup_row *row)
{
    static const int weights[] = {
        [ROLLUP_UNSIGNED] = 1, [ROLLUP_BROKEN] = 0, [ROLLUP_UNTRUSTED] = 2, [ROLLUP_SIGNED] = 3};
    return weights[row->seal];
}

static int compare_rows(const void *x, const void *y)
{
    const struct keyed *a = x, *b = y;
    int order = strcmp(a->key, b->key);
    if (order == 0)
        order = worth(b->row) - worth(a->row);
    if (order == 0)
        order = date_compare(b->row->date, a->row->date);
    long number_a = strtol(a->row->number, NULL, 10), number_b = strtol(b->row->number, NULL, 10);
    if (order == 0)
        order = (number_a < number_b) - (number_a > number_b);
    if (order == 0)
        order = (a->row->signature_count < b->row->signature_count) -
                (a->row->signature_count > b->row->signature_count);
    return order ? order : strcmp(a->row->path, b->row->path);
}

static struct quarter newest(const struct rollup_row *rows, size_t count)
{
    struct quarter q = {0};
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == ROLLUP_REPORT &&
            (rows[i].quarter.year > q.year ||
             (rows[i].quarter.year == q.year && rows[i].quarter.number > q.number)))
            q = rows[i].quarter;
    return q;
}

static void judge_standing(const struct district *d, struct rollup_school *s)
{
    bool late = date_given(d->due) && date_compare(rollup_day(s->current), d->due) > 0;
    s->standing = late ? ROLLUP_LATE : ROLLUP_ON_TIME;
}

/* One school of the list that starts at *i; *i moves behind it. */
static struct rollup_school one_school(struct arena *arena, const struct district *d,
                                       const struct keyed *list, size_t count, size_t *i)
{
    const struct rollup_row *row = list[*i].row;
    struct rollup_school s = {row->school, row->symbol, row->agency, .expected = !d->listed, .current = row};
    const char *key = list[*i].key;
    for (++*i; *i < count && strcmp(list[*i].key, key) == 0; ++*i)
        ARENA_PUSH(arena, s.others, s.other_count) = list[*i].row;
    judge_standing(d, &s);
    return s;
}

/* ---- schools without a report ---- */

/* Names by their keys, each once. */
struct name {
    const char *key;
    struct rollup_school school;
};
struct names {
    struct name *items;
    size_t count;
};

static int compare_names(const void *x, const void *y)
{
    return strcmp(((const struct name *)x)->key, ((const struct name *)y)->key);
}

static bool has_name(const struct names *names, const char *key)
{
    const struct name wanted = {.key = key};
    return names->count > 0 && bsearch(&wanted, names->items, names->count, sizeof wanted, compare_names);
}

static void add_name(struct arena *arena, struct names *names, const char *name, const char *symbol,
                     const char *agency)
{
    ARENA_PUSH(arena, names->items, names->count) = (struct name){
        text_key(arena, name), {name, symbol, agency, .expected = true, .standing = ROLLUP_MISSING}};
}

static void sort_names(struct names *names)
{
    size_t kept = 0;
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    for (size_t i = 0; i < names->count; i++)
        if (kept == 0 || strcmp(names->items[kept - 1].key, names->items[i].key) != 0)
            names->items[kept++] = names->items[i];
    names->count = kept;
}

/* Adds those that are on the list and have no report, and marks those that have. Without a list, schools that
 * reported another quarter are known, and missed in this one. */
static void add_missing(struct arena *arena, const struct roster *roster, struct district *d)
{
    struct names reported = {0}, wanted = {0};
    size_t count = d->school_count;
    for (size_t i = 0; i < count; i++)
        add_name(arena, &reported, d->schools[i].name, "", "");
    for (size_t i = 0; i < roster->school_count; i++)
        add_name(arena, &wanted, roster->schools[i].s, "", "");
    for (size_t i = 0; i < d->elsewhen_count && !d->listed; i++)
        add_name(arena, &wanted, d->elsewhen[i]->school, d->elsewhen[i]->symbol, d->elsewhen[i]->agency);
    sort_names(&reported);
    sort_names(&wanted);
    for (size_t i = 0; i < count && d->listed; i++)
        d->schools[i].expected = has_name(&wanted, text_key(arena, d->schools[i].name));
    for (size_t i = 0; i < wanted.count; i++)
        if (!has_name(&reported, wanted.items[i].key))
            ARENA_PUSH(arena, d->schools, d->school_count) = wanted.items[i].school;
}

/* ---- order and names of pages ---- */

struct sorted {
    const char *key;
    struct rollup_school school;
};

static int compare_schools(const void *x, const void *y)
{
    const struct sorted *a = x, *b = y;
    int order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->school.agency, b->school.agency);
}

static int compare_slugs(const void *x, const void *y)
{
    const struct rollup_school *const *a = x, *const *b = y;
    int order = strcmp((*a)->slug, (*b)->slug);
    return order ? order : (*a > *b) - (*a < *b); /* they stand in one array: its order */
}

/* Names of pages: schools of one name get a number. No slug ends in a number of its own after "--". */
static void name_pages(struct arena *arena, struct district *d)
{
    const struct rollup_school **list = arena_alloc(arena, (d->school_count + 1) * sizeof *list);
    for (size_t i = 0; i < d->school_count; i++) {
        const char *slug = text_slug(arena, d->schools[i].name);
        d->schools[i].slug = *slug ? slug : "truong";
        list[i] = &d->schools[i];
    }
    qsort(list, d->school_count, sizeof *list, compare_slugs);
    for (size_t i = 0, same = 1; i < d->school_count; i++) {
        same = i > 0 && strcmp(list[i]->slug, list[i - 1]->slug) == 0 ? same + 1 : 1;
        if (same == 1)
            continue;
        struct rollup_school *s = &d->schools[list[i] - d->schools];
        s->slug = arena_printf(arena, "%s--%zu", list[i - 1]->slug, same);
    }
}

static void sort_schools(struct arena *arena, struct district *d)
{
    struct sorted *list = arena_alloc(arena, (d->school_count + 1) * sizeof *list);
    for (size_t i = 0; i < d->school_count; i++)
        list[i] = (struct sorted){collate_key(arena, d->schools[i].name), d->schools[i]};
    qsort(list, d->school_count, sizeof *list, compare_schools);
    for (size_t i = 0; i < d->school_count; i++)
        d->schools[i] = list[i].school;
}

void district_make(struct arena *arena, const struct roster *roster, const struct rollup_row *rows,
                   size_t count, struct district *d)
{
    struct keyed *list = arena_alloc(arena, (count + 1) * sizeof *list);
    size_t listed = 0;
    *d = (struct district){.title = roster->title, .due = roster->due, .listed = roster->listed};
    d->quarter = roster->quarter.number ? roster->quarter : newest(rows, count);
    for (size_t i = 0; i < count; i++) {
        const struct rollup_row *row = &rows[i];
        if (row->kind != ROLLUP_REPORT)
            ARENA_PUSH(arena, d->strays, d->stray_count) = row;
        else if (row->quarter.year != d->quarter.year || row->quarter.number != d->quarter.number)
            ARENA_PUSH(arena, d->elsewhen, d->elsewhen_count) = row;
        else {
            list[listed++] = (struct keyed){
                arena_printf(arena, "%s|%s", text_key(arena, row->school), text_key(arena, row->agency)),
                row};
        }
    }
    qsort(list, listed, sizeof *list, compare_rows);
    for (size_t i = 0; i < listed;)
        ARENA_PUSH(arena, d->schools, d->school_count) = one_school(arena, d, list, listed, &i);
    add_missing(arena, roster, d);
    sort_schools(arena, d);
    name_pages(arena, d);
}
