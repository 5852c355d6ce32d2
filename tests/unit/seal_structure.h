/* seal_structure.h - a CMS rewritten: each element in turn is left out, doubled, emptied, made longer, called
 * something else, changed, with all lengths around it right again. */
#ifndef TESTS_SEAL_STRUCTURE_H
#define TESTS_SEAL_STRUCTURE_H

#include "seal_unit.h"

#include "seal/cms_check.h"
#include "seal/der.h"

enum change { LEFT_OUT, TWICE, EMPTY, LONGER, OTHER_TAG, OTHER_CLASS, LAST_BIT, FIRST_BIT, SHORTER, CHANGES };
static const char *const change_names[] = {"left out",    "twice",    "empty",     "longer", "other tag",
                                           "other class", "last bit", "first bit", "shorter"};

struct rewriter {
    enum change change;
    size_t target, at; /* the element to change; how many were passed */
};

/* One element at s: its tag, the size of its head and of its body. False when it is none. */
static bool element(const unsigned char *s, size_t n, size_t *head, size_t *body)
{
    if (n < 2 || (s[0] & 0x1f) == 0x1f)
        return false;
    size_t octets = s[1] & 0x80 ? s[1] & 0x7f : 0, length = octets ? 0 : s[1];
    if (octets > 3 || n < 2 + octets || s[1] == 0x80)
        return false;
    for (size_t i = 0; i < octets; i++)
        length = length << 8 | s[2 + i];
    *head = 2 + octets;
    *body = length;
    return length <= n - *head;
}

static void put(struct buf *out, unsigned tag, const struct buf *body)
{
    unsigned char head[5] = {(unsigned char)tag};
    size_t n = body->len, used = 2;
    if (n < 128) {
        head[1] = (unsigned char)n;
    } else {
        size_t octets = n > 0xffff ? 3 : n > 0xff ? 2 : 1;
        head[1] = (unsigned char)(0x80 | octets);
        for (size_t i = 0; i < octets; i++)
            head[used++] = (unsigned char)(n >> 8 * (octets - 1 - i));
    }
    buf_add(out, head, used);
    buf_add(out, buf_text(body), n);
}

/* The elements from s on, written anew with the change. */
static void rewrite(struct rewriter *r, const unsigned char *s, size_t n, struct buf *out)
{
    size_t head, length;
    while (element(s, n, &head, &length)) {
        struct buf body = {0};
        unsigned tag = s[0];
        bool here = r->at++ == r->target;
        if (tag & 0x20)
            rewrite(r, s + head, length, &body);
        else
            buf_add(&body, s + head, length);
        if (here && r->change == EMPTY)
            body.len = 0;
        if (here && r->change == LONGER)
            buf_add(&body, "\x04\x00", 2);
        if (here && r->change == SHORTER && body.len > 0)
            body.len--;
        if (here && r->change == LAST_BIT && body.len > 0)
            body.data[body.len - 1] ^= 1;
        if (here && r->change == FIRST_BIT && body.len > 0)
            body.data[0] ^= 0x40;
        tag ^= here && r->change == OTHER_TAG ? 1u : here && r->change == OTHER_CLASS ? 0x80u : 0u;
        for (int i = 0; i < (!here ? 1 : r->change == LEFT_OUT ? 0 : r->change == TWICE ? 2 : 1); i++)
            put(out, tag, &body);
        buf_free(&body);
        s += head + length;
        n -= head + length;
    }
}

static bool wholly_fine(const struct seal_judgement *out, bool stamped)
{
    return (!stamped ||
            (out->timestamp.state == SEAL_STATE_FINE && out->timestamp_trust.state == SEAL_STATE_FINE)) &&
           out->structure.state == SEAL_STATE_FINE && out->cryptography.state == SEAL_STATE_FINE &&
           out->trust.state == SEAL_STATE_FINE;
}

/* How many changes of this CMS over that content pass; stamped: with a timestamp that is fine. step: only
 * each so many'th element. */
static size_t passes(struct octets cms, const struct seal_content *content, const struct seal_roots *trusted,
                     bool stamped, size_t step, size_t *tried)
{
    struct rewriter count = {.target = SIZE_MAX};
    struct buf same = {0};
    size_t fine = 0;
    rewrite(&count, cms.at, cms.n, &same);
    assert_int_equal(same.len, cms.n);
    assert_memory_equal(same.data, cms.at, cms.n);
    for (size_t i = 0; i < count.at / step * CHANGES; i++) {
        struct rewriter r = {.change = (enum change)(i % CHANGES), .target = i / CHANGES * step};
        struct buf changed = {0};
        struct arena arena = {0};
        struct seal_judgement out;
        rewrite(&r, cms.at, cms.n, &changed);
        bool differs = changed.len != cms.n || memcmp(buf_text(&changed), cms.at, cms.n) != 0;
        unsigned char *bytes = malloc(changed.len ? changed.len : 1); /* reading behind the end is seen */
        memcpy(bytes, buf_text(&changed), changed.len);
        seal_cms_check(&arena, (struct octets){bytes, changed.len}, content, trusted, NOW, &out);
        if (differs && wholly_fine(&out, stamped)) {
            print_message("element %zu %s: passes\n", r.target, change_names[i % CHANGES]);
            fine++;
        }
        *tried += differs;
        free(bytes);
        buf_free(&changed);
        arena_free(&arena);
    }
    buf_free(&same);
    return fine;
}

#endif
