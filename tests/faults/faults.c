/* faults.c - a library to be preloaded: the n-th allocation or system call of a class fails. For tests.
 *
 * - FAULTS_CLASS: alloc, or a class of system calls below (open, read, write …); absent: only count
 * - FAULTS_AT: which one fails, from 1
 * - FAULTS_SECOND: another one fails so many calls later
 * - FAULTS_MODE: "once" (default): that one; "on": that one and all that follow
 * - FAULTS_ERROR: the errno as a number; 0 with read and write: half of the bytes; -1: the process is killed
 * - FAULTS_FAT: set: a file system that cannot link, exchange names or refuse to overwrite, as FAT
 * - FAULTS_REPORT: a file of 8-byte counters that is mapped: how many failed, then the calls of each class
 * - FAULTS_SERVE: with class alloc: two descriptors "IN,OUT"; from allocation FAULTS_AT on, each asks (below)
 * - FAULTS_LEAKS: set: after the run, blocks that nobody can free any more are told behind the counters
 * (leaks.h); a number: the stack of that allocation is printed
 * - FAULTS_ONLY: the name of the program in which this is so; others that it starts are left alone
 * - FAULTS_TIME: what time() answers, so that two signatures are the same bytes
 *
 * System calls are caught at the kernel's door (seccomp, SIGSYS), not at the names of the C library: calls
 * that it makes itself (opendir, nftw, stdio) fail too, and so do those of the other libraries. Calls of
 * AddressSanitizer itself are let through. What the dynamic linker does before main is not counted. A close
 * that fails has closed; all other calls that fail have done nothing.
 *
 * Asking: a run has tens of thousands of allocations, and to begin anew for each of them takes most of the
 * time. So the program stops at each, writes {number, status of the child before} to OUT and reads a letter
 * from IN: 'o' or 'a': a child goes on from here, in which this allocation fails (and all that follow); 'n':
 * on to the next. Offsets of open files, which a child shares, are put back when it has ended. */
#include "leaks.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

enum class {
    ALLOC,
    OPEN,
    READ,
    WRITE,
    FSYNC,
    RENAME,
    EXCHANGE,
    MKDIR,
    CLOSE,
    LINK,
    UNLINK,
    STAT,
    LIST,
    LOCK,
    MAP,
    CLASSES
};

static const char *const names[CLASSES] = {"alloc",  "open",     "read",  "write", "fsync",
                                           "rename", "exchange", "mkdir", "close", "link",
                                           "unlink", "stat",     "list",  "lock",  "map"};

static const struct {
    int number;
    enum class class;
} calls[] = {
#ifdef SYS_open
    {SYS_open, OPEN},       {SYS_stat, STAT},        {SYS_lstat, STAT},      {SYS_rename, RENAME},
    {SYS_mkdir, MKDIR},     {SYS_link, LINK},        {SYS_unlink, UNLINK},   {SYS_rmdir, UNLINK},
#endif
    {SYS_openat, OPEN},     {SYS_read, READ},        {SYS_pread64, READ},    {SYS_readv, READ},
    {SYS_write, WRITE},     {SYS_writev, WRITE},     {SYS_pwrite64, WRITE},  {SYS_fsync, FSYNC},
    {SYS_fdatasync, FSYNC}, {SYS_renameat2, RENAME}, {SYS_mkdirat, MKDIR},   {SYS_close, CLOSE},
    {SYS_linkat, LINK},     {SYS_unlinkat, UNLINK},  {SYS_newfstatat, STAT}, {SYS_fstat, STAT},
    {SYS_getdents64, LIST}, {SYS_flock, LOCK},       {SYS_mmap, MAP},
};
enum { CALLS = sizeof calls / sizeof *calls, EXCHANGE_FLAG = 2 };

enum { LEAKS_AT = 64, REPORT_SIZE = 4096 };                /* where, in the file of counters, they are told */
static uint64_t scratch[CLASSES + 1], *counters = scratch; /* [0]: how many failed */
static int wanted = -1, error_number, armed;
static uint64_t at, second;
static int serve_in = -1, serve_out = -1;
static pid_t server;
static int and_on, is_fat;

void __libc_free(void *block);
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

/* From now on nothing fails: VARIANT=coverage writes its counters. */
void faults_stop(void);
void faults_stop(void)
{
    armed = 0;
}

/* A child from here, in which this allocation fails. Returns 0 in the child, its status in the parent. */
static pid_t fork_here(char order, int *status)
{
    enum { FILES = 64 };
    off_t offsets[FILES];
    for (int fd = 0; fd < FILES; fd++)
        offsets[fd] = lseek(fd, 0, SEEK_CUR);
    pid_t child = fork();
    if (child == 0) {
        memcpy(scratch, counters, sizeof scratch); /* its own: the parent goes on counting */
        counters = scratch;
        and_on = order == 'a';
        at = counters[1 + ALLOC];
        server = 0;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        return 0;
    }
    while (child > 0 && waitpid(child, status, 0) < 0 && errno == EINTR)
        ;
    for (int fd = 0; fd < FILES; fd++)
        if (offsets[fd] >= 0)
            lseek(fd, offsets[fd], SEEK_SET);
    return child;
}

/* Asks until it shall go on; returns 1 in a child. */
static int ask(uint64_t n)
{
    int saved = errno, status = 0;
    char order = 'n';
    armed = 0; /* what fork() itself wants */
    for (;;) {
        const int64_t told[2] = {(int64_t)n, WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status)};
        if (write(serve_out, told, sizeof told) != sizeof told || read(serve_in, &order, 1) != 1)
            _exit(73);
        if (order == 'n')
            break;
        pid_t child = fork_here(order, &status);
        if (child < 0)
            _exit(74);
        if (child == 0)
            break;
    }
    armed = 1;
    errno = saved;
    return order != 'n';
}

/* Counts a call; shall it fail? */
static int fails(enum class class)
{
    if (!armed)
        return 0;
    uint64_t n = ++counters[1 + class];
    if (server && class == ALLOC && n >= at && getpid() == server && !ask(n))
        return 0;
    if ((int)class != wanted || n < at || (n > at && !and_on && n != second))
        return 0;
    counters[0]++;
    return 1;
}

#ifndef FAULTS_NO_MALLOC /* AddressSanitizer has its own */
static int no_memory(void)
{
    if (!fails(ALLOC))
        return 0;
    errno = ENOMEM;
    return 1;
}

static void *noted(void *block, size_t size, const void *caller)
{
    leaks_given(block, size, caller);
    return block;
}

void *malloc(size_t size)
{
    return no_memory() ? NULL : noted(__libc_malloc(size), size, __builtin_return_address(0));
}

void *calloc(size_t count, size_t size)
{
    return no_memory() ? NULL : noted(__libc_calloc(count, size), count * size, __builtin_return_address(0));
}

void *realloc(void *old, size_t size)
{
    void *block = no_memory() ? NULL : __libc_realloc(old, size);
    if (block || size == 0)
        leaks_taken(old);
    return noted(block, size, __builtin_return_address(0));
}

void free(void *block)
{
    leaks_taken(block);
    __libc_free(block);
}

void *memalign(size_t alignment, size_t size)
{
    return no_memory() ? NULL : noted(__libc_memalign(alignment, size), size, __builtin_return_address(0));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return no_memory() ? NULL : noted(__libc_memalign(alignment, size), size, __builtin_return_address(0));
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    *out = no_memory() ? NULL : noted(__libc_memalign(alignment, size), size, __builtin_return_address(0));
    return *out ? 0 : ENOMEM;
}

/* At the very end. A child of a pool ends so too, its work done; and a run whose memory ended (3) breaks off
 * in the midst of everything: there, what it forgot says nothing. */
static void look(void)
{
    armed = 0;
    leaks_look();
}

void _exit(int status)
{
    if (armed && !(wanted == ALLOC && counters[0] && status == 3))
        look();
    for (;;)
        syscall(SYS_exit_group, status);
}
#endif

time_t time(time_t *out)
{
    const char *fixed = getenv("FAULTS_TIME");
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    time_t t = fixed ? (time_t)strtoll(fixed, NULL, 10) : now.tv_sec;
    if (out)
        *out = t;
    return t;
}

/* The one place that the filter lets through. */
#if defined __x86_64__
__asm__(".text\n.local faults_call\nfaults_call:\n mov %rdi,%rax\n mov %rsi,%rdi\n mov %rdx,%rsi\n mov "
        "%rcx,%rdx\n mov %r8,%r10\n"
        " mov %r9,%r8\n mov 8(%rsp),%r9\n syscall\n.local faults_call_end\nfaults_call_end:\n ret\n");
#define ARCHITECTURE AUDIT_ARCH_X86_64
#define ARGUMENT(c, i)                                                                                       \
    ((long)(c)->uc_mcontext.gregs[(const int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9}[i]])
#define RESULT(c) (c)->uc_mcontext.gregs[REG_RAX]
#elif defined __aarch64__
__asm__(".text\n.local faults_call\nfaults_call:\n mov x8,x0\n mov x0,x1\n mov x1,x2\n mov x2,x3\n mov "
        "x3,x4\n mov x4,x5\n mov x5,x6\n"
        " svc #0\n.local faults_call_end\nfaults_call_end:\n ret\n");
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#define ARGUMENT(c, i) ((long)(c)->uc_mcontext.regs[i])
#define RESULT(c) (c)->uc_mcontext.regs[0]
#else
#error "no trampoline for this machine"
#endif
long faults_call(long number, long a, long b, long c, long d, long e, long f);
extern const char faults_call_end[];

static void on_call(int signal, siginfo_t *info, void *context)
{
    ucontext_t *c = context;
    long a[6];
    int number = info->si_syscall, class = -1, saved = errno;
    (void)signal;
    for (int i = 0; i < 6; i++)
        a[i] = ARGUMENT(c, i);
    for (size_t i = 0; i < CALLS && class < 0; i++)
        class = calls[i].number == number ? (int)calls[i].class : -1;
    if (number == SYS_renameat2 && (a[4] & EXCHANGE_FLAG))
        class = EXCHANGE;
    if (number == SYS_mmap && (a[3] & MAP_ANONYMOUS))
        class = -1; /* memory is had by malloc, which fails by itself */
    if (is_fat && number == SYS_renameat2 && a[4]) {
        RESULT(c) = -EINVAL;
    } else if (is_fat && class == LINK) {
        RESULT(c) = -EPERM;
    } else if (class < 0 || !fails((enum class) class)) {
        RESULT(c) = faults_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    } else if (error_number < 0) {
        faults_call(SYS_kill, getpid(), SIGKILL, 0, 0, 0, 0);
    } else if (error_number == 0) {
        RESULT(c) = faults_call(number, a[0], a[1], a[2] > 1 ? a[2] / 2 : a[2], a[3], a[4], a[5]);
    } else {
        if (class == CLOSE)
            faults_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
        RESULT(c) = -error_number;
    }
    errno = saved;
}

/* The text of AddressSanitizer, if it is there. */
static uintptr_t sanitizer[2];

static int find_sanitizer(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size, (void)unused;
    if (!strstr(info->dlpi_name, "/libasan.") && !strstr(info->dlpi_name, "/libubsan."))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X)) {
            sanitizer[0] = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            sanitizer[1] = sanitizer[0] + info->dlpi_phdr[i].p_memsz;
        }
    return strstr(info->dlpi_name, "/libasan.") != NULL;
}

static void catch_calls(void)
{
    enum { LOW = offsetof(struct seccomp_data, instruction_pointer), HIGH = LOW + 4 };
    const uintptr_t door = (uintptr_t)faults_call_end;
    struct sock_filter code[32 + CALLS];
    unsigned short n = 0;
    dl_iterate_phdr(find_sanitizer, NULL);
    /* from our own door: allowed */
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, HIGH);
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(door >> 32), 0, 3);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOW);
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)door, 0, 1);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    if (sanitizer[0] && sanitizer[0] >> 32 == sanitizer[1] >> 32) {
        code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, HIGH);
        code[n++] =
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(sanitizer[0] >> 32), 0, 4);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOW);
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)sanitizer[0], 0, 2);
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, (uint32_t)sanitizer[1], 1, 0);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    }
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < CALLS; i++)
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].number,
                                                 (uint8_t)(CALLS - i), 0);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    struct sock_fprog program = {n, code};
    struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
    if (sigaction(SIGSYS, &action, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        static const char text[] = "faults.so: no seccomp here\n";
        if (write(2, text, sizeof text - 1) > 0)
            _exit(70);
        _exit(71);
    }
}

/* The descriptors out of the way of the program's own. */
static void serve(const char *descriptors)
{
    int in, out;
    if (sscanf(descriptors, "%d,%d", &in, &out) != 2)
        _exit(75);
    serve_in = fcntl(in, F_DUPFD_CLOEXEC, 200);
    serve_out = fcntl(out, F_DUPFD_CLOEXEC, 200);
    close(in);
    close(out);
    server = getpid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

__attribute__((constructor)) static void start(void)
{
    const char *class = getenv("FAULTS_CLASS"), *report = getenv("FAULTS_REPORT"),
               *mode = getenv("FAULTS_MODE");
    const char *only = getenv("FAULTS_ONLY");
    if (!report || (only && strcmp(only, program_invocation_short_name) != 0)) {
#ifndef FAULTS_NO_MALLOC
        leaks_start(NULL, 0);
#endif
        return;
    }
    int fd = open(report, O_RDWR | O_CLOEXEC);
    void *map = fd >= 0 ? mmap(NULL, REPORT_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (map == MAP_FAILED)
        _exit(72);
    close(fd);
    counters = map;
    for (int i = 0; class && i < CLASSES; i++)
        if (strcmp(class, names[i]) == 0)
            wanted = i;
    at = getenv("FAULTS_AT") ? strtoull(getenv("FAULTS_AT"), NULL, 10) : 0;
    second = getenv("FAULTS_SECOND") ? at + strtoull(getenv("FAULTS_SECOND"), NULL, 10) : 0;
    error_number = getenv("FAULTS_ERROR") ? atoi(getenv("FAULTS_ERROR")) : EIO;
    is_fat = getenv("FAULTS_FAT") != NULL;
    and_on = mode && strcmp(mode, "on") == 0;
#ifndef FAULTS_NO_MALLOC
    const char *leaks = getenv("FAULTS_LEAKS");
    leaks_start(leaks ? (void *)(counters + LEAKS_AT) : NULL, leaks ? strtoull(leaks, NULL, 10) : 0);
    if (leaks && atexit(look) != 0)
        _exit(76);
#endif
    if (wanted != ALLOC)
        catch_calls();
    if (getenv("FAULTS_SERVE"))
        serve(getenv("FAULTS_SERVE"));
    armed = 1;
}
