/* feed.c - feed.xml, sitemap.xml, robots.txt. */
#include "site/feed.h"

#include "base/url.h"
#include "site/downloads.h"

#include <string.h>

char *feed_page_address(struct arena *arena, const struct pages *pages, const char *path)
{
    static const char index[] = "index.html";
    const char *address = pages->model->school->address;
    size_t n = strlen(path), k = strlen(index);

    if (address == NULL)
        return NULL;
    if (n >= k && strcmp(path + n - k, index) == 0 && (n == k || path[n - k - 1] == '/'))
        n -= k;
    return arena_printf(arena, "%s%.*s", address, (int)n, path);
}

void feed_note_page(struct pages *pages, const char *path, struct date day)
{
    struct arena *arena = pages->kept;
    struct value *page = value_object(arena);

    if (pages->addresses == NULL)
        pages->addresses = value_list(arena);
    value_set_string(arena, page, "dia_chi_trang", feed_page_address(arena, pages, path));
    value_set_string(arena, page, "ngay_iso", date_given(day) ? date_iso(arena, day) : NULL);
    value_push(arena, pages->addresses, page);
}

bool feed_wanted(const struct model *model)
{
    bool any = false;

    for (size_t i = 0; i < model->year_count; i++)
        for (int q = 0; q < 4; q++)
            any =
                any || (model->years[i].quarters[q] != NULL && date_given(model->years[i].quarters[q]->date));
    return any && model->school->address != NULL;
}

/* The brief value of a quarter, and with it what only a feed needs. */
static struct value *feed_entry(struct pages *pages, const struct year *year, int number,
                                const struct value *brief)
{
    struct arena *arena = pages->kept;
    struct value *entry = value_copy(arena, brief);
    const char *page = arena_printf(arena, "%d/quy-%d", year->number, number);

    value_set_string(arena, entry, "dia_chi_trang",
                     feed_page_address(arena, pages, arena_printf(arena, "%s.html", page)));
    value_set_string(arena, entry, "ma_nhan_dang",
                     url_tag(arena, pages->model->school->address, year->number, page));
    value_set(arena, entry, "bao_cao",
              site_report_value(arena, pages->tree, year->quarters[number - 1], false));
    return entry;
}

void feed_note_year(struct pages *pages, const struct year *year, struct value *base)
{
    const struct value *quarters = value_get(base, "quy");
    size_t next = 0;

    pages->newest = base;
    if (pages->model->school->address == NULL)
        return;
    for (int q = 1; q <= 4; q++) {
        if (year->quarters[q - 1] == NULL)
            continue;
        struct value *entry = feed_entry(pages, year, q, quarters->items[next++]);
        if (date_given(year->quarters[q - 1]->date))
            ARENA_PUSH(pages->kept, pages->reports, pages->report_count) = entry;
    }
}

/* The day of the newest report, as ISO; NULL without any. */
static const char *newest_day(const struct pages *pages)
{
    const char *newest = NULL;

    for (size_t i = 0; i < pages->report_count; i++) {
        const char *day = value_get(pages->reports[i], "ngay_iso")->string;
        newest = newest == NULL || strcmp(day, newest) > 0 ? day : newest;
    }
    return newest;
}

static struct value *feed_root(struct pages *pages)
{
    struct arena *arena = pages->arena;
    struct value *root = value_object(arena), *reports = value_list(arena);
    const char *address = pages->model->school->address;

    for (size_t i = 0; i < pages->newest->count; i++)
        value_set(arena, root, pages->newest->names[i], pages->newest->items[i]);
    for (size_t i = pages->report_count; i > 0; i--)
        value_push(arena, reports, pages->reports[i - 1]);
    value_set_string(arena, root, "cap_nhat_iso", newest_day(pages));
    value_set_string(arena, root, "ma_nhan_dang", url_tag(arena, address, pages->model->years[0].number, ""));
    value_set(arena, root, "cac_bao_cao", reports);
    value_set(arena, root, "cac_trang", pages->addresses);
    return root;
}

static bool write_one(struct pages *pages, struct mustache *templates, const char *name, const char *suffix,
                      const struct value *root)
{
    struct buf text = {0};
    bool fine = mustache_render(templates, name, root, &text);

    if (fine)
        tree_add(pages->tree, arena_printf(pages->arena, "site/%s%s", name, suffix), buf_text(&text),
                 text.len);
    buf_free(&text);
    return fine;
}

bool feed_write(struct pages *pages)
{
    if (pages->model->school->address == NULL || pages->newest == NULL)
        return true;
    const struct value *root = feed_root(pages);
    struct mustache *xml = pages_templates(pages, ".xml", ESCAPE_HTML);
    /* An Atom feed has to say when it last changed: without any report there is nothing to tell (RFC
     * 4287, 4.1.1). */
    return (!feed_wanted(pages->model) || write_one(pages, xml, "feed", ".xml", root)) &
           write_one(pages, xml, "sitemap", ".xml", root) &
           write_one(pages, pages_templates(pages, ".txt", ESCAPE_NONE), "robots", ".txt", root);
}
