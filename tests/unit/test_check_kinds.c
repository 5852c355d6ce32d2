/* test_check_kinds.c - kinds of files and places in pictures, at the edges: marks that are just there or cut
 * by a byte, every tag, every control character, pieces in any order. */
#include "unit.h"

#include "base/buf.h"
#include "check/file_kind.h"
#include "check/image_place.h"

#include <stdlib.h>

/* A copy in a heap block of its very size, so that the sanitizer sees a byte too far. */
static enum file_kind kind_of(const char *bytes, size_t n)
{
    char *copy = malloc(n ? n : 1);
    memcpy(copy, bytes, n);
    enum file_kind kind = file_kind_by_bytes(copy, n);
    free(copy);
    return kind;
}

static bool tells(const char *bytes, size_t n)
{
    char *copy = malloc(n ? n : 1);
    memcpy(copy, bytes, n);
    bool told = image_tells_place(copy, n);
    free(copy);
    return told;
}

static void test_marks(void **state)
{
    (void)state;
#define MARK(bytes, kind, cut)                                                                               \
    {                                                                                                        \
        bytes, sizeof(bytes) - 1, KIND_##kind, KIND_##cut                                                    \
    }
    static const struct {
        const char *bytes;
        size_t n;
        enum file_kind whole, cut; /* with all bytes of the mark, and without the last */
    } marks[] = {
        MARK("\xff\xd8\xff", JPEG, TEXT), MARK("\x89PNG\r\n\x1a\n", PNG, TEXT),
        MARK("GIF87a", GIF, TEXT),        MARK("GIF89a", GIF, TEXT),
        MARK("RIFF....WEBP", WEBP, TEXT), MARK("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE, UNKNOWN),
        MARK("{\\rtf", RTF, TEXT),        MARK("PK\x03\x04", ZIP, UNKNOWN),
        MARK("PK\x05\x06", ZIP, UNKNOWN), MARK("....ftyphei", HEIC, MP4),
        MARK("....ftypmif1", HEIC, MP4),  MARK("....ftyp", MP4, TEXT),
        MARK("ID3", MP3, TEXT),           MARK("\xff\xfb", MP3, TEXT),
        MARK("\xff\xf3", MP3, TEXT),      MARK("%PDF-", PDF, TEXT),
        MARK("<html", HTML, TEXT),        MARK("<!DOCTYPE html", HTML, TEXT),
        MARK(" \t\r\n<HTML", HTML, TEXT), MARK("\xef\xbb\xbf<html", HTML, TEXT),
        MARK("\xff\xfe", TEXT, TEXT),
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        assert_int_equal(kind_of(marks[i].bytes, marks[i].n), marks[i].whole);
        assert_int_equal(kind_of(marks[i].bytes, marks[i].n - 1), marks[i].cut);
    }
    assert_int_equal(kind_of("", 0), KIND_TEXT);
    assert_int_equal(kind_of("\xff\xfe\0x", 4), KIND_TEXT);
    assert_int_equal(kind_of("\xfe\xff\0x", 4), KIND_TEXT);
    assert_int_equal(kind_of("\xef\xbb\xbf", 3), KIND_TEXT);
    assert_int_equal(kind_of("  \n", 3), KIND_TEXT);
    assert_int_equal(kind_of("x<html>", 7), KIND_TEXT);
}

/* Lines, tabs and pages belong to a text; the other control characters do not, wherever they stand. */
static void test_control_characters(void **state)
{
    (void)state;
    for (int c = 0; c < 0x100; c++) {
        bool control = c < 0x20 && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b;
        const char first[] = {(char)c, 'x', 'y'}, last[] = {'x', 'y', (char)c};
        assert_int_equal(kind_of(first, sizeof first), control ? KIND_UNKNOWN : KIND_TEXT);
        assert_int_equal(kind_of(last, sizeof last), control ? KIND_UNKNOWN : KIND_TEXT);
    }
}

/* The mark of a PDF counts within the first 1024 bytes. */
static void test_pdf_within(void **state)
{
    (void)state;
    char bytes[1030];
    for (size_t at = 1015; at < 1025; at++) {
        memset(bytes, 'x', sizeof bytes);
        memcpy(bytes + at, "%PDF-", 5);
        assert_int_equal(kind_of(bytes, sizeof bytes), at + 5 <= 1024 ? KIND_PDF : KIND_TEXT);
        assert_int_equal(kind_of(bytes, at + 5), at + 5 <= 1024 ? KIND_PDF : KIND_TEXT);
        assert_int_equal(kind_of(bytes, at + 4), KIND_TEXT);
    }
}

#define INNER                                                                                                \
    "PK\x03\x04"                                                                                             \
    "01234567890123456789012345"

/* A zipped document is known by the first file of its folder, in whatever order the files stand. */
static void test_zipped(void **state)
{
    (void)state;
    static const struct {
        const char *folder;
        enum file_kind kind;
    } folders[] = {{"word/", KIND_DOCX}, {"xl/", KIND_XLSX}, {"ppt/", KIND_PPTX}};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        for (int before = 0; before < 3; before++) {
            struct buf zip = {0};
            for (int k = 0; k < before; k++)
                buf_str(&zip, INNER "docProps/app.xml...");
            buf_str(&zip, INNER);
            buf_str(&zip, folders[i].folder);
            assert_int_equal(kind_of(buf_text(&zip), zip.len), folders[i].kind);
            assert_int_equal(kind_of(buf_text(&zip), zip.len - 1), KIND_ZIP);
            buf_str(&zip, "document.xml" INNER "_rels/.rels");
            assert_int_equal(kind_of(buf_text(&zip), zip.len), folders[i].kind);
            buf_free(&zip);
        }
    static const char odf[] = INNER "mimetypeapplication/vnd.oasis.opendocument.text";
    assert_int_equal(kind_of(odf, sizeof odf - 1), KIND_ODF);
    assert_int_equal(kind_of(odf, 60), KIND_ZIP);
    assert_int_equal(kind_of(INNER "x/mimetypeapplication/vnd.oasis.opendocument.text", sizeof odf + 1),
                     KIND_ZIP);
    assert_int_equal(kind_of(INNER "word", 34), KIND_ZIP);
}

/* A name that fits: the same kind, one nobody knows, a zipped document and a zip, HTML called text. */
static void test_fits(void **state)
{
    (void)state;
    for (int name = 0; name <= KIND_OLE; name++)
        for (int bytes = 0; bytes <= KIND_OLE; bytes++) {
            bool zipped_name = name >= KIND_DOCX && name <= KIND_ODF,
                 zipped = bytes >= KIND_DOCX && bytes <= KIND_ODF;
            bool fits = name == bytes || name == KIND_UNKNOWN || (name == KIND_ZIP && zipped) ||
                        (bytes == KIND_ZIP && zipped_name) || (name == KIND_TEXT && bytes == KIND_HTML);
            assert_int_equal(file_kind_fits((enum file_kind)name, (enum file_kind)bytes), fits);
        }
}

/* ---- pictures ---- */

static void number(struct buf *out, uint32_t value, size_t size, bool little)
{
    for (size_t i = 0; i < size; i++)
        buf_char(out, (char)(value >> 8 * (little ? i : size - 1 - i)));
}

/* A TIFF whose directory has some other tags before the GPS pointer, and whose GPS directory has others
 * before the tag. */
static void add_tiff(struct buf *out, bool little, int others, uint32_t tag)
{
    uint32_t ifd = 10, gps = ifd + 2 + 12 * (uint32_t)(others + 1) + 4;
    buf_add(out, little ? "II*\0" : "MM\0*", 4);
    number(out, ifd, 4, little);
    buf_add(out, "..", 2);
    for (int directory = 0; directory < 2; directory++) {
        number(out, (uint32_t)others + 1, 2, little);
        for (int i = 0; i <= others; i++) {
            number(out, i < others ? 0x100 + (uint32_t)i : directory ? tag : 0x8825, 2, little);
            number(out, 4, 2, little);
            number(out, 1, 4, little);
            number(out, i == others && !directory ? gps : 0xffffffffU, 4, little);
        }
        if (!directory)
            number(out, 0, 4, little);
    }
}

/* A place is told by the tags of latitude and longitude, of the camera or of what it looks at. */
static void test_tags(void **state)
{
    (void)state;
    for (uint32_t tag = 0; tag < 0x20; tag++)
        for (int others = 0; others < 3; others++)
            for (int little = 0; little < 2; little++) {
                struct buf tiff = {0};
                add_tiff(&tiff, little, others, tag);
                bool place = (tag >= 1 && tag <= 4) || (tag >= 0x13 && tag <= 0x16);
                assert_int_equal(exif_tells_place(buf_text(&tiff), tiff.len), place);
                for (size_t n = 0; n < tiff.len; n++) {
                    char *copy = malloc(n ? n : 1);
                    memcpy(copy, buf_text(&tiff), n);
                    assert_false(exif_tells_place(copy, n)); /* the tag is the last one */
                    free(copy);
                }
                buf_free(&tiff);
            }
}

enum piece { EXIF, XMP, PLAIN_XMP, BARE, OTHER };

static void add_metadata(struct buf *out, enum piece piece)
{
    if (piece == EXIF)
        buf_add(out, "Exif\0\0", 6);
    if (piece == XMP)
        buf_add(out, "http://ns.adobe.com/xap/1.0/", 29);
    if (piece == EXIF || piece == BARE)
        add_tiff(out, true, 1, 2);
    else
        buf_str(out, piece == OTHER ? "<exif:ColorSpace>" : "<exif:GPSLongitude>");
}

/* One piece of a picture: of a JPEG with the marker, of a PNG or WebP with the type. */
static void add_piece(struct buf *out, enum file_kind kind, const char *type, const struct buf *data)
{
    uint32_t length = (uint32_t)data->len;
    if (kind == KIND_JPEG) {
        buf_add(out, type, 2);
        number(out, length + 2, 2, false);
    } else if (kind == KIND_PNG) {
        number(out, length, 4, false);
        buf_str(out, type);
    } else {
        buf_str(out, type);
        number(out, length, 4, true);
    }
    buf_add(out, buf_text(data), data->len);
    if (kind == KIND_PNG)
        buf_str(out, "CRC.");
    if (kind == KIND_WEBP && length % 2)
        buf_char(out, '\0');
}

/* The piece behind others of every length up to five. */
static void expect_piece(enum file_kind kind, const char *head, size_t head_n, const char *other,
                         const char *type, enum piece piece, bool told)
{
    for (size_t length = 0; length <= 5; length++) {
        struct buf file = {0}, filler = {0}, data = {0};
        buf_add(&file, head, head_n);
        buf_add(&filler, "\xff\xe1\xda\xd9z", length);
        add_piece(&file, kind, other, &filler);
        add_piece(&file, kind, other, &filler);
        add_metadata(&data, piece);
        add_piece(&file, kind, type, &data);
        if (tells(buf_text(&file), file.len) != told)
            print_error("kind %d, piece %d, %zu\n", (int)kind, (int)piece, length);
        assert_int_equal(tells(buf_text(&file), file.len), told);
        assert_false(tells(buf_text(&file), file.len - data.len - 6)); /* what is cut off tells nothing */
        buf_free(&file);
        buf_free(&filler);
        buf_free(&data);
    }
}
#define PIECE(kind, head, other, type, piece, told)                                                          \
    expect_piece(KIND_##kind, head, sizeof(head) - 1, other, type, piece, told)

static void test_pieces(void **state)
{
    (void)state;
    PIECE(JPEG, "\xff\xd8", "\xff\xe0", "\xff\xe1", EXIF, true);
    PIECE(JPEG, "\xff\xd8\xff\xff\xff", "\xff\xe0", "\xff\xe1", EXIF, true); /* filled up */
    PIECE(JPEG, "\xff\xd8", "\xff\xe0", "\xff\xe1", XMP, true);
    PIECE(JPEG, "\xff\xd8", "\xff\xe0", "\xff\xe1", OTHER, false);
    PIECE(JPEG, "\xff\xd8", "\xff\xe0", "\xff\xe2", EXIF, false);
    PIECE(JPEG, "\xff\xd8", "\xff\xda", "\xff\xe1", EXIF, false); /* behind the picture, or its end */
    PIECE(JPEG, "\xff\xd8", "\xff\xd9", "\xff\xe1", EXIF, false);
    PIECE(JPEG, "\xff\xd8", "zz", "\xff\xe1", EXIF, false);
    PIECE(PNG, "\x89PNG\r\n\x1a\n", "IHDR", "eXIf", BARE, true);
    PIECE(PNG, "\x89PNG\r\n\x1a\n", "IHDR", "eXIf", EXIF, true);
    PIECE(PNG, "\x89PNG\r\n\x1a\n", "IHDR", "iTXt", PLAIN_XMP, true);
    PIECE(PNG, "\x89PNG\r\n\x1a\n", "IHDR", "iTXt", OTHER, false);
    PIECE(PNG, "\x89PNG\r\n\x1a\n", "IHDR", "tEXt", BARE, false);
    PIECE(WEBP, "RIFF....WEBP", "VP8 ", "EXIF", BARE, true);
    PIECE(WEBP, "RIFF....WEBP", "VP8 ", "EXIF", EXIF, true);
    PIECE(WEBP, "RIFF....WEBP", "VP8 ", "XMP ", PLAIN_XMP, true);
    PIECE(WEBP, "RIFF....WEBP", "VP8 ", "XMP ", OTHER, false);
    PIECE(WEBP, "RIFF....WEBP", "VP8 ", "VP8 ", BARE, false);
    PIECE(WEBP, "RIFF....WEBQ", "VP8 ", "EXIF", BARE, false);
    PIECE(WEBP, "RIFX....WEBP", "VP8 ", "EXIF", BARE, false);
}

/* A piece that says it is longer than the file ends the search, and so does a length that is none. */
static void test_lengths(void **state)
{
    (void)state;
    struct buf tiff = {0};
    add_tiff(&tiff, true, 0, 2);
    static const struct {
        const char *head;
        size_t n;
    } heads[] = {{"\xff\xd8\xff\xe0\x7f\xff", 6},
                 {"\xff\xd8\xff\xe0\0\0\xff\xe1\0\x60"
                  "Exif\0\0",
                  16},
                 {"\xff\xd8\xff\xe0\0\1\xff\xe1\0\x60"
                  "Exif\0\0",
                  16},
                 {"\x89PNG\r\n\x1a\n"
                  "\x7f\xff\xff\xff"
                  "IHDR"
                  "\0\0\0\x3a"
                  "eXIf",
                  24},
                 {"\x89PNG\r\n\x1a\n"
                  "\xff\xff\xff\xff"
                  "IHDR"
                  "\0\0\0\x3a"
                  "eXIf",
                  24},
                 {"RIFF....WEBP"
                  "VP8 "
                  "\xff\xff\xff\xff"
                  "EXIF"
                  "\x3a\0\0\0",
                  28}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct buf file = {0};
        buf_add(&file, heads[i].head, heads[i].n);
        buf_add(&file, buf_text(&tiff), tiff.len);
        assert_false(tells(buf_text(&file), file.len));
        buf_free(&file);
    }
    buf_free(&tiff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),      cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_pdf_within), cmocka_unit_test(test_zipped),
        cmocka_unit_test(test_fits),       cmocka_unit_test(test_tags),
        cmocka_unit_test(test_pieces),     cmocka_unit_test(test_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
