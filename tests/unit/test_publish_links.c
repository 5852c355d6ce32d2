/* test_publish_links.c - what stays between two outputs gets a second name instead of being written anew, and
 * only when nobody could tell: never what is known elsewhere, is not as a new file would be, or was changed.
 */
#include "publish_unit.h"

#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>

/* What others do while a publication is under way: before the first name is linked, and before the new output
 * takes its place. */
static struct {
    struct fixture *fixture;
    void (*before_link)(struct fixture *f), (*before_exchange)(struct fixture *f);
    int link_error;
    size_t links;
    const char *unseen; /* what lstat does not show any more once it was asked for so often, and why */
    size_t asked, seen;
    int why;
    const char *closed; /* a folder that cannot be read, and why */
    int closed_why;
} meanwhile;

static void happen(void (**event)(struct fixture *f))
{
    void (*now)(struct fixture * f) = *event;
    *event = NULL;
    if (now)
        now(meanwhile.fixture);
}

int link(const char *from, const char *to)
{
    happen(&meanwhile.before_link);
    meanwhile.links++;
    errno = meanwhile.link_error;
    return errno ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int lstat(const char *path, struct stat *st)
{
    if (meanwhile.unseen && strcmp(path, meanwhile.unseen) == 0 && ++meanwhile.asked > meanwhile.seen) {
        errno = meanwhile.why;
        return -1;
    }
    return fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

DIR *opendir(const char *path)
{
    errno = meanwhile.closed_why;
    return meanwhile.closed && strcmp(path, meanwhile.closed) == 0
               ? NULL
               : fdopendir(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    if (flags == RENAME_EXCHANGE)
        happen(&meanwhile.before_exchange);
    return (int)syscall(SYS_renameat2, a, from, b, to, flags);
}

static int setup(void **state)
{
    int status = make_folder(state, "/tmp/baocao-publish-XXXXXX");
    memset(&meanwhile, 0, sizeof meanwhile);
    meanwhile.fixture = *state;
    umask(022);
    return status;
}

/* Two files that stay, in different folders, and one that changes; only: one that comes and goes. */
static void publish_with(struct fixture *f, const char *text, const char *only)
{
    struct tree tree = {.arena = &f->arena};
    tree_add(&tree, "a/same.txt", "same", 4);
    tree_add(&tree, "top.txt", text, strlen(text));
    if (only)
        tree_add(&tree, only, "only", 4);
    tree_add(&tree, "same.txt", "the same", 8);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
}

static void publish_text(struct fixture *f, const char *text)
{
    publish_with(f, text, NULL);
}

static struct stat look(struct fixture *f, const char *name)
{
    struct stat st;
    if (lstat(path(f, name), &st) != 0)
        fail_msg("%s is not there", name);
    return st;
}

static bool is_there(struct fixture *f, const char *name)
{
    struct stat st;
    return lstat(path(f, name), &st) == 0;
}

static void holds(struct fixture *f, const char *name, const char *text)
{
    struct buf bytes = {0};
    assert_int_equal(file_read(path(f, name), 1 << 20, &bytes), FILE_FINE);
    assert_string_equal(buf_text(&bytes), text);
    buf_free(&bytes);
}

/* An output as it should be, none of whose files has a second name. */
static void is_whole(struct fixture *f, const char *folder, const char *text)
{
    static const char *const names[] = {"a/same.txt", "same.txt", "top.txt"};
    const char *const texts[] = {"same", "the same", text};
    for (size_t i = 0; i < 3; i++) {
        const char *name = path_join(&f->arena, folder, names[i]);
        holds(f, name, texts[i]);
        assert_int_equal(look(f, name).st_nlink, 1);
    }
}

static void links_what_stays(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    assert_int_equal(meanwhile.links, 0);
    struct stat a = look(f, "out/a/same.txt"), b = look(f, "out/same.txt"), top = look(f, "out/top.txt");
    publish_text(f, "two");
    is_whole(f, "out", "two");
    assert_int_equal(meanwhile.links, 2);
    assert_int_equal(look(f, "out/a/same.txt").st_ino, a.st_ino);
    assert_int_equal(look(f, "out/same.txt").st_ino, b.st_ino);
    assert_int_equal(look(f, "out/same.txt").st_mtim.tv_nsec, b.st_mtim.tv_nsec);
    assert_int_not_equal(look(f, "out/top.txt").st_ino, top.st_ino);
    assert_int_equal(f->diags.count, 0);
}

/* What the new tree lacks, and we wrote, stands in nobody's way. */
static void links_when_a_file_goes(void **state)
{
    struct fixture *f = *state;
    publish_with(f, "one", "b/only.txt");
    struct stat a = look(f, "out/a/same.txt");
    publish_with(f, "one", NULL);
    assert_int_equal(look(f, "out/a/same.txt").st_ino, a.st_ino);
    assert_false(is_there(f, "out/b"));
    publish_with(f, "one", "c/only.txt");
    assert_int_equal(look(f, "out/a/same.txt").st_ino, a.st_ino);
    is_whole(f, "out", "one");
    assert_int_equal(f->diags.count, 0);
}

/* A backup by links (cp -al): whoever writes into it must not write into out/. */
static void writes_what_has_another_name(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    assert_int_equal(syscall(SYS_linkat, AT_FDCWD, path(f, "out/same.txt"), AT_FDCWD, path(f, "backup"), 0),
                     0);
    publish_text(f, "two");
    assert_int_equal(meanwhile.links, 1);
    put(f, "backup", "other");
    is_whole(f, "out", "two");
    assert_int_equal(f->diags.count, 0);
}

/* The same of those that were changed through their other names: they are no files of the new output. */
static void keeps_what_was_changed_by_another_name(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    put(f, "out/a/mine.pdf", "mine");
    assert_int_equal(system(arena_printf(&f->arena, "cp -al %s/out %s/backup", f->folder, f->folder)), 0);
    put(f, "backup/same.txt", "other");
    publish_text(f, "two");
    is_whole(f, "out", "two");
    holds(f, "out.giu-1/same.txt", "other");
    holds(f, "out.giu-1/a/mine.pdf", "mine");
    assert_int_equal(look(f, "out.giu-1/same.txt").st_nlink, 2); /* that name was not given by us */
    assert_int_equal(look(f, "out.giu-1/a/mine.pdf").st_nlink, 2);
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.by_level[LEVEL_WARNING], 1);
}

static void writes_what_has_another_mode(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    assert_int_equal(chmod(path(f, "out/same.txt"), 0600), 0);
    publish_text(f, "two");
    assert_int_equal(meanwhile.links, 1);
    assert_int_equal(look(f, "out/same.txt").st_mode & 07777, 0644);
    umask(027);
    publish_text(f, "three");
    assert_int_equal(meanwhile.links, 1);
    assert_int_equal(look(f, "out/same.txt").st_mode & 07777, 0640);
    assert_int_equal(look(f, "out/a/same.txt").st_mode & 07777, 0640);
    is_whole(f, "out", "three");
}

static void writes_what_has_attributes(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    const char *noted = path(f, "out/same.txt");
    if (setxattr(noted, "user.note", "x", 1, 0) != 0)
        skip(); /* not on this file system */
    publish_text(f, "two");
    assert_int_equal(meanwhile.links, 1); /* a/same.txt */
    assert_int_equal(listxattr(noted, NULL, 0), 0);
    is_whole(f, "out", "two");
}

static void writes_what_belongs_to_another(void **state)
{
    struct fixture *f = *state;
    if (geteuid() != 0)
        skip();
    publish_text(f, "one");
    assert_int_equal(chown(path(f, "out/same.txt"), 65534, (gid_t)-1), 0);
    assert_int_equal(chown(path(f, "out/a/same.txt"), (uid_t)-1, 65534), 0);
    publish_text(f, "two");
    assert_int_equal(meanwhile.links, 0);
    assert_int_equal(look(f, "out/same.txt").st_uid, 0);
    assert_int_equal(look(f, "out/a/same.txt").st_gid, look(f, "out").st_gid);
}

/* The old output is kept then, and an edit there must not show in the new one. */
static void writes_all_when_the_old_one_is_kept(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    put(f, "out/a/mine.pdf", "mine");
    publish_text(f, "two");
    put(f, "out/a/same.txt", "changed by hand");
    publish_text(f, "three");
    put(f, "out/only.txt", "only"); /* what the next output will hold as well, but not written by us */
    publish_with(f, "four", "only.txt");
    assert_int_equal(meanwhile.links, 0);
    is_whole(f, "out", "four");
    is_whole(f, "out.giu-1", "one");
    holds(f, "out.giu-1/a/mine.pdf", "mine");
    holds(f, "out.giu-2/a/same.txt", "changed by hand");
    is_whole(f, "out.giu-3", "three");
}

static void writes_where_nothing_can_be_linked(void **state)
{
    struct fixture *f = *state;
    static const int errors[] = {EPERM, EXDEV, EMLINK, EOPNOTSUPP, ENOENT, EACCES, EIO};
    publish_text(f, "one");
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        meanwhile.link_error = errors[i];
        publish_text(f, i % 2 ? "one" : "two");
        is_whole(f, "out", i % 2 ? "one" : "two");
    }
    assert_int_equal(meanwhile.links, 14);
    assert_int_equal(f->diags.count, 0);
}

/* ---- what happens meanwhile ---- */

static void write_into_it(struct fixture *f)
{
    put(f, "out/same.txt", "signed in place");
}

/* As editors save: another file under the name. */
static void put_another_there(struct fixture *f)
{
    put(f, "saved", "saved by hand");
    assert_int_equal(rename(path(f, "saved"), path(f, "out/same.txt")), 0);
}

/* As a program that puts back a backup: with the times of the file that was there, or nearly so. */
static void put_back(struct fixture *f, const char *name, const char *text, long nanoseconds)
{
    struct stat st = look(f, "out/same.txt");
    struct timespec times[] = {st.st_atim, st.st_mtim};
    put(f, name, text);
    times[1].tv_nsec += times[1].tv_nsec > 1000 ? -nanoseconds : nanoseconds;
    assert_int_equal(utimensat(AT_FDCWD, path(f, name), times, 0), 0);
}

static void put_back_less(struct fixture *f)
{
    put_back(f, "out/same.txt", "less", 0);
}

static void put_back_at_another_time(struct fixture *f)
{
    put_back(f, "out/same.txt", "put back", 1);
}

static void put_back_another(struct fixture *f)
{
    put_back(f, "saved", "put back", 0);
    assert_int_equal(rename(path(f, "saved"), path(f, "out/same.txt")), 0);
}

static void put_a_link_there(struct fixture *f)
{
    assert_int_equal(unlink(path(f, "out/same.txt")), 0);
    assert_int_equal(symlink("a/same.txt", path(f, "out/same.txt")), 0);
}

static void put_one_more_there(struct fixture *f)
{
    put(f, "out/a/mine.pdf", "mine");
}

static void remove_it(struct fixture *f)
{
    assert_int_equal(unlink(path(f, "out/same.txt")), 0);
}

static void changed_before_it_is_linked(void **state)
{
    struct fixture *f = *state;
    static const struct {
        void (*event)(struct fixture *f);
        const char *kept;
    } rows[] = {{write_into_it, "signed in place"},
                {put_another_there, "saved by hand"},
                {put_back_less, "less"},
                {put_back_at_another_time, "put back"},
                {put_back_another, "put back"},
                {put_a_link_there, NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *kept = arena_printf(&f->arena, "out.giu-%zu", i + 1);
        publish_text(f, "one");
        meanwhile.before_link = rows[i].event;
        publish_text(f, "two");
        is_whole(f, "out", "two");
        if (rows[i].kept)
            holds(f, arena_printf(&f->arena, "%s/same.txt", kept), rows[i].kept);
        else
            assert_true(S_ISLNK(look(f, arena_printf(&f->arena, "%s/same.txt", kept)).st_mode));
        holds(f, arena_printf(&f->arena, "%s/a/same.txt", kept), "same");
        assert_int_equal(look(f, arena_printf(&f->arena, "%s/a/same.txt", kept)).st_nlink, 1);
        assert_int_equal(f->diags.count, i + 1);
    }
    publish_text(f, "one");
    meanwhile.before_link = remove_it;
    publish_text(f, "two");
    is_whole(f, "out", "two");
    assert_int_equal(f->diags.count, 6);
}

/* Who writes into a file that is in the old output and in the new one has written into the new one, as if a
 * moment later: the next run keeps it. */
static void written_into_after_it_is_linked(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    meanwhile.before_exchange = write_into_it;
    publish_text(f, "two");
    holds(f, "out/same.txt", "signed in place");
    holds(f, "out/top.txt", "two");
    assert_false(is_there(f, "out.giu-1"));
    publish_text(f, "three");
    is_whole(f, "out", "three");
    holds(f, "out.giu-1/same.txt", "signed in place");
    assert_int_equal(f->diags.count, 1);
}

static void changed_after_it_is_linked(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    meanwhile.before_exchange = put_another_there;
    publish_text(f, "two");
    is_whole(f, "out", "two");
    holds(f, "out.giu-1/same.txt", "saved by hand");
    holds(f, "out.giu-1/a/same.txt", "same");
    assert_int_equal(look(f, "out.giu-1/a/same.txt").st_nlink, 1);
    meanwhile.before_exchange = put_one_more_there;
    publish_text(f, "three");
    is_whole(f, "out", "three");
    is_whole(f, "out.giu-2", "two");
    holds(f, "out.giu-2/a/mine.pdf", "mine");
    put(f, "out.giu-2/same.txt", "an edit");
    is_whole(f, "out", "three");
    for (char **names = folder_names(&f->arena, path(f, "out.giu-2")); *names; names++)
        assert_true(**names != '.' || strcmp(*names, ".baocao") == 0); /* no copy is left half-made */
    assert_int_equal(f->diags.count, 2);
}

/* The old output must be kept, and what it shares with the new one is not to be seen: it stays where the next
 * run finds it. */
static void unseen_when_it_must_be_parted(void **state)
{
    struct fixture *f = *state;
    /* seen when it has got its name (the second one), and by the search for strangers */
    static const struct {
        const char *name;
        size_t seen;
    } rows[] = {{"out/same.txt", 1}, {".out.baocao-moi/same.txt", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tree tree = {.arena = &f->arena};
        const char *kept = arena_printf(&f->arena, "out.giu-%zu", i + 1);
        publish_text(f, "one");
        tree_add(&tree, "same.txt", "the same", 8);
        meanwhile.before_exchange = put_one_more_there;
        meanwhile.unseen = path(f, rows[i].name);
        meanwhile.asked = 0;
        meanwhile.seen = rows[i].seen;
        meanwhile.why = EIO;
        assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_FAILED);
        assert_int_equal(meanwhile.asked, rows[i].seen + 1);
        assert_int_equal(diag_exit_status(&f->diags, false), 3);
        meanwhile.unseen = NULL;
        assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_UNCHANGED);
        is_whole(f, kept, "one");
        holds(f, path_join(&f->arena, kept, "a/mine.pdf"), "mine");
        holds(f, "out/same.txt", "the same");
        assert_int_equal(look(f, "out/same.txt").st_nlink, 1);
    }
}

/* What its owner closes, or removes, meanwhile is in nobody's way. */
static void closed_when_it_must_be_parted(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    meanwhile.before_exchange = put_one_more_there;
    meanwhile.unseen = path(f, ".out.baocao-moi/same.txt");
    meanwhile.seen = 2;
    meanwhile.why = ENOENT;
    meanwhile.closed = path(f, ".out.baocao-moi/a");
    meanwhile.closed_why = EACCES;
    publish_text(f, "two");
    assert_int_equal(meanwhile.asked, 3);
    meanwhile.closed = NULL;
    holds(f, "out.giu-1/a/mine.pdf", "mine");
    holds(f, "out/top.txt", "two");
    assert_int_equal(f->diags.count, 1);
}

/* But a disk that does not give it is told of, and the old output waits for the next run. */
static void unread_when_it_must_be_parted(void **state)
{
    struct fixture *f = *state;
    struct tree tree = {.arena = &f->arena};
    tree_add(&tree, "top.txt", "two", 3);
    publish_text(f, "one");
    meanwhile.before_exchange = put_one_more_there;
    meanwhile.closed = path(f, ".out.baocao-moi/a");
    meanwhile.closed_why = EIO;
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_FAILED);
    assert_int_equal(diag_exit_status(&f->diags, false), 3);
    meanwhile.closed = NULL;
    fault_forget(); /* as another run would */
    publish_text(f, "three");
    is_whole(f, "out.giu-1", "one");
    holds(f, "out.giu-1/a/mine.pdf", "mine");
}

/* A run that died when both outputs had their places: what they share goes by one name, and is no stranger
 * there even when it was written into since. */
static void died_before_the_old_one_was_removed(void **state)
{
    struct fixture *f = *state;
    publish_text(f, "one");
    struct stat a = look(f, "out/a/same.txt");
    assert_int_equal(
        system(arena_printf(&f->arena, "cp -al %s/out %s/.out.baocao-moi", f->folder, f->folder)), 0);
    put(f, "out/same.txt", "signed in place");
    publish_text(f, "two");
    is_whole(f, "out", "two");
    holds(f, "out.giu-1/same.txt", "signed in place");
    assert_false(is_there(f, "out.giu-2"));
    assert_int_equal(look(f, "out.giu-1/a/same.txt").st_ino, a.st_ino);
    assert_int_equal(look(f, "out.giu-1/a/same.txt").st_nlink, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(links_what_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(links_when_a_file_goes, setup, teardown),
        cmocka_unit_test_setup_teardown(writes_what_has_another_name, setup, teardown),
        cmocka_unit_test_setup_teardown(keeps_what_was_changed_by_another_name, setup, teardown),
        cmocka_unit_test_setup_teardown(writes_what_has_another_mode, setup, teardown),
        cmocka_unit_test_setup_teardown(writes_what_has_attributes, setup, teardown),
        cmocka_unit_test_setup_teardown(writes_what_belongs_to_another, setup, teardown),
        cmocka_unit_test_setup_teardown(writes_all_when_the_old_one_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(writes_where_nothing_can_be_linked, setup, teardown),
        cmocka_unit_test_setup_teardown(changed_before_it_is_linked, setup, teardown),
        cmocka_unit_test_setup_teardown(written_into_after_it_is_linked, setup, teardown),
        cmocka_unit_test_setup_teardown(changed_after_it_is_linked, setup, teardown),
        cmocka_unit_test_setup_teardown(unseen_when_it_must_be_parted, setup, teardown),
        cmocka_unit_test_setup_teardown(closed_when_it_must_be_parted, setup, teardown),
        cmocka_unit_test_setup_teardown(unread_when_it_must_be_parted, setup, teardown),
        cmocka_unit_test_setup_teardown(died_before_the_old_one_was_removed, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
