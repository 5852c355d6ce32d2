/* arena.c - memory that is freed all at once. */
#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Blocks begin small, for many arenas are, and double. They are not zeroed: only what is given out as zeroed
 * is, so that memory that nobody asks for is never touched. */
enum { BLOCK_FIRST = 16 * 1024, BLOCK_MAX = 1024 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t used, size; /* bytes of data */
    void *adopted;     /* a piece of mem_alloc that is freed with the block; NULL for most */
    _Alignas(max_align_t) unsigned char data[];
};

static struct arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        mem_exhausted();
    struct arena_block *block = mem_alloc(sizeof *block + size);
    *block = (struct arena_block){.size = size};
    return block;
}

/* Behind the newest block, which still has room. */
static void enter_behind(struct arena *arena, struct arena_block *fresh)
{
    struct arena_block **at = arena->block ? &arena->block->older : &arena->block;
    fresh->older = *at;
    *at = fresh;
}

/* Memory as it comes, with whatever was there before. */
static void *take(struct arena *arena, size_t size)
{
    size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        mem_exhausted();
    size = (size + align - 1) / align * align;
    struct arena_block *block = arena->block;
    if (!block || block->size - block->used < size) {
        size_t usual = block ? block->size * 2 : BLOCK_FIRST;
        usual = usual < BLOCK_FIRST ? BLOCK_FIRST : usual > BLOCK_MAX ? BLOCK_MAX : usual;
        bool large = size > usual / 4;
        struct arena_block *fresh = block_new(large ? size : usual);
        if (large) {
            enter_behind(arena, fresh);
        } else {
            fresh->older = block;
            arena->block = fresh;
        }
        block = fresh;
    }
    void *p = block->data + block->used;
    block->used += size;
    return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

char *arena_strndup(struct arena *arena, const char *s, size_t n)
{
    if (n == SIZE_MAX)
        mem_exhausted();
    char *copy = take(arena, n + 1);
    memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *s)
{
    return arena_strndup(arena, s, strlen(s));
}

char *arena_join(struct arena *arena, const char *a, const char *b, const char *c)
{
    /* the three are in memory, so their sum does not overflow */
    char *all = take(arena, strlen(a) + strlen(b) + strlen(c) + 1);
    stpcpy(stpcpy(stpcpy(all, a), b), c);
    return all;
}

char *arena_number(struct arena *arena, size_t number)
{
    char digits[DIGITS_ROOM];
    size_t at = number_digits(number, digits);
    return arena_strndup(arena, digits + at, sizeof digits - at);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    char text[256]; /* most are shorter, and need not be made twice */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n < 0)
        mem_exhausted();
    char *s = take(arena, (size_t)n + 1);
    if ((size_t)n < sizeof text)
        memcpy(s, text, (size_t)n + 1);
    else
        vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

void *arena_grow_now(struct arena *arena, void *array, size_t count, size_t elem)
{
    if (count == 0)
        return arena_alloc(arena, mem_times(ARENA_CAPACITY, elem));
    size_t half = count * elem;
    char *larger = take(arena, mem_times(mem_times(count, 2), elem));
    memcpy(larger, array, half);
    memset(larger + half, 0, half);
    return larger;
}

void arena_own(struct arena *arena, void *piece)
{
    struct arena_block *block = block_new(0);
    block->adopted = piece;
    enter_behind(arena, block);
}

void arena_adopt(struct arena *arena, struct arena *other)
{
    struct arena_block **end = &arena->block;
    while (*end)
        end = &(*end)->older;
    *end = other->block;
    other->block = NULL;
}

void arena_free(struct arena *arena)
{
    while (arena->block) {
        struct arena_block *older = arena->block->older;
        mem_free(arena->block->adopted);
        mem_free(arena->block);
        arena->block = older;
    }
}
