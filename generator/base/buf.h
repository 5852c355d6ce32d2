/* buf.h - a byte string that grows. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

#include <stddef.h>
#include <string.h>

struct buf {
    char *data; /* NUL-terminated once anything was added; NULL in a fresh buffer */
    size_t len, cap;
};

/* Makes room for exactly that many bytes in all, when it is known how many will come. */
void buf_reserve(struct buf *buf, size_t bytes);

/* Makes room for that many bytes more, and the NUL behind them; returns data, which may have moved. */
char *buf_grow(struct buf *buf, size_t more) __attribute__((returns_nonnull));

/* In the header, because pages are made of them. */
static inline void buf_add(struct buf *buf, const void *bytes, size_t n)
{
    char *data = buf->data && n < buf->cap - buf->len ? buf->data : buf_grow(buf, n);
    if (n > 0)
        /* cppcheck-suppress uninitvar; it does not see that text_encode has filled them */
        memcpy(data + buf->len, bytes, n);
    buf->len += n;
    data[buf->len] = '\0';
}

static inline void buf_str(struct buf *buf, const char *s)
{
    buf_add(buf, s, strlen(s));
}

static inline void buf_char(struct buf *buf, char c)
{
    if (buf->len + 1 < buf->cap) {
        buf->data[buf->len++] = c;
        buf->data[buf->len] = '\0';
    } else {
        buf_add(buf, &c, 1);
    }
}
/* The number in decimal digits, and what follows it: what printf would give, in a tenth of its time. */
void buf_number(struct buf *buf, size_t number, const char *after);

/* The number's last hexadecimal digits, so many, between two texts. */
void buf_hex(struct buf *buf, const char *before, unsigned number, int digits, const char *after);

void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text so far, never NULL, valid until the next change. */
const char *buf_text(const struct buf *buf);

/* A copy of the text in the arena; the buffer is emptied but keeps its memory. */
char *buf_take(struct buf *buf, struct arena *arena);

void buf_free(struct buf *buf);

#endif
