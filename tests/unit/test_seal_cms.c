/* test_seal_cms.c - signatures made are judged fine, and spoiled ones never; commands are checked before they
 * are believed. */
#include "seal_unit.h"

#include "seal/certificate.h"
#include "seal/cms.h"
#include "seal/cms_check.h"
#include "seal/der.h"

static const struct seal_content content = {
    {{(const unsigned char *)"%PDF-1.7 first", 14}, {(const unsigned char *)" last %%EOF", 11}}};

static struct octets sign(struct fixture *f, const char *file)
{
    struct octets cms = {0};
    struct seal_key *key = open_key(f, file);
    assert_true(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms));
    assert_quiet(f);
    seal_key_free(key);
    return cms;
}

static struct seal_roots *roots(struct fixture *f, const char *name)
{
    struct seal_roots *read = seal_roots_read(&f->diags, in_pki(f, name));
    assert_quiet(f);
    assert_non_null(read);
    return read;
}

static struct seal_judgement judge(struct fixture *f, struct octets cms, const struct seal_roots *trusted)
{
    struct seal_judgement out;
    seal_cms_check(&f->arena, cms, &content, trusted, NOW, &out);
    return out;
}

static void assert_verdict(struct seal_verdict verdict, enum seal_state state, enum seal_reason reason)
{
    if (verdict.state != state || verdict.reason != reason)
        fail_msg("state %d %s, wanted %d %s", verdict.state, seal_reason_word(verdict.reason), state,
                 seal_reason_word(reason));
}

static void signed_is_fine(void **state)
{
    struct fixture *f = *state;
    static const char *const cases[][4] = {
        {"principal.p12", "Nguyễn Thị Hiệu Trưởng", "SHA-256", "principal.pem"},
        {"organisation.p12", "Trường THCS Thử Nghiệm", "SHA-256", "organisation.pem"},
        {"p384.p12", "Khóa P-384", "SHA-384", "p384.pem"},
    };
    struct seal_roots *trusted = roots(f, "root.pem");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct octets cms = sign(f, cases[i][0]);
        assert_true(cms.n < 4096 && der_strict(cms));
        struct seal_judgement out = judge(f, cms, trusted);
        assert_verdict(out.structure, SEAL_STATE_FINE, SEAL_FINE);
        assert_verdict(out.cryptography, SEAL_STATE_FINE, SEAL_FINE);
        assert_verdict(out.trust, SEAL_STATE_FINE, SEAL_FINE);
        assert_verdict(out.timestamp, SEAL_STATE_UNKNOWN, SEAL_ABSENT);
        assert_string_equal(out.signer.name, cases[i][1]);
        assert_string_equal(out.digest_name, cases[i][2]);
        assert_false(out.signing_time);
        assert_int_equal(out.unsigned_count, 0);
        assert_int_equal(out.time, NOW);
        assert_int_equal(
            in_shell(f, arena_printf(&f->arena, "openssl x509 -noout -serial -in %s | grep -qx serial=%s",
                                     cases[i][3], out.signer.serial)),
            0);
    }
    seal_roots_free(trusted);
}

/* A name shows what it is: nothing in it turns the line, hides in it or ends it. */
static void names_hide_nothing(void **state)
{
    struct fixture *f = *state;
    static const char *const hidden[] = {
        "\x01",         "\x1f",         "\x7f",         "\xc2\x80",         "\xc2\x9f",
        "\xc2\xad",     "\xe2\x80\x8b", "\xe2\x80\x8f", "\xe2\x80\xa8",     "\xe2\x80\xae",
        "\xe2\x81\xa0", "\xe2\x81\xaf", "\xef\xbb\xbf", "\xf3\xa0\x80\x80", "\xff"};
    static const char *const shown[] = {
        "~", "ế", "\xc2\xa0", "\xc2\xa1", "\xe2\x80\x90", "\xe2\x80\xa7", "\xe2\x81\xb0"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        const char *name = arena_printf(&f->arena, "A%sB", hidden[i]);
        assert_string_equal(seal_clean(&f->arena, name, strlen(name)), "A?B");
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const char *name = arena_printf(&f->arena, "A%sB", shown[i]);
        assert_string_equal(seal_clean(&f->arena, name, strlen(name)), name);
    }
    char endless[600];
    for (size_t i = 0; i < sizeof endless; i += 3)
        memcpy(endless + i, "ế", 3);
    const char *cut = seal_clean(&f->arena, endless, sizeof endless); /* at a letter */
    assert_true(strlen(cut) % 3 == 0 && strlen(cut) <= 200 && memcmp(cut, endless, strlen(cut)) == 0);
}

/* OpenSSL's own command, which knows nothing of us, agrees; and disagrees when it should. */
static void openssl_agrees(void **state)
{
    struct fixture *f = *state;
    static const char *const files[] = {"principal.p12", "organisation.p12", "p384.p12"};
    static const char verify[] =
        "openssl cms -verify -cades -binary -inform DER -in made.cms -content made.bin -CAfile root.pem";
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct octets cms = sign(f, files[i]);
        char whole[64];
        int n = snprintf(whole, sizeof whole, "%s%s", (const char *)content.part[0].at,
                         (const char *)content.part[1].at);
        put_pki(f, "made.cms", cms.at, cms.n);
        put_pki(f, "made.bin", whole, (size_t)n);
        assert_int_equal(in_shell(f, verify), 0);
        assert_int_equal(
            in_shell(f, "openssl cms -cmsout -print -inform DER -in made.cms | grep -c 'set:' | grep -qx 3"),
            0);
        /* written anew by it, the sets sorted as DER wants them, it is the same to the byte */
        assert_int_equal(in_shell(f, "openssl cms -cmsout -inform DER -in made.cms -outform DER -out "
                                     "anew.cms && cmp made.cms anew.cms"),
                         0);
        put_pki(f, "made.bin", whole, (size_t)n - 1);
        assert_int_not_equal(in_shell(f, verify), 0);
    }
}

static void trust_is_apart(void **state)
{
    struct fixture *f = *state;
    struct octets cms = sign(f, "principal.p12");
    struct seal_judgement out = judge(f, cms, NULL);
    assert_verdict(out.trust, SEAL_STATE_UNKNOWN, SEAL_NO_ROOT);
    assert_verdict(out.cryptography, SEAL_STATE_FINE, SEAL_FINE);
    struct seal_roots *other = roots(f, "other-root.pem"), *issuer = roots(f, "ca.pem"),
                      *root = roots(f, "root.pem");
    out = judge(f, cms, other);
    assert_verdict(out.trust, SEAL_STATE_BAD, SEAL_CHAIN_INCOMPLETE);
    assert_verdict(out.cryptography, SEAL_STATE_FINE, SEAL_FINE);
    assert_verdict(judge(f, cms, issuer).trust, SEAL_STATE_FINE, SEAL_FINE);
    seal_cms_check(&f->arena, cms, &content, root, 4000000000, &out); /* 2096 */
    assert_verdict(out.trust, SEAL_STATE_BAD, SEAL_CERTIFICATE_EXPIRED);
    seal_cms_check(&f->arena, cms, &content, root, 1640995200, &out); /* 2022 */
    assert_verdict(out.trust, SEAL_STATE_BAD, SEAL_CERTIFICATE_NOT_YET);
    seal_roots_free(other);
    seal_roots_free(issuer);
    seal_roots_free(root);
    assert_null(seal_roots_read(&f->diags, in_pki(f, "root.key")));
    assert_complaint(f, "Y051");
    assert_null(seal_roots_read(&f->diags, in_pki(f, "no.pem")));
    assert_complaint(f, "Y050");
    assert_null(seal_roots_read(&f->diags, pki)); /* a folder */
    assert_complaint(f, "Y050");
    assert_int_equal(
        in_shell(f,
                 "cat root.pem >cut.pem && sed '$d' other-root.pem >>cut.pem; sed 5d root.pem >damaged.pem; "
                 "head -c 70000000 /dev/zero >huge.pem; cp root.pem twice.pem; cat root.pem >>twice.pem"),
        0);
    assert_null(seal_roots_read(&f->diags, in_pki(f, "cut.pem")));
    assert_complaint(f, "Y051");
    assert_null(seal_roots_read(&f->diags, in_pki(f, "damaged.pem")));
    assert_complaint(f, "Y051");
    assert_null(seal_roots_read(&f->diags, in_pki(f, "huge.pem")));
    f->diags = (struct diags){.arena = &f->arena};
    struct seal_roots *twice = roots(f, "twice.pem");
    assert_verdict(judge(f, cms, twice).trust, SEAL_STATE_FINE, SEAL_FINE);
    seal_roots_free(twice);
}

static void other_content_is_seen(void **state)
{
    struct fixture *f = *state;
    struct octets cms = sign(f, "organisation.p12");
    struct seal_content other = content;
    struct seal_judgement out;
    for (int part = 0; part < 2; part++) {
        other = content;
        other.part[part].n--;
        seal_cms_check(&f->arena, cms, &other, NULL, NOW, &out);
        assert_verdict(out.structure, SEAL_STATE_FINE, SEAL_FINE);
        assert_verdict(out.cryptography, SEAL_STATE_BAD, SEAL_DIGEST_DIFFERS);
    }
}

static void unfit_keys_do_not_sign(void **state)
{
    struct fixture *f = *state;
    struct octets cms;
    struct seal_key *key = open_key(f, "expired.p12");
    assert_false(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms));
    assert_complaint(f, "Y020");
    seal_key_free(key);
    key = open_key(f, "large.p12");
    assert_false(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms));
    assert_complaint(f, "Y034");
    seal_key_free(key);
}

static struct octets copy(struct fixture *f, struct octets bytes, size_t more)
{
    unsigned char *made = arena_alloc(&f->arena, bytes.n + more);
    memcpy(made, bytes.at, bytes.n);
    return (struct octets){made, bytes.n + more};
}

static bool all_fine(const struct seal_judgement *out)
{
    return out->structure.state == SEAL_STATE_FINE && out->cryptography.state == SEAL_STATE_FINE &&
           out->trust.state == SEAL_STATE_FINE;
}

static void padding_is_zeros(void **state)
{
    struct fixture *f = *state;
    struct octets cms = copy(f, sign(f, "organisation.p12"), 1000);
    unsigned char *bytes = arena_alloc(&f->arena, cms.n);
    memcpy(bytes, cms.at, cms.n);
    cms.at = bytes;
    assert_verdict(judge(f, cms, NULL).structure, SEAL_STATE_FINE, SEAL_FINE);
    bytes[cms.n - 3] = 1;
    struct seal_judgement out = judge(f, cms, NULL);
    assert_verdict(out.structure, SEAL_STATE_BAD, SEAL_TRAILING);
    assert_verdict(out.cryptography, SEAL_STATE_FINE, SEAL_FINE);
    memset(bytes, 0, cms.n);
    assert_verdict(judge(f, cms, NULL).structure, SEAL_STATE_BAD, SEAL_EMPTY);
    cms.n = 0;
    assert_verdict(judge(f, cms, NULL).structure, SEAL_STATE_BAD, SEAL_EMPTY);
}

/* What is too large is not even read. */
static void large_ones_are_refused(void **state)
{
    struct fixture *f = *state;
    for (size_t more = 0; more < 2; more++) {
        struct buf bytes = {0};
        const size_t n = SEAL_CMS_LIMIT - 5 + more; /* with its head */
        der_add(&bytes, DER_OCTETS, (struct octets){arena_alloc(&f->arena, n), n});
        assert_int_equal(bytes.len, SEAL_CMS_LIMIT + more);
        assert_verdict(judge(f, octets_of(&bytes), NULL).structure, SEAL_STATE_BAD,
                       more ? SEAL_TOO_LARGE : SEAL_NOT_SIGNED_DATA);
        buf_free(&bytes);
    }
}

/* One bit in each sixteenth byte, and in each byte of the SignerInfo: never fine. */
static void tampering_is_seen(void **state)
{
    struct fixture *f = *state;
    struct octets cms = sign(f, "principal.p12");
    unsigned char *bytes = arena_alloc(&f->arena, cms.n);
    struct seal_roots *trusted = roots(f, "root.pem");
    memcpy(bytes, cms.at, cms.n);
    cms.at = bytes;
    for (size_t i = 0; i<cms.n; i += i> cms.n - 700 ? 1 : 16) {
        bytes[i] ^= 1 << i % 8;
        struct seal_judgement out = judge(f, cms, trusted);
        if (all_fine(&out))
            fail_msg("byte %zu of %zu was changed, and nobody saw it", i, cms.n);
        bytes[i] ^= 1 << i % 8;
    }
    struct seal_judgement out = judge(f, cms, trusted);
    assert_true(all_fine(&out));
    seal_roots_free(trusted);
}

/* Numbers that are the same in each run. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static void hostile_bytes_are_survived(void **state)
{
    struct fixture *f = *state;
    struct octets cms = sign(f, "organisation.p12");
    struct seal_roots *trusted = roots(f, "root.pem");
    uint32_t seed = 2024;
    size_t fine = 0;
    for (int round = 0; round < 5000; round++) {
        struct arena arena = {0};
        struct seal_judgement out;
        size_t n = round % 5 == 0 ? next_random(&seed) % cms.n : cms.n;
        unsigned char *bytes = malloc(n ? n : 1); /* so that reading behind the end is seen */
        memcpy(bytes, cms.at, n);
        for (uint32_t k = next_random(&seed) % 4; n > 0 && k < 4; k++) {
            uint32_t at = next_random(&seed) % n, how = next_random(&seed) % 4;
            if (how == 0)
                bytes[at] = (unsigned char)next_random(&seed);
            else if (how == 1)
                bytes[at] ^= 1 << next_random(&seed) % 8;
            else if (how == 2)
                memmove(bytes + at, bytes + next_random(&seed) % (at + 1), (n - at) / 64);
            else
                bytes[at] = (unsigned char)(0x80 | (next_random(&seed) & 7));
        }
        seal_cms_check(&arena, (struct octets){bytes, n}, &content, trusted, NOW, &out);
        fine += all_fine(&out) && memcmp(bytes, cms.at, n) != 0;
        free(bytes);
        arena_free(&arena);
    }
    assert_int_equal(fine, 0);
    seal_roots_free(trusted);
}

/* What OpenSSL's command makes, which is unlike ours in many ways. */
static void foreign_signatures_are_judged(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *options;
        enum seal_state structure;
        enum seal_reason structure_reason;
        enum seal_state cryptography;
        enum seal_reason cryptography_reason;
    } cases[] = {
        {"-cades -signer principal.pem -inkey principal.key", SEAL_STATE_FINE, SEAL_FINE, SEAL_STATE_FINE,
         SEAL_FINE},
        {"-cades -md sha512 -keyid -signer organisation.pem -inkey organisation.key", SEAL_STATE_FINE,
         SEAL_FINE, SEAL_STATE_FINE, SEAL_FINE},
        {"-cades -md sha384 -signer principal.pem -inkey principal.key -keyopt rsa_padding_mode:pss",
         SEAL_STATE_FINE, SEAL_FINE, SEAL_STATE_FINE, SEAL_FINE},
        {"-signer principal.pem -inkey principal.key", SEAL_STATE_BAD, SEAL_NO_SIGNING_CERTIFICATE,
         SEAL_STATE_FINE, SEAL_FINE},
        {"-noattr -signer principal.pem -inkey principal.key", SEAL_STATE_BAD, SEAL_NO_ATTRIBUTES,
         SEAL_STATE_UNKNOWN, SEAL_NOT_JUDGED},
        {"-cades -nocerts -signer principal.pem -inkey principal.key", SEAL_STATE_BAD, SEAL_NO_CERTIFICATE,
         SEAL_STATE_UNKNOWN, SEAL_NO_CERTIFICATE},
        {"-cades -md sha1 -signer principal.pem -inkey principal.key", SEAL_STATE_FINE, SEAL_FINE,
         SEAL_STATE_BAD, SEAL_DIGEST_WEAK},
        {"-cades -signer principal.pem -inkey principal.key -signer organisation.pem -inkey organisation.key",
         SEAL_STATE_BAD, SEAL_SIGNER_COUNT, SEAL_STATE_UNKNOWN, SEAL_NOT_JUDGED},
        {"-cades -econtent_type 1.2.3.4 -signer principal.pem -inkey principal.key", SEAL_STATE_BAD,
         SEAL_CONTENT_TYPE, SEAL_STATE_FINE, SEAL_FINE},
    };
    char whole[64];
    int n = snprintf(whole, sizeof whole, "%s%s", (const char *)content.part[0].at,
                     (const char *)content.part[1].at);
    put_pki(f, "foreign.bin", whole, (size_t)n);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf bytes = {0};
        assert_int_equal(
            in_shell(
                f, arena_printf(&f->arena,
                                "openssl cms -sign -binary -outform DER -in foreign.bin -out foreign.cms %s",
                                cases[i].options)),
            0);
        assert_int_equal(file_read(in_pki(f, "foreign.cms"), 1 << 20, &bytes), FILE_FINE);
        struct seal_judgement out = judge(f, octets_of(&bytes), NULL);
        assert_verdict(out.structure, cases[i].structure, cases[i].structure_reason);
        assert_verdict(out.cryptography, cases[i].cryptography, cases[i].cryptography_reason);
        if (out.structure.state == SEAL_STATE_FINE)
            assert_true(out.signing_time);
        buf_free(&bytes);
    }
}

static const char *script(struct fixture *f, const char *name, const char *what)
{
    return arena_printf(&f->arena, "exec python3 tests/cms_sign.py %s/%s.key %s/%s.pem %s", pki, name, pki,
                        name, what);
}

/* What a CMS may have besides, and what it may not. */
static void parts_that_may_be_there(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *what;
        enum seal_reason structure, cryptography;
        size_t others; /* unsigned attributes */
    } cases[] = {
        {"unsigned", SEAL_FINE, SEAL_FINE, 1},
        {"unsigned-twice", SEAL_FINE, SEAL_FINE, 2},
        {"unsigned-noset", SEAL_ATTRIBUTE_FORM, SEAL_FINE, 0},
        {"unsigned-empty", SEAL_ATTRIBUTE_FORM, SEAL_FINE, 0},
        {"unsigned-behind", SEAL_ATTRIBUTE_FORM, SEAL_FINE, 0},
        {"unsigned-other", SEAL_ATTRIBUTE_FORM, SEAL_FINE, 0},
        {"unsigned-notype", SEAL_ATTRIBUTE_FORM, SEAL_FINE, 0},
        {"twice", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"noset", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"empty", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"behind", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"other", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"notype", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"many", SEAL_ATTRIBUTE_FORM, SEAL_NOT_JUDGED, 0},
        {"byte", SEAL_TRAILING, SEAL_FINE, 0},
        {"crls", SEAL_FINE, SEAL_FINE, 0},
        {"role", SEAL_NOT_SIGNED_DATA, SEAL_FINE, 0},
        {"role3", SEAL_FINE, SEAL_FINE, 0},
        {"role6", SEAL_NOT_SIGNED_DATA, SEAL_FINE, 0},
        {"version0", SEAL_NOT_SIGNED_DATA, SEAL_FINE, 0},
        {"hundred", SEAL_FINE, SEAL_FINE, 0},
        {"crowd", SEAL_NOT_SIGNED_DATA, SEAL_NOT_JUDGED, 0},
        {"signerversion", SEAL_NOT_SIGNED_DATA, SEAL_NOT_JUDGED, 0},
        {"signeralgorithm", SEAL_NOT_SIGNED_DATA, SEAL_NOT_JUDGED, 0},
        {"signerbehind", SEAL_NOT_SIGNED_DATA, SEAL_NOT_JUDGED, 0},
        {"contentother", SEAL_CONTENT_TYPE, SEAL_FINE, 0},
        {"nocontent", SEAL_CONTENT_TYPE, SEAL_FINE, 0},
        {"nodigest", SEAL_NO_MESSAGE_DIGEST, SEAL_DIGEST_DIFFERS, 0},
        {"issuerform", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"issuerbehind", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"essvalue", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"esslist", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"essempty", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"essfirst", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"esshash", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
        {"insidetype", SEAL_NOT_SIGNED_DATA, SEAL_NOT_JUDGED, 0},
        {"insidebehind", SEAL_NOT_SIGNED_DATA, SEAL_NOT_JUDGED, 0},
        {"list", SEAL_FINE, SEAL_FINE, 0},
        {"listother", SEAL_FINE, SEAL_CERTIFICATE_DIFFERS, 0},
    };
    put_pki(f, "parts.bin", "%PDF-1.7 first last %%EOF", 25);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf bytes = {0};
        const char *command = arena_printf(&f->arena, "%s <%s/parts.bin >%s/parts.cms",
                                           script(f, "organisation", cases[i].what), pki, pki);
        assert_int_equal(system(command), 0);
        assert_int_equal(file_read(in_pki(f, "parts.cms"), 1 << 20, &bytes), FILE_FINE);
        struct seal_judgement out = judge(f, octets_of(&bytes), NULL);
        if (out.structure.reason != cases[i].structure || out.cryptography.reason != cases[i].cryptography)
            fail_msg("%s: %s, %s", cases[i].what, seal_reason_word(out.structure.reason),
                     seal_reason_word(out.cryptography.reason));
        assert_int_equal(out.unsigned_count, cases[i].others);
        assert_verdict(out.timestamp, SEAL_STATE_UNKNOWN, SEAL_ABSENT);
        buf_free(&bytes);
    }
}

/* A certificate that may not sign is not trusted, whoever issued it. */
static void unfit_certificates_are_not_trusted(void **state)
{
    struct fixture *f = *state;
    struct seal_roots *trusted = roots(f, "root.pem");
    static const char *const names[] = {"usage", "server"};
    put_pki(f, "unfit.bin", "%PDF-1.7 first last %%EOF", 25);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf bytes = {0};
        const char *command = arena_printf(
            &f->arena,
            "openssl cms -sign -cades -binary -outform DER -in unfit.bin -out unfit.cms -certfile ca.pem "
            "-signer %s.pem -inkey %s.key",
            names[i], names[i]);
        assert_int_equal(in_shell(f, command), 0);
        assert_int_equal(file_read(in_pki(f, "unfit.cms"), 1 << 20, &bytes), FILE_FINE);
        struct seal_judgement out = judge(f, octets_of(&bytes), trusted);
        assert_verdict(out.cryptography, SEAL_STATE_FINE, SEAL_FINE);
        assert_verdict(out.trust, SEAL_STATE_BAD, SEAL_CERTIFICATE_USAGE);
        buf_free(&bytes);
    }
    seal_roots_free(trusted);
}

/* ---- outside commands ---- */

static bool sign_by(struct fixture *f, const char *command, struct octets *cms)
{
    struct seal_key *key = seal_key_command(command);
    bool fine = seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, cms);
    seal_key_free(key);
    return fine;
}

static void commands_sign(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"principal", "organisation", "organisation"}, *const how[] = {
                                                                                          "", "padded",
                                                                                          "essold"};
    for (int i = 0; i < 3; i++) {
        struct octets cms;
        assert_true(sign_by(f, script(f, names[i], how[i]), &cms));
        assert_quiet(f);
        struct seal_judgement out = judge(f, cms, NULL);
        assert_verdict(out.structure, SEAL_STATE_FINE, SEAL_FINE);
        assert_verdict(out.cryptography, SEAL_STATE_FINE, SEAL_FINE);
        assert_int_equal(cms.at[1], 0x82); /* the length is in two bytes, and what padded it is gone */
        assert_int_equal(cms.n, 4 + (cms.at[2] << 8 | cms.at[3]));
    }
}

static void commands_are_not_believed(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *name, *what, *code, *word;
    } cases[] = {
        {"organisation", "time", "Y032", NULL},
        {"organisation", "noess", "Y031", "no-signing-certificate"},
        {"organisation", "ess", "Y031", "certificate-differs"},
        {"organisation", "essweak", "Y031", "certificate-differs"},
        {"organisation", "essunknown", "Y031", "certificate-differs"},
        {"organisation", "values", "Y031", "no-message-digest"},
        {"organisation", "essoldother", "Y031", "certificate-differs"},
        {"organisation", "issuer", "Y031", "certificate-differs"},
        {"organisation", "serial", "Y031", "certificate-differs"},
        {"organisation", "attached", "Y031", "attached"},
        {"organisation", "two", "Y031", "signer-count"},
        {"principal", "sha1", "Y031", "digest-weak"},
        {"organisation", "content", "Y031", "digest-differs"},
        {"organisation", "trailing", "Y031", "trailing-bytes"},
        {"organisation", "ber", "Y031", "not-der"},
        {"expired", "", "Y020", NULL},
        {"short", "", "Y031", "key-weak"},
        {"usage", "", "Y022", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct octets cms;
        assert_false(sign_by(f, script(f, cases[i].name, cases[i].what), &cms));
        for (int reason = 0; cases[i].word && reason < SEAL_REASON_COUNT; reason++) {
            if (strcmp(seal_reason_word(reason), cases[i].word) == 0)
                assert_non_null(strstr(complaints(f), seal_reason_text(reason, LANG_VI)));
        }
        assert_complaint(f, cases[i].code);
    }
}

static void commands_that_fail(void **state)
{
    struct fixture *f = *state;
    static const char *const commands[][2] = {
        {"exit 3", "mã kết thúc 3"},        {"cat >/dev/null", "không ghi ra gì"},
        {"kill -9 $$", "tín hiệu 9"},       {"no-such-command-at-all 2>&-", "127"},
        {"yes | head -c 2000000", "1 MiB"}, {"exec <&- ; exit 5", "mã kết thúc 5"},
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct octets cms;
        assert_false(sign_by(f, commands[i][0], &cms));
        if (!strstr(complaints(f), commands[i][1]))
            fail_msg("%s: %s", commands[i][0], complaints(f));
        assert_complaint(f, "Y030");
    }
    static const char *const in_english[][2] = {
        {"exit 3", "status 3"}, {"cat >/dev/null", "wrote nothing"}, {"kill -9 $$", "signal 9"}};
    f->diags.lang = LANG_EN;
    for (size_t i = 0; i < sizeof in_english / sizeof *in_english; i++) {
        struct octets cms;
        assert_false(sign_by(f, in_english[i][0], &cms));
        if (!strstr(complaints(f), in_english[i][1]))
            fail_msg("%s: %s", in_english[i][0], complaints(f));
        assert_complaint(f, "Y030");
        f->diags.lang = LANG_EN;
    }
}

/* A command that reads nothing of much, or ends without reading, or answers before it has read all. */
static void commands_that_do_not_listen(void **state)
{
    struct fixture *f = *state;
    struct octets cms;
    const size_t n = 4 << 20;
    unsigned char *bytes = arena_alloc(&f->arena, n);
    const struct seal_content large = {{{bytes, n}, {bytes, n}}};
    static const char *const commands[] = {"exit 4", "head -c 100 >/dev/null; exit 4", "echo x; exit 4",
                                           "exec <&-; sleep 0.1; exit 4"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct seal_key *key = seal_key_command(commands[i]);
        assert_false(seal_cms_sign(&f->arena, &f->diags, key, &large, NOW, NULL, &cms));
        assert_non_null(strstr(complaints(f), "mã kết thúc 4"));
        assert_complaint(f, "Y030");
        seal_key_free(key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(signed_is_fine, setup, teardown),
        cmocka_unit_test_setup_teardown(names_hide_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(openssl_agrees, setup, teardown),
        cmocka_unit_test_setup_teardown(trust_is_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(other_content_is_seen, setup, teardown),
        cmocka_unit_test_setup_teardown(unfit_keys_do_not_sign, setup, teardown),
        cmocka_unit_test_setup_teardown(padding_is_zeros, setup, teardown),
        cmocka_unit_test_setup_teardown(large_ones_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(tampering_is_seen, setup, teardown),
        cmocka_unit_test_setup_teardown(hostile_bytes_are_survived, setup, teardown),
        cmocka_unit_test_setup_teardown(foreign_signatures_are_judged, setup, teardown),
        cmocka_unit_test_setup_teardown(parts_that_may_be_there, setup, teardown),
        cmocka_unit_test_setup_teardown(unfit_certificates_are_not_trusted, setup, teardown),
        cmocka_unit_test_setup_teardown(commands_sign, setup, teardown),
        cmocka_unit_test_setup_teardown(commands_are_not_believed, setup, teardown),
        cmocka_unit_test_setup_teardown(commands_that_fail, setup, teardown),
        cmocka_unit_test_setup_teardown(commands_that_do_not_listen, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
