/* test_base_picture.c - JPEG and PNG files without what they tell besides the picture. */
#include "unit.h"

#include "base/picture.h"

#include <string.h>

#define JPEG_HEAD "\xff\xd8"
#define APP0 "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
/* EXIF, little endian, one entry: orientation 6; then words. */
#define APP1                                                                                                 \
    "\xff\xe1\0\x26"                                                                                         \
    "Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0BIMA"
#define COM "\xff\xfe\0\6BIMA"
#define DQT "\xff\xdb\0\4ab"
#define SOS                                                                                                  \
    "\xff\xda\0\4cd"                                                                                         \
    "xx\xff\0yy\xff\xd0zz"
#define EOI "\xff\xd9"

#define STRIP(text, out) picture_strip(text, sizeof text - 1, out)

static void only_the_picture_of_a_jpeg(void **state)
{
    static const char file[] = JPEG_HEAD APP0 APP1 COM DQT SOS COM SOS EOI "BIMA";
    struct buf out = {0};
    (void)state;

    assert_true(STRIP(file, &out));
    assert_null(memmem(out.data, out.len, "BIMA", 4));
    assert_memory_equal(out.data, JPEG_HEAD APP0, 20);
    assert_memory_equal(out.data + out.len - 2, EOI, 2);
    /* the orientation stays: a block of 36 bytes, big endian */
    const char *exif = memmem(out.data, out.len, "Exif", 4);
    assert_non_null(exif);
    assert_int_equal(exif[25], 6);
    assert_int_equal(out.len, 2 + 18 + 36 + 6 + 2 * (sizeof SOS - 1) + 2);
    buf_free(&out);
}

static void damaged_jpegs(void **state)
{
    static const char whole[] = JPEG_HEAD APP0 APP1 DQT SOS EOI;
    (void)state;

    for (size_t n = 0; n < sizeof whole - 1; n++) {
        struct buf out = {0};
        assert_false(picture_strip(whole, n, &out));
        buf_free(&out);
    }
}

#define PNG_HEAD "\x89PNG\r\n\x1a\n"
#define CHUNK(type)                                                                                          \
    "\0\0\0\2" type "ab"                                                                                     \
    "CRC!"
#define PNG_END "\0\0\0\0IENDCRC!"

static void only_the_picture_of_a_png(void **state)
{
    static const char file[] = PNG_HEAD CHUNK("IHDR") CHUNK("tEXt") CHUNK("eXIf") CHUNK("iTXt") CHUNK("tIME")
        CHUNK("gAMA") CHUNK("IDAT") PNG_END "BIMA";
    static const char wanted[] = PNG_HEAD CHUNK("IHDR") CHUNK("gAMA") CHUNK("IDAT") PNG_END;
    struct buf out = {0};
    (void)state;

    assert_true(STRIP(file, &out));
    assert_int_equal(out.len, sizeof wanted - 1);
    assert_memory_equal(out.data, wanted, sizeof wanted - 1);
    for (size_t n = 0; n < sizeof wanted - 1; n++) {
        struct buf part = {0};
        assert_false(picture_strip(wanted, n, &part));
        buf_free(&part);
    }
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_picture_of_a_jpeg),
        cmocka_unit_test(damaged_jpegs),
        cmocka_unit_test(only_the_picture_of_a_png),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
