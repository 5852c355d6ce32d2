/* test_seal_structure.c - each element of a CMS in turn is left out, doubled, emptied, made longer, called
 * something else, changed, with all lengths around it right again: never is the result taken for a fine
 * signature, but where that says nothing (certificates that nobody needs, what is not signed). */
#include "seal_structure.h"

static const struct seal_content content = {
    {{(const unsigned char *)"first", 5}, {(const unsigned char *)"last", 4}}};

static void structure_is_held_to(void **state)
{
    struct fixture *f = *state;
    static const char *const signers[] = {
        "-cades -signer principal.pem -inkey principal.key",
        "-cades -md sha384 -signer organisation.pem -inkey organisation.key",
        "-cades -md sha512 -keyid -signer principal.pem -inkey principal.key -keyopt rsa_padding_mode:pss",
    };
    struct seal_roots *trusted = seal_roots_read(&f->diags, in_pki(f, "root.pem"));
    size_t total = 0;
    put_pki(f, "structure.bin", "firstlast", 9);
    for (size_t i = 0; i < sizeof signers / sizeof *signers; i++) {
        struct buf bytes = {0};
        struct seal_judgement out;
        size_t tried = 0;
        const char *command =
            arena_printf(&f->arena,
                         "openssl cms -sign -binary -outform DER -in structure.bin -out structure.cms "
                         "-certfile ca.pem %s",
                         signers[i]);
        assert_int_equal(in_shell(f, command), 0);
        assert_int_equal(file_read(in_pki(f, "structure.cms"), 1 << 20, &bytes), FILE_FINE);
        seal_cms_check(&f->arena, octets_of(&bytes), &content, trusted, NOW, &out);
        assert_true(wholly_fine(&out, false));
        size_t fine = passes(octets_of(&bytes), &content, trusted, false, 1, &tried);
        print_message("%s: %zu of %zu pass\n", signers[i], fine, tried);
        assert_true(tried > 1000);
        total += fine;
        buf_free(&bytes);
    }
    seal_roots_free(trusted);
    /* What passes, and may: a digest algorithm named twice (3), either certificate twice (3 × 2), the NULL
     * that RSA has for parameters and digests need not have left out (1 and 2), something that is no
     * certificate among the certificates (1; as an attribute certificate would be, it is not looked at). */
    assert_int_equal(total, 3 + 6 + 3 + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(structure_is_held_to, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
