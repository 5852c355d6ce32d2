/* article.c - the article: filled from its template, then reduced to what every editor takes. */
#include "site/article.h"

#include "site/downloads.h"
#include "site/links.h"
#include "site/scan.h"
#include "view/escape.h"

#include <string.h>
#include <strings.h>

/* Tags that are kept, and how they are written. */
static const struct {
    const char *name, *kept;
} tags[] = {
    {"h2", "h2"},       {"h3", "h3"},           {"p", "p"},         {"ul", "ul"},
    {"ol", "ol"},       {"li", "li"},           {"table", "table"}, {"tr", "tr"},
    {"thead", "thead"}, {"tbody", "tbody"},     {"th", "th"},       {"td", "td"},
    {"a", "a"},         {"caption", "caption"}, {"br", "br"},       {"strong", "strong"},
    {"em", "em"},       {"b", "strong"},        {"i", "em"},
};

struct cleaner {
    struct arena *arena;
    const char *address, *page;
    struct buf *out;
    bool linked; /* inside an <a> that was kept */
    bool apart;  /* the last that was written is the tag of a block, or nothing yet */
};

/* Where the tag that begins at s ends, behind its ">"; quotes may hold others. */
static const char *tag_end(const char *s, const char *end)
{
    char quote = '\0';

    for (; s < end; s++) {
        if (quote != '\0')
            quote = *s == quote ? '\0' : quote;
        else if (*s == '"' || *s == '\'')
            quote = *s;
        else if (*s == '>')
            return s + 1;
    }
    return end;
}

static size_t name_length(const char *s, const char *end)
{
    size_t n = 0;

    if (s < end && *s >= '0' && *s <= '9')
        return 0;
    while (s + n < end &&
           ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') || (s[n] >= '0' && s[n] <= '9')))
        n++;
    return n;
}

static bool is_named(const char *s, size_t n, const char *name)
{
    return strlen(name) == n && strncasecmp(s, name, n) == 0;
}

static const char *kept_name(const char *s, size_t n)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (is_named(s, n, tags[i].name))
            return tags[i].kept;
    return NULL;
}

/* Where a link leads when it is followed from elsewhere, or NULL. */
static const char *link_from_anywhere(const struct cleaner *c, const char *link)
{
    static const char *const kinds[] = {"https:", "http:", "mailto:", "tel:"};

    if (link_is_absolute(link)) {
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (strncasecmp(link, kinds[i], strlen(kinds[i])) == 0)
                return link;
        return NULL;
    }
    if (c->address == NULL || *link == '/' || *link == '\0')
        return NULL;
    const char *path = link_resolve(c->arena, c->page, link);
    if (path == NULL)
        return NULL;
    struct buf whole = {0};
    buf_str(&whole, c->address);
    escape_percent(&whole, path);
    buf_str(&whole, link + strcspn(link, "?#"));
    const char *copy = buf_take(&whole, c->arena);
    buf_free(&whole);
    return copy;
}

/* The address that a start tag names, or NULL. */
static const char *link_of(const struct cleaner *c, const char *tag, const char *end)
{
    struct html_scan scan = html_scan_begin(tag, (size_t)(end - tag));
    struct html_attribute attribute;

    while (html_scan_next(c->arena, &scan, &attribute))
        if (attribute.kind == HTML_LINK)
            return link_from_anywhere(c, attribute.value);
    return NULL;
}

static bool tag_has(const char *tag, const char *end, const char *words)
{
    return memmem(tag, (size_t)(end - tag), words, strlen(words)) != NULL;
}

/* Tags within a line of text. */
static bool is_inline(const char *name)
{
    return strcmp(name, "a") == 0 || strcmp(name, "strong") == 0 || strcmp(name, "em") == 0;
}

static void start_tag(struct cleaner *c, const char *name, const char *tag, const char *end)
{
    c->apart = !is_inline(name);
    if (strcmp(name, "a") == 0) {
        const char *link = c->linked ? NULL : link_of(c, tag, end);
        if (link == NULL)
            return;
        c->linked = true;
        buf_str(c->out, "<a href=\"");
        escape_url(c->out, link);
        buf_str(c->out, "\">");
        return;
    }
    buf_printf(c->out, "<%s", name);
    if (strcmp(name, "th") == 0 && tag_has(tag, end, " scope=\"col\""))
        buf_str(c->out, " scope=\"col\"");
    if (strcmp(name, "th") == 0 && tag_has(tag, end, " scope=\"row\""))
        buf_str(c->out, " scope=\"row\"");
    buf_char(c->out, '>');
}

static void end_tag(struct cleaner *c, const char *name)
{
    c->apart = !is_inline(name);
    if (strcmp(name, "br") == 0 || (strcmp(name, "a") == 0 && !c->linked))
        return;
    if (strcmp(name, "a") == 0)
        c->linked = false;
    buf_printf(c->out, "</%s>", name);
}

/* The alternative text of a picture, escaped as it stands. */
static void add_alternative(struct cleaner *c, const char *tag, const char *end)
{
    static const char words[] = " alt=\"";
    const char *alt = memmem(tag, (size_t)(end - tag), words, strlen(words));

    if (alt == NULL)
        return;
    alt += strlen(words);
    const char *close = memchr(alt, '"', (size_t)(end - alt));
    if (close == NULL || close == alt)
        return;
    c->apart = false;
    buf_add(c->out, alt, (size_t)(close - alt));
}

/* Behind the end tag of a text that nobody reads. */
static const char *skip_raw(const char *s, const char *end, const char *close)
{
    size_t n = strlen(close);

    for (; (size_t)(end - s) > n; s++)
        if (strncasecmp(s, close, n) == 0)
            return tag_end(s, end);
    return end;
}

/* One tag or comment at s; returns what follows it. */
static const char *clean_tag(struct cleaner *c, const char *s, const char *end)
{
    static const char *const raw[][2] = {
        {"script", "</script"},
        {"style", "</style"},
        {"template", "</template"},
        {"small", "</small"} /* "Xem ảnh gốc" below a picture, which is not here */};

    if (end - s >= 4 && strncmp(s, "<!--", 4) == 0) {
        const char *close = memmem(s + 4, (size_t)(end - s) - 4, "-->", 3);
        return close != NULL ? close + 3 : end;
    }
    bool closing = s + 1 < end && s[1] == '/';
    const char *name = s + 1 + closing, *after = tag_end(s, end);
    size_t n = name_length(name, end);
    if (n == 0 && (closing || name >= end || *name != '!')) {
        c->apart = false;
        buf_str(c->out, "&lt;"); /* a "<" that begins no tag */
        return s + 1;
    }
    const char *kept = kept_name(name, n);
    if (kept != NULL && closing)
        end_tag(c, kept);
    else if (kept != NULL)
        start_tag(c, kept, s, after);
    else if (!closing && is_named(name, n, "img"))
        add_alternative(c, s, after);
    for (size_t i = 0; !closing && i < sizeof raw / sizeof *raw; i++)
        if (is_named(name, n, raw[i][0]))
            return skip_raw(after, end, raw[i][1]);
    return after;
}

/* Does a tag of a block follow at s, or nothing? */
static bool block_follows(const char *s, const char *end)
{
    if (s == end)
        return true;
    if (*s != '<')
        return false;
    s += 1 + (s + 1 < end && s[1] == '/');
    const char *kept = kept_name(s, name_length(s, end));
    return kept != NULL && !is_inline(kept);
}

/* White space at s. Line ends are kept between blocks only: some editors take those in a text for <br>.
 * Returns what follows. */
static const char *clean_space(struct cleaner *c, const char *s, const char *end)
{
    const char *after = s;
    char last = c->out->len > 0 ? c->out->data[c->out->len - 1] : '\n';

    while (after < end && strchr(" \t\r\n", *after) != NULL && *after != '\0')
        after++;
    bool line = memchr(s, '\n', (size_t)(after - s)) != NULL;
    if (c->apart || block_follows(after, end)) {
        if (line && last == '>' && c->apart)
            buf_char(c->out, '\n');
    } else if (last != ' ' && last != '\n') {
        buf_char(c->out, ' ');
    }
    return after;
}

void article_clean(struct arena *arena, const char *html, size_t n, const char *address, const char *page,
                   struct buf *out)
{
    struct cleaner c = {arena, address, page, out, false, true};
    const char *s = html, *end = html + n;

    while (s < end) {
        if (*s == '<') {
            s = clean_tag(&c, s, end);
        } else if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n') {
            s = clean_space(&c, s, end);
        } else {
            c.apart = false;
            buf_char(out, *s++);
        }
    }
    if (c.linked)
        buf_str(out, "</a>");
}

bool article_write(struct pages *pages)
{
    struct arena *arena = pages->arena;
    struct value *root = value_object(arena);
    const struct value *base = pages->newest_quarter;
    struct buf filled = {0}, clean = {0};

    if (base == NULL)
        base = pages->newest;
    for (size_t i = 0; i < base->count; i++)
        value_set(arena, root, base->names[i], base->items[i]);
    if (pages->newest_quarter == NULL)
        value_set(arena, root, "quy_nay", value_bool(arena, false));
    value_set(arena, root, "bao_cao", site_report_value(arena, pages->tree, pages->newest_progress, false));
    bool fine = mustache_render(pages->templates, "bai-viet", root, &filled);
    if (fine) {
        struct quarter q = pages->newest_progress ? pages->newest_progress->quarter : (struct quarter){0};
        const char *page = arena_printf(arena, "%d/quy-%d.html", q.year, q.number);
        article_clean(arena, buf_text(&filled), filled.len, pages->model->school->address, page, &clean);
        tree_add(pages->tree, "bai-viet.html", buf_text(&clean), clean.len);
    }
    buf_free(&filled);
    buf_free(&clean);
    return fine;
}
