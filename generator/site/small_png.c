/* small_png.c - PNG by libpng's simple interface, which takes the whole picture at once: bounded by small.c.
 */
#include "base/mem.h"
#include "base/png_form.h"
#include "site/small_forms.h"

#include <png.h>

static unsigned format_of(const struct shrink *s)
{
    static const unsigned formats[] = {0, PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB, PNG_FORMAT_RGBA};

    return formats[s->samples];
}

enum form_result png_read_small(struct arena *arena, const void *bytes, size_t size, struct shrink *s)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    if (!png_is_whole(bytes, size))
        return FORM_DAMAGED;
    if (!png_image_begin_read_from_memory(&image, bytes, size) || image.width != s->width ||
        image.height != s->height) {
        png_failed(image.message);
        png_image_free(&image);
        return FORM_DAMAGED;
    }
    s->opacity = image.format & PNG_FORMAT_FLAG_ALPHA;
    s->samples = ((image.format & PNG_FORMAT_FLAG_COLOR) != 0 ? 3 : 1) + s->opacity;
    image.format = format_of(s);
    unsigned char *pixels = mem_alloc(PNG_IMAGE_SIZE(image));
    bool fine = png_image_finish_read(&image, NULL, pixels, 0, NULL) || png_failed(image.message);
    if (fine) {
        shrink_begin(s, arena);
        for (size_t y = 0; y < s->height; y++)
            shrink_row(s, pixels + y * s->width * s->samples);
    }
    mem_free(pixels);
    png_image_free(&image);
    return fine ? FORM_FINE : FORM_DAMAGED;
}

bool png_write_small(const struct shrink *s, struct buf *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)s->to_width,
                       .height = (png_uint_32)s->to_height,
                       .format = format_of(s)};
    png_alloc_size_t most = PNG_IMAGE_PNG_SIZE_MAX(image);
    unsigned char *bytes = mem_alloc(most);
    bool fine =
        png_image_write_to_memory(&image, bytes, &most, 0, s->pixels, 0, NULL) || png_failed(image.message);

    if (fine)
        buf_add(out, bytes, most);
    mem_free(bytes);
    png_image_free(&image);
    return fine;
}
