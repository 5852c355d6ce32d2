/* key.c - a PKCS#12 file and a PEM file of trusted certificates. */
#include "fuzz.h"

#include "seal/key.h"
#include "seal/roots.h"

#include <string.h>

enum { NOW = 1719792000 };

void fuzz_key(struct fuzz *f, const uint8_t *data, size_t size)
{
    const char *path = fuzz_file(data, size);
    struct seal_passphrase secret = {.bytes = "bi-mat", .length = strlen("bi-mat")};
    struct seal_key *key = seal_key_p12(&f->diags, path, &secret);
    fuzz_must(key || f->diags.count > 0);
    for (size_t i = 0; i < sizeof secret.bytes; i++)
        fuzz_must(secret.bytes[i] == 0);
    if (key) {
        struct octets signature, bytes = {data, size};
        seal_key_judge(&f->diags, key, NOW);
        seal_key_sign(&f->arena, key, seal_key_hash_bits(key), bytes, &signature);
    }
    seal_key_free(key);
    seal_roots_free(seal_roots_read(&f->diags, path));
}
