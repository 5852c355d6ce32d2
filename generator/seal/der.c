/* der.c - DER read and written element by element, with nothing believed. */
#include "seal/der.h"

#include <string.h>

enum { DEEPEST = 40 };

bool der_next(struct octets *rest, struct der *out)
{
    const unsigned char *p = rest->at;
    if (rest->n < 2 || p[0] == 0 || (p[0] & 0x1f) == 0x1f)
        return false;
    size_t head = 2, length = p[1];
    if (p[1] & 0x80) {
        size_t count = p[1] & 0x7f;
        if (count < 1 || count > 4 || rest->n < 2 + count || p[2] == 0)
            return false;
        length = 0;
        for (size_t i = 0; i < count; i++)
            length = length << 8 | p[2 + i];
        if (length < 0x80)
            return false;
        head += count;
    }
    if (length > rest->n - head)
        return false;
    *out = (struct der){p[0], {p, head + length}, {p + head, length}};
    *rest = (struct octets){p + head + length, rest->n - head - length};
    return true;
}

bool der_take(struct octets *rest, unsigned char tag, struct der *out)
{
    return rest->n > 0 && rest->at[0] == tag && der_next(rest, out);
}

bool der_only(struct octets bytes, unsigned char tag, struct octets *body)
{
    struct der element;
    if (!der_take(&bytes, tag, &element) || bytes.n > 0)
        return false;
    *body = element.body;
    return true;
}

static bool strict(struct octets bytes, int depth)
{
    struct der element;
    if (depth > DEEPEST)
        return false;
    while (bytes.n > 0) {
        if (!der_next(&bytes, &element))
            return false;
        if ((element.tag & 0x20) && !strict(element.body, depth + 1))
            return false;
    }
    return true;
}

bool der_strict(struct octets bytes)
{
    return strict(bytes, 0);
}

bool der_small(struct octets body, int *out)
{
    if (body.n < 1 || body.n > 4 || (body.at[0] & 0x80))
        return false;
    *out = 0;
    for (size_t i = 0; i < body.n; i++)
        *out = *out << 8 | body.at[i];
    return true;
}

const char *der_oid_text(struct arena *arena, struct octets body)
{
    const char *text = NULL;
    uint64_t arc = 0;
    if (body.n == 0 || body.n > 64 || (body.at[body.n - 1] & 0x80))
        return "?";
    for (size_t i = 0; i < body.n; i++) {
        if (arc >> 56)
            return "?";
        arc = arc << 7 | (body.at[i] & 0x7f);
        if (body.at[i] & 0x80)
            continue;
        if (text) {
            text = arena_printf(arena, "%s.%llu", text, (unsigned long long)arc);
        } else {
            uint64_t first = arc < 80 ? arc / 40 : 2;
            text = arena_printf(arena, "%d.%llu", (int)first, (unsigned long long)(arc - 40 * first));
        }
        arc = 0;
    }
    return text;
}

bool octets_same(struct octets a, struct octets b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

struct octets octets_of(const struct buf *buf)
{
    return (struct octets){(const unsigned char *)buf_text(buf), buf->len};
}

void der_add(struct buf *out, unsigned char tag, struct octets body)
{
    buf_char(out, (char)tag);
    if (body.n < 0x80) {
        buf_char(out, (char)body.n);
    } else {
        int count = 1;
        while (count < 8 && body.n >> (8 * count))
            count++;
        buf_char(out, (char)(0x80 | count));
        while (count-- > 0)
            buf_char(out, (char)(body.n >> (8 * count)));
    }
    buf_add(out, body.at, body.n);
}
