/* test_seal_structure.c - each element of a CMS in turn is left out, doubled, emptied, made longer, called
 * something else, changed, with all lengths around it right again: never is the result taken for a fine
 * signature, but where that says nothing (certificates that nobody needs, what is not signed). */
#include "seal_unit.h"

#include "seal/cms_check.h"
#include "seal/der.h"

static const struct seal_content content = {
    {{(const unsigned char *)"first", 5}, {(const unsigned char *)"last", 4}}};

enum change { LEFT_OUT, TWICE, EMPTY, LONGER, OTHER_TAG, OTHER_CLASS, LAST_BIT, FIRST_BIT, SHORTER, CHANGES };
static const char *const change_names[] = {"left out",    "twice",    "empty",     "longer", "other tag",
                                           "other class", "last bit", "first bit", "shorter"};

struct rewriter {
    enum change change;
    size_t target, at; /* the element to change; how many were passed */
};

/* One element at s: its tag, the size of its head and of its body. False when it is none. */
static bool element(const unsigned char *s, size_t n, size_t *head, size_t *body)
{
    if (n < 2 || (s[0] & 0x1f) == 0x1f)
        return false;
    size_t octets = s[1] & 0x80 ? s[1] & 0x7f : 0, length = octets ? 0 : s[1];
    if (octets > 3 || n < 2 + octets || s[1] == 0x80)
        return false;
    for (size_t i = 0; i < octets; i++)
        length = length << 8 | s[2 + i];
    *head = 2 + octets;
    *body = length;
    return length <= n - *head;
}

static void put(struct buf *out, unsigned tag, const struct buf *body)
{
    unsigned char head[5] = {(unsigned char)tag};
    size_t n = body->len, used = 2;
    if (n < 128) {
        head[1] = (unsigned char)n;
    } else {
        size_t octets = n > 0xffff ? 3 : n > 0xff ? 2 : 1;
        head[1] = (unsigned char)(0x80 | octets);
        for (size_t i = 0; i < octets; i++)
            head[used++] = (unsigned char)(n >> 8 * (octets - 1 - i));
    }
    buf_add(out, head, used);
    buf_add(out, buf_text(body), n);
}

/* The elements from s on, written anew with the change. */
static void rewrite(struct rewriter *r, const unsigned char *s, size_t n, struct buf *out)
{
    size_t head, length;
    while (element(s, n, &head, &length)) {
        struct buf body = {0};
        unsigned tag = s[0];
        bool here = r->at++ == r->target;
        if (tag & 0x20)
            rewrite(r, s + head, length, &body);
        else
            buf_add(&body, s + head, length);
        if (here && r->change == EMPTY)
            body.len = 0;
        if (here && r->change == LONGER)
            buf_add(&body, "\x04\x00", 2);
        if (here && r->change == SHORTER && body.len > 0)
            body.len--;
        if (here && r->change == LAST_BIT && body.len > 0)
            body.data[body.len - 1] ^= 1;
        if (here && r->change == FIRST_BIT && body.len > 0)
            body.data[0] ^= 0x40;
        tag ^= here && r->change == OTHER_TAG ? 1u : here && r->change == OTHER_CLASS ? 0x80u : 0u;
        for (int i = 0; i < (!here ? 1 : r->change == LEFT_OUT ? 0 : r->change == TWICE ? 2 : 1); i++)
            put(out, tag, &body);
        buf_free(&body);
        s += head + length;
        n -= head + length;
    }
}

static bool all_fine(const struct seal_judgement *out)
{
    return out->structure.state == SEAL_STATE_FINE && out->cryptography.state == SEAL_STATE_FINE &&
           out->trust.state == SEAL_STATE_FINE;
}

/* How many changes of this CMS pass. */
static size_t passes(struct octets cms, const struct seal_roots *trusted, size_t *tried)
{
    struct rewriter count = {.target = SIZE_MAX};
    struct buf same = {0};
    size_t fine = 0;
    rewrite(&count, cms.at, cms.n, &same);
    assert_int_equal(same.len, cms.n);
    assert_memory_equal(same.data, cms.at, cms.n);
    for (size_t i = 0; i < count.at * CHANGES; i++) {
        struct rewriter r = {.change = (enum change)(i % CHANGES), .target = i / CHANGES};
        struct buf changed = {0};
        struct arena arena = {0};
        struct seal_judgement out;
        rewrite(&r, cms.at, cms.n, &changed);
        bool differs = changed.len != cms.n || memcmp(buf_text(&changed), cms.at, cms.n) != 0;
        unsigned char *bytes = malloc(changed.len ? changed.len : 1); /* reading behind the end is seen */
        memcpy(bytes, buf_text(&changed), changed.len);
        seal_cms_check(&arena, (struct octets){bytes, changed.len}, &content, trusted, NOW, &out);
        if (differs && all_fine(&out)) {
            print_message("element %zu %s: passes\n", i / CHANGES, change_names[i % CHANGES]);
            fine++;
        }
        *tried += differs;
        free(bytes);
        buf_free(&changed);
        arena_free(&arena);
    }
    buf_free(&same);
    return fine;
}

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
        assert_true(all_fine(&out));
        size_t fine = passes(octets_of(&bytes), trusted, &tried);
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
