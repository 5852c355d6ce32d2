/* unlisted.c - signatures that stand in a file and that its form does not name. */
#include "seal/unlisted.h"

#include "pdf/lexer.h"

#include <string.h>

struct cursor {
    const char *at, *end;
};

static void skip_white(struct cursor *p)
{
    while (p->at < p->end && pdf_is_white(*p->at))
        p->at++;
}

/* A number below 10^15; false when something else stands there. */
static bool number(struct cursor *p, size_t *value)
{
    int digits = 0;
    skip_white(p);
    for (*value = 0; p->at < p->end && *p->at >= '0' && *p->at <= '9' && digits < 15; p->at++, digits++)
        *value = *value * 10 + (size_t)(*p->at - '0');
    return digits > 0;
}

/* The gap of the range whose key ends at a place: "[0 GAP AFTER REST]". False when it is no range of this
 * file. */
static bool gap_of(const char *bytes, size_t size, size_t at, size_t *gap)
{
    struct cursor p = {bytes + at, bytes + size};
    size_t start, after, rest;
    skip_white(&p);
    if (p.at == p.end || *p.at++ != '[')
        return false;
    return number(&p, &start) && number(&p, gap) && number(&p, &after) && number(&p, &rest) &&
           *gap + 1 < after && after <= size && bytes[*gap] == '<' && bytes[after - 1] == '>';
}

static bool is_judged(const struct seal_signature *judged, size_t count, size_t gap)
{
    for (size_t i = 0; i < count; i++)
        if (judged[i].gap == gap)
            return true;
    return false;
}

bool seal_unlisted(const char *bytes, size_t size, const struct seal_signature *judged, size_t count)
{
    static const char key[] = "/ByteRange";
    const char *end = bytes + size, *found;
    size_t gap;
    for (const char *at = bytes; (found = memmem(at, (size_t)(end - at), key, sizeof key - 1)) != NULL;) {
        at = found + sizeof key - 1;
        if (gap_of(bytes, size, (size_t)(at - bytes), &gap) && !is_judged(judged, count, gap))
            return true;
    }
    return false;
}
