/* test_seal_key.c - keys are opened and judged, and refused with the reason; passphrases are read with care.
 */
#include "seal_unit.h"

#include "base/fault.h"
#include "seal/certificate.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <pty.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>

static void good_keys_open(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *file, *name, *kind;
        int bits, hash;
    } cases[] = {
        {"principal.p12", "Nguyễn Thị Hiệu Trưởng", "RSA", 2048, 256},
        {"organisation.p12", "Trường THCS Thử Nghiệm", "ECDSA", 256, 256},
        {"p384.p12", "Khóa P-384", "ECDSA", 384, 384},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seal_key *key = open_key(f, cases[i].file);
        assert_quiet(f);
        const struct seal_certificate *certificate = seal_key_certificate(key);
        assert_string_equal(certificate->name, cases[i].name);
        assert_string_equal(certificate->organisation, "Trường THCS Thử Nghiệm");
        assert_string_equal(certificate->issuer, "CA thử nghiệm");
        assert_string_equal(certificate->key_kind, cases[i].kind);
        assert_int_equal(certificate->key_bits, cases[i].bits);
        assert_int_equal(seal_key_hash_bits(key), cases[i].hash);
        assert_int_equal(seal_key_certificates(key), 2); /* and the issuing CA */
        assert_true(seal_key_judge(&f->diags, key, NOW));
        assert_quiet(f);
        seal_key_free(key);
    }
}

static void unfit_certificates_are_refused(void **state)
{
    struct fixture *f = *state;
    static const char *const cases[][2] = {
        {"expired.p12", "Y020"}, {"early.p12", "Y021"}, {"usage.p12", "Y022"}, {"server.p12", "Y023"},
        {"short.p12", "Y024"},   {"p192.p12", "Y024"},  {"sha1.p12", "Y025"},  {"ed25519.p12", "Y026"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seal_key *key = open_key(f, cases[i][0]);
        assert_quiet(f);
        assert_false(seal_key_judge(&f->diags, key, NOW));
        assert_complaint(f, cases[i][1]);
        seal_key_free(key);
    }
}

static void only_the_time_given_counts(void **state)
{
    struct fixture *f = *state;
    struct seal_key *key = open_key(f, "expired.p12");
    int64_t end = seal_key_certificate(key)->not_after;
    assert_int_equal(end, 1609459200); /* 1/1/2021 00:00 UTC */
    assert_true(seal_key_judge(&f->diags, key, end));
    assert_quiet(f);
    assert_false(seal_key_judge(&f->diags, key, end + 1));
    assert_complaint(f, "Y020");
    assert_string_equal(seal_day(&f->arena, end), "1/1/2021");
    assert_string_equal(seal_day(&f->arena, end + 17 * 3600), "2/1/2021"); /* in Vietnam */
    seal_key_free(key);
}

static void put(const char *path, const void *bytes, size_t n, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(fd >= 0);
    assert_true(file_write_all(fd, bytes, n));
    fchmod(fd, mode);
    close(fd);
}

static void bad_files_are_refused(void **state)
{
    struct fixture *f = *state;
    struct seal_passphrase wrong = passphrase("khac");
    assert_null(seal_key_p12(&f->diags, in_pki(f, "principal.p12"), &wrong));
    assert_complaint(f, "Y003");
    wrong = passphrase("");
    assert_null(seal_key_p12(&f->diags, in_pki(f, "principal.p12"), &wrong));
    assert_complaint(f, "Y003");
    assert_null(open_key(f, "not-there.p12"));
    assert_non_null(strstr(complaints(f), fault_text(ENOENT, LANG_VI)));
    assert_complaint(f, "Y001");
    assert_null(open_key(f, ".")); /* a folder */
    assert_non_null(strstr(complaints(f), fault_text(EISDIR, LANG_VI)));
    assert_complaint(f, "Y001");
    assert_null(open_key(f, "principal.pem"));
    assert_complaint(f, "Y002");
    assert_null(open_key(f, "old.p12"));
    assert_complaint(f, "Y004");
    assert_null(open_key(f, "mismatch.p12"));
    assert_complaint(f, "Y005");
}

/* Files that other programs may make: no integrity check, nothing inside, a chain without end, hours of work.
 */
static void odd_key_files(void **state)
{
    struct fixture *f = *state;
    static const char export[] =
        "openssl pkcs12 -export -inkey principal.key -in principal.pem -passout pass:";
    static const struct {
        const char *made, *passphrase, *code;
    } cases[] = {
        {"bi-mat -nomac -out odd.p12", "bi-mat", "Y002"}, /* whose passphrase cannot be told from another */
        {"bi-mat -nomac -out odd.p12", "khac", "Y002"},
        {" -out odd.p12", "", NULL},
        {" -out odd.p12", "x", "Y003"},
        {"bi-mat -nocerts -out odd.p12", "bi-mat", "Y005"},
        {"bi-mat -legacy -out odd.p12", "bi-mat", "Y004"},
        {"bi-mat -provider legacy -provider default -macalg whirlpool -out odd.p12", "bi-mat", "Y004"},
        {"bi-mat -nokeys -out odd.p12", "bi-mat", "Y005"},
        {"bi-mat -certfile many.pem -out odd.p12", "bi-mat", NULL},
        {"bi-mat -certfile root.pem -out odd.p12", "bi-mat", NULL},
        {"bi-mat -out odd.p12 && head -c 70000000 /dev/zero >odd.p12", "bi-mat", "Y002"},
        {"bi-mat -out odd.p12 && rm odd.p12 && mkdir odd.p12", "bi-mat", "Y001"},
    };
    assert_int_equal(
        in_shell(f, "for i in $(seq 40); do openssl req -x509 -newkey ec -pkeyopt "
                    "ec_paramgen_curve:P-256 -nodes -keyout x.key -subj /CN=$i -days 9; done >many.pem"),
        0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seal_passphrase secret = passphrase(cases[i].passphrase);
        assert_int_equal(in_shell(f, arena_printf(&f->arena, "rm -rf odd.p12; %s%s", export, cases[i].made)),
                         0);
        struct seal_key *key = seal_key_p12(&f->diags, in_pki(f, "odd.p12"), &secret);
        if ((key != NULL) != (cases[i].code == NULL))
            fail_msg("%s: %s", cases[i].made, complaints(f));
        if (key)
            assert_quiet(f);
        else
            assert_complaint(f, cases[i].code);
        seal_key_free(key);
    }
    in_shell(f, "rmdir odd.p12");
    struct seal_passphrase with_nul = {.length = 6};
    memcpy(with_nul.bytes, "bi\0mat", 6);
    assert_null(seal_key_p12(&f->diags, in_pki(f, "principal.p12"), &with_nul));
    assert_complaint(f, "Y003");
}

/* Authorities one above the other, more than are kept, and some that have nothing to do with them; the
 * largest curve there is a digest for. */
static void large_curves_and_long_chains(void **state)
{
    struct fixture *f = *state;
    static const char made[] =
        "cp root.pem up.pem && cat principal.pem p384.pem ca.pem >chain.pem && for i in $(seq 18); do "
        "openssl "
        "req -new -config ext.cnf -key root.key -subj /CN=$i | openssl x509 -req -CA up.pem -CAkey root.key "
        "-set_serial $i -days 9 -extfile ext.cnf -extensions root -out next.pem && cat next.pem >>chain.pem "
        "&& "
        "mv next.pem up.pem; done && openssl ecparam -genkey -noout -name secp521r1 -out p521.key && openssl "
        "req -new -config ext.cnf -subj /CN=A -key p521.key | openssl x509 -req -CA up.pem -CAkey root.key "
        "-set_serial 99 -days 9 -out p521.pem && openssl pkcs12 -export -inkey p521.key -in p521.pem "
        "-certfile "
        "chain.pem -passout pass:bi-mat -out p521.p12";
    assert_int_equal(in_shell(f, made), 0);
    struct seal_key *key = open_key(f, "p521.p12");
    assert_quiet(f);
    assert_int_equal(seal_key_hash_bits(key), 512);
    assert_int_equal(seal_key_certificates(key), 16);
    for (size_t i = 1; i < 16; i++) {
        struct seal_certificate authority;
        assert_true(seal_certificate_read(&f->arena, seal_key_certificate_der(key, i), &authority));
        assert_string_equal(authority.name, arena_printf(&f->arena, "%zu", 19 - i));
    }
    static const int bits[] = {256, 384, 512};
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        struct octets signature;
        assert_true(seal_key_sign(&f->arena, key, bits[i], (struct octets){(const unsigned char *)"first", 5},
                                  &signature));
        put_pki(f, "made.sig", signature.at, signature.n);
        assert_int_equal(
            in_shell(f, arena_printf(&f->arena,
                                     "printf first >made.bin && openssl x509 -in p521.pem -noout -pubkey "
                                     ">made.pub && openssl dgst -sha%d -verify made.pub -signature made.sig "
                                     "made.bin",
                                     bits[i])),
            0);
    }
    seal_key_free(key);
}

/* No passphrase at all, which is another thing than an empty one, and which the openssl command cannot give.
 */
static void without_a_passphrase(void **state)
{
    struct fixture *f = *state;
    FILE *stream = fopen(in_pki(f, "organisation.key"), "r");
    EVP_PKEY *own = PEM_read_PrivateKey(stream, NULL, NULL, NULL);
    fclose(stream);
    stream = fopen(in_pki(f, "organisation.pem"), "r");
    X509 *certificate = PEM_read_X509(stream, NULL, NULL, NULL);
    fclose(stream);
    PKCS12 *p12 = PKCS12_create(NULL, NULL, own, certificate, NULL, 0, 0, 0, 0, 0);
    assert_non_null(p12);
    stream = fopen(in_pki(f, "none.p12"), "w");
    assert_int_equal(i2d_PKCS12_fp(stream, p12), 1);
    fclose(stream);
    PKCS12_free(p12);
    X509_free(certificate);
    EVP_PKEY_free(own);
    struct seal_passphrase none = passphrase(""), other = passphrase("x");
    struct seal_key *key = seal_key_p12(&f->diags, in_pki(f, "none.p12"), &none);
    assert_quiet(f);
    assert_non_null(key);
    seal_key_free(key);
    assert_null(seal_key_p12(&f->diags, in_pki(f, "none.p12"), &other));
    assert_complaint(f, "Y003");
}

/* A certificate that issued itself is left out above another, not when it is the signer's own. */
static void own_issuers(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(in_shell(f, "openssl req -x509 -new -config ext.cnf -extensions signer -subj /CN=A -key "
                                 "organisation.key -days 9 -out own.pem && openssl pkcs12 -export -inkey "
                                 "organisation.key -in own.pem -passout pass:bi-mat -out own.p12"),
                     0);
    struct seal_key *key = open_key(f, "own.p12");
    assert_quiet(f);
    assert_int_equal(seal_key_certificates(key), 1);
    assert_string_equal(seal_key_certificate(key)->name, "A");
    seal_key_free(key);
}

/* A command is a key without a certificate. */
static void commands_have_no_certificate(void **state)
{
    (void)state;
    struct seal_key *key = seal_key_command("exit 1");
    assert_string_equal(seal_key_command_text(key), "exit 1");
    assert_null(seal_key_certificate(key));
    assert_int_equal(seal_key_certificates(key), 0);
    assert_int_equal(seal_key_hash_bits(key), 256);
    seal_key_free(key);
    seal_key_free(NULL);
}

/* A file that wants its passphrase stretched without end is not even tried; nor one that says no number. */
static void endless_stretching(void **state)
{
    struct fixture *f = *state;
    static const char *const rounds[][2] = {{"00989681", "Y002"},
                                            {"7fffffff", "Y002"},
                                            {"010000000000000000", "Y002"},
                                            {"ffff", "Y002"},
                                            {"0801", "Y003"}};
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        /* the last thing in the file, in a SEQUENCE in another */
        const char *change = arena_printf(
            &f->arena,
            "python3 -c 'b = open(\"organisation.p12\", \"rb\").read(); n = bytes.fromhex(\"%s\"); "
            "more = len(n) - 2; "
            "at = next(i for i in range(len(b) - 100, len(b)) if b[i] == 0x30 and i + 2 + b[i + 1] == "
            "len(b)); "
            "outer = int.from_bytes(b[2:4], \"big\") + more; "
            "open(\"spoiled.p12\", \"wb\").write(b[:2] + outer.to_bytes(2, \"big\") + b[4:at + 1] + "
            "bytes([b[at + 1] + more]) + b[at + 2:-4] + bytes([2, len(n)]) + n)'",
            rounds[i][0]);
        assert_int_equal(in_shell(f, change), 0);
        assert_null(open_key(f, "spoiled.p12"));
        assert_complaint(f, rounds[i][1]);
    }
}

/* No byte changed in a key file makes more than a complaint. */
static void spoiled_key_files(void **state)
{
    struct fixture *f = *state;
    struct buf good = {0};
    assert_int_equal(file_read(in_pki(f, "organisation.p12"), 1 << 20, &good), FILE_FINE);
    char *path = in_pki(f, "spoiled.p12");
    for (size_t i = 0; i < good.len; i += 37) {
        good.data[i] = (char)(good.data[i] ^ 0x41);
        put(path, good.data, good.len, 0600);
        good.data[i] = (char)(good.data[i] ^ 0x41);
        struct seal_key *key = open_key(f, "spoiled.p12");
        assert_true(key || f->diags.count == 1);
        seal_key_free(key);
        f->diags = (struct diags){.arena = &f->arena};
    }
    buf_free(&good);
}

static void passphrases_from_files(void **state)
{
    struct fixture *f = *state;
    struct seal_passphrase out;
    char *path = in_pki(f, "secret"), longest[1100];
    put(path, "mật khẩu\n\n", strlen("mật khẩu\n\n"), 0600);
    assert_true(seal_passphrase_file(&f->diags, path, &out));
    assert_string_equal(out.bytes, "mật khẩu\n"); /* one newline goes */
    assert_int_equal(out.length, strlen("mật khẩu\n"));
    put(path, "x", 1, 0640);
    assert_false(seal_passphrase_file(&f->diags, path, &out));
    assert_complaint(f, "Y013");
    put(path, "x", 1, 0604);
    assert_false(seal_passphrase_file(&f->diags, path, &out));
    assert_complaint(f, "Y013");
    memset(longest, 'a', sizeof longest);
    longest[1024] = '\n';
    put(path, longest, 1025, 0600);
    assert_true(seal_passphrase_file(&f->diags, path, &out));
    assert_int_equal(out.length, 1024);
    longest[1024] = 'a';
    put(path, longest, 1025, 0600);
    assert_false(seal_passphrase_file(&f->diags, path, &out));
    assert_complaint(f, "Y012");
    assert_int_equal(out.length, 0);
    assert_int_equal(out.bytes[0], 0);
    put(path, longest, sizeof longest, 0600);
    assert_false(seal_passphrase_file(&f->diags, path, &out));
    assert_complaint(f, "Y012");
    assert_false(seal_passphrase_file(&f->diags, "/dev/null", &out));
    assert_complaint(f, "Y014");
    assert_false(seal_passphrase_file(&f->diags, pki, &out));
    assert_complaint(f, "Y014");
    assert_false(seal_passphrase_file(&f->diags, in_pki(f, "not-there"), &out));
    assert_complaint(f, "Y015");
}

static void passphrases_from_descriptors(void **state)
{
    struct fixture *f = *state;
    struct seal_passphrase out;
    int ends[2];
    char words[16];
    assert_int_equal(pipe(ends), 0);
    assert_true(file_write_all(ends[1], "abc\n", 4));
    close(ends[1]);
    snprintf(words, sizeof words, "%d", ends[0]);
    assert_true(seal_passphrase_fd(&f->diags, words, &out));
    assert_string_equal(out.bytes, "abc");
    close(ends[0]);
    assert_false(seal_passphrase_fd(&f->diags, words, &out));
    assert_complaint(f, "Y011");
    assert_false(seal_passphrase_fd(&f->diags, "bi", &out));
    assert_complaint(f, "Y011");
    assert_false(seal_passphrase_fd(&f->diags, "", &out));
    assert_complaint(f, "Y011");
    int kept = dup(0);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "bi-mat\n", 7), 7);
    close(ends[1]);
    dup2(ends[0], 0);
    close(ends[0]);
    assert_true(seal_passphrase_fd(&f->diags, "0", &out)); /* the standard input, as of a pipe */
    assert_int_equal(out.length, 6);
    dup2(kept, 0);
    close(kept);
}

/* Asks in a child on a terminal of its own; `typed` is what the user types. The child's status, and what the
 * terminal showed. */
static int ask(const char *typed, char *shown, size_t room)
{
    int master, status;
    struct termios now;
    pid_t child = forkpty(&master, NULL, NULL, NULL);
    if (child == 0) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct seal_passphrase out;
        signal(SIGINT, SIG_DFL); /* a job in the background ignores it */
        bool fine = seal_passphrase_ask(&diags, "Mật khẩu: ", &out);
        _exit(fine && strcmp(out.bytes, "đúng") == 0 ? 0 : fine ? 1 : 2);
    }
    assert_true(child > 0);
    size_t n = 0;
    ssize_t got;
    while (!memmem(shown, n, "khẩu: ", strlen("khẩu: ")) && (got = read(master, shown + n, room - 1 - n)) > 0)
        n += (size_t)got;
    assert_int_equal(tcgetattr(master, &now), 0);
    assert_false(now.c_lflag & ECHO);
    assert_true(file_write_all(master, typed, strlen(typed)));
    while (n < room - 1 && (got = read(master, shown + n, room - 1 - n)) > 0)
        n += (size_t)got;
    shown[n] = '\0';
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(tcgetattr(master, &now), 0);
    assert_true(now.c_lflag & ECHO);
    assert_int_not_equal(now.c_cc[VSUSP], _POSIX_VDISABLE);
    close(master);
    return status;
}

static void passphrases_from_the_terminal(void **state)
{
    (void)state;
    char shown[256];
    int status = ask("đúng\n", shown, sizeof shown);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_null(strstr(shown, "đúng"));
    assert_non_null(strstr(shown, "Mật khẩu: "));
    status = ask("\x1a"
                 "x\n",
                 shown, sizeof shown); /* Ctrl+Z does not stop it */
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    status = ask("đú\x03", shown, sizeof shown); /* Ctrl+C ends it, with the terminal put right */
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
}

static void without_a_terminal(void **state)
{
    struct fixture *f = *state;
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct seal_passphrase out;
        setsid();
        bool fine = seal_passphrase_ask(&f->diags, "?", &out);
        _exit(!fine && f->diags.count == 1 && strstr(complaints(f), "[Y010]") ? 0 : 1);
    }
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

static void hardened_processes_leave_no_core(void **state)
{
    (void)state;
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct rlimit core;
        seal_harden();
        _exit(prctl(PR_GET_DUMPABLE) == 0 && getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0 ? 0
                                                                                                      : 1);
    }
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

static void tokens_without_engine_are_explained(void **state)
{
    struct fixture *f = *state;
    struct seal_passphrase pin = passphrase("bi-mat");
    setenv("OPENSSL_ENGINES", "/var/empty/engines", 1); /* as on a machine without the package */
    assert_null(seal_key_p11(&f->diags, "pkcs11:token=nowhere", &pin));
    assert_int_equal(pin.length, 0);
    assert_complaint(f, "Y006");
    unsetenv("OPENSSL_ENGINES");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(good_keys_open, setup, teardown),
        cmocka_unit_test_setup_teardown(unfit_certificates_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(only_the_time_given_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_files_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(odd_key_files, setup, teardown),
        cmocka_unit_test_setup_teardown(large_curves_and_long_chains, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_passphrase, setup, teardown),
        cmocka_unit_test_setup_teardown(own_issuers, setup, teardown),
        cmocka_unit_test_setup_teardown(commands_have_no_certificate, setup, teardown),
        cmocka_unit_test_setup_teardown(endless_stretching, setup, teardown),
        cmocka_unit_test_setup_teardown(spoiled_key_files, setup, teardown),
        cmocka_unit_test_setup_teardown(passphrases_from_files, setup, teardown),
        cmocka_unit_test_setup_teardown(passphrases_from_descriptors, setup, teardown),
        cmocka_unit_test_setup_teardown(passphrases_from_the_terminal, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_terminal, setup, teardown),
        cmocka_unit_test_setup_teardown(hardened_processes_leave_no_core, setup, teardown),
        cmocka_unit_test_setup_teardown(tokens_without_engine_are_explained, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
