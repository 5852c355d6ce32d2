/* http.h - one POST over plain HTTP/1.1, to a server that need not be friendly. */
#ifndef SEAL_HTTP_H
#define SEAL_HTTP_H

#include "base/buf.h"
#include "base/diag.h"
#include "seal/octets.h"

#include <stdbool.h>

struct http_url {
    const char *host, *port, *path; /* port "80" and path "/" when not given */
};

/* http://host[:port][/path] of visible ASCII; no user, no fragment. False: anything else. Texts are the
 * arena's. */
bool http_url_read(struct arena *arena, const char *text, struct http_url *out);

/* Sends the body and appends that of the answer, at most limit bytes, to out. Connecting and reading end
 * after timeout_ms (the look-up of the name has the resolver's own limits). NULL: status 200; else what went
 * wrong, as part of a sentence (arena), and *again says whether another try might help: not connected, broken
 * off, too slow, status 5xx. Redirects are not followed. */
const char *http_post(struct arena *arena, enum diag_lang lang, const struct http_url *url, const char *type,
                      struct octets body, size_t limit, int timeout_ms, struct buf *out, bool *again);

#endif
