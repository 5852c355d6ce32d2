/* test_seal_passphrase.c - passphrases from descriptors, files and a terminal while the machine interrupts,
 * fails and gives little at a time; and how a terminal and a process look afterwards. */
#include "open_files.h"
#include "seal_unit.h"

#include "base/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>

/* ---- the calls, in the place of the C library's ---- */

static struct {
    size_t most;                  /* bytes that a read gives, 0: as many as there are */
    int interrupted;              /* so many reads are, before one is let through */
    int read_error, status_error; /* of each */
    uid_t owner;                  /* of every file, when not 0 */
    int polls;                    /* so many are interrupted, by nothing of ours */
    int early;                    /* a signal that comes while the question is written */
} machine;

ssize_t read(int fd, void *bytes, size_t n)
{
    if (machine.interrupted > 0 || machine.read_error) {
        errno = machine.interrupted-- > 0 ? EINTR : machine.read_error;
        return -1;
    }
    return syscall(SYS_read, fd, bytes, machine.most > 0 && machine.most < n ? machine.most : n);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    int number = machine.early;
    machine.early = 0;
    if (number)
        raise(number);
    return syscall(SYS_write, fd, bytes, n);
}

int fstat(int fd, struct stat *st)
{
    int status = machine.status_error ? -1 : fstatat(fd, "", st, AT_EMPTY_PATH);
    if (machine.status_error)
        errno = machine.status_error;
    if (machine.owner)
        st->st_uid = machine.owner;
    return status;
}

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *time, const sigset_t *mask)
{
    if (machine.polls-- > 0) {
        errno = EINTR;
        return -1;
    }
    return (int)syscall(SYS_ppoll, fds, n, time, mask, _NSIG / 8);
}

/* ---- descriptors and files ---- */

/* What is asked for by a descriptor, or in a file, of these bytes; NULL after the complaint. */
static const char *given(struct fixture *f, bool file, const char *bytes, size_t n, const char *code)
{
    static struct seal_passphrase out;
    char path[] = "/tmp/baocao-secret-XXXXXX", words[16];
    int fd = mkstemp(path);
    assert_int_equal(write(fd, bytes, n), n);
    lseek(fd, 0, SEEK_SET);
    snprintf(words, sizeof words, "%d", fd);
    memset(&out, 'x', sizeof out);
    size_t open = open_files();
    bool fine =
        file ? seal_passphrase_file(&f->diags, path, &out) : seal_passphrase_fd(&f->diags, words, &out);
    assert_int_equal(open_files(), open);
    close(fd);
    unlink(path);
    if (fine != !code)
        fail_msg("%zu bytes: %s", n, fine ? "taken" : complaints(f));
    if (code)
        assert_complaint(f, code);
    for (size_t i = 0; !fine && i < sizeof out; i++)
        assert_int_equal(((const char *)&out)[i], 0); /* nothing of it is left */
    if (fine)
        assert_int_equal(out.length, strlen(out.bytes));
    return fine ? out.bytes : NULL;
}

static void lengths(void **state)
{
    struct fixture *f = *state;
    static char longest[SEAL_PASSPHRASE_MAX + 10];
    static const size_t steps[] = {0, 1, 1000};
    memset(longest, 'a', sizeof longest);
    for (size_t i = 0; i < 2 * sizeof steps / sizeof *steps; i++) {
        bool file = i % 2;
        machine.most = steps[i / 2];
        assert_string_equal(given(f, file, "mot\nhai\n", 8, NULL), "mot\nhai");
        assert_string_equal(given(f, file, "mot", 3, NULL), "mot");
        assert_string_equal(given(f, file, "\n", 1, NULL), "");
        assert_string_equal(given(f, file, "\n\n", 2, NULL), "\n");
        assert_string_equal(given(f, file, "", 0, NULL), "");
        assert_int_equal(strlen(given(f, file, longest, SEAL_PASSPHRASE_MAX, NULL)), SEAL_PASSPHRASE_MAX);
        given(f, file, longest, SEAL_PASSPHRASE_MAX + 1, "Y012");
        given(f, file, longest, SEAL_PASSPHRASE_MAX + 2, "Y012");
        given(f, file, longest, sizeof longest, "Y012");
        longest[SEAL_PASSPHRASE_MAX] = '\n';
        assert_int_equal(strlen(given(f, file, longest, SEAL_PASSPHRASE_MAX + 1, NULL)), SEAL_PASSPHRASE_MAX);
        given(f, file, longest, SEAL_PASSPHRASE_MAX + 2, "Y012");
        longest[SEAL_PASSPHRASE_MAX] = 'a';
    }
    machine.most = 0;
}

static void refused_and_interrupted(void **state)
{
    struct fixture *f = *state;
    for (int file = 0; file < 2; file++) {
        machine.interrupted = 3;
        assert_string_equal(given(f, file, "mot\n", 4, NULL), "mot");
        machine.interrupted = 2;
        machine.read_error = EIO;
        given(f, file, "mot\n", 4, "Y015");
        machine.interrupted = machine.read_error = 0;
    }
    machine.read_error = EIO;
    char path[] = "/tmp/baocao-secret-XXXXXX";
    int fd = mkstemp(path);
    struct seal_passphrase out;
    assert_false(seal_passphrase_file(&f->diags, path, &out));
    assert_non_null(strstr(complaints(f), fault_text(EIO, LANG_VI)));
    assert_complaint(f, "Y015");
    machine.read_error = 0;
    close(fd);
    unlink(path);
    assert_false(seal_passphrase_file(&f->diags, path, &out));
    assert_non_null(strstr(complaints(f), fault_text(ENOENT, LANG_VI)));
    assert_complaint(f, "Y015");
    machine.status_error = EIO;
    given(f, true, "mot\n", 4, "Y015");
    machine.status_error = 0;
    machine.owner = geteuid() + 4242; /* another user's, who may read along */
    given(f, true, "mot\n", 4, "Y014");
    machine.owner = 0;
    static const char *const words[] = {"1000000", "999999", "0x", "-1", " 0", ""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        memset(&out, 'x', sizeof out);
        assert_false(seal_passphrase_fd(&f->diags, words[i], &out));
        assert_complaint(f, "Y011");
        assert_true(out.length == 0 && out.bytes[0] == 0 && out.bytes[SEAL_PASSPHRASE_MAX] == 0);
    }
}

/* Without a standard input the file is opened as descriptor 0. */
static void the_first_descriptor(void **state)
{
    struct fixture *f = *state;
    struct seal_passphrase out;
    char path[] = "/tmp/baocao-secret-XXXXXX";
    int fd = mkstemp(path), kept = dup(0);
    assert_int_equal(write(fd, "mot\n", 4), 4);
    close(fd);
    close(0);
    size_t open = open_files();
    bool fine = seal_passphrase_file(&f->diags, path, &out);
    size_t open_then = open_files();
    machine.status_error = EIO;
    bool without_status = seal_passphrase_file(&f->diags, path, &out);
    machine.status_error = 0;
    size_t open_at_last = open_files();
    dup2(kept, 0);
    close(kept);
    unlink(path);
    assert_true(fine && !without_status && open_then == open && open_at_last == open);
    assert_complaint(f, "Y015");
}

/* ---- a terminal ---- */

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

enum how { PLAIN, RAW, POLLS, READS, GONE, IGNORED, FIRST, EARLY, AGAIN };

/* In the child: asks, and says how it went: 0 the right one, 1 another, or the number of the complaint; 100
 * when the process is not as it was. */
static int asked(enum how how, const char *wanted)
{
    struct arena arena = {0};
    struct fixture f = {.diags = {.arena = &arena}};
    struct seal_passphrase out;
    struct termios raw;
    sigset_t mask;
    struct sigaction now;
    /* a job in the background ignores some, one that outlives its terminal another */
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], how == IGNORED || how == AGAIN ? SIG_IGN : SIG_DFL);
    machine.polls = how == POLLS ? 3 : 0;
    machine.interrupted = how == READS ? 3 : 0;
    machine.read_error = how == GONE ? EIO : 0;
    machine.early = how == EARLY ? SIGINT : 0;
    if (how == RAW) {
        tcgetattr(0, &raw);
        cfmakeraw(&raw);
        tcsetattr(0, TCSANOW, &raw);
    }
    if (how == FIRST)
        close(0); /* the terminal is opened as that */
    size_t open = open_files();
    bool fine = seal_passphrase_ask(&f.diags, "Mật khẩu: ", &out);
    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigaction(SIGINT, NULL, &now);
    if (open_files() != open || sigismember(&mask, SIGINT) || sigismember(&mask, SIGTERM) ||
        now.sa_handler != (how == IGNORED || how == AGAIN ? SIG_IGN : SIG_DFL))
        return 100;
    if (how == AGAIN && !fine)
        fine = seal_passphrase_ask(&f.diags, "Mật khẩu: ", &out);
    if (how == RAW) {
        struct termios after;
        tcgetattr(0, &after);
        if (after.c_lflag != raw.c_lflag)
            return 100;
    }
    if (fine)
        return strcmp(out.bytes, wanted) == 0 ? 0 : 1;
    for (size_t i = 0; i < sizeof out; i++)
        if (((const char *)&out)[i])
            return 100;
    const char *said = complaints(&(struct fixture){.diags = f.diags}), *code = strstr(said, "[Y0");
    if (how == GONE || how == IGNORED) /* and why */
        code = strstr(said, fault_text(how == GONE ? EIO : EINTR, LANG_VI)) ? code : NULL;
    return code ? (int)strtol(code + 3, NULL, 10) : 100;
}

/* Types these bytes on a child's terminal, or sends it a signal once it asks. Its status. */
static int typed(enum how how, const char *bytes, int number, const char *wanted)
{
    char shown[5000];
    int master, status;
    struct termios now;
    pid_t child = forkpty(&master, NULL, NULL, NULL);
    if (child == 0)
        _exit(asked(how, wanted));
    assert_true(child > 0);
    size_t n = 0;
    ssize_t got;
    const char *seen = shown; /* behind the last question */
    for (int questions = how == AGAIN ? 2 : 1; questions > 0; questions--) {
        const char *found;
        while (!(found = memmem(seen, n - (size_t)(seen - shown), "khẩu: ", strlen("khẩu: "))) &&
               (got = read(master, shown + n, sizeof shown - n)) > 0)
            n += (size_t)got;
        assert_non_null(found);
        assert_int_equal(tcgetattr(master, &now), 0);
        if (how != GONE && how != EARLY)
            assert_true(!(now.c_lflag & ECHO) && (now.c_lflag & ICANON) && (now.c_lflag & ISIG) &&
                        now.c_cc[VSUSP] == _POSIX_VDISABLE);
        if (number && seen == shown)
            kill(child, number);
        seen = found + strlen("khẩu: ");
    }
    assert_true(file_write_all(master, bytes, strlen(bytes)));
    while (n < sizeof shown && (got = read(master, shown + n, sizeof shown - n)) > 0)
        n += (size_t)got;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(tcgetattr(master, &now), 0);
    assert_int_equal(!(now.c_lflag & ECHO), how == RAW);
    assert_int_not_equal(now.c_cc[VSUSP], _POSIX_VDISABLE);
    assert_non_null(memchr(seen, '\n', n - (size_t)(seen - shown))); /* what follows begins a line */
    close(master);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void on_a_terminal(void **state)
{
    (void)state;
    char endless[SEAL_PASSPHRASE_MAX + 4], pieces[2 * SEAL_PASSPHRASE_MAX];
    memset(endless, 'a', sizeof endless);
    assert_int_equal(typed(PLAIN, "đúng\n", 0, "đúng"), 0);
    assert_int_equal(typed(PLAIN, "\n", 0, ""), 0);
    assert_int_equal(typed(PLAIN, "\x04", 0, ""), 0); /* Ctrl+D */
    assert_int_equal(typed(PLAIN, "mot\x04hai\n", 0, "mothai"), 0);
    assert_int_equal(typed(RAW, "đúng\n", 0, "đúng"), 0);
    assert_int_equal(typed(RAW, "đ\x03", 0, ""), -SIGINT);
    assert_int_equal(typed(POLLS, "đúng\n", 0, "đúng"), 0);
    assert_int_equal(typed(POLLS, "\x04", 0, ""), 0);
    assert_int_equal(typed(POLLS, "", SIGINT, ""), -SIGINT);
    assert_int_equal(typed(READS, "đúng\n", 0, "đúng"), 0);
    assert_int_equal(typed(FIRST, "đúng\n", 0, "đúng"), 0);
    assert_int_equal(typed(GONE, "đúng\n", 0, ""), 15);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        assert_int_equal(typed(PLAIN, "", signals[i], ""), -signals[i]);
    assert_int_equal(typed(IGNORED, "", SIGINT, ""), 15);        /* it is not asked again */
    assert_int_equal(typed(AGAIN, "đúng\n", SIGINT, "đúng"), 0); /* but by somebody else */
    assert_int_equal(typed(EARLY, "", 0, ""), -SIGINT);          /* none is missed */
    const char *half = endless + SEAL_PASSPHRASE_MAX / 2;
    snprintf(pieces, sizeof pieces, "%.600s\x04%.*s\n", endless, (int)(endless + sizeof endless - half),
             half);
    assert_int_equal(typed(PLAIN, pieces, 0, ""), 12);
    endless[sizeof endless - 1] = '\0';
    endless[SEAL_PASSPHRASE_MAX + 2] = '\n';
    assert_int_equal(typed(PLAIN, endless, 0, ""), 12);
    endless[SEAL_PASSPHRASE_MAX + 1] = '\n';
    assert_int_equal(typed(PLAIN, endless, 0, ""), 12);
    endless[SEAL_PASSPHRASE_MAX] = '\n';
    endless[SEAL_PASSPHRASE_MAX + 1] = '\0';
    char longest[SEAL_PASSPHRASE_MAX + 1];
    memcpy(longest, endless, sizeof longest);
    longest[SEAL_PASSPHRASE_MAX] = '\0';
    assert_int_equal(typed(PLAIN, endless, 0, longest), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lengths, setup, teardown),
        cmocka_unit_test_setup_teardown(refused_and_interrupted, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_descriptor, setup, teardown),
        cmocka_unit_test(on_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
