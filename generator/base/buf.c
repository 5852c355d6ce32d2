/* buf.c - a byte string that grows. */
#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

char *buf_grow(struct buf *buf, size_t more)
{
    if (more > SIZE_MAX / 2 - buf->len - 1)
        mem_exhausted();
    size_t need = buf->len + more + 1;
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    buf->data = mem_realloc(buf->data, cap);
    buf->cap = cap;
    return buf->data;
}

void buf_reserve(struct buf *buf, size_t bytes)
{
    if (bytes < buf->cap || bytes == SIZE_MAX)
        return;
    buf->data = mem_realloc(buf->data, bytes + 1);
    buf->data[buf->len] = '\0';
    buf->cap = bytes + 1;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    if (buf->cap - buf->len < 33)
        buf_grow(buf, 32);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_start stands three lines above */
    int n = vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, args);
    va_end(args);
    if (n < 0)
        mem_exhausted();
    if ((size_t)n >= buf->cap - buf->len) { /* there was no room for all of it */
        buf_grow(buf, (size_t)n);
        vsnprintf(buf->data + buf->len, (size_t)n + 1, format, again);
    }
    va_end(again);
    buf->len += (size_t)n;
}

void buf_number(struct buf *buf, size_t number, const char *after)
{
    char digits[DIGITS_ROOM];
    size_t at = number_digits(number, digits);
    buf_add(buf, digits + at, sizeof digits - at);
    buf_str(buf, after);
}

void buf_hex(struct buf *buf, const char *before, unsigned number, int digits, const char *after)
{
    buf_str(buf, before);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        buf_char(buf, "0123456789abcdef"[number >> shift & 15]);
    buf_str(buf, after);
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf, struct arena *arena)
{
    char *copy = arena_strndup(arena, buf_text(buf), buf->len);
    buf->len = 0;
    return copy;
}

void buf_free(struct buf *buf)
{
    mem_free(buf->data);
    *buf = (struct buf){0};
}
