/* test_seal_answers.c - what a server on loopback may answer to our POST, proper or not: whole, a byte at a
 * time, or late, the outcome is the same. */
#include "answer_unit.h"
#include "seal_unit.h"

#include "seal/http.h"

#include <signal.h>
#include <sys/wait.h>

enum { LIMIT = 40, TIME = 5000 };

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define MALFORMED "trả lời không đúng giao thức HTTP"
#define BROKEN "kết nối bị ngắt giữa chừng"
#define LARGE "trả lời dài quá mức cho phép"

/* body: of what is taken; words: of the complaint. */
static const struct {
    const char *answer, *body, *words;
} cases[] = {
    {OK "Content-Length: 3\r\n\r\nabc", "abc", NULL},
    {OK "Content-Length: 3\r\n\r\nabcdef", "abc", NULL},
    {OK "content-length:\t3 \t\r\nX: y\r\n\r\nabc", "abc", NULL},
    {OK "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "abc", NULL},
    {OK "Content-Length: 0\r\n\r\n", "", NULL},
    {OK "\r\nuntil the end", "until the end", NULL},
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Wait\r\nX: y\r\n\r\n" OK "Content-Length: 1\r\n\r\nx", "x",
     NULL},
    {CHUNKED "3\r\nabc\r\n2;name=value\r\nde\r\nA \r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
     "abcde0123456789", NULL},
    {OK "Transfer-Encoding: chunked \r\n\r\n0\r\n\r\n", "", NULL},
    {OK "Content-Length: 41\r\n\r\nabc", NULL, LARGE},
    {OK "\r\n.........1.........2.........3.........4.", NULL, LARGE},
    {CHUNKED "29\r\n", NULL, LARGE},
    {CHUNKED "20\r\n0123456789abcdef0123456789abcdef\r\n9\r\n", NULL, LARGE},
    {"", NULL, BROKEN},
    {"HTTP/1.1 200 OK\r\nContent-Le", NULL, BROKEN},
    {OK "Content-Length: 4\r\n\r\nabc", NULL, BROKEN},
    {CHUNKED "3\r\nab", NULL, BROKEN},
    {CHUNKED "3\r\nabc\r\n", NULL, BROKEN},
    {CHUNKED "3", NULL, BROKEN},
    {CHUNKED "3\r\nabcde\r\n0\r\n\r\n", NULL, MALFORMED},
    {CHUNKED "x\r\n", NULL, MALFORMED},
    {CHUNKED "\r\n", NULL, MALFORMED},
    {CHUNKED "3,\r\nabc\r\n", NULL, MALFORMED},
    {CHUNKED "fffffffffffffffff\r\n", NULL, MALFORMED},
    {CHUNKED "10000000000\r\n", NULL, MALFORMED},
    {"220 mail.example ESMTP\r\n", NULL, MALFORMED},
    {"HTTP/2.0 200 OK\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1.1_200 OK\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1.1 2x0 OK\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1.1\r\n\r\n", NULL, MALFORMED},
    {OK "no colon\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1.1 20x OK\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1.1 /00 OK\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1x1 200 OK\r\n\r\n", NULL, MALFORMED},
    {OK "Transfer-Encoding: chunkex\r\n\r\n0\r\n\r\n", NULL, MALFORMED},
    {CHUNKED "3\r\nabc\rx0\r\n\r\n", NULL, MALFORMED},
    {OK "Content-Lengthy: 9\r\nTransfer-Encodings: x\r\nContent-Length: 3\r\n\r\nabc", "abc", NULL},
    {OK "Content-Length: -3\r\n\r\nabc", NULL, MALFORMED},
    {OK "Content-Length: \r\n\r\nabc", NULL, MALFORMED},
    {OK "Content-Length: 3 3\r\n\r\nabc", NULL, MALFORMED},
    {OK "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", NULL, MALFORMED},
    {OK "Content-Length: 99999999999999999999\r\n\r\n", NULL, MALFORMED},
    {OK "Content-Length: 1099511627776\r\n\r\n", NULL, MALFORMED},
    {OK "Transfer-Encoding: gzip\r\n\r\n", NULL, MALFORMED},
    {OK "Transfer-Encoding: chunked, gzip\r\n\r\n", NULL, MALFORMED},
    {OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", NULL, MALFORMED},
    {OK "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", NULL, MALFORMED},
    {"HTTP/1.1 404 Not Found\r\n\r\n", NULL, "HTTP 404"},
    {"HTTP/1.1 503 Busy\r\n\r\n", NULL, "HTTP 503"},
    {"HTTP/1.1 418 Teapot\r\n\r\n", NULL, "HTTP 418"},
    {"HTTP/1.1 301 Moved\r\nLocation: http://a/\r\n\r\n", NULL, "bị chuyển sang địa chỉ khác (HTTP 301)"},
};

static const char *post(struct fixture *f, const char *port, int time, struct buf *out, bool *again)
{
    const struct http_url url = {"127.0.0.1", port, "/"};
    return http_post(&f->arena, LANG_VI, &url, "text/plain",
                     (struct octets){(const unsigned char *)"body", 4}, LIMIT, time, out, again);
}

static void answers(void **state)
{
    struct fixture *f = *state;
    static const size_t steps[] = {100000, 1};
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        const char *answer = cases[i / 2].answer, *body = cases[i / 2].body;
        char port[8];
        struct buf out = {0};
        bool again;
        pid_t server = serve(answer, strlen(answer), steps[i % 2], port);
        const char *words = post(f, port, TIME, &out, &again);
        kill(server, SIGKILL);
        waitpid(server, NULL, 0);
        if (strcmp(words ? words : "", cases[i / 2].words ? cases[i / 2].words : "") != 0 ||
            (body && strcmp(buf_text(&out), body) != 0))
            fail_msg("%s\n%s: “%s”", answer, words ? words : "taken", buf_text(&out));
        assert_int_equal(again, words && (strcmp(words, BROKEN) == 0 || strcmp(words, "HTTP 503") == 0));
        buf_free(&out);
    }
}

/* A NUL is no part of a head; heads and lengths of chunks do not go on for ever. */
static void endless_and_binary_heads(void **state)
{
    struct fixture *f = *state;
    static const char nul[] = OK "X: a\0b\r\n\r\n";
    char *long_head = arena_alloc(&f->arena, 70000), *long_chunk = arena_alloc(&f->arena, 2000), port[8];
    memset(long_head, 'x', 70000);
    memcpy(long_head, OK, strlen(OK));
    memset(long_chunk, '0', 2000);
    memcpy(long_chunk, CHUNKED, strlen(CHUNKED));
    const struct {
        const char *answer;
        size_t n;
    } rows[] = {{nul, sizeof nul - 1}, {long_head, 70000}, {long_chunk, 2000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};
        bool again;
        pid_t server = serve(rows[i].answer, rows[i].n, rows[i].n, port);
        const char *words = post(f, port, TIME, &out, &again);
        kill(server, SIGKILL);
        waitpid(server, NULL, 0);
        if (!words || (strcmp(words, MALFORMED) != 0 && strcmp(words, LARGE) != 0))
            fail_msg("%zu: %s", i, words ? words : "taken");
        buf_free(&out);
    }
}

static void no_server(void **state)
{
    struct fixture *f = *state;
    struct buf out = {0};
    bool again = false;
    const struct http_url nobody = {"no-such-host.invalid", "80", "/"}, six = {"::1", "1", "/"};
    const struct octets none = {0};
    assert_string_equal(http_post(&f->arena, LANG_VI, &nobody, "x", none, LIMIT, TIME, &out, &again),
                        "không tìm thấy máy chủ");
    assert_true(again);
    assert_string_equal(http_post(&f->arena, LANG_EN, &six, "x", none, LIMIT, TIME, &out, &again),
                        "cannot connect");
    char port[8];
    pid_t server = serve("", 0, 1, port); /* it waits for the word that never comes */
    const struct http_url silent = {"127.0.0.1", port, "/"};
    assert_string_equal(http_post(&f->arena, LANG_EN, &silent, "x", none, LIMIT, 50, &out, &again),
                        "it took too long");
    assert_true(again);
    assert_string_equal(http_post(&f->arena, LANG_EN, &silent, "x", none, LIMIT, 0, &out, &again),
                        "it took too long");
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers, setup, teardown),
        cmocka_unit_test_setup_teardown(endless_and_binary_heads, setup, teardown),
        cmocka_unit_test_setup_teardown(no_server, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
