/* unlisted.h - signatures that stand in a file and that its form does not name: whoever signs over a file can
 * take the field of an earlier signature out of the form, and nobody would see that there was one. */
#ifndef SEAL_UNLISTED_H
#define SEAL_UNLISTED_H

#include "seal/verify.h"

/* Does a /ByteRange in the bytes leave out a gap "<…>" that is none of the judged signatures'? Signed bytes
 * stay as they are in all later revisions, so the range of a signature is found as its program wrote it; it
 * cannot be packed, for it is written when all else is. */
bool seal_unlisted(const char *bytes, size_t size, const struct seal_signature *judged, size_t count);

#endif
