/* arena.h - memory that is freed all at once: one arena a run for model, view and text. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena {
    struct arena_block *block; /* newest block, NULL in a fresh arena */
};

/* Returns size bytes, zeroed, aligned for any type, valid until arena_free. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* Copies of strings, NUL-terminated. arena_strndup copies exactly n bytes. */
char *arena_strdup(struct arena *arena, const char *s);
char *arena_strndup(struct arena *arena, const char *s, size_t n);
char *arena_join(struct arena *arena, const char *a, const char *b, const char *c); /* one behind the other */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

enum { DIGITS_ROOM = 24 };

/* Writes the decimal digits of the number to the end of the room; returns where they begin. In the header,
 * for buf.c writes numbers too. */
static inline size_t number_digits(size_t number, char room[DIGITS_ROOM])
{
    size_t at = DIGITS_ROOM;
    do
        room[--at] = (char)('0' + number % 10);
    while (number /= 10);
    return at;
}

/* The number in decimal digits: what printf would give, in a tenth of its time. */
char *arena_number(struct arena *arena, size_t number);

enum { ARENA_CAPACITY = 4 }; /* of an array at first; it doubles */

/* arena_grow's part where there is no room. */
void *arena_grow_now(struct arena *arena, void *array, size_t count, size_t elem);

/* Makes room for one more element in a growing array that holds count elements of elem bytes each.
 * Returns the array (moved when it had to grow; the old copy stays until arena_free). The array must only be
 * grown through this function, because its capacity is derived from count. In the header, because most
 * calls find that there is room. */
static inline void *arena_grow(struct arena *arena, void *array, size_t count, size_t elem)
{
    bool full = count >= ARENA_CAPACITY && (count & (count - 1)) == 0; /* capacities are powers of two */
    return array && count != 0 && !full ? array : arena_grow_now(arena, array, count, elem);
}

/* A piece of mem_alloc becomes the arena's, and stays where it is. */
void arena_own(struct arena *arena, void *piece);

/* Everything of other becomes arena's, and stays where it is; other is empty then. */
void arena_adopt(struct arena *arena, struct arena *other);

/* Frees everything; the arena is then empty and may be used again. */
void arena_free(struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
/* Appends one element to ptr[count] and counts it: ARENA_PUSH(a, list, n) = value; */
#define ARENA_PUSH(arena, ptr, count)                                                                        \
    (*((ptr) = arena_grow((arena), (ptr), (count), sizeof *(ptr)), &(ptr)[(count)++]))

#endif
