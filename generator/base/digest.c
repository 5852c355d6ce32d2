/* digest.c - SHA-256 by libcrypto. */
#include "base/digest.h"

#include "base/mem.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>

static bool ended;
static EVP_MD *sha256; /* fetched once: EVP_sha256() is looked up anew by each use */

static void *take(size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return size == 0 ? NULL : ended ? malloc(size) : mem_alloc(size);
}

static void *resize(void *old, size_t size, const char *file, int line)
{
    (void)file, (void)line;
    if (size)
        return mem_realloc(old, size);
    mem_free(old);
    return NULL;
}

static void give(void *p, const char *file, int line)
{
    (void)file, (void)line;
    mem_free(p);
}

void digest_start(void)
{
    CRYPTO_set_mem_functions(take, resize, give);
}

void digest_alone(void)
{
    if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
        mem_exhausted();
}

void digest_end(void)
{
    EVP_MD_free(sha256);
    sha256 = NULL;
    ended = true;
}

void digest_sha256(const void *bytes, size_t n, char hex[DIGEST_HEX])
{
    unsigned char digest[32];
    unsigned int length = sizeof digest;
    if (!sha256 && !(sha256 = EVP_MD_fetch(NULL, "SHA256", NULL)))
        mem_exhausted();
    if (EVP_Digest(bytes, n, digest, &length, sha256, NULL) != 1 || length != sizeof digest)
        mem_exhausted();
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[2 * sizeof digest] = '\0';
}
