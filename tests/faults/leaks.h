/* leaks.h - what faults.so knows of the blocks that malloc gave: those that nobody can free any more. */
#ifndef FAULTS_LEAKS_H
#define FAULTS_LEAKS_H

#include <stddef.h>
#include <stdint.h>

/* What the judge reads. */
struct leaks {
    uint64_t looked; /* how often it was looked for */
    uint64_t blocks, bytes;
    uint64_t first; /* the number of its allocation, and its size: the first block found */
    uint64_t first_size;
};

/* A block was given by the allocator to caller (an address in the code), or taken back; NULL is no block. */
void leaks_given(void *block, size_t size, const void *caller);
void leaks_taken(void *block);

/* From the library's constructor on, told is added to by leaks_look; NULL: blocks are not noted any more.
 * SHOW: the number of an allocation whose stack is printed, 0 for none. */
void leaks_start(struct leaks *told, uint64_t show);

/* Looks through everything that can hold a pointer: the data of the program and its libraries, what the
 * dynamic linker made, this stack, and the blocks found so. A pointer into the middle of a block counts. */
void leaks_look(void);

#endif
