/* publish.c - the tree of files becomes out/: built beside it and swapped in whole, or not at all. */
#include "publish/publish.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/mem.h"
#include "publish/manifest.h"
#include "publish/old.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEPT_MAX = 1000 };

/* One publication under way. */
struct job {
    struct arena *arena;
    struct diags *diags;
    const char *out;    /* out/ itself */
    const char *parent; /* the folder it stands in */
    const char *stage;  /* the new one, while it is written */
    const char *old;    /* the old one, on file systems that cannot exchange names */
    const struct tree *tree;
    int lock; /* descriptor of parent, held locked */
};

static bool fault(struct job *job, const char *path)
{
    diag(job->diags, OUT_FAULT, place_file(job->arena, path), path, fault_text(errno, job->diags->lang));
    return false;
}

static bool write_stage(struct job *job, const struct old *old)
{
    const char *failed = job->stage;
    if (folder_remove(job->stage) != 0) /* of a run that died */
        return fault(job, job->stage);
    return stage_write(job->arena, job->stage, job->tree, job->out, old, &failed) || fault(job, failed);
}

/* A name beside out that is free, for a folder that must be kept: out.giu-1, out.giu-2 … */
static const char *free_name(struct job *job)
{
    for (int i = 1; i <= KEPT_MAX; i++) {
        char *name = arena_printf(job->arena, "%s.giu-%d", job->out, i);
        struct stat st;
        if (lstat(name, &st) != 0 && errno == ENOENT)
            return name;
    }
    errno = EEXIST;
    return NULL;
}

/* Can the file system not do what was asked of renameat2? FAT, exFAT and some network drives cannot. */
static bool not_supported(void)
{
    return errno == EINVAL || errno == ENOSYS || errno == ENOTSUP || errno == EPERM;
}

/* The name was free a moment ago, and no other run of ours is here: on a file system that cannot make sure,
 * that has to do. */
static bool rename_to_free(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ||
           (not_supported() && rename(from, to) == 0);
}

/* What was renamed is on the disk under its new name: the folders that got one (other may be NULL) are synced
 * themselves, for FAT keeps with a folder's name where it lies, and writes that only then. */
static bool sync_names(struct job *job, const char *folder, const char *other)
{
    return (folder_sync(folder) && (!other || folder_sync(other)) && folder_sync(job->parent)) ||
           fault(job, job->parent);
}

/* The old output goes, unless it holds files that are not ours. */
static bool dispose(struct job *job, const char *folder)
{
    char **strangers;
    size_t count = old_strangers(job->arena, folder, job->out, job->tree, &strangers);
    fault_forget(); /* what cannot be read of the old output counts as changed, so it is kept and told of */
    if (count == 0)
        return folder_remove(folder) == 0 || fault(job, folder);
    const char *failed = folder;
    if (!stage_part(job->arena, folder, job->out, &failed))
        return fault(job, failed);
    const char *kept = free_name(job);
    if (!kept)
        return fault(job, folder);
    const char *words = arena_printf(
        job->arena, "thư mục kết quả cũ được giữ nguyên vẹn ở “%s” (the old output is kept there)\n", kept);
    if (!rename_to_free(folder, kept))
        return fault(job, folder);
    mem_last_words(words); /* memory may end before the complaint is printed */
    diag(job->diags, OUT_KEPT, place_file(job->arena, job->out), arena_number(job->arena, count),
         strangers[0], kept);
    return sync_names(job, kept, NULL);
}

/* Puts the stage in the place of out where names cannot be exchanged: two renames, which recover() completes
 * or takes back when the program dies between them. */
static bool replace_in_two(struct job *job)
{
    if (rename(job->out, job->old) != 0)
        return fault(job, job->out);
    if (rename(job->stage, job->out) != 0) {
        int saved = errno;
        if (rename(job->old, job->out) != 0)
            return fault(job, job->out);
        errno = saved;
        return fault(job, job->out);
    }
    return true;
}

static bool swap(struct job *job)
{
    struct stat st;
    if (lstat(job->out, &st) != 0) {
        if (errno != ENOENT || rename(job->stage, job->out) != 0)
            return fault(job, job->out);
        return sync_names(job, job->out, NULL);
    }
    const char *old = job->stage; /* the name of the stage is the old output's, after an exchange */
    if (renameat2(AT_FDCWD, job->stage, AT_FDCWD, job->out, RENAME_EXCHANGE) != 0) {
        if (!not_supported())
            return fault(job, job->out);
        if (!replace_in_two(job))
            return false;
        old = job->old;
    }
    return sync_names(job, job->out, old) && dispose(job, old); /* the old one goes last */
}

/* Puts right what a run left that died: an output moved away and not yet replaced, or not yet removed. A
 * stage that is left may be an old output with files of the user in it (died between exchange and removal),
 * so it is disposed of with care. */
static bool recover(struct job *job)
{
    struct stat st;
    if (lstat(job->old, &st) == 0) {
        if (lstat(job->out, &st) != 0) {
            if (errno != ENOENT || rename(job->old, job->out) != 0)
                return fault(job, job->old);
            if (!sync_names(job, job->out, NULL))
                return false;
        } else if (!dispose(job, job->old)) {
            return false;
        }
    } else if (errno != ENOENT) {
        return fault(job, job->old);
    }
    /* what the disk does not show may be there all the same, with files of the user in it */
    if (lstat(job->stage, &st) != 0)
        return errno == ENOENT || fault(job, job->stage);
    switch (manifest_state(job->arena, job->stage)) {
    case MANIFEST_OURS:
        return dispose(job, job->stage);
    case MANIFEST_FAULT: /* it may be an old output: nothing of it goes before that is known */
        return fault(job, job->stage);
    case MANIFEST_EMPTY:
    case MANIFEST_FOREIGN: /* the manifest is written last: without it this is a half-written stage of ours */
        break;
    }
    return folder_remove(job->stage) == 0 || fault(job, job->stage);
}

/* Only one run at a time: the parent folder itself is locked, so no lock file is left behind. */
static bool lock(struct job *job)
{
    job->lock = open(job->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (job->lock < 0)
        return fault(job, job->parent);
    if (flock(job->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return true; /* a file system without locks: go on without */
    diag(job->diags, OUT_WAITED, place_file(job->arena, job->out));
    while (flock(job->lock, LOCK_EX) != 0)
        if (errno != EINTR)
            return fault(job, job->parent);
    return true;
}

/* Is there a folder of ours, an empty one, or nothing at out? */
static bool may_replace(struct job *job)
{
    struct stat st;
    if (lstat(job->out, &st) != 0)
        return errno == ENOENT || fault(job, job->out);
    if (!S_ISDIR(st.st_mode)) {
        diag(job->diags, OUT_NOT_FOLDER, place_file(job->arena, job->out), job->out);
        return false;
    }
    switch (manifest_state(job->arena, job->out)) {
    case MANIFEST_OURS:
    case MANIFEST_EMPTY:
        return true;
    case MANIFEST_FOREIGN:
        diag(job->diags, OUT_FOREIGN, place_file(job->arena, job->out), job->out);
        return false;
    case MANIFEST_FAULT:
        return fault(job, job->out);
    }
    return false;
}

/* "a/b/out" gives "a/b" and "out"; "out" gives "." and "out". Slashes at the end do not count. */
static const char *split(struct job *job, const char *out)
{
    size_t n = strlen(out);
    while (n > 1 && out[n - 1] == '/')
        n--;
    char *clean = arena_strndup(job->arena, out, n);
    char *slash = strrchr(clean, '/');
    job->out = clean;
    job->parent =
        slash ? arena_strndup(job->arena, clean, slash == clean ? 1 : (size_t)(slash - clean)) : ".";
    return slash ? slash + 1 : clean;
}

bool publish_busy(struct arena *arena, const char *out)
{
    struct job job = {.arena = arena};
    split(&job, out);
    int fd = open(job.parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool busy = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (fd >= 0)
        close(fd);
    return busy;
}

enum publish_result publish(struct arena *arena, struct diags *diags, const char *out,
                            const struct tree *tree)
{
    struct job job = {.arena = arena, .diags = diags, .tree = tree, .lock = -1};
    const char *name = split(&job, out);
    if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
        diag(diags, OUT_FOREIGN, place_file(arena, out), out);
        return PUBLISH_FAILED;
    }
    job.stage = path_join(arena, job.parent, arena_printf(arena, ".%s.baocao-moi", name));
    job.old = path_join(arena, job.parent, arena_printf(arena, ".%s.baocao-cu", name));
    int error;
    const char *unseen = fault_noted(&error);
    if (unseen) { /* what the tree holds, or lacks, cannot be trusted */
        diag(diags, FILE_FAULT, place_file(arena, unseen), unseen, fault_text(error, diags->lang));
        return PUBLISH_FAILED;
    }
    bool fine = lock(&job) && recover(&job) && may_replace(&job);
    struct old old = fine ? old_look(arena, job.out, tree) : (struct old){0};
    fault_forget(); /* an old output that cannot be read is another one */
    if (fine && !old.same && !write_stage(&job, &old)) {
        folder_remove(job.stage);
        fine = false;
    }
    fine = fine && (old.same || swap(&job));
    if (job.lock >= 0)
        close(job.lock);
    return !fine ? PUBLISH_FAILED : old.same ? PUBLISH_UNCHANGED : PUBLISH_WRITTEN;
}
