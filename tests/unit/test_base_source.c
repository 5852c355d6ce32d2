/* test_base_source.c - sources, places, and how complaints are printed. */
#include "fixture_unit.h"

#include "base/buf.h"

#include <stdlib.h>

/* What diag_print prints. */
static char *printed(struct fixture *f)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    diag_print(&f->diags, stream);
    fclose(stream);
    char *copy = arena_strdup(&f->arena, text);
    free(text);
    return copy;
}

static void cleans_bytes(void **state)
{
    struct fixture *f = *state;
    const struct source *s = unit_source(&f->arena, &f->diags,
                                         "\xef\xbb\xbf"
                                         "a\r\nb\rc\n");
    assert_string_equal(s->text, "a\nb\nc\n");
    assert_int_equal(s->line_count, 4);
    s = unit_source(&f->arena, &f->diags, "");
    assert_int_equal(s->len, 0);
    assert_int_equal(s->line_count, 1);
    s = unit_source(&f->arena, &f->diags,
                    "Ho\xcc\x80"
                    "a");
    assert_string_equal(s->text, "Hòa");
    assert_int_equal(f->diags.count, 0);
}

static void refuses_what_is_not_text(void **state)
{
    struct fixture *f = *state;
    assert_null(source_from_bytes(&f->arena, &f->diags, "a.md", "x\n\0y", 4));
    assert_null(source_from_bytes(&f->arena, &f->diags, "b.md",
                                  "dòng\nab\xff"
                                  "c",
                                  9));
    char *big = calloc(1, SOURCE_LIMIT + 1);
    memset(big, 'a', SOURCE_LIMIT + 1);
    assert_null(source_from_bytes(&f->arena, &f->diags, "c.md", big, SOURCE_LIMIT + 1));
    assert_non_null(source_from_bytes(&f->arena, &f->diags, "c.md", big, SOURCE_LIMIT));
    free(big);
    assert_non_null(strstr(printed(f), "a.md:2:1: lỗi [F005]"));
    assert_non_null(strstr(printed(f), "b.md:2:3: lỗi [F006]"));
    assert_non_null(strstr(printed(f), "c.md: lỗi [F004]"));
}

static const struct source *read_bytes(struct fixture *f, const char *bytes, size_t n)
{
    return source_from_bytes(&f->arena, &f->diags, "t.md", bytes, n);
}

static void reads_other_encodings(void **state)
{
    struct fixture *f = *state;
    f->diags.lang = LANG_EN;
    static const char le[] = "\xff\xfe"
                             "a\0\r\0\n\0\xd9\x1e\r\0b\0";
    static const char be[] = "\xfe\xff\0a\0\r\0\n\x1e\xd9\0\r\0b";
    const struct source *s = read_bytes(f, le, sizeof le - 1);
    assert_string_equal(s->text, "a\nộ\nb");
    assert_int_equal(s->line_count, 3);
    assert_string_equal(read_bytes(f, be, sizeof be - 1)->text, "a\nộ\nb");
    assert_string_equal(read_bytes(f, le + 2, sizeof le - 3)->text, "a\nộ\nb");
    assert_string_equal(read_bytes(f, be + 2, sizeof be - 3)->text, "a\nộ\nb");
    assert_string_equal(read_bytes(f, "\xff\xfe", 2)->text, "");
    assert_int_equal(f->diags.by_level[LEVEL_NOTE], 5);
    /* NFD inside UTF-16 */
    assert_string_equal(read_bytes(f, "\xff\xfeo\0\x23\x03\x02\x03", 8)->text, "ộ");
    static const char cp1258[] = "C\xf4\xf2ng ho\xcc"
                                 "a xa\xde\r\nh\xf4\xf2i chu\xd2 nghi\xde"
                                 "a";
    s = read_bytes(f, cp1258, sizeof cp1258 - 1);
    assert_string_equal(s->text, "Cộng hòa xã\nhội chủ nghĩa");
    assert_non_null(strstr(printed(f), "t.md: note [F011]"));
    assert_non_null(strstr(printed(f), "t.md: note [F012]"));
    assert_true(diag_ok(&f->diags));
}

static void refuses_legacy_letters(void **state)
{
    struct fixture *f = *state;
    assert_null(
        unit_source(&f->arena, &f->diags, "---\r\na: b\r\n---\r\nCéng hßa x· héi chñ nghÜa ViÖt Nam"));
    static const char raw[] = "a\r\nb C\xe9ng h\xdf"
                              "a x\xb7 h\xe9i ch\xf1 ngh\xdc"
                              "a Vi\xd6t Nam\r\n";
    assert_null(source_from_bytes(&f->arena, &f->diags, "raw.md", raw, sizeof raw - 1));
    assert_null(source_from_bytes(&f->arena, &f->diags, "vni.md", "Coäng hoøa xaõ hoäi chuû nghóa",
                                  strlen("Coäng hoøa xaõ hoäi chuû nghóa")));
    assert_null(source_from_bytes(&f->arena, &f->diags, "twice.md", "\n\nCá»™ng hÃ²a xÃ£ há»™i nghÄ©a",
                                  strlen("\n\nCá»™ng hÃ²a xÃ£ há»™i nghÄ©a")));
    const char *text = printed(f);
    assert_non_null(strstr(text, "test.md:4:1: lỗi [F013]"));
    assert_non_null(strstr(text, "“Cộng hòa xã hội chủ nghĩa Việt”"));
    assert_non_null(strstr(text, "raw.md:2:3: lỗi [F013]"));
    assert_non_null(strstr(text, "baocao convert --from tcvn3 raw.md TỆP-MỚI"));
    assert_non_null(strstr(text, "vni.md:1:1: lỗi [F014]"));
    assert_non_null(strstr(text, "twice.md:3:1: lỗi [F015]"));
    assert_int_equal(f->diags.count, 4);
}

static void refuses_broken_utf16(void **state)
{
    struct fixture *f = *state;
    static const char half_pair[] = "\xff\xfe"
                                    "a\0\n\0b\0\x3d\xd8"
                                    "c\0";
    assert_null(read_bytes(f, half_pair, sizeof half_pair - 1));
    assert_non_null(strstr(printed(f), "t.md:2:2: lỗi [F016]"));
    assert_null(source_from_bytes(&f->arena, &f->diags, "odd.md",
                                  "\xff\xfe"
                                  "a\0b",
                                  5));
    assert_non_null(strstr(printed(f), "odd.md:1:2: lỗi [F016]"));
    assert_null(source_from_bytes(&f->arena, &f->diags, "nul.md",
                                  "\xff\xfe"
                                  "a\0\0\0",
                                  6));
    assert_non_null(strstr(printed(f), "nul.md:1:2: lỗi [F005]"));
    assert_int_equal(f->diags.count, 3);
}

static void limits_utf16_by_its_text(void **state)
{
    struct fixture *f = *state;
    size_t n = 2 * SOURCE_LIMIT + 2;
    char *big = calloc(1, n + 2);
    memcpy(big, "\xff\xfe", 2);
    for (size_t i = 2; i < n; i += 2)
        big[i] = 'a';
    const struct source *s = read_bytes(f, big, n);
    assert_non_null(s);
    assert_int_equal(s->len, SOURCE_LIMIT);
    memcpy(big + 2, "\xa1\x1e", 2); /* ạ: three bytes of UTF-8 */
    assert_null(read_bytes(f, big, n));
    memcpy(big + n, "a", 2);
    assert_null(source_from_bytes(&f->arena, &f->diags, "u.md", big, n + 2));
    free(big);
    assert_non_null(strstr(printed(f), "t.md: lỗi [F004]"));
    assert_non_null(strstr(printed(f), "u.md: lỗi [F004]"));
}

static void finds_places(void **state)
{
    struct fixture *f = *state;
    const struct source *s = unit_source(&f->arena, &f->diags, "một\nhai: Trạng thái\nba");
    struct place all = place_make(s, 0, s->len);
    struct position p = place_position(place_find(all, "thái"));
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 12);
    p = place_position(place_find(all, "không có"));
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 1);
    p = place_position(place_make(s, s->len + 100, 7));
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 3);
}

static void prints_carets_under_the_word(void **state)
{
    struct fixture *f = *state;
    const struct source *s = unit_source(&f->arena, &f->diags, "x\n\tTr\xe1\xba\xa1ng 中: HTX\n");
    diag(&f->diags, FILE_MISSING, place_find(place_make(s, 0, s->len), "HTX"), "q.md");
    assert_string_equal(printed(f), "test.md:2:11: lỗi [F001]: không tìm thấy tệp “q.md”\n"
                                    "    2 |  Trạng 中: HTX\n"
                                    "      |            ^~~\n"
                                    "  gợi ý: kiểm tra lại tên tệp và thư mục\n"
                                    "1 lỗi\n");
}

static void sorts_and_says_once(void **state)
{
    struct fixture *f = *state;
    f->diags.lang = LANG_EN;
    const struct source *s = unit_source(&f->arena, &f->diags, "a b c\n");
    diag(&f->diags, FILE_FOLDER, place_make(s, 4, 1), "c");
    diag(&f->diags, FILE_MISSING, place_make(s, 0, 1), "a");
    diag(&f->diags, FILE_FOLDER, place_make(s, 4, 1), "c");
    char *text = printed(f);
    assert_true(strstr(text, "test.md:1:1") < strstr(text, "test.md:1:5"));
    assert_non_null(strstr(text, "\n2 errors\n"));
    assert_int_equal(diag_exit_status(&f->diags, false), 1);
}

static void leaves_out_what_nobody_sees(void **state)
{
    struct fixture *f = *state;
    const struct source *s = unit_source(&f->arena, &f->diags, "a\u202eb\n\u200bc\n");
    assert_string_equal(s->text, "ab\nc\n");
    assert_int_equal(s->len, strlen(s->text));
    assert_int_equal(s->line_count, 3);
    assert_non_null(strstr(printed(f), "[F019]"));
}

static void hides_nothing_in_a_line(void **state)
{
    struct fixture *f = *state;
    struct buf line = {0};
    for (int i = 0; i < 5000; i++)
        buf_str(&line, "ơ ");
    buf_str(&line, "\xe2\x80\xae"
                   "HTX");
    const struct source *s =
        source_from_text(&f->arena, "q.md", buf_text(&line), line.len); /* not made clean */
    buf_free(&line);
    diag(&f->diags, FILE_MISSING, place_find(place_make(s, 0, s->len), "HTX"), "q.md");
    const char *text = printed(f);
    assert_null(strstr(text, "\xe2\x80\xae")); /* an override would turn the line around */
    assert_non_null(strstr(text, "\xef\xbf\xbdHTX"));
    assert_true(strlen(text) < 1000);
}

static void sums_up_what_nobody_reads(void **state)
{
    struct fixture *f = *state;
    const struct source *s = unit_source(&f->arena, &f->diags, "a\n");
    for (size_t i = 0; i < DIAG_KEPT_MAX + 7; i++)
        diag(&f->diags, FILE_MISSING, place_make(s, 0, 1), arena_printf(&f->arena, "%06zu", i));
    const char *text = printed(f);
    assert_non_null(strstr(text, "“000000”"));
    assert_null(strstr(text, arena_printf(&f->arena, "“%06d”", DIAG_PRINTED_MAX)));
    assert_non_null(
        strstr(text, arena_printf(&f->arena, "và %d lời nhắc nữa", DIAG_KEPT_MAX + 7 - DIAG_PRINTED_MAX)));
    assert_non_null(strstr(text, arena_printf(&f->arena, "\n%d lỗi\n", DIAG_KEPT_MAX + 7)));
}

static void hint_lines_need_their_texts(void **state)
{
    struct fixture *f = *state;
    diag(&f->diags, USAGE_COMMAND, {0}, "biuld", NULL);
    assert_null(strstr(printed(f), "có phải"));
    diag(&f->diags, USAGE_COMMAND, {0}, "biuld", "build");
    assert_non_null(strstr(printed(f), "có phải “build”?"));
    assert_int_equal(diag_exit_status(&f->diags, false), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cleans_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_what_is_not_text, setup, teardown),
        cmocka_unit_test_setup_teardown(reads_other_encodings, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_legacy_letters, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_broken_utf16, setup, teardown),
        cmocka_unit_test_setup_teardown(limits_utf16_by_its_text, setup, teardown),
        cmocka_unit_test_setup_teardown(finds_places, setup, teardown),
        cmocka_unit_test_setup_teardown(prints_carets_under_the_word, setup, teardown),
        cmocka_unit_test_setup_teardown(sorts_and_says_once, setup, teardown),
        cmocka_unit_test_setup_teardown(leaves_out_what_nobody_sees, setup, teardown),
        cmocka_unit_test_setup_teardown(hides_nothing_in_a_line, setup, teardown),
        cmocka_unit_test_setup_teardown(sums_up_what_nobody_reads, setup, teardown),
        cmocka_unit_test_setup_teardown(hint_lines_need_their_texts, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
