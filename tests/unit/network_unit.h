/* network_unit.h - a network that is made in the test: names, addresses, a clock, and one answer to each
 * request; in the place of the C library's calls. */
#ifndef TESTS_UNIT_NETWORK_UNIT_H
#define TESTS_UNIT_NETWORK_UNIT_H

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { ADDRESSES = 3, WAITS = -2, DEAF = -3 };

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
    const char *answer; /* to each request */
    size_t size, left;  /* its bytes, and those of them that have not come yet */
    int lists;          /* of addresses, that were not given back */
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
    errno = net.sockets[net.tried++ % ADDRESSES];
    return errno ? -1 : open("/dev/null", O_RDWR | O_CLOEXEC);
}

int connect(int fd, const struct sockaddr *address, socklen_t size)
{
    (void)fd, (void)address;
    net.left = net.size;
    net.sent_count = 0;
    assert_int_equal(size, sizeof *address);
    int error = net.at_once[(net.tried - 1) % ADDRESSES];
    errno = error == WAITS ? EINPROGRESS : error;
    return error ? -1 : 0;
}

int getsockopt(int fd, int level, int name, void *value, socklen_t *size)
{
    (void)fd, (void)level, (void)name, (void)size;
    int error = net.later[(net.tried - 1) % ADDRESSES];
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
    bool connecting =
        net.later[(net.tried - 1) % ADDRESSES] == WAITS && net.at_once[(net.tried - 1) % ADDRESSES] == WAITS;
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
    memcpy(bytes, net.answer + net.size - net.left, n);
    net.left -= n;
    return (ssize_t)n;
}

#endif
