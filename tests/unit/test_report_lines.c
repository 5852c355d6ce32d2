/* test_report_lines.c - lines: nothing runs over, what belongs together stays, justified lines end exactly,
 * no loose ones. */
#include "unit.h"

#include "base/file.h"
#include "report/lines.h"

#include <stdio.h>

static struct arena arena;
static const struct font *fonts[FACE_COUNT];

static int open_faces(void **data)
{
    static const char *const names[FACE_COUNT] = {"Regular", "Bold", "Italic", "BoldItalic"};
    (void)data;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct buf bytes = {0};
        char *path =
            arena_printf(&arena, "/usr/share/fonts/truetype/liberation2/LiberationSerif-%s.ttf", names[face]);
        assert_int_equal(file_read(path, 8 << 20, &bytes), FILE_FINE);
        fonts[face] = font_read(&arena, (const unsigned char *)bytes.data, bytes.len);
        assert_non_null(fonts[face]);
        buf_free(&bytes);
    }
    return 0;
}

static int close_faces(void **data)
{
    (void)data;
    arena_free(&arena);
    return 0;
}

static struct words words_of(const char *text)
{
    struct words words = {.arena = &arena, .fonts = fonts, .size = 14};
    words_add(&words, FACE_REGULAR, text);
    return words;
}

/* A line as plain text. */
static const char *line_text(const struct words *words, const struct line *line)
{
    char *text = arena_strdup(&arena, "");
    for (size_t i = line->first; i < line->end; i++)
        text = arena_printf(&arena, "%s%s%.*s", text,
                            i > line->first && words->pieces[i].space_before ? " " : "",
                            (int)words->pieces[i].length, words->pieces[i].text);
    return text;
}

static const char prose[] = "Buổi tuyên truyền ngày 10 tháng 6 năm 2024 được tổ chức trong phiên họp hội "
                            "đồng sư phạm cuối năm học, toàn thể "
                            "cán bộ, giáo viên, nhân viên dự. Kế hoạch số 32/KH-HB được ban hành ngày 27 "
                            "tháng 5 năm 2024, khi kỳ báo cáo "
                            "Quý II đã qua hơn hai tháng; đạt 75 % chỉ tiêu, còn 26 hồ sơ của Quận 1 đang xử "
                            "lý tại Công chức Văn phòng – "
                            "Thống kê theo Điều 12 và Phụ lục I kèm theo.";

/* At every width: no line wider than the measure, none lost, each text in order. */
static void test_nothing_runs_over(void **data)
{
    (void)data;
    for (double width = 60; width < 520; width += 7.3) {
        for (int align = ALIGN_JUSTIFY; align <= ALIGN_RIGHT; align++) {
            struct words words = words_of(prose);
            struct lines lines = lines_break(&words, width, 36, (enum align)align);
            size_t next = 0;
            for (size_t i = 0; i < lines.count; i++) {
                const struct line *line = &lines.items[i];
                double set = line->width + (double)line->spaces * line->extra;
                assert_int_equal(line->first, next);
                assert_true(set <= width - (i == 0 ? 36 : 0) + 0.02);
                next = line->end;
            }
            assert_int_equal(next, words.count);
        }
    }
}

static void test_justified_lines_end_exactly(void **data)
{
    (void)data;
    struct words words = words_of(prose);
    struct lines lines = lines_break(&words, 460, 36, ALIGN_JUSTIFY);
    assert_true(lines.count > 4);
    for (size_t i = 0; i + 1 < lines.count; i++) {
        const struct line *line = &lines.items[i];
        double width = line->width + (double)line->spaces * line->extra, room = 460 - (i == 0 ? 36 : 0);
        assert_true(width > room - 0.02 && width < room + 0.02);
        assert_true(line->extra <= 3.5 * 1.5 + 0.01); /* a space of 14 pt is 3.5 pt wide */
        assert_true(line->extra >= -0.36);
    }
    assert_true(lines.items[lines.count - 1].extra <= 0);
}

/* A space that would have to grow too much stays as it is: the line is ragged, not torn. */
static void test_loose_line_is_ragged(void **data)
{
    (void)data;
    struct words words = words_of("Xem tại nhân-dân-quận-một-thành-phố-Hồ-Chí-Minh-và-các-phường đã nêu");
    double word = words.pieces[2].width;
    struct lines lines =
        lines_break(&words, word + 5, 0, ALIGN_JUSTIFY); /* the long word needs a line of its own */
    assert_string_equal(line_text(&words, &lines.items[0]), "Xem tại");
    assert_true(lines.items[0].spaces == 1 && lines.items[0].extra == 0);
}

static void test_what_belongs_together(void **data)
{
    static const char *const never_first[] = {"II ",     "32/KH-HB", "%",     "– ",    "1 đang", "hồ sơ",
                                              "tháng 5", "tháng 6",  "12 và", "I kèm", "2024"};
    (void)data;
    for (double width = 150; width < 520; width += 3.1) {
        struct words words = words_of(prose);
        struct lines lines = lines_break(&words, width, 0, ALIGN_JUSTIFY);
        for (size_t i = 1; i < lines.count; i++) {
            const char *text = arena_printf(&arena, "%s ", line_text(&words, &lines.items[i]));
            for (size_t k = 0; k < sizeof never_first / sizeof *never_first; k++)
                if (strncmp(text, never_first[k], strlen(never_first[k])) == 0)
                    fail_msg("at width %.1f a line begins: %s", width, text);
        }
    }
}

static void test_names_stay_whole(void **data)
{
    static const char names[] =
        "Hội nghị do bà Quý chủ trì, em Nguyễn Văn A và bạn T. Hòa phát biểu, thầy Đức ghi biên bản. "
        "Hội nghị do bà Quý chủ trì, em Nguyễn Văn Đ và bạn Ơ. Hòa phát biểu, cô Ánh ghi biên bản.";
    static const char *const never_first[] = {"Quý ", "A ", "Hòa ", "Đức ", "Đ ", "Ánh "};
    (void)data;
    for (double width = 120; width < 520; width += 3.1) {
        struct words words = words_of(names);
        struct lines lines = lines_break(&words, width, 0, ALIGN_JUSTIFY);
        for (size_t i = 1; i < lines.count; i++) {
            const char *text = arena_printf(&arena, "%s ", line_text(&words, &lines.items[i]));
            for (size_t k = 0; k < sizeof never_first / sizeof *never_first; k++)
                if (strncmp(text, never_first[k], strlen(never_first[k])) == 0)
                    fail_msg("at width %.1f a line begins: %s", width, text);
        }
    }
}

static void test_long_words_are_cut(void **data)
{
    (void)data;
    struct words words =
        words_of("Xem https://vanban.chinhphu.vn/mot-duong-dan/rat-dai/khong-co-dau-cach.html nhé");
    struct lines lines = lines_break(&words, 150, 0, ALIGN_LEFT);
    assert_true(lines.count >= 3);
    for (size_t i = 0; i < lines.count; i++)
        assert_true(lines.items[i].width <= 150.02);
    char *endless = arena_alloc(&arena, 10001);
    memset(endless, 'm', 10000);
    words = words_of(endless);
    lines = lines_break(&words, 450, 36, ALIGN_JUSTIFY);
    assert_true(lines.count > 200);
    for (size_t i = 0; i < lines.count; i++)
        assert_true(lines.items[i].width <= 450.02);
}

static void test_centred_lines_are_even(void **data)
{
    (void)data;
    struct words words =
        words_of("Kết quả thực hiện Kế hoạch về việc cải thiện Chỉ số hiệu quả quản trị năm 2024");
    struct lines lines = lines_break(&words, 420, 0, ALIGN_CENTER);
    assert_int_equal(lines.count, 2);
    double difference = lines.items[0].width - lines.items[1].width;
    assert_true(difference < 60 && difference > -60);
}

static void test_soft_hyphens_go(void **data)
{
    (void)data;
    struct words words = words_of("quản\u00ad lý, thống\u00adkê");
    assert_string_equal(words_text(&words), "quản lý, thốngkê");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_runs_over),      cmocka_unit_test(test_justified_lines_end_exactly),
        cmocka_unit_test(test_loose_line_is_ragged),   cmocka_unit_test(test_what_belongs_together),
        cmocka_unit_test(test_names_stay_whole),       cmocka_unit_test(test_long_words_are_cut),
        cmocka_unit_test(test_centred_lines_are_even), cmocka_unit_test(test_soft_hyphens_go),
    };
    return cmocka_run_group_tests(tests, open_faces, close_faces);
}
