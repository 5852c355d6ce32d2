/* image.c - the picture of a signature or a seal; the only file of this room that sees libpng. */
#include "seal/image.h"

#include "base/deflate.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/png_form.h"

#include <png.h>

#include <string.h>

enum { SAMPLES = 4 }; /* red, green, blue, opacity */

/* The average of a square of side pixels, colours weighed by opacity, so that what is seen through does not
 * pale the edges. */
static void average(const unsigned char *pixels, size_t width, size_t x, size_t y, size_t side,
                    unsigned char *out)
{
    size_t sums[SAMPLES] = {0}, seen = 0;
    for (size_t k = 0; k < side * side; k++) {
        const unsigned char *p = pixels + ((y * side + k / side) * width + x * side + k % side) * SAMPLES;
        for (int c = 0; c < 3; c++)
            sums[c] += (size_t)p[c] * p[3];
        seen += p[3];
    }
    for (int c = 0; c < 3; c++)
        out[c] = seen ? (unsigned char)(sums[c] / seen) : 255;
    /* NOLINTNEXTLINE(clang-analyzer-core.DivideZero): side is at least 1, and bounded by the pixels */
    out[3] = (unsigned char)(seen / (side * side));
}

/* Scales down and parts colours from opacity. */
static void pack(struct seal_image *out, const unsigned char *pixels, size_t width, size_t height)
{
    size_t longest = width > height ? width : height,
           side = (longest + SEAL_IMAGE_SIDE - 1) / SEAL_IMAGE_SIDE;
    side = side > width || side > height ? 1 : side;
    out->width = width / side;
    out->height = height / side;
    unsigned char *colours = mem_alloc(out->width * out->height * 3),
                  *opacity = mem_alloc(out->width * out->height);
    for (size_t i = 0; i < out->width * out->height; i++) {
        unsigned char sample[SAMPLES];
        average(pixels, width, i % out->width, i / out->width, side, sample);
        for (size_t c = 0; c < 3; c++)
            colours[3 * i + c] = sample[c];
        opacity[i] = sample[3];
    }
    deflate_bytes(&out->colours, colours, out->width * out->height * 3);
    deflate_bytes(&out->opacity, opacity, out->width * out->height);
    mem_free(colours);
    mem_free(opacity);
}

/* Is what is seen of it blue, or red, on the whole? */
static enum seal_image_fault judge(const unsigned char *pixels, size_t n, bool red)
{
    double sums[3] = {0};
    size_t clear = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned char *p = pixels + i * SAMPLES;
        clear += p[3] < SEAL_IMAGE_VISIBLE;
        for (int c = 0; c < 3; c++)
            sums[c] += (double)p[c] * p[3];
    }
    if (clear * 10 < n || clear == n)
        return SEAL_IMAGE_OPAQUE;
    double wanted = red ? sums[0] : sums[2], other = red ? sums[2] : sums[0];
    return wanted > 1.15 * other && wanted > 1.15 * sums[1] ? SEAL_IMAGE_FINE : SEAL_IMAGE_COLOUR;
}

enum seal_image_fault seal_image_read(const char *path, bool red, struct seal_image *out)
{
    struct buf file = {0};
    png_image image = {.version = PNG_IMAGE_VERSION};
    enum seal_image_fault fault = SEAL_IMAGE_NO_PNG;
    if (file_read(path, SEAL_IMAGE_BYTES, &file) != FILE_FINE) {
        buf_free(&file);
        return SEAL_IMAGE_NO_FILE;
    }
    size_t pixels = 0;
    if (png_is_whole(file.data, file.len) && png_image_begin_read_from_memory(&image, file.data, file.len))
        pixels = (size_t)image.width * image.height;
    if (pixels > 0 && pixels <= SEAL_IMAGE_PIXELS) {
        image.format = PNG_FORMAT_RGBA;
        unsigned char *samples = mem_alloc(PNG_IMAGE_SIZE(image));
        if (png_image_finish_read(&image, NULL, samples, 0, NULL)) {
            fault = judge(samples, pixels, red);
            pack(out, samples, image.width, image.height);
        }
        mem_free(samples);
    }
    if (fault == SEAL_IMAGE_NO_PNG)
        png_failed(image.message);
    png_image_free(&image);
    buf_free(&file);
    return fault;
}
