/* pages.c - the table of pages, and the values that belong to a page rather than to the school's work. */
#include "site/pages.h"

#include "site/article.h"
#include "site/chart_svg.h"
#include "site/downloads.h"
#include "site/feed.h"
#include "site/picture.h"
#include "site/redirects.h"
#include "site/tasks_csv.h"
#include "view/chart_data.h"
#include "view/view.h"

#include <string.h>

/* One page is made for … */
enum scope {
    THE_SITE, /* the newest year's */
    NOWHERE,  /* the newest year's; a server shows it under any address that it does not know */
    EACH_YEAR,
    EACH_QUARTER,
    EACH_INDEX
};

struct page_kind {
    const char *template;
    enum scope scope;
    const char *mark; /* the member of "trang" that is true on this page */
    const char *data; /* the template *.jsonld of what the page says to search engines, or NULL */
};

/* To add a page: a template, a row here. The file has the template's name, but for the first. */
static const struct page_kind page_kinds[] = {
    {"trang-chu", THE_SITE, "la_trang_chu", "trang-chu"},
    {"ke-hoach", EACH_YEAR, "la_ke_hoach", NULL},
    {"nhiem-vu", EACH_YEAR, "la_nhiem_vu", NULL},
    {"quy", EACH_QUARTER, "la_quy", "quy"},
    {"chi-so", EACH_INDEX, "la_chi_so", NULL},
    {"bieu-do", EACH_YEAR, "la_bieu_do", NULL},
    {"van-ban", EACH_YEAR, "la_van_ban", NULL},
    {"gop-y", THE_SITE, "la_gop_y", NULL},
    {"gioi-thieu", THE_SITE, "la_gioi_thieu", NULL},
    {"404", NOWHERE, "la_khong_thay", NULL},
};
enum { PAGE_KINDS = sizeof page_kinds / sizeof *page_kinds };

/* One page about to be made. */
struct page {
    const struct page_kind *kind;
    const struct year *year;
    int number;       /* of the quarter or index, else 0 */
    const char *path; /* from the site's root */
    const char *up;   /* from the page to the site's root: "", "../", or the site's address */
};

static char *page_path(struct arena *arena, const struct page_kind *kind, const struct year *year, int number)
{
    switch (kind->scope) {
    case THE_SITE:
        return kind == page_kinds ? arena_strdup(arena, "index.html")
                                  : arena_join(arena, kind->template, ".html", "");
    case NOWHERE:
        return arena_join(arena, kind->template, ".html", "");
    case EACH_YEAR:
    case EACH_QUARTER:
    case EACH_INDEX:
        break;
    }
    char *stem = arena_join(arena, arena_number(arena, (size_t)year->number), "/", kind->template);
    if (kind->scope != EACH_YEAR)
        stem = arena_join(arena, stem, "-", arena_number(arena, (size_t)number));
    return arena_join(arena, stem, ".html", "");
}

/* A new object with the members of base, to which others may be added. */
static struct value *copy_of(struct arena *arena, const struct value *base)
{
    struct value *copy = value_object(arena);

    for (size_t i = 0; i < base->count; i++)
        value_set(arena, copy, base->names[i], base->items[i]);
    return copy;
}

static struct value *page_marks(struct arena *arena, const struct page *page)
{
    struct value *marks = value_object(arena);

    for (size_t i = 0; i < PAGE_KINDS; i++)
        value_set(arena, marks, page_kinds[i].mark, value_bool(arena, &page_kinds[i] == page->kind));
    value_set_string(arena, marks, "duong_dan", page->path);
    return marks;
}

/* The report of a quarter as a download, and those that it replaced. Digests, which take time, only where a
 * page shows them. */
static void add_report(struct pages *pages, const struct page *page, const struct progress *progress,
                       struct value *out)
{
    struct arena *arena = pages->arena;
    bool digests = page->kind->scope == EACH_QUARTER || strcmp(page->kind->template, "van-ban") == 0;
    struct value *replaced = site_replaced_value(arena, pages->tree, progress, digests);

    value_set(arena, out, "bao_cao", site_report_value(arena, pages->tree, progress, digests));
    value_set(arena, out, "co_bao_cao_cu", value_bool(arena, replaced->count > 0));
    value_set(arena, out, "bao_cao_cu", replaced);
    value_set_string(arena, out, "so_bao_cao", progress->number.s);
}

/* {so, so_la_ma, ten_ngan…} of a neighbour page is worded by the template: here are number and address only.
 */
static struct value *link_to(struct pages *pages, const struct page *page, const struct page_kind *kind,
                             int number)
{
    struct arena *arena = pages->arena;
    struct value *link = value_object(arena);
    bool here = page->kind == kind && page->number == number;

    const char *so = arena_number(arena, (size_t)number);
    value_set_string(arena, link, "so", so);
    value_set_string(arena, link, "so_la_ma", kind->scope == EACH_QUARTER ? quarter_roman(number) : so);
    value_set_string(arena, link, "lien_ket",
                     arena_join(arena, page->up, page_path(arena, kind, page->year, number), ""));
    value_set(arena, link, "hien_tai", value_bool(arena, here));
    if (kind->scope == EACH_QUARTER) {
        struct date day = page->year->quarters[number - 1]->date;
        value_set(arena, link, "da_ky",
                  value_bool(arena, page->year->quarters[number - 1]->signed_path != NULL));
        bool given = date_given(day);
        add_report(pages, page, page->year->quarters[number - 1], link);
        value_set_string(arena, link, "ngay", given ? date_short(arena, day) : NULL);
        value_set_string(arena, link, "ngay_iso", given ? date_iso(arena, day) : NULL);
    } else if (kind->scope == EACH_INDEX) {
        const struct papi_index *index = papi_find(pages->model->papi, number);
        value_set_string(arena, link, "ten", index->name.s);
    }
    return link;
}

/* The pages of one kind, and the neighbours of this page in "truoc" and "sau" (false at the ends). */
static void add_links(struct pages *pages, struct value *navigation, const struct page *page,
                      const char *name, const struct page_kind *kind, const int *numbers, size_t count)
{
    struct arena *arena = pages->arena;
    struct value *list = value_list(arena), *before = value_bool(arena, false), *after = before;

    for (size_t i = 0; i < count; i++) {
        struct value *link = link_to(pages, page, kind, numbers[i]);
        value_push(arena, list, link);
        if (page->kind != kind)
            continue;
        if (i + 1 < count && numbers[i + 1] == page->number)
            before = link;
        if (i > 0 && numbers[i - 1] == page->number)
            after = link;
    }
    value_set(arena, navigation, name, list);
    if (page->kind == kind) {
        value_set(arena, navigation, "truoc", before);
        value_set(arena, navigation, "sau", after);
    }
}

/* The first kind of that scope; the table has one of each. */
static const struct page_kind *kind_of(enum scope scope)
{
    const struct page_kind *kind = page_kinds;
    while (kind->scope != scope)
        kind++;
    return kind;
}

/* The numbers of the pages of that scope in a year; numbers has room for all. */
static size_t numbers_of(const struct model *model, const struct year *year, enum scope scope, int *numbers)
{
    size_t count = 0;

    if (scope == EACH_QUARTER) {
        for (int q = 1; q <= 4; q++)
            if (year->quarters[q - 1] != NULL)
                numbers[count++] = q;
    } else if (scope == EACH_INDEX) {
        for (size_t i = 0; i < model->papi->count; i++)
            numbers[count++] = model->papi->indices[i].number;
    } else if (scope == EACH_YEAR) {
        numbers[count++] = 0;
    }
    return count;
}

static int *number_room(struct pages *pages)
{
    size_t indices = pages->model->papi->count;

    return arena_alloc(pages->arena, (indices + 4) * sizeof(int));
}

static struct value *navigation(struct pages *pages, const struct page *page)
{
    struct arena *arena = pages->arena;
    struct value *out = value_object(arena), *years = value_list(arena);
    int *numbers = number_room(pages);
    size_t count = numbers_of(pages->model, page->year, EACH_QUARTER, numbers);

    add_links(pages, out, page, "cac_quy", kind_of(EACH_QUARTER), numbers, count);
    count = numbers_of(pages->model, page->year, EACH_INDEX, numbers);
    add_links(pages, out, page, "cac_chi_so", kind_of(EACH_INDEX), numbers, count);
    if (value_get(out, "truoc") == NULL) {
        value_set(arena, out, "truoc", value_bool(arena, false));
        value_set(arena, out, "sau", value_bool(arena, false));
    }
    for (size_t i = 0; i < pages->model->year_count; i++) {
        const struct year *year = &pages->model->years[i];
        if (year == page->year)
            continue;
        struct value *link = value_object(arena);
        value_set_string(arena, link, "nam", arena_printf(arena, "%d", year->number));
        value_set_string(arena, link, "lien_ket",
                         arena_printf(arena, "%s%d/nhiem-vu.html", page->up, year->number));
        value_push(arena, years, link);
    }
    value_set(arena, out, "nam_khac", years);
    value_set(arena, out, "co_nam_khac", value_bool(arena, years->count > 0));
    return out;
}

/* The member of the list whose "so" is that number, or false. */
static struct value *by_number(struct arena *arena, const struct value *list, int number)
{
    char *wanted = arena_printf(arena, "%d", number);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const struct value *so = value_get(list->items[i], "so");
        if (so != NULL && so->string != NULL && strcmp(so->string, wanted) == 0)
            return list->items[i];
    }
    return value_bool(arena, false);
}

/* What the page says to search engines, as JSON-LD, in root as "du_lieu_may_html", and its digest. */
static bool add_data(struct pages *pages, const struct page *page, struct value *root)
{
    struct buf json = {0};
    bool fine = page->kind->data == NULL || mustache_render(pages->facts, page->kind->data, root, &json);

    while (json.len > 0 && json.data[json.len - 1] == '\n')
        json.len--; /* judges of the policy differ on a blank line at the end */
    char *text = json.len > 0 ? buf_take(&json, pages->arena) : NULL, digest[STYLE_DIGEST];
    if (text != NULL)
        style_digest(text, strlen(text), digest);
    value_set_string(pages->arena, root, "du_lieu_may_html", text);
    value_set_string(pages->arena, root, "du_lieu_may_ma", text ? arena_strdup(pages->arena, digest) : NULL);
    buf_free(&json);
    return fine;
}

/* The day of the newest report that the page shows; of the plan while there is none. */
static struct date last_change(const struct page *page)
{
    struct date day = page->year->plan->date;

    for (int q = 1; q <= 4; q++)
        if (page->year->quarters[q - 1] != NULL && (page->kind->scope != EACH_QUARTER || q == page->number))
            day = page->year->quarters[q - 1]->date;
    return day;
}

static bool write_page(struct pages *pages, const struct page *page, const struct value *base)
{
    struct arena *arena = pages->arena;
    struct value *root = copy_of(arena, base), *colours = value_object(arena);
    struct buf html = {0};

    value_set_string(arena, root, "goc", page->up);
    value_set(arena, root, "trang", page_marks(arena, page));
    value_set(arena, root, "dieu_huong", navigation(pages, page));
    bool somewhere = page->kind->scope != NOWHERE;
    value_set_string(arena, root, "dia_chi_trang",
                     somewhere ? feed_page_address(arena, pages, page->path) : NULL);
    value_set(arena, root, "bang_du_lieu",
              site_file_value(arena, pages->tree, tasks_csv_path(arena, page->year), false));
    pages_set_style(pages, root);
    value_set_string(arena, colours, "sang", pages->accent.light);
    value_set_string(arena, colours, "toi", pages->accent.dark);
    value_set(arena, root, "mau_sac", colours);
    if (page->kind->scope == EACH_QUARTER) {
        struct quarter quarter = {page->year->number, page->number};
        const struct progress *progress = page->year->quarters[page->number - 1];
        add_report(pages, page, progress, root);
        value_set(arena, root, "du_lieu",
                  site_file_value(arena, pages->tree, site_data_path(arena, quarter), false));
    }
    if (page->kind->scope == EACH_INDEX)
        value_set(arena, root, "chi_so_nay", by_number(arena, value_get(base, "chi_so"), page->number));

    bool fine =
        add_data(pages, page, root) && mustache_render(pages->templates, page->kind->template, root, &html);
    if (fine) {
        style_fill(pages->style, &html);
        tree_take(pages->tree, arena_printf(arena, "site/%s", page->path), &html);
        if (somewhere)
            feed_note_page(pages, page->path, last_change(page));
    }
    buf_free(&html);
    return fine;
}

/* The drawings of the year's charts, as of the newest quarter; false where there is nothing to draw. */
static void add_charts(struct pages *pages, const struct year *year, struct value *base)
{
    static const char *const names[CHART_TOPICS] = {[CHART_BY_INDEX] = "bieu_do_chi_so_html",
                                                    [CHART_BY_QUARTER] = "bieu_do_quy_html",
                                                    [CHART_BY_TARGET] = "bieu_do_chi_tieu_html"};
    const struct progress *newest = NULL;

    for (int q = 0; q < 4; q++)
        newest = year->quarters[q] ? year->quarters[q] : newest;
    for (int t = 0; t < CHART_TOPICS; t++) {
        struct chart_data *data = chart_data(pages->arena, pages->model, year, newest, (enum chart_topic)t);
        char *id = arena_printf(pages->arena, "bd%d", t + 1);
        value_set_string(pages->arena, base, names[t], chart_svg(pages->arena, data, id));
    }
}

/* The page of a kind that the site has once: of its newest year, with its newest quarter ("quy_nay" is false
 * while the year has none). */
static bool write_once(struct pages *pages, const struct year *year, const struct page_kind *kind,
                       const struct value *latest)
{
    const char *address = pages->model->school->address;
    const char *up = kind->scope == NOWHERE && address ? address : "";
    struct page page = {kind, year, 0, page_path(pages->arena, kind, year, 0), up};
    struct value *base = copy_of(pages->arena, latest);

    if (!value_get(base, "quy_nay"))
        value_set(pages->arena, base, "quy_nay", value_bool(pages->arena, false));
    return write_page(pages, &page, base);
}

/* Values are larger than the pages that are made of them: they go when no page needs them any more, or stay
 * for the complaints that point into them. */
struct passing {
    struct arena own, *outer;
    size_t complaints; /* before */
};

static void passing_begin(struct pages *pages, struct passing *p, bool wanted)
{
    *p = (struct passing){.outer = pages->arena, .complaints = pages->diags->count};
    if (wanted)
        pages->arena = &p->own;
}

static void passing_end(struct pages *pages, struct passing *p)
{
    pages->arena = p->outer;
    if (pages->diags->count == p->complaints)
        arena_free(&p->own);
    else
        arena_adopt(p->outer, &p->own);
}

static bool has_later_quarter(const struct year *year, int number)
{
    for (int q = number; q < 4; q++)
        if (year->quarters[q])
            return true;
    return false;
}

/* A page of a quarter. The value of the year's last one is kept in *latest: for the pages of the site. */
static bool write_quarter(struct pages *pages, const struct page *page, struct value *base,
                          struct value **latest)
{
    struct passing passing;
    bool passes = has_later_quarter(page->year, page->number);
    const struct progress *progress = page->year->quarters[page->number - 1];
    passing_begin(pages, &passing, passes);
    struct value *value = view_quarter(pages->arena, pages->model, page->year, progress, base, false);
    bool fine = write_page(pages, page, value);
    passing_end(pages, &passing);
    if (!passes) {
        pages->newest_progress = progress;
        pages->newest_quarter = *latest = value;
    }
    return fine;
}

static bool write_year(struct pages *pages, const struct year *year)
{
    struct arena *arena = pages->arena;
    struct value *base = view_year(arena, pages->model, year), *latest = base;
    bool newest = year == &pages->model->years[pages->model->year_count - 1];
    int *numbers = number_room(pages);

    add_charts(pages, year, base);
    value_set_string(arena, base, "dia_chi", pages->model->school->address);
    value_set(arena, base, "co_nguon_tin", value_bool(arena, feed_wanted(pages->model)));
    value_set_string(arena, base, "anh_chia_se",
                     picture_wanted(pages) ? feed_page_address(arena, pages, PICTURE_NAME) : NULL);
    value_set(arena, base, "anh_cua_nam_nay", value_bool(arena, picture_of_year(pages->model, year)));
    feed_note_year(pages, year, base);
    bool fine = tasks_csv_write(pages, year, base);
    for (size_t k = 0; k < PAGE_KINDS; k++) {
        const struct page_kind *kind = &page_kinds[k];
        if (newest && (kind->scope == THE_SITE || kind->scope == NOWHERE))
            fine &= write_once(pages, year, kind, latest);
        size_t count = numbers_of(pages->model, year, kind->scope, numbers);
        for (size_t i = 0; i < count; i++) {
            struct page page = {kind, year, numbers[i], page_path(arena, kind, year, numbers[i]), "../"};
            fine &= kind->scope == EACH_QUARTER ? write_quarter(pages, &page, base, &latest)
                                                : write_page(pages, &page, base);
        }
    }
    return redirects_write(pages, base) && fine;
}

void pages_set_style(const struct pages *pages, struct value *root)
{
    value_set_string(pages->arena, root, "phong_cach_html", STYLE_HERE);
    value_set_string(pages->arena, root, "phong_cach_ma", STYLE_DIGEST_HERE);
}

struct mustache *pages_templates(struct pages *pages, const char *suffix, enum mustache_escape escape)
{
    return mustache_new(pages->arena, pages->diags, pages->folder, pages->shown, suffix, escape, true);
}

/* Is there a quarter in a later year? */
static bool has_later_year(const struct model *model, size_t i)
{
    for (i++; i < model->year_count; i++)
        if (has_later_quarter(&model->years[i], 0))
            return true;
    return false;
}

bool pages_write(struct pages *pages)
{
    bool fine = true;

    for (size_t i = 0; i < pages->model->year_count; i++) {
        struct passing passing;
        passing_begin(pages, &passing, has_later_year(pages->model, i));
        fine &= write_year(pages, &pages->model->years[i]);
        passing_end(pages, &passing);
    }
    return feed_write(pages) & article_write(pages) & picture_write(pages) & fine;
}
