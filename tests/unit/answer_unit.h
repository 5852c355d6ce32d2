/* answer_unit.h - a server on loopback that gives one answer to one request. */
#ifndef TESTS_ANSWER_UNIT_H
#define TESTS_ANSWER_UNIT_H

#include "unit.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

/* A server for one answer, in a process of its own; its port. step: so many bytes at a time. */
static pid_t serve(const char *answer, size_t n, size_t step, char *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    assert_int_equal(bind(fd, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(fd, 1), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
    snprintf(port, 8, "%u", ntohs(at.sin_port));
    pid_t server = fork();
    if (server == 0) {
        char request[4096];
        int client = accept(fd, NULL, NULL);
        setsockopt(client, IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on);
        for (size_t got = 0; !memmem(request, got, "body", 4);) {
            ssize_t some = recv(client, request + got, sizeof request - got, 0);
            if (some <= 0)
                _exit(0);
            got += (size_t)some;
        }
        for (size_t i = 0; i < n; i += step)
            if (send(client, answer + i, n - i < step ? n - i : step, MSG_NOSIGNAL) <= 0)
                break;
        shutdown(client, SHUT_WR);
        while (recv(client, request, sizeof request, 0) > 0) /* so that nothing sent is thrown away */
            ;
        _exit(0);
    }
    close(fd);
    return server;
}

#endif
