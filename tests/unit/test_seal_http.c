/* test_seal_http.c - one POST over a network that is made here: what is asked, byte for byte, addresses that
 * do not answer, a clock that runs out, and answers of just the length that is taken. */
#include "fixture_unit.h"
#include "network_unit.h"
#include "open_files.h"

#include "base/buf.h"
#include "seal/http.h"

enum { LIMIT = 40, TIME = 100, START = 4950 };

/* ---- what is asked ---- */

#define OK "HTTP/1.1 200 OK\r\n"

static bool again;

/* Posts over the network as it is set, from before a full second by its clock on; "" when a body came, which
 * goes to out. */
static const char *post(struct fixture *f, struct http_url url, const char *answer, size_t n, struct buf *out)
{
    size_t open = open_files();
    net.answer = answer;
    net.size = n;
    net.now = START;
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
        assert_true(net.now <= START + TIME);
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
    enum { HEAD = 64 * 1024, FIRST = sizeof OK "X: " - 1 };
    const char *full = times(f, "x", HEAD - FIRST + 1);
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
        {arena_printf(&f->arena, OK "X: %.*s\r\n\r\n%s", HEAD - FIRST - 4, full, forty), ""},
        {arena_printf(&f->arena, OK "X: %.*s\r\n\r\n%s", HEAD - FIRST - 3, full, forty), malformed},
        {arena_printf(&f->arena, OK "X: %.*s", HEAD - FIRST - 1, full), broken},
        {arena_printf(&f->arena, OK "X: %.*s", HEAD - FIRST, full), malformed},
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
            net.piece = piece ? n > 3000 ? 1000 : 1 : 0;
            net.again = piece ? 2 : 0;
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

/* The last of each hundred, which is told as the first. */
static void statuses(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *answer, *words;
        bool again;
    } cases[] = {
        {"HTTP/1.1 199 Wait\r\n\r\n" OK "Content-Length: 3\r\n\r\nabc", "", false},
        {"HTTP/1.1 299 Odd\r\n\r\n", "HTTP 299", false},
        {"HTTP/1.1 399 Moved\r\n\r\n", "redirected (HTTP 399)", false},
        {"HTTP/1.1 400 No\r\n\r\n", "HTTP 400", false},
        {"HTTP/1.1 499 No\r\n\r\n", "HTTP 499", false},
        {"HTTP/1.1 500 No\r\n\r\n", "HTTP 500", true},
        {"HTTP/1.1 599 No\r\n\r\n", "HTTP 599", true},
        {"HTTP/1.1 600 No\r\n\r\n", "HTTP 600", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&net, 0, sizeof net);
        net.addresses = 1;
        assert_posted(f, cases[i].answer, cases[i].words);
        assert_int_equal(again, cases[i].again);
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
        cmocka_unit_test_setup_teardown(statuses, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
