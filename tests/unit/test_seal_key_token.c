/* test_seal_key_token.c - a key on a token, by an engine of our own that stands in for the one of PKCS#11:
 * what it is asked, in which order, and what becomes of what it gives. */
#define OPENSSL_SUPPRESS_DEPRECATED /* engines: as in seal/key.c */
#include "seal_unit.h"

#include "seal/cms.h"

#include <openssl/engine.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

enum { PIN = ENGINE_CMD_BASE, LOAD_CERT_CTRL };

static struct {
    bool starts;                   /* does it? */
    const char *key, *certificate; /* the files that it gives, NULL: none */
    char pin[16], key_uri[64], certificate_uri[64];
    int asked, running;
    const char *wrong; /* how it signs, when not as it should */
} token;

static int start(ENGINE *e)
{
    (void)e;
    token.running += token.starts;
    return token.starts;
}

static int finish(ENGINE *e)
{
    (void)e;
    token.running--;
    return 1;
}

static FILE *in_folder(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", pki, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    return file;
}

static int control(ENGINE *e, int command, long i, void *p, void (*f)(void))
{
    (void)e, (void)i, (void)f;
    struct {
        const char *uri;
        X509 *found;
    } *wanted = p;
    token.asked++;
    if (command == PIN)
        snprintf(token.pin, sizeof token.pin, "%s", (const char *)p);
    if (command != LOAD_CERT_CTRL)
        return command == PIN;
    snprintf(token.certificate_uri, sizeof token.certificate_uri, "%s", wanted->uri);
    if (!token.certificate)
        return 0;
    FILE *file = in_folder(token.certificate);
    wanted->found = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    return 1;
}

/* Bytes that are no signature, or none at all. */
static int sign_wrongly(int n, const unsigned char *from, unsigned char *to, RSA *rsa, int padding)
{
    (void)n, (void)from, (void)padding;
    memset(to, 1, (size_t)RSA_size(rsa));
    return strcmp(token.wrong, "bytes") == 0 ? RSA_size(rsa) : -1;
}

/* The same key, by its own method. */
static EVP_PKEY *spoiled(EVP_PKEY *key)
{
    static RSA_METHOD *method;
    if (!method) {
        method = RSA_meth_dup(RSA_get_default_method());
        RSA_meth_set_priv_enc(method, sign_wrongly);
    }
    RSA *rsa = EVP_PKEY_get1_RSA(key);
    EVP_PKEY_free(key);
    EVP_PKEY *out = EVP_PKEY_new();
    RSA *own = RSAPrivateKey_dup(rsa);
    RSA_set_method(own, method);
    EVP_PKEY_assign_RSA(out, own);
    RSA_free(rsa);
    return out;
}

static EVP_PKEY *load(ENGINE *e, const char *uri, UI_METHOD *method, void *data)
{
    (void)e, (void)method, (void)data;
    snprintf(token.key_uri, sizeof token.key_uri, "%s", uri);
    token.asked++;
    if (!token.key)
        return NULL;
    FILE *file = in_folder(token.key);
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    fclose(file);
    return token.wrong ? spoiled(key) : key;
}

static int engine_setup(void **state)
{
    static const ENGINE_CMD_DEFN commands[] = {
        {PIN, "PIN", "", ENGINE_CMD_FLAG_STRING},
        {LOAD_CERT_CTRL, "LOAD_CERT_CTRL", "", ENGINE_CMD_FLAG_INTERNAL},
        {0, NULL, NULL, 0}};
    ENGINE *e = ENGINE_new();
    int fine = e && ENGINE_set_id(e, "pkcs11") && ENGINE_set_name(e, "test") &&
               ENGINE_set_init_function(e, start) && ENGINE_set_finish_function(e, finish) &&
               ENGINE_set_ctrl_function(e, control) && ENGINE_set_cmd_defns(e, commands) &&
               ENGINE_set_load_privkey_function(e, load) && ENGINE_add(e);
    ENGINE_free(e);
    return fine ? pki_setup(state) : 1;
}

static int engine_teardown(void **state)
{
    ENGINE *e = ENGINE_by_id("pkcs11");
    ENGINE_remove(e);
    ENGINE_free(e);
    return pki_teardown(state);
}

static void tokens(void **state)
{
    struct fixture *f = *state;
    static const struct {
        bool starts;
        const char *key, *certificate, *pin, *code;
        int asked;
    } cases[] = {
        {true, "principal.key", "principal.pem", "1234", NULL, 3},
        {true, "organisation.key", "organisation.pem", "", NULL, 2},
        {true, "organisation.key", "organisation.pem", NULL, NULL, 2},
        {false, "principal.key", "principal.pem", "1234", "Y006", 0},
        {true, NULL, "principal.pem", "1234", "Y007", 2},
        {true, "principal.key", NULL, "1234", "Y007", 3},
        {true, "principal.key", "organisation.pem", "1234", "Y007", 3},
        {true, "other.key", "organisation.pem", "1234", "Y007", 3},
    };
    static const char uri[] = "pkcs11:token=truong;object=hieu-truong";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&token, 0, sizeof token);
        token.starts = cases[i].starts;
        token.key = cases[i].key;
        token.certificate = cases[i].certificate;
        struct seal_passphrase pin = passphrase(cases[i].pin ? cases[i].pin : "");
        struct seal_key *key = seal_key_p11(&f->diags, uri, cases[i].pin ? &pin : NULL);
        for (size_t k = 0; k < sizeof pin; k++)
            assert_int_equal(((const char *)&pin)[k], 0);
        if (!key != (cases[i].code != NULL))
            fail_msg("case %zu: %s", i, complaints(f));
        assert_int_equal(token.asked, cases[i].asked);
        assert_string_equal(token.pin, cases[i].starts && cases[i].pin ? cases[i].pin : "");
        assert_string_equal(token.key_uri, cases[i].starts ? uri : "");
        assert_string_equal(token.certificate_uri, cases[i].starts && cases[i].key ? uri : "");
        if (key) {
            struct octets signature;
            assert_quiet(f);
            assert_int_equal(seal_key_certificates(key), 1);
            assert_true(seal_key_sign(&f->arena, key, 256, (struct octets){(const unsigned char *)"a", 1},
                                      &signature));
            assert_int_equal(token.running, 1); /* until it has signed */
        } else {
            assert_complaint(f, cases[i].code);
        }
        seal_key_free(key);
        assert_int_equal(token.running, 0);
    }
}

/* A token can fail and say so, or not: either way nothing passes for a signature. */
static void tokens_that_sign_wrongly(void **state)
{
    struct fixture *f = *state;
    static const char *const ways[] = {NULL, "bytes", "none"};
    static const struct seal_content content = {
        {{(const unsigned char *)"first", 5}, {(const unsigned char *)"last", 4}}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct octets cms;
        memset(&token, 0, sizeof token);
        token.starts = true;
        token.key = "principal.key";
        token.certificate = "principal.pem";
        token.wrong = ways[i];
        struct seal_key *key = seal_key_p11(&f->diags, "pkcs11:", NULL);
        assert_non_null(key);
        assert_int_equal(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms), !ways[i]);
        if (ways[i])
            assert_complaint(f, "Y033");
        seal_key_free(key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tokens, setup, teardown),
        cmocka_unit_test_setup_teardown(tokens_that_sign_wrongly, setup, teardown),
    };
    return cmocka_run_group_tests(tests, engine_setup, engine_teardown);
}
