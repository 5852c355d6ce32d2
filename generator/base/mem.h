/* mem.h - the only allocator of the program: memory is got, or the run ends here. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* To be called first: what is freed stays with the process, for the next that asks, instead of going back to
 * the system and coming again page by page; all but large pieces, which grow without being copied. The first
 * memory comes in large pages, where the system has them. */
void mem_begin(void);

/* To be called first by a process that was forked: it goes on behind the large pages that its parent has
 * written to, each small page of which would have to be copied when it is written to. */
void mem_forked(void);

/* Between two stages of a run: gives back to the system what is free when that is much. */
void mem_settle(void);

/* Returns size bytes (at least 1), uninitialised, owned by the caller. Never NULL: see mem_exhausted. */
void *mem_alloc(size_t size);

/* The same, all zero. */
void *mem_zero(size_t size);

/* Like realloc, never NULL. */
void *mem_realloc(void *old, size_t size);

void mem_free(void *p);

/* a * b, ending the run as out of memory when it overflows. */
size_t mem_times(size_t a, size_t b);

/* Says "out of memory" in two languages on stderr and ends the process with exit code 3 (product.md:
 * the machine failed). out/ is whole at that point, the old one or the new, because output is staged;
 * so is each file of the content. */
_Noreturn void mem_exhausted(void);

/* What it says besides from now on: a thing done that nobody was told of yet. A copy is kept, cut when it is
 * very long. */
void mem_last_words(const char *words);

#endif
