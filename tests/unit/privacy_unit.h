/* privacy_unit.h - what is told about published words. */
#ifndef TESTS_UNIT_PRIVACY_UNIT_H
#define TESTS_UNIT_PRIVACY_UNIT_H

#include "check_unit.h"

#include <stdlib.h>

#define SCHOOL                                                                                                                \
    "---\ntên: Trường Tiểu học Minh Anh\nký hiệu: A\ncơ quan chủ quản: UBND phường Ngô Gia Tự\nđịa " \
    "danh: Đinh Tiên Hoàng\nngười ký:\n"                                                                               \
    "  - họ tên: Lê A\n    chức vụ: HIỆU TRƯỞNG\nkính gửi: UBND\nnơi nhận:\n  - Như trên\nlưu: VT\n"    \
    "bộ phận:\n  - tên: Văn thư\n    người: Trần Thị B 0903 000 001\n"                                          \
    "kênh:\n  - tên: Đường dây nóng\n    địa chỉ: tel:02838221234\n    hiển thị: (028) 3822 1234\n"          \
    "  - tên: Thư\n    địa chỉ: mailto:lien-he@truong.example\n    ghi chú: NOTE\n---\n"

/* The complaints Q… about a quarter, a plan and a school (NULL: none), in order of place: each code with what
 * it quotes. */
static inline const char *found(struct check_unit *u, const char *quarter, const char *plan,
                                const char *school)
{
    const char *const quarters[4] = {quarter};
    check_unit_open(u, plan, quarters);
    if (school)
        u->model.school = school_read(&u->arena, &u->diags, named_source(u, "school.md", school));
    assert_int_equal(u->diags.count, 0);
    char *out = arena_strdup(&u->arena, check_unit_run(u)), *rest;
    const char *all = "";
    for (char *line = strtok_r(out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const char *code = *line == ' ' ? NULL : strstr(line, " [Q");
        if (!code)
            continue;
        const char *quote = strstr(code, "“") + strlen("“");
        all = arena_printf(&u->arena, "%s%s%.4s %.*s", all, *all ? " | " : "", code + 2,
                           (int)(strstr(quote, "”") - quote), quote);
    }
    return all;
}

/* What is found in a paragraph under a task of the quarter. */
static inline void expect(const char *words, const char *complaints)
{
    struct check_unit u;
    struct arena texts = {0};
    const char *quarter =
        arena_printf(&texts, QUARTER_HEAD(I) "### I.1\n- Trạng thái: đang thực hiện\n\n%s\n", words);
    const char *all = found(&u, quarter, PLAN_HEAD "- Việc.\n", SCHOOL);
    if (strcmp(all, complaints) != 0)
        print_error("%s\n", words);
    assert_string_equal(all, complaints);
    check_unit_close(&u);
    arena_free(&texts);
}

#endif
