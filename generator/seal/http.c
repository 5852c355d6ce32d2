/* http.c - one POST over plain HTTP/1.1, to a server that need not be friendly. */
#include "seal/http.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { URL_MAX = 1000, HEAD_MAX = 64 * 1024, CHUNK_LINE_MAX = 1024 };

enum outcome { FINE, MORE, NO_NAME, NO_CONNECTION, BROKEN, SLOW, LARGE, MALFORMED };

static const struct {
    const char *text[2];
    bool again;
} outcomes[] = {
    [NO_NAME] = {{"không tìm thấy máy chủ", "no such host"}, true},
    [NO_CONNECTION] = {{"không kết nối được", "cannot connect"}, true},
    [BROKEN] = {{"kết nối bị ngắt giữa chừng", "the connection broke off"}, true},
    [SLOW] = {{"quá thời gian chờ", "it took too long"}, true},
    [LARGE] = {{"trả lời dài quá mức cho phép", "its answer is too long"}, false},
    [MALFORMED] = {{"trả lời không đúng giao thức HTTP", "its answer is not proper HTTP"}, false},
};

/* ---- the address ---- */

static bool all_of(const char *s, size_t n, const char *allowed)
{
    for (size_t i = 0; i < n; i++) {
        if (!strchr(allowed, s[i]) || s[i] == '\0')
            return false;
    }
    return n > 0;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

bool http_url_read(struct arena *arena, const char *text, struct http_url *out)
{
    static const char scheme[] = "http://";
    size_t n = strlen(text);
    if (n > URL_MAX || strncasecmp(text, scheme, sizeof scheme - 1) != 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (text[i] <= ' ' || text[i] > '~' || text[i] == '#' || text[i] == '\\')
            return false;
    }
    const char *host = text + sizeof scheme - 1, *path = host + strcspn(host, "/?"), *end = path;
    bool six = host[0] == '[';
    size_t length = six ? strcspn(host, "]") : strcspn(host, ":/?");
    const char *behind = host + length + six;
    if (behind > end ||
        !all_of(host + six, length - six, six ? DIGITS "abcdefABCDEF:." : LETTERS DIGITS "-._"))
        return false;
    out->host = arena_strndup(arena, host + six, length - six);
    out->port = "80";
    if (behind < end) {
        out->port = arena_strndup(arena, behind + 1, (size_t)(end - behind - 1));
        size_t digits = strlen(out->port);
        if (*behind != ':' || digits > 5 || !all_of(out->port, digits, DIGITS) || atoi(out->port) < 1 ||
            atoi(out->port) > 65535)
            return false;
    }
    out->path = arena_printf(arena, "%s%s", *path == '/' ? "" : "/", path);
    return true;
}

/* ---- the connection ---- */

/* Milliseconds on a clock that only measures. */
static int64_t ticks(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum outcome await(int fd, short events, int64_t end)
{
    for (;;) {
        struct pollfd one = {fd, events, 0};
        int64_t left = end - ticks();
        int ready = left > 0 ? poll(&one, 1, (int)left) : 0;
        if (ready > 0)
            return FINE;
        if (ready == 0)
            return SLOW;
        if (errno != EINTR)
            return BROKEN;
    }
}

static enum outcome connect_one(const struct addrinfo *info, int64_t end, int *fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    *fd = socket(info->ai_family, info->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, info->ai_protocol);
    if (*fd < 0)
        return NO_CONNECTION;
    enum outcome outcome = FINE;
    if (connect(*fd, info->ai_addr, info->ai_addrlen) != 0) {
        outcome = errno == EINPROGRESS ? await(*fd, POLLOUT, end) : NO_CONNECTION;
        if (outcome == FINE && (getsockopt(*fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0))
            outcome = NO_CONNECTION;
    }
    if (outcome != FINE) {
        close(*fd);
        *fd = -1;
    }
    return outcome;
}

static enum outcome connect_any(const struct http_url *url, int64_t end, int *fd)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV}, *list;
    enum outcome outcome = NO_CONNECTION;
    *fd = -1;
    if (getaddrinfo(url->host, url->port, &hints, &list) != 0)
        return NO_NAME;
    for (const struct addrinfo *one = list; one && *fd < 0 && outcome != SLOW; one = one->ai_next)
        outcome = connect_one(one, end, fd);
    freeaddrinfo(list);
    return outcome;
}

static enum outcome send_all(int fd, struct octets bytes, int64_t end)
{
    while (bytes.n > 0) {
        enum outcome outcome = await(fd, POLLOUT, end);
        if (outcome != FINE)
            return outcome;
        ssize_t n = send(fd, bytes.at, bytes.n, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return BROKEN;
        if (n > 0) {
            bytes.at += n;
            bytes.n -= (size_t)n;
        }
    }
    return FINE;
}

/* ---- the answer ---- */

struct head {
    int status;
    size_t size; /* bytes of the head, with the empty line */
    bool chunked, has_length;
    size_t length;
};

/* A number in base 10 or 16 from the beginning of s; false when there is none or it is beyond all limits. */
static bool number(const char *s, int base, size_t *out, const char **end)
{
    char *stop;
    if (!strchr(base == 16 ? DIGITS "abcdefABCDEF" : DIGITS, *s) || *s == '\0')
        return false;
    errno = 0;
    unsigned long long value = strtoull(s, &stop, base);
    *out = (size_t)value;
    *end = stop;
    return errno == 0 && value < 1ULL << 40;
}

/* One line of the head, NUL-terminated. */
static enum outcome read_field(const char *line, struct head *head)
{
    const char *colon = strchr(line, ':'), *value, *end;
    size_t length;
    if (!colon)
        return MALFORMED;
    value = colon + 1 + strspn(colon + 1, " \t");
    if (strncasecmp(line, "content-length:", 15) == 0) {
        if (!number(value, 10, &length, &end) || end[strspn(end, " \t")] ||
            (head->has_length && length != head->length))
            return MALFORMED;
        head->has_length = true;
        head->length = length;
    } else if (strncasecmp(line, "transfer-encoding:", 18) == 0) {
        if (head->chunked || strncasecmp(value, "chunked", 7) != 0 || value[7 + strspn(value + 7, " \t")])
            return MALFORMED;
        head->chunked = true;
    }
    return FINE;
}

/* The head at the beginning of the text: MORE while its empty line has not come. */
static enum outcome read_head(const char *text, size_t n, struct head *head)
{
    const char *end = memmem(text, n, "\r\n\r\n", 4);
    *head = (struct head){0};
    if (n >= 5 && memcmp(text, "HTTP/", 5) != 0)
        return MALFORMED;
    if (!end)
        return n >= HEAD_MAX ? MALFORMED : MORE;
    head->size = (size_t)(end - text) + 4;
    if (head->size > HEAD_MAX || head->size < 14 || memcmp(text, "HTTP/1.", 7) != 0 || text[8] != ' ' ||
        !all_of(text + 9, 3, DIGITS) || memchr(text, '\0', head->size))
        return MALFORMED;
    head->status = (text[9] - '0') * 100 + (text[10] - '0') * 10 + text[11] - '0';
    enum outcome outcome = FINE;
    const char *line = strstr(text, "\r\n") + 2;
    while (outcome == FINE && line < end) {
        size_t length = (size_t)(strstr(line, "\r\n") - line);
        char copy[256];
        size_t kept = length < sizeof copy ? length : sizeof copy - 1;
        memcpy(copy, line, kept);
        copy[kept] = '\0';
        outcome = read_field(copy, head);
        line += length + 2;
    }
    return outcome == FINE && head->chunked && head->has_length ? MALFORMED : outcome;
}

/* Chunks (RFC 9112, 7.1) put together in out; MORE while the last one has not come. */
static enum outcome read_chunks(const char *text, size_t n, size_t limit, struct buf *out)
{
    const char *at = text, *end = text + n, *behind;
    out->len = 0;
    for (;;) {
        size_t size;
        const char *line = memmem(at, (size_t)(end - at), "\r\n", 2);
        if (!line)
            return end - at >= CHUNK_LINE_MAX ? MALFORMED : MORE;
        if (line + 2 - at > CHUNK_LINE_MAX || !number(at, 16, &size, &behind) ||
            (*behind != '\r' && *behind != ';' && *behind != ' '))
            return MALFORMED;
        if (size == 0)
            return FINE; /* what may still come says nothing of the body */
        if (size > limit || out->len + size > limit)
            return LARGE;
        at = line + 2;
        if ((size_t)(end - at) < size + 2)
            return MORE;
        if (memcmp(at + size, "\r\n", 2) != 0)
            return MALFORMED;
        buf_add(out, at, size);
        at += size + 2;
    }
}

/* All that has come so far: is it the whole answer? closed: no more will come. */
static enum outcome read_answer(const struct buf *got, bool closed, size_t limit, int *status,
                                struct buf *out)
{
    struct head head = {0};
    size_t skipped = 0;
    enum outcome outcome;
    do { /* 100 Continue and its like stand before the answer */
        skipped += head.size;
        outcome = read_head(buf_text(got) + skipped, got->len - skipped, &head);
    } while (outcome == FINE && head.status / 100 == 1);
    if (outcome != FINE)
        return outcome;
    const char *body = buf_text(got) + skipped + head.size;
    size_t n = got->len - skipped - head.size;
    *status = head.status;
    if (head.status != 200)
        return FINE;
    if (head.chunked)
        return read_chunks(body, n, limit, out);
    if (head.has_length ? head.length > limit : n > limit)
        return LARGE;
    if (head.has_length ? n < head.length : !closed)
        return MORE;
    buf_add(out, body, head.has_length ? head.length : n);
    return FINE;
}

static enum outcome receive(int fd, int64_t end, size_t limit, int *status, struct buf *out)
{
    struct buf got = {0};
    enum outcome outcome = MORE;
    char chunk[16 * 1024];
    while (outcome == MORE) {
        enum outcome ready = await(fd, POLLIN, end);
        ssize_t n = ready == FINE ? recv(fd, chunk, sizeof chunk, 0) : -1;
        if (ready != FINE)
            outcome = ready;
        else if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        else if (n < 0)
            outcome = BROKEN;
        else {
            buf_add(&got, chunk, (size_t)n);
            outcome = got.len > 4 * limit + HEAD_MAX ? LARGE : read_answer(&got, n == 0, limit, status, out);
            if (outcome == MORE && n == 0)
                outcome = BROKEN;
        }
    }
    buf_free(&got);
    return outcome;
}

static enum outcome talk(const struct http_url *url, struct octets request, size_t limit, int64_t end,
                         int *status, struct buf *out)
{
    int fd;
    enum outcome outcome = connect_any(url, end, &fd);
    if (outcome == FINE)
        outcome = send_all(fd, request, end);
    if (outcome == FINE)
        outcome = receive(fd, end, limit, status, out);
    if (fd >= 0)
        close(fd);
    return outcome;
}

const char *http_post(struct arena *arena, enum diag_lang lang, const struct http_url *url, const char *type,
                      struct octets body, size_t limit, int timeout_ms, struct buf *out, bool *again)
{
    struct buf request = {0};
    int status = 0;
    bool six = strchr(url->host, ':') != NULL, plain = strcmp(url->port, "80") == 0;
    buf_printf(
        &request,
        "POST %s HTTP/1.1\r\nHost: %s%s%s%s%s\r\nUser-Agent: baocao\r\nAccept: */*\r\nContent-Type: %s\r\n"
        "Content-Length: %zu\r\nConnection: close\r\n\r\n",
        url->path, six ? "[" : "", url->host, six ? "]" : "", plain ? "" : ":", plain ? "" : url->port, type,
        body.n);
    buf_add(&request, body.at, body.n);
    out->len = 0;
    struct octets bytes = {(const unsigned char *)buf_text(&request), request.len};
    enum outcome outcome = talk(url, bytes, limit, ticks() + timeout_ms, &status, out);
    buf_free(&request);
    *again = outcome == FINE ? status / 100 == 5 : outcomes[outcome].again;
    if (outcome != FINE)
        return outcomes[outcome].text[lang];
    if (status / 100 == 3)
        return arena_printf(
            arena, lang == LANG_VI ? "bị chuyển sang địa chỉ khác (HTTP %d)" : "redirected (HTTP %d)",
            status);
    return status == 200 ? NULL : arena_printf(arena, "HTTP %d", status);
}
