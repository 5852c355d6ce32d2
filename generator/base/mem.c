/* mem.c - the only allocator of the program. */
#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STEP = 1 << 20, FIRST = 12 << 20, LARGE = 2 << 20, MUCH = 20 << 20, KEPT = 1 << 30 }; /* bytes */

static char last_words[2048];

/* The first part of the heap in large pages, where the system has them: one of 2 MiB comes at once, while 512
 * small ones are 512 faults. Nothing is taken that is not used, and without large pages nothing changes. */
static void ask_for_large_pages(void)
{
    mallopt(M_TOP_PAD, FIRST);
    /* cppcheck-suppress unusedAllocatedMemory; the heap has grown by it */
    char *volatile piece = malloc(1); /* volatile, or the compiler leaves both calls out */
    if (piece) {
        uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), begin = (uintptr_t)piece;
        size_t skipped = (page - begin % page) % page;
        madvise(piece + skipped, FIRST, MADV_HUGEPAGE);
    }
    free(piece);
    mallopt(M_TOP_PAD, STEP);
}

void mem_begin(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, LARGE);
    ask_for_large_pages();
}

static void *volatile passed_over; /* never used; volatile, or the compiler leaves the call out */

void mem_forked(void)
{
    uintptr_t begin = (uintptr_t)sbrk(0) - mallinfo2().keepcost;
    /* one whole page more: what the parent took and gave back at the end is behind begin too */
    passed_over = malloc(2 * LARGE - begin % LARGE);
}

void mem_settle(void)
{
    if (mallinfo2().fordblks > MUCH)
        malloc_trim(0);
}

static void say(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored; /* nothing is left to be done about a stderr that is gone */
}

void mem_exhausted(void)
{
    static const char text[] =
        "baocao: lỗi: hết bộ nhớ, chưa làm xong; kết quả và các tệp đã ký vẫn nguyên vẹn (out of memory)\n";
    say(text);
    say(last_words);
    _exit(3);
}

void mem_last_words(const char *words)
{
    snprintf(last_words, sizeof last_words, "%s", words);
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
