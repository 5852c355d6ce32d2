/* mem.c - the only allocator of the program. */
#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STEP = 1 << 20, LARGE = 2 << 20, MUCH = 16 << 20, FIRST = 16 << 20, KEPT = 1 << 30 }; /* bytes */

/* The heap's first part in large pages where the system has them: a page of 2 MiB comes at once, while 512
 * small ones are 512 faults, which took a twelfth of a build. Nothing is taken that is not used; without
 * large pages nothing changes. */
static void ask_for_large_pages(void)
{
    uintptr_t from = (uintptr_t)sbrk(0);
    mallopt(M_TOP_PAD, FIRST);
    /* cppcheck-suppress unusedAllocatedMemory; the heap has grown by it */
    void *volatile piece = malloc(STEP); /* volatile, or the compiler leaves both calls out */
    free(piece);
    uintptr_t to = (uintptr_t)sbrk(0), page = (uintptr_t)sysconf(_SC_PAGESIZE);
    from = (from + page - 1) / page * page;
    if (to > from)
        madvise((void *)from, to - from,
                MADV_HUGEPAGE); /* NOLINT(performance-no-int-to-ptr): the heap's own bounds */
}

void mem_begin(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, LARGE);
    ask_for_large_pages();
    mallopt(M_TOP_PAD, STEP);
}

void mem_settle(void)
{
    if (mallinfo2().fordblks > FIRST + MUCH)
        malloc_trim(0);
}

void mem_exhausted(void)
{
    static const char text[] =
        "baocao: lỗi: hết bộ nhớ, chưa làm xong; kết quả và các tệp đã ký vẫn nguyên vẹn (out of memory)\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored; /* nothing is left to be done about a stderr that is gone */
    _exit(3);
}

size_t mem_times(size_t a, size_t b)
{
    if (b != 0 && a > SIZE_MAX / b)
        mem_exhausted();
    return a * b;
}

void *mem_alloc(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p)
        mem_exhausted();
    return p;
}

void *mem_zero(size_t size)
{
    void *p = calloc(size ? size : 1, 1);
    if (!p)
        mem_exhausted();
    return p;
}

void *mem_realloc(void *old, size_t size)
{
    void *p = realloc(old, size ? size : 1);
    if (!p)
        mem_exhausted();
    return p;
}

void mem_free(void *p)
{
    free(p);
}
