/* find.c - the components of the decree among the segments: by their words, and by where they stand. */
#include "nd30/judge.h"

#include "base/text.h"

#include <string.h>

/* ---- pages ---- */

/* Does an appendix begin on the page? Its number stands among the first lines, by itself. */
static bool begins_appendix(const struct judge *j, const struct nd30_page *page)
{
    size_t seen = 0;
    for (size_t i = 0; i < page->count && seen < 3; i++) {
        const struct segment *s = &page->segments[i];
        if (s->artifact || s->y < MM(18))
            continue;
        seen++;
        if (segment_begins(j, s, "phu luc") && strlen(s->text) < 20)
            return true;
    }
    return false;
}

/* Running text: not in the margins above and below, no artifact. */
static bool in_frame(const struct judge *j, const struct segment *s)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): every segment that is asked about is there */
    double height = j->pages[s->page - 1].content->height;
    return !s->artifact && s->y > MM(18) && s->y < height - MM(18);
}

static void find_frame(struct judge *j)
{
    j->main_pages = j->page_count;
    for (size_t i = 1; i < j->page_count && j->main_pages == j->page_count; i++)
        if (begins_appendix(j, &j->pages[i]))
            j->main_pages = i;
    j->left = 1e9;
    for (size_t p = 0; p < j->main_pages; p++) {
        const struct nd30_page *page = &j->pages[p];
        for (size_t i = 0; i < page->count; i++) {
            const struct segment *s = &page->segments[i];
            if (!in_frame(j, s))
                continue;
            j->left = s->x < j->left ? s->x : j->left;
            j->right = s->x2 > j->right ? s->x2 : j->right;
        }
    }
}

/* ---- the head ---- */

static void find_motto(struct judge *j, const struct nd30_page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        if (!j->c.country && segment_begins(j, s, "cong hoa xa hoi"))
            j->c.country = s;
        else if (!j->c.motto && segment_begins(j, s, "doc lap"))
            j->c.motto = s;
    }
}

static void find_number(struct judge *j, const struct nd30_page *page)
{
    double middle = page->content->width / 2;
    for (size_t i = 0; i < page->count && !j->c.number; i++) {
        const struct segment *s = &page->segments[i];
        if (s->x < middle && s->y < page->content->height / 2 &&
            (segment_begins(j, s, "so:") || segment_begins(j, s, "so ")) && strchr(s->text, '/'))
            j->c.number = s;
    }
    for (size_t i = 0; i < page->count && !j->c.date; i++) {
        const struct segment *s = &page->segments[i];
        const char *key = text_key(j->arena, s->text);
        if (segment_middle(s) > middle && s->y < page->content->height / 2 && strstr(key, "ngay") &&
            strstr(key, "nam"))
            j->c.date = s;
    }
}

static bool is_superior(const struct judge *j, const struct segment *s)
{
    return segment_begins(j, s, "uy ban nhan dan") || segment_begins(j, s, "phong ") ||
           segment_begins(j, s, "so ");
}

/* Left of the motto, above the number: bold is who issues, the rest who stands above. */
static void find_agencies(struct judge *j, const struct nd30_page *page)
{
    double right = j->c.country ? j->c.country->x : page->content->width / 2;
    double bottom = j->c.number ? j->c.number->y - 2 : j->c.motto ? j->c.motto->y + 20 : MM(60);
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        if (!in_frame(j, s) || s->x2 > right + 5 || s->y > bottom)
            continue;
        if (!s->bold && !j->c.agency) {
            j->c.above = j->c.above ? j->c.above : s;
        } else if (s->bold) {
            if (!j->c.above && j->c.agency && is_superior(j, j->c.agency)) { /* in bold by mistake */
                j->c.above = j->c.agency;
                j->c.agency = s;
            }
            j->c.agency = j->c.agency ? j->c.agency : s;
            j->c.agency_end = s;
        }
    }
}

static void find_title(struct judge *j, const struct nd30_page *page)
{
    double middle = (j->left + j->right) / 2;
    double top = j->c.number ? j->c.number->y : j->c.date ? j->c.date->y : j->c.motto ? j->c.motto->y : 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        double off = segment_middle(s) - middle;
        bool centred = off > -MM(6) && off < MM(6) && s->x > j->left + MM(5);
        if (!in_frame(j, s) || s->y < top + 4 || s->y > page->content->height * 0.6)
            continue;
        if (segment_begins(j, s, "kinh gui")) {
            j->c.addressee = s;
            break;
        }
        if (!j->c.type && centred && segment_upper(j, s)) {
            j->c.type = s;
        } else if (j->c.type && centred &&
                   s->y < (j->c.summary_end ? j->c.summary_end : j->c.type)->y + 2.2 * s->size) {
            j->c.summary = j->c.summary ? j->c.summary : s;
            j->c.summary_end = s;
        }
    }
}

/* ---- the end ---- */

static const struct segment *find_recipients(const struct judge *j)
{
    for (size_t p = j->main_pages; p-- > 0;)
        for (size_t i = j->pages[p].count; i-- > 0;)
            if (segment_begins(j, &j->pages[p].segments[i], "noi nhan"))
                return &j->pages[p].segments[i];
    return NULL;
}

static void find_end(struct judge *j)
{
    struct components *c = &j->c;
    c->recipients = find_recipients(j);
    if (!c->recipients)
        return;
    const struct nd30_page *page = &j->pages[c->recipients->page - 1];
    double middle = page->content->width / 2;
    for (size_t i = 0; i < page->count; i++) {
        const struct segment *s = &page->segments[i];
        if (!in_frame(j, s) || s == c->recipients)
            continue;
        if (s->x < middle && s->y > c->recipients->y)
            ARENA_PUSH(j->arena, c->list, c->list_count) = s;
        if (s->x < middle - MM(15) || s->y < c->recipients->y - 25)
            continue;
        if (!c->position && segment_upper(j, s) && s->x2 < j->right + 3)
            c->position = s;
        else if (c->position && s->y > c->position->y + 20)
            c->signer = s;
    }
}

/* ---- the running text ---- */

static bool after(const struct segment *s, const struct segment *mark)
{
    return !mark || s->page > mark->page || (s->page == mark->page && s->y > mark->y + 1);
}

/* A line that begins flush left goes on from one above it that stood at a first line's place or flush left
 * too. */
static void join_lines(struct judge *j)
{
    for (size_t i = 0; i + 1 < j->line_count; i++) {
        const struct segment *s = j->lines[i].segment, *next = j->lines[i + 1].segment;
        double step = next->y - s->y;
        bool flush = next->x < j->left + 1.5, same_page = next->page == s->page;
        j->lines[i].goes_on =
            flush && s->x < j->left + MM(20) && (!same_page || (step > 0 && step < 3 * s->size));
    }
}

static void find_lines(struct judge *j)
{
    const struct components *c = &j->c;
    const struct segment *top = c->addressee     ? c->addressee
                                : c->summary_end ? c->summary_end
                                : c->type        ? c->type
                                : c->number      ? c->number
                                                 : c->motto;
    for (size_t p = 0; p < j->main_pages; p++) {
        for (size_t i = 0; i < j->pages[p].count; i++) {
            const struct segment *s = &j->pages[p].segments[i];
            if (!in_frame(j, s) || s->in_table || !after(s, top))
                continue;
            if (c->recipients && (s->page > c->recipients->page ||
                                  (s->page == c->recipients->page && s->y > c->recipients->y - 12)))
                continue;
            if (s->size > 12.6 || s->x < j->left + MM(20))
                ARENA_PUSH(j->arena, j->lines, j->line_count) = (struct text_line){s, false};
        }
    }
    join_lines(j);
}

void judge_find(struct judge *j)
{
    find_frame(j);
    find_motto(j, &j->pages[0]);
    find_number(j, &j->pages[0]);
    find_agencies(j, &j->pages[0]);
    find_title(j, &j->pages[0]);
    find_end(j);
    find_lines(j);
}
