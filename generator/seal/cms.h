/* cms.h - makes the signature of a PDF: a detached CMS as PAdES baseline B or B-T wants it. */
#ifndef SEAL_CMS_H
#define SEAL_CMS_H

#include "base/diag.h"
#include "seal/key.h"
#include "seal/octets.h"
#include "seal/tsa.h"

#include <stdbool.h>
#include <stdint.h>

/* What to keep free in /Contents, in bytes of DER (without / with a timestamp). */
enum { SEAL_CMS_ROOM = 16 * 1024, SEAL_CMS_ROOM_TSA = 32 * 1024 };

/* Signs content (ETSI EN 319 142-1, 6.3, level B-B: signed attributes are content-type, message-digest and
 * signing-certificate-v2, and no signing-time; the time goes to /M of the PDF). With tsa not NULL a timestamp
 * is added (B-T). `when` is the signing time, Unix seconds UTC, at which the certificate is judged. An
 * outside command's CMS is checked as one from a stranger, and its certificate judged, before it is used. On
 * success the DER is the arena's and at most SEAL_CMS_ROOM (_TSA) bytes; false after complaints. */
bool seal_cms_sign(struct arena *arena, struct diags *diags, const struct seal_key *key,
                   const struct seal_content *content, int64_t when, const struct seal_tsa *tsa,
                   struct octets *cms);

#endif
