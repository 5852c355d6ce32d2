/* test_read_school.c - school.md and papi.md. */
#include "read_unit.h"

#define NEEDED                                                                                               \
    "ký hiệu: HB\ncơ quan chủ quản: UBND\nđịa danh: Quận 1\nkính gửi: UBND\nnơi nhận:\n  - Như trên\n"
#define PEOPLE "người ký:\n  - họ tên: A\n    chức vụ: B\nbộ phận:\n  - tên: C\n"

static struct school *read_school(struct read_unit *u, const char *text)
{
    read_unit_open(u);
    return school_read(&u->arena, &u->diags, unit_source(&u->arena, &u->diags, text));
}

static void reads_a_school(void **state)
{
    (void)state;
    struct read_unit u;
    struct school *s = read_school(
        &u,
        "---\ntên:\n  - tên: Trường Một\n    đến: 30/6/2025\n  - tên: Trường Hai\n    từ: 1/7/2025\n" NEEDED
        "người ký:\n  - họ tên: Trịnh Thị A\n    chức vụ: KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG\n    từ: "
        "1/1/2024\n"
        "bộ phận:\n  - tên: Văn phòng\n    người: Nhân viên\n    gồm:\n      - Tổ Văn phòng\n      - Văn "
        "thư\n  - tên: Kế toán\n    gồm: Tài vụ\n"
        "kênh:\n  - tên: Cổng 1022\n    địa chỉ: tel:1022\n    hiển thị: \"1022\"\nmàu: \"#0b5d7a\"\nngày "
        "đầu kỳ: 1\n---\n\nLời về trường.\n");
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(s->names.count, 2);
    assert_str(s->names.items[1].text, "Trường Hai");
    assert_int_equal(date_compare(s->names.items[0].to, (struct date){2025, 6, 30}), 0);
    assert_str(s->symbol, "HB");
    assert_str(s->parents.items[0].text, "UBND"); /* a scalar is a list of one */
    assert_int_equal(s->signer_count, 1);
    assert_str(s->signers[0].position, "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG");
    assert_int_equal(s->signers[0].from.year, 2024);
    assert_int_equal(s->role_count, 2);
    assert_int_equal(s->roles[0].alias_count, 2);
    assert_str(s->roles[0].aliases[1], "Văn thư");
    assert_str(s->roles[1].aliases[0], "Tài vụ");
    assert_str(s->channels[0].address, "tel:1022");
    assert_null(s->channels[0].note.s);
    assert_int_equal(s->period_first_day, 1);
    assert_string_equal(block_text(&u.arena, s->about), "Lời về trường.");
    read_unit_close(&u);
}

static void complains_about_a_school(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"ngày đầu kỳ: 29\n", "S002@14:14"},
        {"ngày đầu kỳ: x\n", "S002@14:14"},
        {"màu: đỏ\n", "S003@14:6"},
        {"màu: \"#12345g\"\n", "S003@14:6"},
        {"kênh: 1022\n", "S001@14:7"},
        {"kênh:\n  - 1022\n", "S001@15:5"},
        {"kênh:\n  - tên: a\n    địa chỉ: b\n    ghi chu: c\n    giờ: d\n", "K014@18:5"},
        {"mau sac: đỏ\n", "K014@14:1"},
        {"kênh:\n  - tên: a\n", "K015@15:5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_unit u;
        char text[1000] = "---\ntên: A\n" NEEDED PEOPLE;
        strcat(strcat(text, cases[i][0]), "---\n");
        struct school *s = read_school(&u, text);
        assert_non_null(s);
        assert_int_equal(s->period_first_day, 15); /* what is not understood is not used */
        assert_null(s->accent.s);
        const char *codes = read_unit_codes(&u);
        if (strcmp(codes, cases[i][1]) != 0)
            print_error("%s\n", cases[i][0]);
        assert_string_equal(codes, cases[i][1]);
        read_unit_close(&u);
    }
    struct read_unit u;
    struct school *s = read_school(&u, "---\ntên:\n  - tên: A\n    từ: 31/4/2024\n" NEEDED PEOPLE "---\n");
    assert_string_equal(read_unit_codes(&u), "T027@4:9");
    assert_false(date_given(s->names.items[0].from));
    read_unit_close(&u);
    assert_null(read_school(&u, "không có gì\n"));
    read_unit_close(&u);
}

static void reads_indices(void **state)
{
    (void)state;
    struct read_unit u;
    read_unit_open(&u);
    const char *text = "---\nchỉ số:\n  - số: 8\n    tên: Quản trị điện tử\n    tên khác: [Chính quyền điện "
                       "tử]\n  - số: 1\n    tên: Tham gia\n---\n\n"
                       "## Chỉ số 1\n\nMột.\n\nHai.\n\n## Chỉ số 8\n\nTám.\n";
    struct papi *papi = papi_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, text));
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(papi->count, 2);
    const struct papi_index *eighth = papi_find(papi, 8);
    assert_str(eighth->name, "Quản trị điện tử");
    assert_str(eighth->aliases[0], "Chính quyền điện tử");
    assert_string_equal(block_text(&u.arena, eighth->about), "Tám.");
    assert_string_equal(block_text(&u.arena, papi_find(papi, 1)->about->next), "Hai.");
    assert_null(papi_find(papi, 7));
    read_unit_close(&u);
}

static void complains_about_indices(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"chỉ số: tám\n---\n", "S001@2:9"},
        {"chỉ số:\n  - tám\n---\n", "S001@3:5"},
        {"chỉ số:\n  - số: 0\n    tên: a\n---\n", "S004@3:9"},
        {"chỉ số:\n  - số: 1\n    tên: a\n  - số: 1\n    tên: b\n---\n", "S004@5:9"},
        {"chỉ số:\n  - số: 1\n    tên: a\n---\n## Chỉ số 2\n", "S005@6:1"},
        {"chỉ số:\n  - số: 1\n    tên: a\n---\nLời.\n\nLời.\n", "T019@6:1"},
        {"chỉ số:\n  - số: 1\n    tên: a\n---\n## Chỉ số 1\na\n## Chỉ số 1\nb\n", "T003@8:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_unit u;
        read_unit_open(&u);
        char text[1000] = "---\n";
        papi_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, strcat(text, cases[i][0])));
        assert_string_equal(read_unit_codes(&u), cases[i][1]);
        read_unit_close(&u);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_school),
        cmocka_unit_test(complains_about_a_school),
        cmocka_unit_test(reads_indices),
        cmocka_unit_test(complains_about_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
