/* test_seal_reason.c - every reason has a word of its own for machines, and a sentence in both languages. */
#include "unit.h"

#include "seal/reason.h"

#include <string.h>

static void words_and_sentences(void **state)
{
    (void)state;
    for (int a = 0; a < SEAL_REASON_COUNT; a++) {
        const char *word = seal_reason_word(a);
        assert_true(word && word[0] && strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(word));
        for (int b = 0; b < a; b++) {
            assert_string_not_equal(word, seal_reason_word(b));
            for (int lang = LANG_VI; lang <= LANG_EN; lang++)
                assert_string_not_equal(seal_reason_text(a, lang), seal_reason_text(b, lang));
        }
        assert_string_not_equal(seal_reason_text(a, LANG_VI), seal_reason_text(a, LANG_EN));
    }
    assert_string_equal(seal_reason_word(SEAL_DIGEST_DIFFERS), "digest-differs");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
