/* check_files.c - what evidence and linked files hold, names that only some
 * computers tell apart, links to pages of the site. */
#include "base/fault.h"
#include "base/file.h"
#include "base/text.h"
#include "check/file_kind.h"
#include "check/folder.h"
#include "check/image_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOOKED_AT = 256 * 1024, MIB = 1024 * 1024 };

/* ---- inside ---- */

/* The first bytes of a file, as many as can be read. */
static void read_start(const char *path, struct buf *out)
{
    char chunk[16 * 1024];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    while (fd >= 0 && out->len < LOOKED_AT) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            fault_note(path);
        if (n <= 0)
            break;
        buf_add(out, chunk, (size_t)n);
    }
    if (fd >= 0)
        close(fd);
    else
        fault_note(path);
}

/* The ending that fits the bytes: an old ".xls" called ".xlsx" is ".xls", not ".doc". */
static const char *true_ending(struct checking *c, const char *point, enum file_kind by_name,
                               enum file_kind by_bytes)
{
    bool office = by_name == KIND_DOCX || by_name == KIND_XLSX || by_name == KIND_PPTX;
    if (office && by_bytes == KIND_OLE)
        return arena_strndup(c->arena, point, strlen(point) - 1);
    return file_kind_ending(by_bytes);
}

static void check_kind(struct checking *c, struct place at, const char *path, const struct buf *start)
{
    enum file_kind by_name = file_kind_by_name(path),
                   by_bytes = file_kind_by_bytes(buf_text(start), start->len);
    const char *point = strrchr(last_part(path), '.');
    if (!file_kind_fits(by_name, by_bytes)) {
        if (by_bytes == KIND_UNKNOWN)
            diag(c->diags, FILE_KIND_DAMAGED, at, path, point);
        else
            diag(c->diags, FILE_KIND_OTHER, at, path, point, true_ending(c, point, by_name, by_bytes));
    } else if (by_name == KIND_OLE) {
        diag(c->diags, FILE_OLD_OFFICE, at, path, arena_printf(c->arena, "%sx", point));
    }
    if (image_tells_place(buf_text(start), start->len))
        diag(c->diags, IMAGE_PLACE, at, path);
}

/* Was the file looked into before? It is at fault itself, not each of the places that name it. */
static bool was_looked_into(struct checking *c, const char *full)
{
    const struct listing *listing = list_folder_of(c, full);
    size_t i = listing_find(listing, last_part(full));
    if (i == listing->count)
        return false;
    bool before = listing->looked[i];
    listing->looked[i] = true;
    return before;
}

void check_found_file(struct checking *c, struct place at, const char *path, const char *full,
                      const struct stat *st)
{
    if (was_looked_into(c, full))
        return;
    if (st->st_size == 0) {
        diag(c->diags, FILE_EMPTY, at, path);
        return;
    }
    if (st->st_size > EVIDENCE_LIMIT)
        diag(c->diags, FILE_LARGE, at, path,
             arena_printf(c->arena, "%lld", ((long long)st->st_size + MIB - 1) / MIB));
    struct buf start = {0};
    read_start(full, &start);
    if (start.len > 0)
        check_kind(c, at, path, &start);
    buf_free(&start);
}

/* ---- names ---- */

struct twin {
    const char *key, *name;
};

static int compare_twins(const void *a, const void *b)
{
    const struct twin *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    return order ? order : strcmp(left->name, right->name);
}

static bool is_utf8(const char *s)
{
    size_t n = strlen(s);
    uint32_t cp;
    int len = 1;
    for (size_t i = 0; i < n && len > 0; i += (size_t)(len > 0 ? len : 0))
        len = text_decode(s + i, n - i, &cp);
    return len > 0;
}

void check_file_twins(struct checking *c)
{
    const struct listing *listing = list_folder(c, path_join(c->arena, c->year->folder, "minh-chung"));
    struct twin *twins = arena_alloc(c->arena, (listing->count + 1) * sizeof *twins);
    for (size_t i = 0; i < listing->count; i++) {
        const char *name = listing->names[i];
        twins[i] = (struct twin){is_utf8(name) ? text_loose(c->arena, name) : name, name};
    }
    qsort(twins, listing->count, sizeof *twins, compare_twins);
    for (size_t i = 1; i < listing->count; i++) {
        const char *path = arena_printf(c->arena, "%s/minh-chung/%s", c->year->shown, twins[i].name);
        if (strcmp(twins[i - 1].key, twins[i].key) == 0)
            diag(c->diags, FILE_TWINS, place_file(c->model->arena, path), twins[i].name, twins[i - 1].name);
    }
}

/* ---- pages of the site ---- */

/* The pages that stand beside the one that shows the prose: those of the year, or the first page alone
 * (site/pages.c). */
static const char **list_pages(struct checking *c, size_t *count)
{
    const char **pages = NULL;
    const struct papi *papi = c->model->papi;
    if (!c->year) {
        ARENA_PUSH(c->arena, pages, *count) = "index.html";
        return pages;
    }
    ARENA_PUSH(c->arena, pages, *count) = "ke-hoach.html";
    ARENA_PUSH(c->arena, pages, *count) = "nhiem-vu.html";
    for (int q = 0; q < 4; q++)
        if (c->year->quarters[q] || c->year->unread[q])
            ARENA_PUSH(c->arena, pages, *count) = arena_printf(c->arena, "quy-%d.html", q + 1);
    for (size_t i = 0; papi && i < papi->count; i++)
        ARENA_PUSH(c->arena, pages, *count) =
            arena_printf(c->arena, "chi-so-%d.html", papi->indices[i].number);
    return pages;
}

static void check_page(struct checking *c, struct place at, const char *page)
{
    size_t count = 0;
    const char **pages = list_pages(c, &count);
    struct buf all = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pages[i], page) == 0) {
            buf_free(&all);
            return;
        }
        buf_printf(&all, "%s%s", i ? ", " : "", pages[i]);
    }
    diag(c->diags, SITE_PAGE_NONE, at, page, buf_text(&all));
    buf_free(&all);
}

/* "#viec-iii-2-1" is the spot of task III.2.1; what other spots there are is known once the pages are made.
 */
static void check_anchor(struct checking *c, struct place at, const char *anchor)
{
    static const char task[] = "viec-";
    if (strncmp(anchor, task, sizeof task - 1) != 0 || !c->year || !c->year->plan)
        return;
    char *code = text_upper(c->arena, anchor + sizeof task - 1);
    for (char *p = code; *p; p++)
        *p = *p == '-' ? '.' : *p;
    if (!plan_task(c->year->plan, code))
        diag(c->diags, SITE_TASK_NONE, at, arena_printf(c->arena, "#%s", anchor), code);
}

bool check_site_link(struct checking *c, struct place at, const char *url)
{
    static const char html[] = ".html";
    size_t n = strcspn(url, "?#"), end = sizeof html - 1;
    bool page = n > end && !memchr(url, '/', n) && !memchr(url, '\\', n) && !memchr(url, ':', n) &&
                strncmp(url + n - end, html, end) == 0;
    if (n > 0 && !page)
        return false;
    if (page)
        check_page(c, at, arena_strndup(c->arena, url, n));
    const char *anchor = strchr(url, '#');
    if (anchor)
        check_anchor(c, at, anchor + 1);
    return true;
}
