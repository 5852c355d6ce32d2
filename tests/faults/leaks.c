/* leaks.c - every live block in a table; at the end, those to which no pointer leads.
 *
 * As LeakSanitizer does it, but in the memory of a run at full speed: so each fault is looked at, not some.
 */
#include "leaks.h"

#include <execinfo.h>
#include <fcntl.h>
#include <inttypes.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct block {
    uintptr_t at; /* 0: free; 1: was taken back */
    size_t size;
    uint64_t number; /* of the allocation, from 1 */
    unsigned char by_linker, reached;
};

struct range {
    uintptr_t begin, end;
};

enum { FIRST_SLOTS = 1 << 15, RANGES = 64, TAKEN = 1 };

static struct block first_table[FIRST_SLOTS], *table = first_table;
static size_t slots = FIRST_SLOTS, used, live; /* used: with those taken back */
static uint64_t given, shown;
static int off, stderr_fd;
static struct leaks *told;
static struct range early[RANGES], linker; /* early: what could be written before main, the stack aside */
static size_t early_count;
static uintptr_t stack_end;

static void *pages(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        abort();
    return p;
}

static size_t home(uintptr_t at)
{
    return (size_t)((at >> 4) * 0x9E3779B97F4A7C15U >> 20) & (slots - 1);
}

static void put(struct block b)
{
    size_t i = home(b.at);
    while (table[i].at > TAKEN)
        i = (i + 1) & (slots - 1);
    used += table[i].at == 0;
    table[i] = b;
    live++;
}

/* Anew, without those taken back, and twice as large when it is full. */
static void tidy(void)
{
    struct block *old = table;
    size_t old_slots = slots;
    slots = live > slots / 4 ? slots * 2 : slots;
    table = pages(slots * sizeof *table);
    used = live = 0;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i].at > TAKEN)
            put(old[i]);
    if (old != first_table)
        munmap(old, old_slots * sizeof *old);
}

static void show(void)
{
    void *frames[32];
    off = 1; /* backtrace itself allocates */
    backtrace_symbols_fd(frames, backtrace(frames, 32), stderr_fd);
    off = 0;
}

void leaks_given(void *block, size_t size, const void *caller)
{
    if (off || !block)
        return;
    given++;
    if (given == shown)
        show();
    if (used > slots / 2)
        tidy();
    const uintptr_t from = (uintptr_t)caller;
    put((struct block){(uintptr_t)block, size ? size : 1, given, from >= linker.begin && from < linker.end,
                       0});
}

void leaks_taken(void *block)
{
    if (off || !block)
        return;
    for (size_t i = home((uintptr_t)block); table[i].at; i = (i + 1) & (slots - 1))
        if (table[i].at == (uintptr_t)block) {
            table[i].at = TAKEN;
            live--;
            return;
        }
}

/* What is there before main and no library's: thread-local data, the dynamic linker's own memory. */
static void read_map(void)
{
    char line[4096], kind[8];
    FILE *maps = fopen("/proc/self/maps", "re");
    if (!maps)
        abort();
    while (fgets(line, sizeof line, maps)) {
        struct range r = {0};
        if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %7s", &r.begin, &r.end, kind) != 3)
            abort();
        if (strstr(line, "[stack]"))
            stack_end = r.end;
        else if (strstr(line, "/ld-linux") && kind[2] == 'x')
            linker = r;
        else if (kind[1] == 'w' && !strchr(line, '/') && !strchr(line, '[') && early_count < RANGES)
            early[early_count++] = r;
    }
    fclose(maps);
}

void leaks_start(struct leaks *to, uint64_t number)
{
    off = 1;
    told = to;
    if (!told)
        return;
    read_map();
    if (table != first_table || !stack_end || !linker.end || early_count == RANGES)
        abort(); /* nothing would be seen, or everything */
    shown = number;
    stderr_fd = shown ? fcntl(2, F_DUPFD_CLOEXEC, 200) : -1; /* a child of a pool has another stderr */
    off = 0;
}

/* The blocks by address, and which of them are reached but not read yet. */
struct search {
    struct block *blocks;
    size_t count, *todo, waiting;
};

static int by_address(const void *a, const void *b)
{
    const struct block *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static void reach(struct search *s, size_t i)
{
    if (s->blocks[i].reached)
        return;
    s->blocks[i].reached = 1;
    s->todo[s->waiting++] = i;
}

/* Each word between that leads to a block; our own table, which leads to every block, is passed over. */
static void read_words(struct search *s, uintptr_t begin, uintptr_t end)
{
    const uintptr_t low = s->blocks[0].at, high = s->blocks[s->count - 1].at + s->blocks[s->count - 1].size;
    for (uintptr_t at = (begin + 7) & ~(uintptr_t)7; at + 8 <= end; at += 8) {
        if (at >= (uintptr_t)first_table && at < (uintptr_t)first_table + sizeof first_table)
            continue;
        const uintptr_t word = *(const uintptr_t *)at;
        if (word < low || word >= high)
            continue;
        size_t a = 0, b = s->count; /* the last that begins at or before it */
        while (b - a > 1) {
            size_t middle = a + (b - a) / 2;
            if (s->blocks[middle].at <= word)
                a = middle;
            else
                b = middle;
        }
        if (word < s->blocks[a].at + s->blocks[a].size)
            reach(s, a);
    }
}

/* The data of the program or of a library. */
static int read_object(struct dl_phdr_info *info, size_t size, void *search)
{
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        const uintptr_t begin = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && (part->p_flags & PF_W))
            read_words(search, begin, begin + part->p_memsz);
    }
    return 0;
}

static void add(const struct search *s)
{
    told->looked++;
    for (size_t i = 0; i < s->count; i++) {
        const struct block *b = &s->blocks[i];
        if (b->reached)
            continue;
        told->blocks++;
        told->bytes += b->size;
        if (!told->first || b->number < told->first) {
            told->first = b->number;
            told->first_size = b->size;
        }
    }
}

__attribute__((noinline)) void leaks_look(void)
{
    if (off || !told)
        return;
    off = 1;
    struct search s = {0};
    const size_t room = live + 1;
    s.blocks = pages(room * sizeof *s.blocks);
    s.todo = pages(room * sizeof *s.todo);
    for (size_t i = 0; i < slots; i++)
        if (table[i].at > TAKEN)
            s.blocks[s.count++] = table[i];
    if (s.count) {
        qsort(s.blocks, s.count, sizeof *s.blocks, by_address);
        for (size_t i = 0; i < s.count; i++)
            if (s.blocks[i].by_linker)
                reach(&s, i);
        for (size_t i = 0; i < early_count; i++)
            read_words(&s, early[i].begin, early[i].end);
        dl_iterate_phdr(read_object, &s);
        __builtin_unwind_init(); /* the registers, onto the stack */
        read_words(&s, (uintptr_t)__builtin_frame_address(0), stack_end);
        while (s.waiting) {
            const struct block *b = &s.blocks[s.todo[--s.waiting]];
            read_words(&s, b->at, b->at + b->size);
        }
    }
    add(&s);
    munmap(s.blocks, room * sizeof *s.blocks);
    munmap(s.todo, room * sizeof *s.todo);
    off = 0;
}
