/* test_seal_image.c - the picture of a signature: colours and opacity as they are packed, and what is
 * refused. */
#include "unit.h"

#include "seal/image.h"

#include <libdeflate.h>
#include <png.h>
#include <stdlib.h>
#include <unistd.h>

enum { WIDE = 4, HIGH = 3, PIXELS = WIDE * HIGH };

/* Reads a picture of those pixels, red, green, blue and opacity. */
static enum seal_image_fault read_pixels(const unsigned char *pixels, size_t wide, size_t high, bool red,
                                         struct seal_image *out)
{
    char path[] = "/tmp/baocao-image-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)wide,
                       .height = (png_uint_32)high,
                       .format = PNG_FORMAT_RGBA};
    assert_true(png_image_write_to_file(&image, path, 0, pixels, 0, NULL));
    enum seal_image_fault fault = seal_image_read(path, red, out);
    unlink(path);
    return fault;
}

static void unpacked(const struct buf *packed, unsigned char *out, size_t n)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(d, packed->data, packed->len, out, n, NULL), 0);
    libdeflate_free_decompressor(d);
}

static void drop(struct seal_image *image)
{
    buf_free(&image->colours);
    buf_free(&image->opacity);
}

/* A picture that is small enough is kept as it is. */
static void test_pixels(void **state)
{
    (void)state;
    unsigned char pixels[4 * PIXELS], colours[3 * PIXELS], opacity[PIXELS];
    struct seal_image image = {0};
    for (size_t i = 0; i < PIXELS; i++) {
        const unsigned char one[4] = {(unsigned char)(20 + i), (unsigned char)(60 + i),
                                      (unsigned char)(180 + i), i % 3 ? (unsigned char)(250 - i) : 0};
        memcpy(pixels + 4 * i, one, 4);
    }
    assert_int_equal(read_pixels(pixels, WIDE, HIGH, false, &image), SEAL_IMAGE_FINE);
    assert_int_equal(image.width, WIDE);
    assert_int_equal(image.height, HIGH);
    unpacked(&image.colours, colours, sizeof colours);
    unpacked(&image.opacity, opacity, sizeof opacity);
    for (size_t i = 0; i < PIXELS; i++) {
        assert_int_equal(opacity[i], pixels[4 * i + 3]);
        if (opacity[i] > 0)
            assert_memory_equal(colours + 3 * i, pixels + 4 * i, 3);
    }
    drop(&image);
}

static enum seal_image_fault judged(const unsigned char colour[4], unsigned char background, bool red)
{
    unsigned char pixels[4 * PIXELS];
    struct seal_image image = {0};
    for (size_t i = 0; i < PIXELS; i++) {
        memcpy(pixels + 4 * i, colour, 4);
        if (i < PIXELS / 2)
            pixels[4 * i + 3] = background;
    }
    enum seal_image_fault fault = read_pixels(pixels, WIDE, HIGH, red, &image);
    drop(&image);
    return fault;
}
#define JUDGED(r, g, b, a, background, red) judged((const unsigned char[]){r, g, b, a}, background, red)

static void test_colours(void **state)
{
    (void)state;
    assert_int_equal(JUDGED(0, 0, 200, 255, 0, false), SEAL_IMAGE_FINE);
    assert_int_equal(JUDGED(0, 0, 200, 255, 0, true), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(200, 0, 0, 255, 0, true), SEAL_IMAGE_FINE);
    assert_int_equal(JUDGED(200, 0, 0, 255, 0, false), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(200, 200, 0, 255, 0, true), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(0, 200, 200, 255, 0, false), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(20, 20, 20, 255, 0, false), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(0, 0, 200, 255, 255, false), SEAL_IMAGE_OPAQUE);
    assert_int_equal(JUDGED(0, 0, 200, 0, 0, false), SEAL_IMAGE_OPAQUE); /* nothing is seen */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pixels),
        cmocka_unit_test(test_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
