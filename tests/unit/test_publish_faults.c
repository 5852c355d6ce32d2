/* test_publish_faults.c - each call that publish() makes fails in turn, on file systems of four kinds and
 * from every state that a run may leave behind: out/ is the old one whole or the new one whole, what belongs
 * to others is still there, and the next run brings all to its end. So does each of its allocations. */
#include "publish_unit.h"

#include "base/fault.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>

/* ---- the calls, in the place of the C library's ---- */

/* FAT exchanges no names and has no second ones; nor does a share exchange names, but it links; of all but
 * the ordinary syncfs is not enough. */
enum kind { ORDINARY, FAT, SHARE, UNKNOWN, KINDS };

static struct {
    bool armed;
    enum kind kind;
    size_t at, count;
    bool fired;
    size_t links; /* made */
    int locks[4]; /* errno of each flock, when given */
    size_t lock;
} machine;

static bool fails(void)
{
    if (!machine.armed || machine.count++ != machine.at)
        return false;
    machine.fired = true;
    errno = EIO;
    return true;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    return fails() ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t read(int fd, void *bytes, size_t n)
{
    return fails() ? -1 : syscall(SYS_read, fd, bytes, n);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    return fails() ? -1 : syscall(SYS_write, fd, bytes, n);
}

int close(int fd)
{
    int result = (int)syscall(SYS_close, fd);
    return fails() ? -1 : result;
}

int fstat(int fd, struct stat *st)
{
    return fails() ? -1 : fstatat(fd, "", st, AT_EMPTY_PATH);
}

int link(const char *from, const char *to)
{
    if (machine.armed && machine.kind == FAT) {
        errno = EPERM;
        return -1;
    }
    if (fails())
        return -1;
    machine.links += machine.armed;
    return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    return fails() ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int lstat(const char *path, struct stat *st)
{
    return fails() ? -1 : fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

int mkdir(const char *path, mode_t mode)
{
    return fails() ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int rename(const char *from, const char *to)
{
    return fails() ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    if (machine.armed && (machine.kind == FAT || machine.kind == SHARE)) {
        errno = EINVAL;
        return -1;
    }
    return fails() ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, flags);
}

int remove(const char *path)
{
    if (fails())
        return -1;
    if (syscall(SYS_unlinkat, AT_FDCWD, path, 0) == 0)
        return 0;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int flock(int fd, int operation)
{
    int given = machine.lock < 4 ? machine.locks[machine.lock++] : 0;
    if (given) {
        errno = given;
        return -1;
    }
    return fails() ? -1 : (int)syscall(SYS_flock, fd, operation);
}

int fstatfs(int fd, struct statfs *st)
{
    if (fails())
        return -1;
    int result = (int)syscall(SYS_fstatfs, fd, st);
    if (machine.armed && machine.kind != ORDINARY)
        st->f_type = 0x1234;
    return result;
}

int syncfs(int fd)
{
    return fails() ? -1 : (int)syscall(SYS_syncfs, fd);
}

int fsync(int fd)
{
    struct stat st;
    if (machine.armed && machine.kind == FAT && fstatat(fd, "", &st, AT_EMPTY_PATH) == 0 &&
        S_ISDIR(st.st_mode)) {
        errno = EINVAL;
        return -1;
    }
    return fails() ? -1 : (int)syscall(SYS_fsync, fd);
}

/* ---- memory, likewise ---- */

void *__libc_malloc(size_t size);
void *__libc_realloc(void *old, size_t size);

static struct {
    size_t at, count; /* at: which allocation fails, from 1; 0 for none */
    bool and_on;
} memory;

#if !defined(__SANITIZE_ADDRESS__)
static bool no_memory(void)
{
    if (memory.at == 0 || (++memory.count != memory.at && !(memory.and_on && memory.count > memory.at)))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return no_memory() ? NULL : __libc_malloc(size);
}

void *realloc(void *old, size_t size)
{
    return no_memory() ? NULL : __libc_realloc(old, size);
}
#endif

/* ---- the states ---- */

enum state {
    FRESH,
    OLD,
    OLD_WITH_MINE,
    HALF_STAGE,
    DIED_BEHIND_EXCHANGE,
    DIED_BETWEEN_RENAMES,
    DIED_BEFORE_REMOVAL,
    STATES
};

static int setup(void **state)
{
    struct stat st;
    return make_folder(state, stat("/dev/shm", &st) == 0 ? "/dev/shm/baocao-publish-XXXXXX"
                                                         : "/tmp/baocao-publish-XXXXXX");
}

static bool publish_text(struct fixture *f, const char *text)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct tree tree = {.arena = &arena};
    tree_add(&tree, "a/b/x.txt", text, strlen(text));
    tree_add(&tree, "a/y.txt", text, strlen(text));
    tree_add(&tree, "a/stays.txt", "stays", 5);
    tree_add(&tree, "top.txt", text, strlen(text));
    bool fine = publish(&arena, &diags, path(f, "out"), &tree) != PUBLISH_FAILED;
    if (memory.at > 0)
        diag_print(&diags, stderr);
    bool armed = machine.armed;
    machine.armed = false;
    f->status = diag_exit_status(&diags, false);
    arena_free(&arena);
    machine.armed = armed;
    return fine;
}

static void move(struct fixture *f, const char *from, const char *to)
{
    assert_int_equal(rename(path(f, from), path(f, to)), 0);
}

static void make(struct fixture *f, enum state state)
{
    assert_int_equal(system(arena_printf(&f->arena, "rm -rf %s && mkdir %s", f->folder, f->folder)), 0);
    if (state != FRESH)
        assert_true(publish_text(f, "old"));
    if (state == OLD_WITH_MINE || state == DIED_BEHIND_EXCHANGE || state == DIED_BEFORE_REMOVAL)
        put(f, "out/mine.pdf", "mine");
    if (state == HALF_STAGE) {
        mkdir(path(f, ".out.baocao-moi"), 0777);
        put(f, ".out.baocao-moi/half", "h");
    }
    if (state == DIED_BETWEEN_RENAMES || state == DIED_BEFORE_REMOVAL)
        move(f, "out", ".out.baocao-cu");
    if (state == DIED_BEHIND_EXCHANGE)
        move(f, "out", ".out.baocao-moi");
    if (state == DIED_BEHIND_EXCHANGE || state == DIED_BEFORE_REMOVAL) {
        move(f, state == DIED_BEHIND_EXCHANGE ? ".out.baocao-moi" : ".out.baocao-cu", "aside");
        assert_true(publish_text(f, "old"));
        /* what did not change stands in both */
        assert_int_equal(unlink(path(f, "aside/a/stays.txt")), 0);
        assert_int_equal(link(path(f, "out/a/stays.txt"), path(f, "aside/a/stays.txt")), 0);
        move(f, "aside", state == DIED_BEHIND_EXCHANGE ? ".out.baocao-moi" : ".out.baocao-cu");
    }
}

/* ---- the judges ---- */

static bool holds(struct fixture *f, const char *name, const char *text)
{
    struct buf bytes = {0};
    bool same = file_read(path(f, name), 1 << 20, &bytes) == FILE_FINE && strcmp(buf_text(&bytes), text) == 0;
    buf_free(&bytes);
    return same;
}

static bool is_whole(struct fixture *f, const char *folder, const char *text)
{
    static const char *const names[] = {"a/b/x.txt", "a/y.txt", "top.txt"};
    bool whole = file_exists(path(f, path_join(&f->arena, folder, ".baocao")));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        whole = whole && holds(f, path_join(&f->arena, folder, names[i]), text);
    return whole && holds(f, path_join(&f->arena, folder, "a/stays.txt"), "stays");
}

static bool mine_is_there(struct fixture *f)
{
    static const char *const places[] = {"out", ".out.baocao-moi", ".out.baocao-cu", "out.giu-1",
                                         "out.giu-2"};
    bool found = false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        found = found || holds(f, path_join(&f->arena, places[i], "mine.pdf"), "mine");
    return found;
}

/* Does no other folder share a file with out/? */
static bool stands_alone(struct fixture *f)
{
    struct stat st;
    return lstat(path(f, "out/a/stays.txt"), &st) == 0 && st.st_nlink == 1;
}

static bool anything_left(struct fixture *f)
{
    bool left = false;
    for (char **name = folder_names(&f->arena, f->folder); *name; name++)
        left = left || **name == '.' ||
               file_exists(path(f, path_join(&f->arena, *name, ".baocao-ban-sao"))); /* stage.c's */
    return left;
}

/* The n-th call of a publication fails: is all well? False when there is no n-th call. */
static bool survives(struct fixture *f, enum state state, enum kind kind, size_t n)
{
    make(f, state);
    machine.kind = kind;
    machine.at = n;
    machine.count = 0;
    machine.fired = false;
    machine.armed = true;
    bool fine = publish_text(f, "new");
    machine.armed = false;
    int status = f->status;
    fault_forget();
    const char *what = arena_printf(&f->arena, "state %d, kind %d, call %zu: ", state, kind, n);
    bool mine = state == OLD_WITH_MINE || state == DIED_BEHIND_EXCHANGE || state == DIED_BEFORE_REMOVAL;
    bool old = is_whole(f, "out", "old") || (state == FRESH && !folder_exists(path(f, "out"))) ||
               (!folder_exists(path(f, "out")) && is_whole(f, ".out.baocao-cu", "old"));
    bool new = is_whole(f, "out", "new");
    if (!old && !new)
        fail_msg("%sout/ is neither the old one nor the new one", what);
    if (fine && !new)
        fail_msg("%sdone, it says", what);
    if (fine && !stands_alone(f))
        fail_msg("%sdone, and a file of out/ has another name", what);
    if (!fine && status != 3)
        fail_msg("%sstatus %d", what, status);
    if (mine && !mine_is_there(f))
        fail_msg("%swhat belongs to others is gone", what);
    if (!publish_text(f, "new") || !is_whole(f, "out", "new") || anything_left(f) || !stands_alone(f) ||
        (mine && !mine_is_there(f)))
        fail_msg("%sthe next run does not bring it to its end", what);
    return machine.fired;
}

static void every_call_may_fail(void **state)
{
    struct fixture *f = *state;
    size_t tried = 0;
    machine.links = 0;
    for (int kind = 0; kind < KINDS; kind++)
        for (int from = 0; from < STATES; from++)
            for (size_t n = 0; survives(f, (enum state)from, (enum kind)kind, n); n++) {
                tried++;
                arena_free(&f->arena);
            }
    print_message("%zu faults, %zu links\n", tried, machine.links);
    assert_true(tried > 2000);
    assert_true(machine.links > 500);
}

enum { REFUSED = 3, NEVER_FAILED = 101 };

/* A process publishes in which the n-th allocation fails: its exit status, -1 for a crash. What it says is in
 * the file "said". */
static int publishes(struct fixture *f, size_t n, bool and_on)
{
    const char *said = path(f, "said");
    int status;
    pid_t child = fork();
    if (child == 0) {
        dup2(open(said, O_WRONLY | O_CREAT | O_TRUNC, 0666), STDERR_FILENO);
        mem_last_words(""); /* of the tests before */
        memory.and_on = and_on;
        memory.at = n;
        bool fine = publish_text(f, "new");
        _exit(!fine ? REFUSED : memory.count < n ? NEVER_FAILED : 0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* An old output is moved aside only for what belongs to others, and never without a word. */
static bool survives_want(struct fixture *f, enum state state, size_t n, bool and_on)
{
    make(f, state);
    int status = publishes(f, n, and_on);
    bool mine = state == OLD_WITH_MINE, aside = folder_exists(path(f, "out.giu-1"));
    struct buf said = {0};
    file_read(path(f, "said"), 1 << 20, &said);
    const char *what = arena_printf(&f->arena, "state %d, allocation %zu%s: status %d: %s", state, n,
                                    and_on ? " and on" : "", status, buf_text(&said));
    bool told = strstr(buf_text(&said), "out.giu-1") != NULL;
    buf_free(&said);
    if (status != 0 && status != REFUSED && status != NEVER_FAILED)
        fail_msg("%sanother end", what);
    if (!is_whole(f, "out", "new") && (status != REFUSED || !is_whole(f, "out", "old")))
        fail_msg("%sout/ is neither the old one nor the new one", what);
    if (aside != told || (aside && !mine))
        fail_msg("%smoved aside without need, or without a word", what);
    if (!publish_text(f, "new") || !is_whole(f, "out", "new") || anything_left(f) ||
        (mine && !mine_is_there(f)))
        fail_msg("%sthe next run does not bring it to its end", what);
    arena_free(&f->arena);
    return status != NEVER_FAILED;
}

static void every_allocation_may_fail(void **state)
{
    machine.armed = false;
    for (int from = OLD; from <= OLD_WITH_MINE; from++)
        for (int and_on = 0; and_on < 2; and_on++) {
            size_t n = 1;
            while (survives_want(*state, (enum state)from, n, and_on))
                n++;
#if !defined(__SANITIZE_ADDRESS__)
            assert_true(n > 20);
#endif
        }
}

/* Somebody else has the lock; the wait is broken off; a file system without locks. */
static void locks(void **state)
{
    struct fixture *f = *state;
    static const struct {
        int answers[4];
        bool fine;
    } rows[] = {
        {{EWOULDBLOCK}, true},
        {{EWOULDBLOCK, EINTR}, true},
        {{EWOULDBLOCK, EINTR, EIO}, false},
        {{ENOLCK}, true},
        {{ENOSYS}, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        make(f, OLD);
        memcpy(machine.locks, rows[i].answers, sizeof machine.locks);
        machine.lock = 0;
        bool fine = publish_text(f, "new");
        memset(machine.locks, 0, sizeof machine.locks);
        assert_int_equal(fine, rows[i].fine);
        assert_true(is_whole(f, "out", fine ? "new" : "old"));
    }
}

/* Not every folder that is called so may be written over. */
static void names_of_out(void **state)
{
    struct fixture *f = *state;
    static const char *const refused[] = {".", "..", "/", "a/.", "b/../.."};
    struct diags diags = {.arena = &f->arena};
    struct tree tree = {.arena = &f->arena};
    tree_add(&tree, "top.txt", "x", 1);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(publish(&f->arena, &diags, refused[i], &tree), PUBLISH_FAILED);
    assert_int_equal(diag_exit_status(&diags, false), 2);
    assert_int_equal(publish(&f->arena, &diags, path(f, "fine///"), &tree), PUBLISH_WRITTEN);
    assert_true(holds(f, "fine/top.txt", "x"));
    assert_false(publish_busy(&f->arena, path(f, "fine")));
    assert_false(publish_busy(&f->arena, path(f, "no/such")));
    int fd = open(f->folder, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_true(publish_busy(&f->arena, path(f, "fine")));
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_call_may_fail, setup, teardown),
        cmocka_unit_test_setup_teardown(every_allocation_may_fail, setup, teardown),
        cmocka_unit_test_setup_teardown(locks, setup, teardown),
        cmocka_unit_test_setup_teardown(names_of_out, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
