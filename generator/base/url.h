/* url.h - the address of a site: one spelling of it, and identifiers made of it. */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"

/* The address of a folder on the web, as links are put behind it: "https://truong.example/papi/". Taken are
 * http: and https:, a host of ASCII letters, digits, "-" and "." (names with marks in their xn-- form), a
 * port, a path. Scheme and host come out in lower case; what may not stand in a path is percent-encoded, and
 * a "/" is added at the end (RFC 3986). NULL for anything else: another scheme, a user name, a query or
 * fragment, the name of a page instead of a folder
 * ("…/index.html"), empty or dotted parts of the path, text around it. In the arena. */
char *url_folder(struct arena *arena, const char *s);

/* "tag:truong.example,2024:/papi/quy-2" (RFC 4151) for a path below such a folder: an identifier that stays
 * when files are named anew. year: one in which the address was the school's already. In the arena. */
char *url_tag(struct arena *arena, const char *folder, int year, const char *path);

#endif
