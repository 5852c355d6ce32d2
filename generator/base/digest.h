/* digest.h - SHA-256. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_HEX = 65 }; /* 64 hexadecimal digits and a NUL */

/* Writes the SHA-256 of n bytes as lower-case hexadecimal digits. Ends the run when the library has no
 * SHA-256 (a machine fault, as running out of memory is). */
void digest_sha256(const void *bytes, size_t n, char hex[DIGEST_HEX]);

#endif
