/* test_seal_http.c - one POST over a network that is made here: what is asked, byte for byte, addresses that
 * do not answer, a clock that runs out, and answers of just the length that is taken. */
#include "fixture_unit.h"

#include "base/buf.h"
#include "seal/http.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { ADDRESSES = 3, LIMIT = 40, TIME = 100, WAITS = -2, DEAF = -3 };

/* ---- the network ---- */

static struct {
    bool on;
    int addresses;          /* that the name has; 0: there is no such name */
    int sockets[ADDRESSES]; /* of each address: 0, or the error of socket */
    int at_once[ADDRESSES]; /* … of connect; WAITS: in progress, and then */
    int later[ADDRESSES];   /* … SO_ERROR; WAITS: for ever; DEAF: that cannot be asked */
    int tried;              /* addresses, so far */
    int64_t now;            /* milliseconds */
    int interrupted, nap;   /* so many polls are, each after so long */
    int broken;             /* the number of the poll that fails, from 1 */
    int polls, asked_for;   /* how many there were; the time that the last one would have waited */
    short silent;           /* what never comes: POLLOUT, POLLIN */
    size_t piece;           /* bytes that are sent, or come, at once; 0: all */
    int again;              /* so many times nothing has come yet when it is looked */
    char name[64], sent[4096];
    size_t sent_count;
    const char *answer;
    size_t left;
    int lists; /* of addresses, that were not given back */
} net;

int getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **out)
{
    static struct addrinfo list[ADDRESSES];
    static struct sockaddr at;
    snprintf(net.name, sizeof net.name, "%s %s", host, port);
    if (!net.addresses)
        return EAI_NONAME;
    for (int i = 0; i < net.addresses; i++)
        list[i] = (struct addrinfo){.ai_family = AF_INET,
                                    .ai_socktype = hints->ai_socktype,
                                    .ai_addr = &at,
                                    .ai_addrlen = sizeof at,
                                    .ai_next = i + 1 < net.addresses ? &list[i + 1] : NULL};
    *out = list;
    net.lists++;
    return 0;
}

void freeaddrinfo(struct addrinfo *list)
{
    (void)list;
    net.lists--;
}

int socket(int domain, int type, int protocol)
{
    assert_int_equal(domain, AF_INET);
    assert_int_equal(type, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC);
    assert_int_equal(protocol, 0);
    errno = net.sockets[net.tried++];
    return errno ? -1 : open("/dev/null", O_RDWR | O_CLOEXEC);
}

int connect(int fd, const struct sockaddr *address, socklen_t size)
{
    (void)fd, (void)address;
    assert_int_equal(size, sizeof *address);
    int error = net.at_once[net.tried - 1];
    errno = error == WAITS ? EINPROGRESS : error;
    return error ? -1 : 0;
}

int getsockopt(int fd, int level, int name, void *value, socklen_t *size)
{
    (void)fd, (void)level, (void)name, (void)size;
    int error = net.later[net.tried - 1];
    errno = EIO;
    *(int *)value = error == DEAF ? 0 : error;
    return error == DEAF ? -1 : 0;
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
    assert_int_equal(n, 1);
    net.asked_for = timeout;
    if (++net.polls == net.broken || net.interrupted-- > 0) {
        net.now += net.nap;
        errno = net.polls == net.broken ? EIO : EINTR;
        return -1;
    }
    bool connecting = net.later[net.tried - 1] == WAITS && net.at_once[net.tried - 1] == WAITS;
    if (!connecting && !(fds->events & net.silent))
        return 1;
    net.now += timeout;
    return 0;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    if (!net.on)
        return (int)syscall(SYS_clock_gettime, clock, out);
    assert_int_equal(clock, CLOCK_MONOTONIC);
    *out = (struct timespec){net.now / 1000, net.now % 1000 * 1000000 + 999999};
    return 0;
}

static size_t at_once(size_t n)
{
    return net.piece > 0 && net.piece < n ? net.piece : n;
}

ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
    (void)fd;
    assert_int_equal(flags, MSG_NOSIGNAL);
    n = at_once(n);
    assert_true(net.sent_count + n < sizeof net.sent);
    memcpy(net.sent + net.sent_count, bytes, n);
    net.sent_count += n;
    return (ssize_t)n;
}

ssize_t recv(int fd, void *bytes, size_t n, int flags)
{
    (void)fd, (void)flags;
    if (net.again-- > 0) {
        errno = EAGAIN;
        return -1;
    }
    n = at_once(n < net.left ? n : net.left);
    memcpy(bytes, net.answer, n);
    net.answer += n;
    net.left -= n;
    return (ssize_t)n;
}

static size_t open_files(void)
{
    size_t n = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}

/* ---- what is asked ---- */

#define OK "HTTP/1.1 200 OK\r\n"

static bool again;

/* Posts over the network as it is set, from 5 s by its clock on; "" when a body came, which goes to out. */
static const char *post(struct fixture *f, struct http_url url, const char *answer, size_t n, struct buf *out)
{
    size_t open = open_files();
    net.answer = answer;
    net.left = n;
    net.now = 5000;
    net.on = true;
    const char *words =
        http_post(&f->arena, LANG_EN, &url, "text/plain", (struct octets){(const unsigned char *)"body", 4},
                  LIMIT, TIME, out, &again);
    net.on = false;
    assert_int_equal(open_files(), open);
    assert_int_equal(net.lists, 0);
    return words ? words : "";
}

static void assert_posted(struct fixture *f, const char *answer, const char *wanted)
{
    struct buf out = {0};
    const char *words = post(f, (struct http_url){"a", "80", "/"}, answer, strlen(answer), &out);
    assert_string_equal(words, wanted);
    if (!words[0])
        assert_string_equal(buf_text(&out), "abc");
    buf_free(&out);
}

static void requests(void **state)
{
    struct fixture *f = *state;
    static const struct {
        struct http_url url;
        const char *host, *name;
    } cases[] = {
        {{"a.vn", "80", "/"}, "a.vn", "a.vn 80"},
        {{"a.vn", "8080", "/x?y"}, "a.vn:8080", "a.vn 8080"},
        {{"::1", "80", "/"}, "[::1]", "::1 80"},
        {{"::1", "318", "/"}, "[::1]:318", "::1 318"},
    };
    static const size_t pieces[] = {0, 1, 7};
    for (size_t i = 0; i < 3 * sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        static const char answer[] = OK "Content-Length: 3\r\n\r\nabc";
        memset(&net, 0, sizeof net);
        net.addresses = 1;
        net.piece = pieces[i % 3];
        assert_string_equal(post(f, cases[i / 3].url, answer, strlen(answer), &out), "");
        assert_string_equal(buf_text(&out), "abc");
        assert_string_equal(net.name, cases[i / 3].name);
        assert_string_equal(
            net.sent, arena_printf(&f->arena,
                                   "POST %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: baocao\r\nAccept: */*\r\n"
                                   "Content-Type: text/plain\r\nContent-Length: 4\r\n"
                                   "Connection: close\r\n\r\nbody",
                                   cases[i / 3].url.path, cases[i / 3].host));
        buf_free(&out);
    }
}

/* ---- who answers, and when ---- */

static void addresses(void **state)
{
    struct fixture *f = *state;
    static const char none[] = "no such host", no[] = "cannot connect", slow[] = "it took too long",
                      broken[] = "the connection broke off";
    static const struct {
        int addresses, sockets[ADDRESSES], at_once[ADDRESSES], later[ADDRESSES], broken, tried;
        const char *words;
    } cases[] = {
        {0, {0}, {0}, {0}, 0, 0, none},
        {1, {0}, {0}, {0}, 0, 1, ""},
        {3, {0}, {0}, {0}, 0, 1, ""},
        {1, {EMFILE}, {0}, {0}, 0, 1, no},
        {2, {EAFNOSUPPORT}, {0}, {0}, 0, 2, ""},
        {1, {0}, {ECONNREFUSED}, {0}, 0, 1, no},
        {3, {0}, {ECONNREFUSED, ENETUNREACH, 0}, {0}, 0, 3, ""},
        {1, {0}, {WAITS}, {0}, 0, 1, ""},
        {1, {0}, {WAITS}, {ECONNREFUSED}, 0, 1, no},
        {1, {0}, {WAITS}, {DEAF}, 0, 1, no},
        {2, {0}, {WAITS, WAITS}, {ECONNREFUSED, 0}, 0, 2, ""},
        {2, {0}, {WAITS, 0}, {WAITS}, 0, 1, slow}, /* no time is left for the other */
        {2, {0}, {WAITS, 0}, {0}, 1, 2, ""},
        {1, {0}, {WAITS}, {0}, 1, 1, broken},
        {1, {0}, {0}, {0}, 1, 1, broken}, /* while it is sent */
        {1, {0}, {0}, {0}, 2, 1, broken}, /* while it is awaited */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&net, 0, sizeof net);
        net.addresses = cases[i].addresses;
        memcpy(net.sockets, cases[i].sockets, sizeof net.sockets);
        memcpy(net.at_once, cases[i].at_once, sizeof net.at_once);
        memcpy(net.later, cases[i].later, sizeof net.later);
        net.broken = cases[i].broken;
        assert_posted(f, OK "Content-Length: 3\r\n\r\nabc", cases[i].words);
        assert_int_equal(net.tried, cases[i].tried);
        assert_int_equal(again, cases[i].words[0] != '\0');
    }
}

/* A socket may be descriptor 0, when there is no standard input. */
static void the_first_descriptor(void **state)
{
    struct fixture *f = *state;
    memset(&net, 0, sizeof net);
    net.addresses = 2;
    int kept = dup(0);
    close(0);
    assert_posted(f, OK "Content-Length: 3\r\n\r\nabc", "");
    dup2(kept, 0);
    close(kept);
    assert_int_equal(net.tried, 1);
}

/* One clock for all of it. */
static void time_runs_out(void **state)
{
    struct fixture *f = *state;
    static const struct {
        short silent;
        int interrupted, nap, polls, asked_for;
        const char *words;
    } cases[] = {
        {POLLOUT, 0, 0, 1, TIME, "it took too long"},
        {POLLIN, 0, 0, 2, TIME, "it took too long"},
        {POLLIN, 3, 20, 5, TIME - 60, "it took too long"},
        {0, 3, 20, 5, TIME - 60, ""},
        {0, 3, 33, 5, 1, ""},
        {0, 4, 25, 4, 25, "it took too long"}, /* nothing is left: it is not even looked */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&net, 0, sizeof net);
        net.addresses = 1;
        net.silent = cases[i].silent;
        net.interrupted = cases[i].interrupted;
        net.nap = cases[i].nap;
        assert_posted(f, OK "Content-Length: 3\r\n\r\nabc", cases[i].words);
        assert_int_equal(net.polls, cases[i].polls);
        assert_int_equal(net.asked_for, cases[i].asked_for);
        assert_true(net.now <= 5000 + TIME);
    }
}

/* ---- how much of an answer is taken ---- */

/* n times the same. */
static char *times(struct fixture *f, const char *text, size_t n)
{
    struct buf out = {0};
    for (size_t i = 0; i < n; i++)
        buf_str(&out, text);
    char *all = arena_strdup(&f->arena, buf_text(&out));
    buf_free(&out);
    return all;
}

static void lengths(void **state)
{
    struct fixture *f = *state;
    static const char large[] = "its answer is too long", malformed[] = "its answer is not proper HTTP",
                      broken[] = "the connection broke off",
                      forty[] = "0123456789abcdefghijklmnopqrstuvwxyz....";
    enum { HEAD = 64 * 1024, START = sizeof OK "X: " - 1 };
    const char *full = times(f, "x", HEAD - START + 1);
    const struct {
        const char *answer, *words;
    } cases[] = {
        {arena_printf(&f->arena, OK "Content-Length: 40\r\n\r\n%s", forty), ""},
        {OK "Content-Length: 41\r\n\r\n", large},
        {arena_printf(&f->arena, OK "\r\n%s", forty), ""},
        {arena_printf(&f->arena, OK "\r\n%s.", forty), large},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n28\r\n%s\r\n0\r\n", forty), ""},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n27\r\n%.39s\r\n1\r\n.\r\n0\r\n",
                      forty),
         ""},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n28\r\n%s\r\n1\r\n", forty), large},
        {OK "Transfer-Encoding: chunked\r\n\r\n29\r\n", large},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n28;%s\r\n%s\r\n0\r\n",
                      times(f, "x", 1019), forty),
         ""},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n28;%s\r\n%s\r\n0\r\n",
                      times(f, "x", 1020), forty),
         malformed},
        {arena_printf(&f->arena, OK "X: %.*s\r\n\r\n%s", HEAD - START - 4, full, forty), ""},
        {arena_printf(&f->arena, OK "X: %.*s\r\n\r\n%s", HEAD - START - 3, full, forty), malformed},
        {arena_printf(&f->arena, OK "X: %.*s", HEAD - START - 1, full), broken},
        {arena_printf(&f->arena, OK "X: %.*s", HEAD - START, full), malformed},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n28;%s", times(f, "x", 1020)), broken},
        {arena_printf(&f->arena, OK "Transfer-Encoding: chunked\r\n\r\n28;%s", times(f, "x", 1021)),
         malformed},
        {arena_printf(&f->arena, "%s" OK "\r\n%s", times(f, "HTTP/1.1 100 C\r\n\r\n", 3600), forty), ""},
        {arena_printf(&f->arena, "%s" OK "\r\n%s", times(f, "HTTP/1.1 100 C\r\n\r\n", 3700), forty), large},
        {"", broken},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        for (size_t piece = 0; piece < 2; piece++) {
            size_t n = strlen(cases[i].answer);
            memset(&net, 0, sizeof net);
            net.addresses = 1;
            net.piece = piece ? 1 : 0;
            net.again = piece ? 2 : 0;
            if (piece && n > 3000)
                continue;
            const char *words = post(f, (struct http_url){"a", "80", "/"}, cases[i].answer, n, &out);
            if (strcmp(words, cases[i].words) != 0)
                fail_msg("case %zu, pieces of %zu: “%s”", i, net.piece, words);
            if (!words[0])
                assert_memory_equal(buf_text(&out), forty, 40);
            assert_true(words[0] || out.len == 40);
        }
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(requests, setup, teardown),
        cmocka_unit_test_setup_teardown(addresses, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_descriptor, setup, teardown),
        cmocka_unit_test_setup_teardown(time_runs_out, setup, teardown),
        cmocka_unit_test_setup_teardown(lengths, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
