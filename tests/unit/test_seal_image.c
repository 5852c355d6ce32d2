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

/* How many of ten or twelve pixels may be seen through, and from where on a pixel is seen. */
static void test_clear(void **state)
{
    (void)state;
    static const struct {
        size_t wide, clear;
        unsigned char opacity; /* of the clear ones */
        enum seal_image_fault fault;
    } cases[] = {
        {10, 0, 0, SEAL_IMAGE_OPAQUE},  {10, 1, 0, SEAL_IMAGE_FINE},   {10, 9, 0, SEAL_IMAGE_FINE},
        {10, 10, 0, SEAL_IMAGE_OPAQUE}, {11, 1, 0, SEAL_IMAGE_OPAQUE}, {12, 1, 0, SEAL_IMAGE_OPAQUE},
        {12, 2, 0, SEAL_IMAGE_FINE},    {10, 1, 15, SEAL_IMAGE_FINE},  {10, 1, 16, SEAL_IMAGE_OPAQUE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char pixels[4 * 12];
        struct seal_image image = {0};
        for (size_t k = 0; k < 12; k++) {
            const unsigned char one[4] = {0, 0, 200, k < cases[i].clear ? cases[i].opacity : 255};
            memcpy(pixels + 4 * k, one, 4);
        }
        if (read_pixels(pixels, cases[i].wide, 1, false, &image) != cases[i].fault)
            fail_msg("case %zu", i);
        drop(&image);
    }
}

/* The colour wanted is a good seventh more than either other, each pixel counted by how much is seen of it.
 */
static void test_shades(void **state)
{
    (void)state;
    assert_int_equal(JUDGED(100, 100, 116, 255, 0, false), SEAL_IMAGE_FINE);
    assert_int_equal(JUDGED(100, 100, 114, 255, 0, false), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(100, 114, 116, 255, 0, false), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(116, 100, 100, 255, 0, true), SEAL_IMAGE_FINE);
    assert_int_equal(JUDGED(114, 100, 100, 255, 0, true), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(116, 114, 100, 255, 0, true), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(200, 0, 231, 255, 0, false), SEAL_IMAGE_FINE);
    assert_int_equal(JUDGED(200, 0, 229, 255, 0, false), SEAL_IMAGE_COLOUR);
    assert_int_equal(JUDGED(0, 200, 231, 255, 0, false), SEAL_IMAGE_FINE);
    assert_int_equal(JUDGED(0, 200, 229, 255, 0, false), SEAL_IMAGE_COLOUR);
    unsigned char pixels[4 * PIXELS] = {0};
    struct seal_image image = {0};
    for (size_t i = 0; i < PIXELS; i++) {
        const unsigned char faint[4] = {255, 0, 0, 20}, full[4] = {0, 0, 200, 255};
        memcpy(pixels + 4 * i, i < 2 ? (const unsigned char[4]){0} : i < 9 ? faint : full, 4);
    }
    assert_int_equal(read_pixels(pixels, WIDE, HIGH, false, &image), SEAL_IMAGE_FINE);
    drop(&image);
}

/* A picture's samples, as they are packed; its width and height are as wanted. */
static void samples(const unsigned char *pixels, size_t wide, size_t high, size_t wide_wanted,
                    size_t high_wanted, unsigned char *colours, unsigned char *opacity)
{
    struct seal_image image = {0};
    assert_int_equal(read_pixels(pixels, wide, high, false, &image), SEAL_IMAGE_FINE);
    assert_int_equal(image.width, wide_wanted);
    assert_int_equal(image.height, high_wanted);
    unpacked(&image.colours, colours, 3 * wide_wanted * high_wanted);
    unpacked(&image.opacity, opacity, wide_wanted * high_wanted);
    drop(&image);
}

/* What is too large becomes the average of squares; what one side of would vanish then stays. */
static void test_scale(void **state)
{
    (void)state;
    enum { LONG = 601 * 7 };
    static const size_t sizes[][4] = {{600, 3, 600, 3}, {601, 3, 300, 1}, {3, 601, 1, 300},
                                      {601, 1, 601, 1}, {1, 601, 1, 601}, {601, 2, 300, 1},
                                      {2, 601, 1, 300}, {600, 7, 600, 7}, {601, 7, 300, 3}};
    static unsigned char pixels[4 * LONG], colours[3 * LONG], opacity[LONG];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const size_t *s = sizes[i], wide = s[0], high = s[1], side = wide == s[2] ? 1 : 2;
        for (size_t k = 0; k < wide * high; k++) {
            const unsigned char one[4] = {(unsigned char)(k % 40), (unsigned char)(k % 29),
                                          (unsigned char)(200 + k % 50), (unsigned char)(k % 3 * 100)};
            memcpy(pixels + 4 * k, one, 4);
        }
        samples(pixels, wide, high, s[2], s[3], colours, opacity);
        for (size_t k = 0; k < s[2] * s[3]; k++) {
            size_t sums[4] = {0};
            for (size_t y = k / s[2] * side; y < (k / s[2] + 1) * side; y++)
                for (size_t x = k % s[2] * side; x < (k % s[2] + 1) * side; x++) {
                    const unsigned char *p = pixels + 4 * (y * wide + x);
                    for (int c = 0; c < 4; c++)
                        sums[c] += (size_t)(c < 3 ? p[c] : 1) * p[3];
                }
            assert_int_equal(opacity[k], sums[3] / (side * side));
            for (size_t c = 0; c < 3; c++)
                assert_int_equal(colours[3 * k + c], sums[3] ? sums[c] / sums[3] : 255);
        }
    }
}

static enum seal_image_fault read_bytes(const void *bytes, size_t n, off_t length)
{
    char path[] = "/tmp/baocao-image-XXXXXX";
    struct seal_image image = {0};
    int fd = mkstemp(path);
    assert_int_equal(write(fd, bytes, n), n);
    assert_int_equal(ftruncate(fd, length), 0);
    close(fd);
    enum seal_image_fault fault = seal_image_read(path, false, &image);
    unlink(path);
    drop(&image);
    return fault;
}

static void chunk(struct buf *out, const char *type, const void *bytes, size_t n)
{
    const unsigned char head[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16),
                                   (unsigned char)(n >> 8), (unsigned char)n};
    buf_add(out, head, 4);
    size_t begin = out->len;
    buf_str(out, type);
    buf_add(out, bytes, n);
    uint32_t sum = libdeflate_crc32(0, out->data + begin, out->len - begin);
    const unsigned char foot[4] = {(unsigned char)(sum >> 24), (unsigned char)(sum >> 16),
                                   (unsigned char)(sum >> 8), (unsigned char)sum};
    buf_add(out, foot, 4);
}

/* Two colours of a palette, a bit a pixel: of each row half may be seen through, half is blue. */
static enum seal_image_fault two_colours(size_t wide, size_t high)
{
    struct buf out = {0};
    const size_t row = wide / 8 + 1, n = row * high;
    unsigned char *rows = calloc(n, 1), *packed = malloc(n + 1000);
    for (size_t i = 0; i < n; i++)
        rows[i] = i % row > row / 2 ? 0xff : 0;
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(1);
    size_t packed_size = libdeflate_zlib_compress(c, rows, n, packed, n + 1000);
    libdeflate_free_compressor(c);
    const unsigned char head[13] = {0, 0, (unsigned char)(wide >> 8), (unsigned char)wide,
                                    0, 0, (unsigned char)(high >> 8), (unsigned char)high,
                                    1, 3};
    static const unsigned char colours[] = {0, 0, 0, 0, 0, 200}, opacity[] = {0, 255};
    buf_add(&out, "\x89PNG\r\n\x1a\n", 8);
    chunk(&out, "IHDR", head, sizeof head);
    chunk(&out, "PLTE", colours, sizeof colours);
    chunk(&out, "tRNS", opacity, sizeof opacity);
    chunk(&out, "IDAT", packed, packed_size);
    chunk(&out, "IEND", "", 0);
    enum seal_image_fault fault = read_bytes(out.data, out.len, (off_t)out.len);
    free(rows);
    free(packed);
    buf_free(&out);
    return fault;
}

/* Pictures of another form are read too, those of too many pixels are not. */
static void test_forms(void **state)
{
    (void)state;
    assert_int_equal(two_colours(16, 3), SEAL_IMAGE_FINE);
    assert_int_equal(two_colours(4000, SEAL_IMAGE_PIXELS / 4000 + 1), SEAL_IMAGE_NO_PNG);
}

/* No picture, none of this kind, one that is cut off or spoiled, a file that is too large. */
static void test_files(void **state)
{
    (void)state;
    unsigned char pixels[4 * PIXELS] = {0}, made[4096];
    png_alloc_size_t n = sizeof made;
    struct seal_image image = {0};
    for (size_t i = 0; i < PIXELS; i++)
        pixels[4 * i + 2] = pixels[4 * i + 3] = i % 2 ? 200 : 0;
    png_image head = {.version = PNG_IMAGE_VERSION, .width = WIDE, .height = HIGH, .format = PNG_FORMAT_RGBA};
    assert_true(png_image_write_to_memory(&head, made, &n, 0, pixels, 0, NULL));
    assert_int_equal(read_bytes(made, n, (off_t)n), SEAL_IMAGE_FINE);
    assert_int_equal(read_bytes(made, n, (off_t)n - 13), SEAL_IMAGE_NO_PNG);
    assert_int_equal(read_bytes(made, n, 30), SEAL_IMAGE_NO_PNG);
    assert_int_equal(read_bytes(made, n, 0), SEAL_IMAGE_NO_PNG);
    assert_int_equal(read_bytes("GIF89a", 6, 6), SEAL_IMAGE_NO_PNG);
    assert_int_equal(read_bytes(made, n, SEAL_IMAGE_BYTES + 1), SEAL_IMAGE_NO_FILE);
    assert_int_equal(seal_image_read("/nonexistent/a.png", false, &image), SEAL_IMAGE_NO_FILE);
    unsigned char *data = memmem(made, n, "IDAT", 4);
    data[4] ^= 1; /* the first byte of the samples */
    assert_int_equal(read_bytes(made, n, (off_t)n), SEAL_IMAGE_NO_PNG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pixels), cmocka_unit_test(test_colours), cmocka_unit_test(test_clear),
        cmocka_unit_test(test_shades), cmocka_unit_test(test_scale),   cmocka_unit_test(test_files),
        cmocka_unit_test(test_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
