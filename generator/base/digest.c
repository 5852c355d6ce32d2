/* digest.c - SHA-256 by libcrypto. */
#include "base/digest.h"

#include "base/mem.h"

#include <openssl/evp.h>
#include <stdio.h>

void digest_sha256(const void *bytes, size_t n, char hex[DIGEST_HEX])
{
    unsigned char digest[32];
    unsigned int length = sizeof digest;
    if (EVP_Digest(bytes, n, digest, &length, EVP_sha256(), NULL) != 1 || length != sizeof digest)
        mem_exhausted();
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}
