/* test_check_files.c - what kind a file is, pictures that tell where they were taken, hostile bytes; files in
 * a folder of the test's own. */
#include "check_unit.h"

#include "check/file_kind.h"
#include "check/image_place.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- kinds ---- */

#define KIND_OF(bytes) file_kind_by_bytes((bytes), sizeof(bytes) - 1)
#define INNER(name)                                                                                          \
    "PK\x03\x04"                                                                                             \
    "01234567890123456789012345" name

static void test_kinds_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(KIND_OF("%PDF-1.4\n"), KIND_PDF);
    assert_int_equal(KIND_OF("\n\n%PDF-1.4\n"), KIND_PDF);
    assert_int_equal(KIND_OF("\xff\xd8\xff\xe0"), KIND_JPEG);
    assert_int_equal(KIND_OF("\x89PNG\r\n\x1a\n"), KIND_PNG);
    assert_int_equal(KIND_OF("RIFF\x10\0\0\0WEBPVP8 "), KIND_WEBP);
    assert_int_equal(KIND_OF("\0\0\0\x18"
                             "ftypheic"),
                     KIND_HEIC);
    assert_int_equal(KIND_OF("\0\0\0\x18"
                             "ftypisom"),
                     KIND_MP4);
    assert_int_equal(KIND_OF("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), KIND_OLE);
    assert_int_equal(KIND_OF(INNER("[Content_Types].xml") INNER("word/document.xml")), KIND_DOCX);
    assert_int_equal(KIND_OF(INNER("[Content_Types].xml") INNER("xl/workbook.xml")), KIND_XLSX);
    assert_int_equal(KIND_OF(INNER("mimetypeapplication/vnd.oasis.opendocument.text") "PK"), KIND_ODF);
    assert_int_equal(KIND_OF(INNER("anh.jpg")), KIND_ZIP);
    assert_int_equal(KIND_OF("PK\x03\x04word"), KIND_ZIP);
    assert_int_equal(KIND_OF("Biên bản\r\n"), KIND_TEXT);
    assert_int_equal(KIND_OF("\xef\xbb\xbf <!DOCTYPE html>"), KIND_HTML);
    assert_int_equal(KIND_OF("\n<HTML lang=vi>"), KIND_HTML);
    assert_int_equal(KIND_OF("\xff\xfe"
                             "a\0"),
                     KIND_TEXT);
    assert_int_equal(KIND_OF("a\0b"), KIND_UNKNOWN);
    assert_int_equal(KIND_OF("\xff\xd8"), KIND_TEXT); /* too short to be anything else */
}

static void test_kinds_by_name(void **state)
{
    (void)state;
    assert_int_equal(file_kind_by_name("minh-chung/a.PDF"), KIND_PDF);
    assert_int_equal(file_kind_by_name("a.b/c"), KIND_UNKNOWN);
    assert_int_equal(file_kind_by_name("a.xyz"), KIND_UNKNOWN);
    assert_true(file_kind_fits(KIND_UNKNOWN, KIND_PNG));
    assert_true(file_kind_fits(KIND_ZIP, KIND_DOCX));
    assert_true(file_kind_fits(KIND_DOCX, KIND_ZIP));
    assert_false(file_kind_fits(KIND_DOCX, KIND_XLSX));
    assert_false(file_kind_fits(KIND_PDF, KIND_TEXT));
    for (int kind = 0; kind <= KIND_OLE; kind++)
        assert_int_equal(file_kind_ending((enum file_kind)kind) == NULL, kind == KIND_UNKNOWN);
}

/* ---- where a picture was taken ---- */

/* IFD0 with one tag that points to a directory of two: GPSVersionID and another. */
#define TIFF(pointer_tag, gps_tag)                                                                           \
    "II*\0\x08\0\0\0"                                                                                        \
    "\x01\0" pointer_tag "\x04\0\x01\0\0\0\x1a\0\0\0"                                                        \
    "\0\0\0\0"                                                                                               \
    "\x02\0"                                                                                                 \
    "\0\0\x01\0\x04\0\0\0\x02\x03\0\0" gps_tag "\x02\0\x02\0\0\0N\0\0\0"                                     \
    "\0\0\0\0"
#define HERE TIFF("\x25\x88", "\x02\0")
#define TELLS(bytes) image_tells_place((bytes), sizeof(bytes) - 1)
#define APP1(data)                                                                                           \
    "\xff\xd8\xff\xe0\0\x04zz\xff\xff\xe1\0\x40"                                                             \
    "Exif\0\0" data "\xff\xd9"

static const char jpeg[] = APP1(HERE);
static const char png[] = "\x89PNG\r\n\x1a\n"
                          "\0\0\0\x01IHDRx0000"
                          "\0\0\0\x3a"
                          "eXIf" HERE "0000";
static const char webp[] = "RIFF\x60\0\0\0WEBP"
                           "VP8 \x03\0\0\0abc\0"
                           "EXIF\x3a\0\0\0" HERE;

static void test_exif(void **state)
{
    (void)state;
    assert_true(exif_tells_place(HERE, sizeof HERE - 1));
    assert_false(exif_tells_place(TIFF("\x25\x87", "\x02\0"), sizeof HERE - 1));
    assert_false(exif_tells_place(TIFF("\x25\x88", "\x1d\0"), sizeof HERE - 1)); /* a day, no place */
    assert_false(exif_tells_place(HERE, sizeof HERE - 1 - 5)); /* the place itself is cut off */
    static const char big[] = "MM\0*\0\0\0\x08"
                              "\0\x01"
                              "\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a"
                              "\0\0\0\0"
                              "\0\x01"
                              "\0\x04\0\x05\0\0\0\x03\0\0\0\0";
    assert_true(exif_tells_place(big, sizeof big - 1));
    assert_false(exif_tells_place("II*\0\xff\xff\xff\xff", 8));
    assert_false(exif_tells_place("II*\0\x08\0\0\0\xff\xff", 10));
}

static void test_pictures(void **state)
{
    (void)state;
    assert_true(TELLS(jpeg));
    assert_true(TELLS(png));
    assert_true(TELLS(webp));
    assert_true(TELLS("\xff\xd8\xff\xe1\0\x40http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='1'/>"));
    assert_true(TELLS("\x89PNG\r\n\x1a\n"
                      "\0\0\0\x25iTXtXML:com.adobe.xmp <exif:GPSLongitude>"));
    assert_false(TELLS("\xff\xd8\xff\xe1\0\x10"
                       "Exif\0\0II*\0\x08\0\0\0\xff\xd9"));
    assert_false(TELLS("\xff\xd8\xff\xda\0\x04zz"
                       "\xff\xe1\0\x40"
                       "Exif\0\0" HERE)); /* behind the picture itself */
    assert_false(TELLS(HERE));
    assert_false(TELLS("%PDF-1.4 GPSLatitude"));
}

/* Every beginning of a picture, and every picture with one byte changed, in a heap block of its very size, so
 * that the sanitizer sees a byte too far. */
static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } pictures[] = {{jpeg, sizeof jpeg - 1}, {png, sizeof png - 1}, {webp, sizeof webp - 1}};
    for (size_t p = 0; p < sizeof pictures / sizeof *pictures; p++)
        for (size_t n = 0; n <= pictures[p].n; n++) {
            char *copy = malloc(n ? n : 1);
            memcpy(copy, pictures[p].bytes, n);
            if (image_tells_place(copy, n))
                assert_true(n > pictures[p].n / 2);
            file_kind_by_bytes(copy, n);
            for (size_t i = 0; n == pictures[p].n && i < n; i++)
                for (int value = 0; value < 256; value += 15) {
                    char kept = copy[i];
                    copy[i] = (char)value;
                    image_tells_place(copy, n);
                    file_kind_by_bytes(copy, n);
                    copy[i] = kept;
                }
            free(copy);
        }
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        char noise[96] = "\xff\xd8\xff\xe1\0\x50"
                         "Exif\0\0II*\0";
        for (size_t i = 16; i < sizeof noise; i++)
            noise[i] = (char)((seed = seed * 1103515245u + 12345u) >> 20);
        char *copy = malloc(sizeof noise);
        memcpy(copy, noise, sizeof noise);
        image_tells_place(copy, sizeof noise);
        free(copy);
    }
}

/* ---- files of the content ---- */

static char folder[] = "/tmp/baocao-files-XXXXXX";

static void write_file(const char *name, const char *bytes, size_t n)
{
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}
#define FILE_OF(name, bytes) write_file("content/2024/minh-chung/" name, (bytes), sizeof(bytes) - 1)

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    mkdir("content", 0777);
    mkdir("content/2024", 0777);
    mkdir("content/2024/minh-chung", 0777);
    FILE_OF("a.pdf", "%PDF-1.4");
    FILE_OF("chu.pdf", "Biên bản");
    FILE_OF("bang.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    FILE_OF("hong.png", "\0\0\0");
    FILE_OF("trong.txt", "");
    FILE_OF("cu.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    FILE_OF("anh.jpg", APP1(HERE));
    FILE_OF("la.xyz", "\0\1\2");
    FILE_OF("vua.txt", "x");
    FILE_OF("to.txt", "x");
    return truncate("content/2024/minh-chung/vua.txt", 16 * 1024 * 1024) ||
           truncate("content/2024/minh-chung/to.txt", 16 * 1024 * 1024 + 1);
}

static int remove_folder(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return chdir("/") || system(command);
}

/* What is printed about a quarter with those words under its only task, and how many complaints there are. */
static size_t look_at(struct check_unit *u, const char *words, const char **out)
{
    struct arena texts = {0};
    const char *const quarters[4] = {
        NULL, NULL, NULL,
        arena_printf(&texts, QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n%s", words)};
    check_unit_open(u, PLAN_HEAD "- Việc.\n", quarters);
    u->year.folder = "content/2024";
    u->model.folder = "content";
    *out = check_unit_run(u);
    arena_free(&texts);
    return u->diags.count;
}

static void expect(const char *words, size_t count, const char *code, const char *hint)
{
    struct check_unit u;
    const char *out;
    size_t found = look_at(&u, words, &out);
    if (found != count || !strstr(out, code) || !strstr(out, hint))
        print_error("%s\n%s\n", words, out);
    assert_int_equal(found, count);
    assert_non_null(strstr(out, code));
    assert_non_null(strstr(out, hint));
    check_unit_close(&u);
}

static void test_inside(void **state)
{
    (void)state;
    expect("- Minh chứng: minh-chung/a.pdf\n- Minh chứng: minh-chung/la.xyz\n", 0, "", "");
    expect("- Minh chứng: minh-chung/chu.pdf\n", 1, "D001", "thành .txt");
    expect("- Minh chứng: minh-chung/bang.xlsx\n", 1, "D001", "thành .xls,");
    expect("- Minh chứng: minh-chung/hong.png\n", 1, "D002", "");
    expect("- Minh chứng: minh-chung/trong.txt\n", 1, "D003", "");
    expect("- Minh chứng: minh-chung/cu.xls\n", 1, "D004", "kiểu .xlsx");
    expect("- Minh chứng: minh-chung/anh.jpg\n", 1, "D005", "");
    expect("\nXem ![ảnh](minh-chung/anh.jpg).\n", 1, "D005", "");
    expect("- Minh chứng: minh-chung/to.txt\n", 2, "D006", "nặng 17 MiB");
    expect("- Minh chứng: minh-chung/vua.txt\n", 1, "D002", ""); /* large enough, but not too large */
}

/* A file is at fault once, however often it is named; what is internal does not go to the site. */
static void test_once(void **state)
{
    (void)state;
    expect("- Minh chứng: minh-chung/anh.jpg\n- Minh chứng: "
           "[Ảnh](minh-chung/anh.jpg)\n\n[x](minh-chung/anh.jpg)\n",
           1, "D005", "");
    expect("\n## Nội bộ\n\nXem [ảnh](minh-chung/anh.jpg).\n", 0, "", "");
}

static void test_twins(void **state)
{
    (void)state;
    FILE_OF("Anh.JPG", "x");
    FILE_OF("bie\xcc\x82n.txt", "x");
    FILE_OF("biên.txt", "x");
    FILE_OF("\xff.txt", "x");
    expect("", 2, "D008", "“anh.jpg” và “Anh.JPG”");
    expect("", 2, "D008", "biên.txt");
    remove("content/2024/minh-chung/Anh.JPG");
    remove("content/2024/minh-chung/bie\xcc\x82n.txt");
    expect("", 0, "", "");
}

static void test_site_links(void **state)
{
    (void)state;
    expect("\n[a](#viec-i-1) [b](#quy-toi) [c](ke-hoach.html) [d](quy-4.html#viec-i-1) "
           "[e](https://a.vn/x.html)\n",
           0, "", "");
    expect("\n[a](#viec-i-2)\n", 1, "D009", "không có nhiệm vụ I.2");
    expect("\n[a](quy-4.html#viec-i)\n", 1, "D009", "");
    expect("\n[a](quy-1.html)\n", 1, "D010", "ke-hoach.html, nhiem-vu.html, quy-4.html");
    expect("\n[a](trang/quy-1.html)\n", 1, "T141", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_by_bytes), cmocka_unit_test(test_kinds_by_name),
        cmocka_unit_test(test_exif),           cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_hostile),        cmocka_unit_test(test_inside),
        cmocka_unit_test(test_once),           cmocka_unit_test(test_twins),
        cmocka_unit_test(test_site_links),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
