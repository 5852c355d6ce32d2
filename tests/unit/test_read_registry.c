/* test_read_registry.c - so-van-ban.md. */
#include "read_unit.h"

static struct registry *read_registry(struct read_unit *u, const char *text)
{
    read_unit_open(u);
    return registry_read(&u->arena, &u->diags, unit_source(&u->arena, &u->diags, text));
}

static void reads_documents(void **state)
{
    (void)state;
    struct read_unit u;
    const char *text =
        "# Sổ\n\nLời đầu.\n\n- không phải mục\n\n## 45/BC-HB\n\n- Ngày: 17/6/2024\n- Loại: Báo cáo\n- Trích "
        "yếu: Quý "
        "II\n- Tệp: da-ky/a.2.pdf\n- SHA-256: 0f\n- Người ký: A; B\n- Thay thế: 4/BC-HB ngày 1/6/2024\n\n"
        "## 46/TB-HB\n\n- Ngày: 18/6/2024\n- Loại: Thông báo\n- Trích yếu: Nghỉ hè\n";
    struct registry *r = read_registry(&u, text);
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(r->count, 2);
    assert_str(r->items[0].number, "45/BC-HB");
    assert_int_equal(r->items[0].date.day, 17);
    assert_str(r->items[0].digest, "0f");
    assert_str(r->items[0].signers, "A; B");
    assert_str(r->items[0].replaces, "4/BC-HB ngày 1/6/2024");
    assert_ptr_equal(registry_file(r, "a.2.pdf"), &r->items[0]);
    assert_null(registry_file(r, "a.1.pdf"));
    assert_null(registry_file(NULL, "a.1.pdf"));
    const struct place *at = &r->items[0].stretch;
    assert_int_equal(strncmp(text + at->offset, "## 45", 5), 0);
    assert_int_equal(strncmp(text + at->offset + at->length, "## 46", 5), 0);
    assert_int_equal(r->items[1].stretch.offset + r->items[1].stretch.length, strlen(text));
    read_unit_close(&u);
}

static void complains(void **state)
{
    (void)state;
    struct read_unit u;
    read_registry(
        &u, "## 1/BC-A\n\n- Ngày: 40/6/2024\n- Loai: Báo cáo\n- Trich yêu: x\n- Ghi chú: y\n- linh tinh\n");
    assert_string_equal(read_unit_codes(&u), "T005@3:9 T002@6:3 T001@7:1");
    read_unit_close(&u);
    read_registry(&u, "## 1/BC-A\n\n- Ngày: 4/6/2024\n- Loại: Báo cáo\n");
    assert_string_equal(read_unit_codes(&u), "Y090@1:4");
    read_unit_close(&u);
}

static void empty(void **state)
{
    (void)state;
    struct read_unit u;
    assert_int_equal(read_registry(&u, "")->count, 0);
    assert_string_equal(read_unit_codes(&u), "");
    read_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_documents), cmocka_unit_test(complains),
                                       cmocka_unit_test(empty)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
