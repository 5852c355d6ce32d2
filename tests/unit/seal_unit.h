/* seal_unit.h - the test PKI (tests/pki.sh) and keys out of it. */
#ifndef TESTS_SEAL_UNIT_H
#define TESTS_SEAL_UNIT_H

#include "fixture_unit.h"

#include "base/file.h"
#include "seal/key.h"

#include <stdlib.h>
#include <unistd.h>

enum { NOW = 1719792000 }; /* 1/7/2024: the certificates run from 2023 to 2090 */

static char pki[64];

static inline int pki_setup(void **state)
{
    (void)state;
    char command[128];
    strcpy(pki, "/tmp/baocao-seal-XXXXXX");
    if (!mkdtemp(pki))
        return 1;
    snprintf(command, sizeof command, "tests/pki.sh %s", pki);
    return system(command);
}

static inline int pki_teardown(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", pki);
    return system(command);
}

static inline char *in_pki(struct fixture *f, const char *name)
{
    return path_join(&f->arena, pki, name);
}

static inline struct seal_passphrase passphrase(const char *text)
{
    struct seal_passphrase out = {.length = strlen(text)};
    memcpy(out.bytes, text, out.length);
    return out;
}

static inline struct seal_key *open_key(struct fixture *f, const char *name)
{
    struct seal_passphrase secret = passphrase("bi-mat");
    struct seal_key *key = seal_key_p12(&f->diags, in_pki(f, name), &secret);
    for (size_t i = 0; i < sizeof secret; i++)
        assert_int_equal(((const char *)&secret)[i], 0);
    return key;
}

/* All complaints as they are printed. */
static inline const char *complaints(struct fixture *f)
{
    char *text = NULL;
    size_t n = 0;
    FILE *stream = open_memstream(&text, &n);
    diag_print(&f->diags, stream);
    fclose(stream);
    char *copy = arena_strdup(&f->arena, text);
    free(text);
    return copy;
}

/* Exactly one complaint was made, with this code; it is forgotten. */
static inline void assert_complaint(struct fixture *f, const char *code)
{
    char wanted[16];
    snprintf(wanted, sizeof wanted, "[%s]", code);
    const char *said = complaints(f);
    if (f->diags.count != 1 || !strstr(said, wanted))
        fail_msg("wanted %s alone, got: %s", code, said);
    assert_null(strstr(said, "bi-mat"));
    f->diags = (struct diags){.arena = &f->arena};
}

static inline void assert_quiet(struct fixture *f)
{
    if (f->diags.count > 0)
        fail_msg("%s", complaints(f));
}

/* Writes bytes into the folder of the PKI. */
static inline void put_pki(struct fixture *f, const char *name, const void *bytes, size_t n)
{
    unlink(in_pki(f, name));
    assert_true(file_create(in_pki(f, name), bytes, n));
}

/* Runs a command in the folder of the PKI; its status. */
static inline int in_shell(struct fixture *f, const char *command)
{
    return system(arena_printf(&f->arena, "cd %s && { %s; } >>shell.log 2>&1", pki, command));
}

#endif
