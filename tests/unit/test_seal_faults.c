/* test_seal_faults.c - the calls by which we talk with a timestamp server and with a signing command are
 * interrupted, or fail, one after another: an interruption changes nothing, a failure is told and leaves
 * nothing open. */
#include "answer_unit.h"
#include "open_files.h"
#include "seal_unit.h"

#include "seal/cms.h"
#include "seal/http.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* ---- the calls, in the place of the C library's ---- */

enum call { ANY, POLL, RECV, SEND, SOCKET, PIPE, CALLS };

static struct {
    bool armed, fired;
    enum call call;
    size_t at, count;
    int error;
} machine;

static bool fails(enum call call)
{
    if (!machine.armed || call != machine.call || machine.count++ != machine.at)
        return false;
    machine.fired = true;
    errno = machine.error;
    return true;
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
    /* without descriptors it is a nap */
    return n > 0 && fails(POLL) ? -1 : (int)syscall(SYS_poll, fds, n, timeout);
}

ssize_t recv(int fd, void *bytes, size_t n, int flags)
{
    return fails(RECV) ? -1 : syscall(SYS_recvfrom, fd, bytes, n, flags, NULL, NULL);
}

ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
    return fails(SEND) ? -1 : syscall(SYS_sendto, fd, bytes, n, flags, NULL, 0);
}

int socket(int domain, int type, int protocol)
{
    return fails(SOCKET) ? -1 : (int)syscall(SYS_socket, domain, type, protocol);
}

int pipe2(int ends[2], int flags)
{
    return fails(PIPE) ? -1 : (int)syscall(SYS_pipe2, ends, flags);
}

static void arm(enum call call, size_t at, int error)
{
    machine.call = call;
    machine.at = at;
    machine.error = error;
    machine.count = 0;
    machine.fired = false;
    machine.armed = true;
}

static void servers(void **state)
{
    struct fixture *f = *state;
    static const struct {
        enum call call;
        int error;
        const char *words; /* NULL: as if nothing had been */
    } cases[] = {
        {POLL, EINTR, NULL},
        {POLL, ENOMEM, "the connection broke off"},
        {RECV, EINTR, NULL},
        {RECV, EAGAIN, NULL},
        {SEND, EINTR, NULL},
        {SEND, EAGAIN, NULL},
        {SEND, EPIPE, "the connection broke off"},
        {RECV, ECONNRESET, "the connection broke off"},
        {SOCKET, EMFILE, "cannot connect"},
    };
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    size_t tried = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t n = 0;; n++) {
            char port[8];
            struct buf out = {0};
            bool again;
            pid_t server = serve(answer, sizeof answer - 1, sizeof answer, port);
            const struct http_url url = {"127.0.0.1", port, "/"};
            size_t open = open_files();
            arm(cases[i].call, n, cases[i].error);
            const char *words =
                http_post(&f->arena, LANG_EN, &url, "text/plain",
                          (struct octets){(const unsigned char *)"body", 4}, 40, 5000, &out, &again);
            machine.armed = false;
            kill(server, SIGKILL);
            waitpid(server, NULL, 0);
            assert_int_equal(open_files(), open);
            const char *wanted = machine.fired && cases[i].words ? cases[i].words : "";
            if (strcmp(words ? words : "", wanted) != 0)
                fail_msg("case %zu, call %zu: %s", i, n, words ? words : "taken");
            if (!words)
                assert_string_equal(buf_text(&out), "abc");
            buf_free(&out);
            tried += machine.fired;
            if (!machine.fired)
                break;
        }
    }
    assert_true(tried >= 10);
}

static void commands(void **state)
{
    struct fixture *f = *state;
    static const struct seal_content content = {
        {{(const unsigned char *)"first", 5}, {(const unsigned char *)"last", 4}}};
    static const struct {
        enum call call;
        int error;
        bool fine;
    } cases[] = {{POLL, EINTR, true}, {POLL, ENOMEM, false}, {PIPE, EMFILE, false}};
    const char *command =
        arena_printf(&f->arena, "exec python3 tests/cms_sign.py %s/principal.key %s/principal.pem", pki, pki);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t n = 0; n < 8; n++) {
            struct octets cms;
            struct seal_key *key = seal_key_command(command);
            size_t open = open_files();
            arm(cases[i].call, n, cases[i].error);
            bool fine = seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms);
            machine.armed = false;
            seal_key_free(key);
            assert_int_equal(open_files(), open);
            if (fine != (cases[i].fine || !machine.fired))
                fail_msg("case %zu, call %zu: %s", i, n, complaints(f));
            if (fine)
                assert_quiet(f);
            else
                assert_complaint(f, "Y030");
            if (!machine.fired)
                break;
        }
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(servers, setup, teardown),
        cmocka_unit_test_setup_teardown(commands, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
