/* passphrase.c - a passphrase from the terminal, from a descriptor or from a file. */
#include "seal/passphrase.h"

#include "base/fault.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

void seal_passphrase_wipe(struct seal_passphrase *passphrase)
{
    OPENSSL_cleanse(passphrase, sizeof *passphrase);
}

/* ---- a descriptor that is read to its end ---- */

enum outcome { READ_FINE, READ_LONG, READ_FAULT };

/* Drops one newline at the end. */
static enum outcome settle(struct seal_passphrase *out)
{
    if (out->length > 0 && out->bytes[out->length - 1] == '\n')
        out->length--;
    if (out->length > SEAL_PASSPHRASE_MAX)
        return READ_LONG;
    out->bytes[out->length] = '\0';
    return READ_FINE;
}

static enum outcome read_whole(int fd, struct seal_passphrase *out)
{
    out->length = 0;
    for (;;) {
        ssize_t n = read(fd, out->bytes + out->length, sizeof out->bytes - out->length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return READ_FAULT;
        if (n == 0)
            return settle(out);
        out->length += (size_t)n;
        if (out->length == sizeof out->bytes)
            return READ_LONG;
    }
}

/* True when it was read; otherwise a complaint is made and all is wiped. */
static bool judged(struct diags *diags, enum outcome outcome, const char *from, struct seal_passphrase *out)
{
    if (outcome == READ_FINE)
        return true;
    int error = errno;
    seal_passphrase_wipe(out);
    if (outcome == READ_LONG)
        diag(diags, PASSPHRASE_LONG, {0}, from);
    else
        diag(diags, PASSPHRASE_UNREADABLE, {0}, from, fault_text(error, diags->lang));
    return false;
}

bool seal_passphrase_fd(struct diags *diags, const char *words, struct seal_passphrase *out)
{
    size_t digits = strspn(words, "0123456789");
    int fd = digits > 0 && digits <= 6 && words[digits] == '\0' ? atoi(words) : -1;
    if (fd < 0 || fcntl(fd, F_GETFD) < 0) {
        seal_passphrase_wipe(out);
        diag(diags, PASSPHRASE_DESCRIPTOR, {0}, words);
        return false;
    }
    return judged(diags, read_whole(fd, out), "--pass-fd", out);
}

bool seal_passphrase_file(struct diags *diags, const char *path, struct seal_passphrase *out)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &st) != 0) {
        bool ignored = judged(diags, READ_FAULT, path, out);
        (void)ignored;
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool fine = false;
    if (!S_ISREG(st.st_mode) || (st.st_uid != geteuid() && st.st_uid != 0))
        diag(diags, PASSPHRASE_FILE_KIND, {0}, path);
    else if (st.st_mode & (S_IRWXG | S_IRWXO))
        diag(diags, PASSPHRASE_FILE_OPEN, {0}, path);
    else
        fine = judged(diags, read_whole(fd, out), path, out);
    close(fd);
    if (!fine)
        seal_passphrase_wipe(out);
    return fine;
}

/* ---- the terminal ---- */

static volatile sig_atomic_t caught;
static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { SIGNALS = sizeof signals / sizeof *signals };

static void on_signal(int number)
{
    caught = number;
}

/* Reads a line. Signals are let in only while it waits, so that none is missed. */
static enum outcome read_line(int fd, const sigset_t *outside, struct seal_passphrase *out)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    out->length = 0;
    while (out->length < sizeof out->bytes) {
        int ready = ppoll(&waiting, 1, NULL, outside);
        if (caught)
            return READ_FAULT;
        if (ready < 0 && errno == EINTR)
            continue;
        ssize_t n = read(fd, out->bytes + out->length, sizeof out->bytes - out->length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return READ_FAULT;
        out->length += (size_t)n;
        if (n == 0 || out->bytes[out->length - 1] == '\n')
            return settle(out);
    }
    return READ_LONG;
}

static enum outcome ask_silently(int tty, const char *prompt, struct seal_passphrase *out)
{
    struct termios before, silent;
    struct sigaction old[SIGNALS], now = {.sa_handler = on_signal};
    sigset_t block, outside;
    if (tcgetattr(tty, &before) != 0)
        return READ_FAULT;
    sigemptyset(&block);
    for (int i = 0; i < SIGNALS; i++)
        sigaddset(&block, signals[i]);
    caught = 0;
    sigprocmask(SIG_BLOCK, &block, &outside);
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &now, &old[i]);
    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    silent.c_lflag |= ICANON | ISIG;
    silent.c_cc[VSUSP] = _POSIX_VDISABLE; /* a stopped program would leave the terminal dumb */
    enum outcome outcome = READ_FAULT;
    if (tcsetattr(tty, TCSAFLUSH, &silent) == 0 && file_write_all(tty, prompt, strlen(prompt)))
        outcome = read_line(tty, &outside, out);
    int error = errno;
    tcsetattr(tty, TCSAFLUSH, &before);
    file_write_all(tty, "\n", 1);
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &old[i], NULL);
    if (caught) { /* what the signal was to do, it does now, with the terminal as it was */
        seal_passphrase_wipe(out);
        raise(caught);
    }
    sigprocmask(SIG_SETMASK, &outside, NULL);
    errno = caught ? EINTR : error;
    return outcome;
}

bool seal_passphrase_ask(struct diags *diags, const char *prompt, struct seal_passphrase *out)
{
    int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (tty < 0) {
        seal_passphrase_wipe(out);
        diag(diags, PASSPHRASE_NO_TERMINAL, {0});
        return false;
    }
    enum outcome outcome = ask_silently(tty, prompt, out);
    int error = errno;
    close(tty);
    errno = error;
    return judged(diags, outcome, "/dev/tty", out);
}
