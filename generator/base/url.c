/* url.c - the address of a site. */
#include "base/url.h"

#include "base/buf.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Labels of letters, digits and inner hyphens, with dots between, then perhaps a port. */
static bool host_is_fine(const char *s, size_t n)
{
    size_t colon = 0;

    while (colon < n && s[colon] != ':')
        colon++;
    size_t digits = colon < n ? strspn(s + colon + 1, "0123456789") : 0;
    if (colon < n && (digits == 0 || digits > 5 || colon + 1 + digits != n))
        return false;
    for (size_t i = 0; i < colon; i++) {
        bool edge = i == 0 || i + 1 == colon || s[i - 1] == '.' || s[i + 1] == '.';
        if (!is_alphanumeric(s[i]) && (edge || (s[i] != '-' && s[i] != '.')))
            return false;
    }
    return colon > 0 && colon <= 253;
}

/* A part of the path: not empty, not "." or "..", no page's name. */
static bool part_is_fine(const char *s, size_t n, bool last)
{
    static const char *const pages[] = {".html", ".htm", ".php", ".aspx"};

    if (n == 0 || (n == 1 && s[0] == '.') || (n == 2 && strncmp(s, "..", 2) == 0))
        return false;
    for (size_t i = 0; last && i < sizeof pages / sizeof *pages; i++)
        if (n > strlen(pages[i]) && strncasecmp(s + n - strlen(pages[i]), pages[i], strlen(pages[i])) == 0)
            return false;
    return true;
}

/* Appends a byte of the path: pchar and "%" of RFC 3986 as they are, others percent-encoded. */
static void add_path_byte(struct buf *out, char c)
{
    if (is_alphanumeric(c) || strchr("-._~!$&'()*+,;=:@%", c))
        buf_char(out, c);
    else
        buf_printf(out, "%%%02X", (unsigned char)c);
}

static bool add_path(struct buf *out, const char *s)
{
    while (*s == '/') {
        size_t n = strcspn(++s, "/");
        if (n == 0 && *s == '\0')
            break;
        if (!part_is_fine(s, n, s[n] == '\0'))
            return false;
        buf_char(out, '/');
        for (size_t i = 0; i < n; i++)
            add_path_byte(out, s[i]);
        s += n;
    }
    buf_char(out, '/');
    return true;
}

char *url_folder(struct arena *arena, const char *s)
{
    const char *scheme = strncasecmp(s, "https://", 8) == 0  ? "https://"
                         : strncasecmp(s, "http://", 7) == 0 ? "http://"
                                                             : NULL;
    if (scheme == NULL || strpbrk(s, "?#\\ \t\r\n\"<>") != NULL)
        return NULL;
    s += strlen(scheme);
    size_t n = strcspn(s, "/");
    if (!host_is_fine(s, n))
        return NULL;
    struct buf out = {0};
    buf_str(&out, scheme);
    for (size_t i = 0; i < n; i++)
        buf_char(&out, s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + ('a' - 'A')) : s[i]);
    char *folder = add_path(&out, s + n) ? buf_take(&out, arena) : NULL;
    buf_free(&out);
    return folder;
}

char *url_tag(struct arena *arena, const char *folder, int year, const char *path)
{
    const char *host = strstr(folder, "://") + 3, *slash = strchr(host, '/');

    return arena_printf(arena, "tag:%.*s,%d:%s%s", (int)strcspn(host, ":/"), host, year, slash, path);
}
