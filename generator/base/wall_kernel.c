/* wall_kernel.c - the plan of wall.h, handed to the kernel: Landlock (Linux 5.13 and later) and seccomp.
 * Numbers and structures are those of linux/landlock.h, written out because the header of the machine that
 * compiles may be older than the kernel that runs. */
#include "base/wall_kernel.h"

#include "base/fault.h"
#include "base/wall.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Landlock: files and connections ---- */

enum { CREATE_RULESET = 444, ADD_RULE, RESTRICT_SELF, ASK_VERSION = 1, RULE_PATH = 1, RULE_PORT = 2 };

enum file_access {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    REFER = 1 << 13,     /* version 2 */
    TRUNCATE = 1 << 14,  /* version 3 */
    IOCTL_DEV = 1 << 15, /* version 5 */
    ALL_OF_VERSION_1 = (1 << 13) - 1,
    OF_FILES =
        EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV, /* what a rule for a single file may name */
    CONNECT_TCP = 1 << 1,                                        /* version 4 */
    READING = READ_FILE | READ_DIR,
    WRITING = WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE,
};

struct ruleset {
    uint64_t files, connections;
};
struct path_rule {
    uint64_t allowed;
    int32_t folder;
} __attribute__((packed));
struct port_rule {
    uint64_t allowed, port; /* cppcheck-suppress unusedStructMember; the kernel reads them */
};

/* What libraries read: themselves, fonts, locales, the settings of OpenSSL, random numbers; the terminal for
 * a passphrase. */
static const char *const system_places[] = {
    "/usr",      "/lib",         "/lib64",         "/etc/ssl", "/etc/ld.so.cache", "/etc/localtime",
    "/dev/null", "/dev/urandom", "/proc/self/exe",
#if defined __SANITIZE_ADDRESS__
    "/proc",
#endif
    NULL};
static const char *const name_service[] = {"/etc/resolv.conf", "/etc/hosts",    "/etc/nsswitch.conf",
                                           "/etc/host.conf",   "/etc/gai.conf", NULL};

static void add_path(int rules, uint64_t handled, const char *path, uint64_t allowed)
{
    struct stat st;
    struct path_rule rule = {.folder = open(path, O_PATH | O_CLOEXEC)};
    if (rule.folder < 0 || fstat(rule.folder, &st) != 0) {
        fault_note(path);
    } else {
        rule.allowed = allowed & handled & (S_ISDIR(st.st_mode) ? ~(uint64_t)0 : (uint64_t)OF_FILES);
        syscall(ADD_RULE, rules, RULE_PATH, &rule, 0);
    }
    if (rule.folder >= 0)
        close(rule.folder);
}

static void add_all(int rules, uint64_t handled, const char *const *paths)
{
    for (; *paths; paths++)
        if (access(*paths, F_OK) == 0)
            add_path(rules, handled, *paths, READING);
}

static void add_rules(int rules, const struct ruleset *handled, const struct wall_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        add_path(rules, handled->files, plan->places[i].path,
                 (plan->places[i].rights & WALL_READ ? READING : 0u) |
                     (plan->places[i].rights & WALL_WRITE ? READING | WRITING : 0u));
    add_all(rules, handled->files, system_places);
    if (access("/dev/tty", F_OK) == 0)
        add_path(rules, handled->files, "/dev/tty", READ_FILE | WRITE_FILE | IOCTL_DEV);
    if (!(plan->gates & WALL_NETWORK))
        return;
    add_all(rules, handled->files, name_service);
    struct port_rule ports[] = {{CONNECT_TCP, plan->port}, {CONNECT_TCP, 53}};
    for (size_t i = 0; handled->connections && i < sizeof ports / sizeof *ports; i++)
        syscall(ADD_RULE, rules, RULE_PORT, &ports[i], 0);
}

static void close_files(const struct wall_plan *plan)
{
    long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    struct ruleset handled = {.files = ALL_OF_VERSION_1};
    if (version < 1)
        return;
    handled.files |=
        (version >= 2 ? REFER : 0u) | (version >= 3 ? TRUNCATE : 0u) | (version >= 5 ? IOCTL_DEV : 0u);
    if (version >= 4 && !((plan->gates & WALL_NETWORK) && plan->port == 0))
        handled.connections = 3; /* to bind and to connect */
    int rules =
        (int)syscall(CREATE_RULESET, &handled, version >= 4 ? sizeof handled : sizeof handled.files, 0);
    if (rules < 0)
        return;
    add_rules(rules, &handled, plan);
    syscall(RESTRICT_SELF, rules, 0);
    close(rules);
}

/* ---- seccomp: system calls ---- */

#if defined __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE
static const int programs[] = {SYS_execve, SYS_execveat};
static const int networks[] = {SYS_socket, SYS_socketpair, SYS_connect, SYS_bind,
                               SYS_listen, SYS_accept,     SYS_accept4};
/* What no report needs and an intruder would like. */
static const int never[] = {
#if !defined __SANITIZE_ADDRESS__
    SYS_ptrace, /* LeakSanitizer stops its own threads with it */
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_personality,
#endif
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_acct,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_sethostname,
    SYS_setuid,
    SYS_setgid,
    SYS_setreuid,
    SYS_setregid,
    SYS_setresuid,
    SYS_setresgid,
    SYS_setgroups,
    SYS_mknodat,
    SYS_symlinkat,
    SYS_fchownat,
    SYS_fchown,
    SYS_setxattr,
    SYS_fsetxattr,
    SYS_lsetxattr,
    SYS_open_by_handle_at,
    SYS_pidfd_getfd,
    SYS_quotactl,
#ifdef SYS_symlink
    SYS_symlink,
    SYS_mknod,
    SYS_chown,
    SYS_lchown,
    SYS_iopl,
    SYS_ioperm,
#endif
};
enum { CALLS_MOST = 96 };

struct program {
    struct sock_filter code[2 * CALLS_MOST + 16];
    unsigned short length;
};

static void add(struct program *p, struct sock_filter one)
{
    p->code[p->length++] = one;
}

static void refuse_all(struct program *p, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i], 0, 1));
        add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    }
}

/* Calls that are refused fail with EPERM, so that a library that asks for one out of habit goes on. */
static void close_calls(const struct wall_plan *plan)
{
    struct program p = {.length = 0};
    add(&p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    add(&p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0));
    add(&p, (struct sock_filter)BPF_STMT(
                BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)); /* calls in the manner of another machine */
    add(&p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
#if defined __x86_64__
    add(&p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0,
                                         1)); /* the same calls by their x32 numbers */
    add(&p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
#endif
    if (!(plan->gates & WALL_PROGRAMS))
        refuse_all(&p, programs, sizeof programs / sizeof *programs);
    if (!(plan->gates & WALL_NETWORK))
        refuse_all(&p, networks, sizeof networks / sizeof *networks);
    refuse_all(&p, never, sizeof never / sizeof *never);
    add(&p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const struct sock_fprog program = {p.length, p.code};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#endif

void wall_close_kernel(const struct wall_plan *plan)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    close_files(plan);
#ifdef MACHINE
    close_calls(plan);
#endif
}
