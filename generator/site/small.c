/* small.c - what size a copy gets, and of what kind it is. */
#include "site/small.h"

#include "base/picture.h"
#include "site/small_forms.h"

/* What we take on: a PNG stands in memory whole, four bytes a pixel at the most; of a JPEG only rows do, and
 * cameras make them of 200 million. */
enum { PNG_PIXELS = 40 * 1000 * 1000, JPEG_PIXELS = 250 * 1000 * 1000 };

enum { LIGHT = 64 << 10 }; /* bytes: a second on a slow line, not worth a copy */

static size_t scaled(size_t length, size_t by, size_t of)
{
    size_t n = (length * by + of / 2) / of;
    return n == 0 ? 1 : n;
}

/* The kind that takes fewer bytes. A drawing stays a PNG, with sharp edges, unless that costs three times as
 * much. */
static bool write_small(const struct shrink *s, const struct picture_facts *facts, struct small *out)
{
    struct buf jpeg = {0};

    out->kind = ".jpg";
    if (facts->jpeg)
        return jpeg_write(s, facts->orientation, &out->bytes);
    bool fine = png_write_small(s, &out->bytes);
    if (fine && !s->opacity && jpeg_write(s, 1, &jpeg) && jpeg.len < out->bytes.len / 3) {
        buf_free(&out->bytes);
        out->bytes = jpeg;
    } else {
        out->kind = ".png";
        buf_free(&jpeg);
    }
    return fine;
}

bool small_make(const void *bytes, size_t size, size_t most, struct small *out)
{
    struct picture_facts facts;
    struct arena scratch = {0};

    *out = (struct small){0};
    if (!picture_facts(bytes, size, &facts))
        return true;
    size_t pixels = facts.width * facts.height; /* each is below 2^31 */
    if (pixels == 0 || pixels > (facts.jpeg ? JPEG_PIXELS : PNG_PIXELS))
        return false;
    bool turned = facts.orientation > 4; /* by a quarter */
    out->width = turned ? facts.height : facts.width;
    out->height = turned ? facts.width : facts.height;
    if (out->width <= most || size <= LIGHT)
        return true;
    struct shrink s = {.width = facts.width, .height = facts.height};
    s.to_width = scaled(facts.width, most, out->width);
    s.to_height = scaled(facts.height, most, out->width);
    enum form_result result = (facts.jpeg ? jpeg_read : png_read_small)(&scratch, bytes, size, &s);
    if (result == FORM_FINE && !write_small(&s, &facts, out))
        result = FORM_DAMAGED;
    arena_free(&scratch);
    out->made = result == FORM_FINE && out->bytes.len < size;
    if (out->made) {
        out->width = turned ? s.to_height : s.to_width;
        out->height = turned ? s.to_width : s.to_height;
    }
    return result != FORM_DAMAGED;
}
