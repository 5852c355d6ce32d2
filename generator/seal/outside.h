/* outside.h - an outside command: bytes in, bytes out. */
#ifndef SEAL_OUTSIDE_H
#define SEAL_OUTSIDE_H

#include "base/buf.h"
#include "base/diag.h"
#include "seal/octets.h"

#include <stdbool.h>

/* Runs /bin/sh -c command with the content on its stdin; what it writes to stdout is appended to out, at most
 * limit bytes; its stderr is ours. It must end by itself with status 0 within timeout_ms; else it is killed.
 * Returns NULL when all is fine, else what happened, as part of a sentence (arena). */
const char *seal_outside_run(struct arena *arena, enum diag_lang lang, const char *command,
                             const struct seal_content *content, size_t limit, int timeout_ms,
                             struct buf *out);

#endif
