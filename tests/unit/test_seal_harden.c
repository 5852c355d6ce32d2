/* test_seal_harden.c - what keeps key material inside a process is asked for, and memory is locked only when
 * there is no bound to that. */
#include "unit.h"

#include "seal/key.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The calls, in the place of the C library's; while it is off they are the machine's own, which the
 * sanitizers ask. */
static struct {
    bool on;
    bool unknown; /* the bound */
    rlim_t bound;
    int locked, dumpable;
    struct rlimit core;
} machine;

int mlockall(int flags)
{
    machine.locked = flags;
    return 0;
}

int prctl(int option, ...)
{
    long word[4];
    va_list list;
    va_start(list, option);
    for (int i = 0; i < 4; i++)
        word[i] = va_arg(list, long);
    va_end(list);
    if (!machine.on)
        return (int)syscall(SYS_prctl, option, word[0], word[1], word[2], word[3]);
    if (option == PR_SET_DUMPABLE)
        machine.dumpable = (int)word[0];
    return 0;
}

int getrlimit(__rlimit_resource_t resource, struct rlimit *out)
{
    if (!machine.on)
        return (int)syscall(SYS_prlimit64, 0, resource, NULL, out);
    assert_int_equal(resource, RLIMIT_MEMLOCK);
    *out = (struct rlimit){machine.bound, machine.bound};
    return machine.unknown ? -1 : 0;
}

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit)
{
    if (!machine.on)
        return (int)syscall(SYS_prlimit64, 0, resource, limit, NULL);
    if (resource == RLIMIT_CORE)
        machine.core = *limit;
    return 0;
}

static void asked_for(void **state)
{
    (void)state;
    static const struct {
        bool unknown;
        rlim_t bound;
        int locked;
    } cases[] = {{false, RLIM_INFINITY, MCL_CURRENT | MCL_FUTURE},
                 {false, 8 << 20, 0},
                 {true, RLIM_INFINITY, 0}, /* that is no answer */
                 {true, 8 << 20, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        machine.unknown = cases[i].unknown;
        machine.bound = cases[i].bound;
        machine.locked = 0;
        machine.dumpable = 1;
        machine.core = (struct rlimit){1, 1};
        machine.on = true;
        seal_harden();
        machine.on = false;
        assert_int_equal(machine.locked, cases[i].locked);
        assert_int_equal(machine.dumpable, 0);
        assert_true(machine.core.rlim_cur == 0 && machine.core.rlim_max == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
