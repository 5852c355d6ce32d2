/* digest.h - SHA-256. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_HEX = 65 }; /* 64 hexadecimal digits and a NUL */

/* Has libcrypto take its memory through mem.h, so that a want of it ends the run and is not told as a damaged
 * key or a false signature. Before anything else of libcrypto is used. */
void digest_start(void);

/* The work is done and told: what libcrypto asks for while it tidies up may be refused it. */
void digest_end(void);

/* For a run that signs nothing: OpenSSL's configuration (openssl.cnf, for engines) is not read. To be called
 * before the first digest. */
void digest_alone(void);

/* Writes the SHA-256 of n bytes as lower-case hexadecimal digits. Ends the run when the library has no
 * SHA-256 (a machine fault, as running out of memory is). */
void digest_sha256(const void *bytes, size_t n, char hex[DIGEST_HEX]);

#endif
