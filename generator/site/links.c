/* links.c - the check of all links: first every id of every page is known, then every link is followed. */
#include "site/links.h"

#include "site/scan.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* A set of "page#id". */
struct set {
    struct arena *arena;
    const char **slots;
    size_t size, count; /* size: a power of two */
};

struct check {
    struct arena *arena;
    struct diags *diags;
    const struct tree *tree;
    const char *prefix;
    const struct link_places *places;
    struct set ids;
    bool fine;
};

static size_t hash(const char *s)
{
    uint64_t h = 14695981039346656037u;

    for (; *s != '\0'; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

static const char **set_slot(const struct set *set, const char *key)
{
    size_t i = hash(key) & (set->size - 1);

    while (set->slots[i] != NULL && strcmp(set->slots[i], key) != 0)
        i = (i + 1) & (set->size - 1);
    return &set->slots[i];
}

static bool set_has(const struct set *set, const char *key)
{
    return set->size != 0 && *set_slot(set, key) != NULL;
}

/* False when the key was there already. */
static bool set_add(struct set *set, const char *key)
{
    if (set->count * 2 >= set->size) {
        struct set bigger = {set->arena, NULL, set->size == 0 ? 256 : set->size * 2, set->count};
        bigger.slots = arena_alloc(set->arena, bigger.size * sizeof *bigger.slots);
        for (size_t i = 0; i < set->size; i++)
            if (set->slots[i] != NULL)
                *set_slot(&bigger, set->slots[i]) = set->slots[i];
        *set = bigger;
    }
    const char **slot = set_slot(set, key);
    if (*slot != NULL)
        return false;
    *slot = key;
    set->count++;
    return true;
}

bool link_is_absolute(const char *link)
{
    size_t scheme = strspn(link, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    return (scheme > 0 && link[scheme] == ':') || strncmp(link, "//", 2) == 0;
}

char *link_resolve(struct arena *arena, const char *page, const char *link)
{
    size_t link_len = strcspn(link, "?#");
    if (link_len == 0)
        return arena_strdup(arena, page);

    const char *slash = strrchr(page, '/');
    size_t base = slash == NULL ? 0 : (size_t)(slash - page) + 1;
    char *out = arena_alloc(arena, base + link_len + 2);
    size_t len = base;
    memcpy(out, page, base);
    const char *rest = html_percent_decode(arena, arena_strndup(arena, link, link_len));
    for (;;) {
        size_t n = strcspn(rest, "/");
        bool last = rest[n] == '\0';
        if (n == 2 && memcmp(rest, "..", 2) == 0) {
            if (len == 0)
                return NULL;
            for (len--; len > 0 && out[len - 1] != '/'; len--)
                ;
        } else if (n > 0 && !(n == 1 && rest[0] == '.')) {
            memcpy(out + len, rest, n);
            len += n;
            if (!last)
                out[len++] = '/';
        }
        if (last)
            break;
        rest += n + 1;
    }
    out[len] = '\0';
    return out;
}

static bool is_page(const struct check *check, const struct tree_file *file)
{
    size_t n = strlen(file->path);

    return strncmp(file->path, check->prefix, strlen(check->prefix)) == 0 && n > 5 &&
           strcmp(file->path + n - 5, ".html") == 0;
}

/* Where a link was typed in the content; else the page as a whole. */
static struct place place_of(const struct check *check, const char *page, const char *link)
{
    const char *shown = page + strlen(check->prefix);
    const struct link_places *places = check->places;
    const char *wanted = html_percent_decode(check->arena, link); /* the page has it encoded */

    for (size_t i = 0; places != NULL && i < places->count; i++)
        if ((places->items[i].page == NULL || strcmp(places->items[i].page, shown) == 0) &&
            strcmp(html_percent_decode(check->arena, places->items[i].url), wanted) == 0)
            return places->items[i].at;
    return place_file(check->arena, page);
}

static void gather_ids(struct check *check, const struct tree_file *file)
{
    struct html_scan scan = html_scan_begin(file->bytes, file->size);
    struct html_attribute attribute;

    while (html_scan_next(check->arena, &scan, &attribute)) {
        if (attribute.kind != HTML_ID)
            continue;
        if (!set_add(&check->ids, arena_join(check->arena, file->path, "#", attribute.value))) {
            diag(check->diags, SITE_ID_TWICE, place_file(check->arena, file->path), attribute.value);
            check->fine = false;
        }
    }
}

static bool was_told(const struct check *check, const char *path)
{
    for (size_t i = 0; check->places != NULL && i < check->places->told_count; i++)
        if (strcmp(check->places->told[i], path) == 0)
            return true;
    return false;
}

static void follow(struct check *check, const char *page, const char *link)
{
    struct place at = place_of(check, page, link);
    const char *shown = page + strlen(check->prefix);

    if (link_is_absolute(link)) {
        if (strncasecmp(link, "javascript:", 11) != 0 && strncasecmp(link, "data:", 5) != 0 &&
            strncasecmp(link, "file:", 5) != 0 && link[0] != '/')
            return;
        diag(check->diags, SITE_LINK_KIND, at, shown, link);
        check->fine = false;
        return;
    }
    char *target = link[0] == '/' ? NULL : link_resolve(check->arena, shown, link);
    if (target == NULL) {
        diag(check->diags, SITE_LINK_OUTSIDE, at, shown, link);
        check->fine = false;
        return;
    }
    char *path = arena_join(check->arena, check->prefix, target, "");
    const struct tree_file *file = tree_find(check->tree, path);
    if (file == NULL && was_told(check, path)) {
        check->fine = false;
        return;
    }
    const char *anchor = strchr(link, '#');
    if (file == NULL || link[0] == '\0') { /* an empty address is a value that a template lost */
        diag(check->diags, SITE_LINK_DEAD, at, shown, link);
        check->fine = false;
    } else if (anchor != NULL && is_page(check, file)) {
        const char *id = html_percent_decode(check->arena, anchor + 1);
        if (!set_has(&check->ids, arena_join(check->arena, path, "#", id))) {
            diag(check->diags, SITE_ANCHOR_DEAD, at, shown, link, id);
            check->fine = false;
        }
    }
}

/* Each id of a list ("a b") is on the page. */
static void refer(struct check *check, const char *page, const char *list)
{
    for (const char *at = list + strspn(list, " \n\t"); *at != '\0'; at += strspn(at, " \n\t")) {
        size_t n = strcspn(at, " \n\t");
        const char *id = arena_strndup(check->arena, at, n);
        if (!set_has(&check->ids, arena_join(check->arena, page, "#", id))) {
            diag(check->diags, SITE_ANCHOR_DEAD, place_file(check->arena, page), page + strlen(check->prefix),
                 id, id);
            check->fine = false;
        }
        at += n;
    }
}

static void follow_all(struct check *check, const struct tree_file *file)
{
    struct html_scan scan = html_scan_begin(file->bytes, file->size);
    struct html_attribute attribute;

    while (html_scan_next(check->arena, &scan, &attribute)) {
        switch (attribute.kind) {
        case HTML_ID:
            break;
        case HTML_LINK:
            follow(check, file->path, attribute.value);
            break;
        case HTML_REFERS:
            refer(check, file->path, attribute.value);
            break;
        }
    }
}

bool links_check(struct arena *arena, struct diags *diags, const struct tree *tree, const char *prefix,
                 const struct link_places *places)
{
    struct check check = {arena, diags, tree, prefix, places, {arena, NULL, 0, 0}, true};

    for (size_t i = 0; i < tree->count; i++)
        if (is_page(&check, &tree->files[i]))
            gather_ids(&check, &tree->files[i]);
    for (size_t i = 0; i < tree->count; i++)
        if (is_page(&check, &tree->files[i]))
            follow_all(&check, &tree->files[i]);
    return check.fine;
}
