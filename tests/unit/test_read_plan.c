/* test_read_plan.c - the plan: numbering, tasks, fields, indices, owners; the shipped plan by its counts. */
#include "read_unit.h"

#define HEAD "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/2/2024\ntrích yếu: x\nphần nhiệm vụ: [III, V]\n---\n"
#define HEAD_LINES 7

static struct plan *read_plan(struct read_unit *u, const char *text)
{
    read_unit_open(u);
    struct plan *plan = plan_read(&u->arena, &u->diags, unit_source(&u->arena, &u->diags, text));
    assert_non_null(plan);
    return plan;
}

static void reads_header(void **state)
{
    (void)state;
    struct read_unit u;
    struct plan *plan =
        read_plan(&u, "---\nLOẠI: Kế hoạch\nso: 32/KH-HB\nNgày: 27/5/2024\ntrích yếu: Về việc\n"
                      "phần nhiệm vụ: III, II, I\nphần bắt buộc: [II]\nchức vụ: HT\n---\n");
    assert_string_equal(read_unit_codes(&u), "");
    assert_str(plan->kind, "Kế hoạch");
    assert_str(plan->number, "32/KH-HB");
    assert_str(plan->date_text, "27/5/2024");
    assert_int_equal(plan->date.month, 5);
    assert_str(plan->position, "HT");
    assert_null(plan->signer.s);
    assert_int_equal(plan->task_part_count, 3);
    assert_str(plan->task_parts[1].text, "II");
    assert_string_equal(where(&u, plan->task_parts[1].text), "6:21"); /* not the "II" of "III" */
    assert_string_equal(where(&u, plan->task_parts[2].text), "6:25");
    assert_int_equal(plan->task_parts[0].number, 3);
    assert_int_equal(plan->required_count, 1);
    assert_int_equal(plan->required[0].number, 2);
    read_unit_close(&u);

    plan = read_plan(&u, HEAD);
    assert_int_equal(plan->required_count, 5); /* I to V unless said otherwise */
    read_unit_close(&u);

    plan =
        read_plan(&u, "---\nloại: x\nsố: 1\nngày: 30/2/2024\ntrích yếu: y\nphần nhiệm vụ: [III, 4]\n---\n");
    assert_string_equal(read_unit_codes(&u), "T027@4:7 P001@6:22");
    assert_false(date_given(plan->date));
    read_unit_close(&u);
}

static void numbers_tasks(void **state)
{
    (void)state;
    struct read_unit u;
    struct plan *plan = read_plan(
        &u,
        HEAD "Căn cứ A;\n\nLời.\n\n## I. MỤC ĐÍCH\n\n- Không phải nhiệm vụ.\n\n"
             "## III. GIẢI PHÁP\n\n### 1. Nhóm một\n\nLời dẫn:\n\n- Việc một.\n- Việc\n  hai.\n\n"
             "### 02. Nhóm hai\n\nViệc là một đoạn.\n\n- Việc có đoạn sau:\n\n  Đoạn sau.\n\n"
             "## V. THỰC HIỆN\n\n- Việc cuối.\n\nXong./.\n\nCòn lời.\n\n## Nơi nhận\n\n- A;\n- Lưu: VT.\n");
    assert_string_equal(read_unit_codes(&u), "");
    static const struct {
        const char *code, *text;
        bool dash;
    } expected[] = {{"III.1.1", "Việc một.", true},
                    {"III.1.2", "Việc hai.", true},
                    {"III.2.1", "Việc là một đoạn.", false},
                    {"III.2.2", "Việc có đoạn sau: Đoạn sau.", true},
                    {"V.1", "Việc cuối.", true}};
    assert_int_equal(plan->task_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct task *task = plan->tasks[i];
        assert_string_equal(task->code, expected[i].code);
        assert_string_equal(task->text, expected[i].text);
        assert_int_equal(task->dash, expected[i].dash);
        assert_int_equal(task->ordinal, i);
        assert_ptr_equal(plan_task(plan, expected[i].code), task);
    }
    struct str first_line = {"Việc", plan->tasks[1]->at}; /* a task's place is the first line of its words */
    assert_str(first_line, "Việc");
    assert_string_equal(plan->tasks[1]->section->title.s, "Nhóm một");
    assert_string_equal(plan->tasks[1]->section->parent->title.s, "GIẢI PHÁP");
    assert_int_equal(plan->parts->first ? 1 : 0, 0);
    assert_string_equal(block_text(&u.arena, plan->preamble), "Căn cứ A;");
    assert_string_equal(block_text(&u.arena, plan->closing), "Xong./.");
    assert_string_equal(block_text(&u.arena, plan->closing->next), "Còn lời.");
    assert_int_equal(plan->recipient_count, 2);
    assert_str(plan->recipients[1], "Lưu: VT.");
    const struct section *heading = plan_part(plan, 3)->first;
    assert_int_equal(heading->item_count, 3); /* the lead-in and two tasks, in order */
    assert_non_null(heading->items[0].block);
    assert_ptr_equal(heading->items[2].task, plan->tasks[1]);
    read_unit_close(&u);
}

static void reads_indices_and_owners(void **state)
{
    (void)state;
    struct read_unit u;
    struct plan *plan = read_plan(
        &u, HEAD
        "## III. A\n\n### 7. Chỉ số nội dung 8 “Quản trị điện tử”: Văn phòng – Thống kê.\n\n- a\n\n"
        "### 2. CHỈ SỐ NỘI DUNG 2 \"Kế toán\": Kế toán\n\n- b\n  - Chỉ số: 6\n  - Phụ trách: Tổ một\n\n"
        "### 3. Các chỉ số nội dung thành phần\n\n- c\n\n### 4. Chỉ số nội dung 99999999999 “x”\n\n- d\n");
    assert_string_equal(read_unit_codes(&u), "");
    const struct section *eighth = plan_part(plan, 3)->first;
    assert_int_equal(eighth->number, 7);
    assert_int_equal(eighth->index, 8); /* by the words, never by the heading's own number */
    assert_str(eighth->index_name, "Quản trị điện tử");
    assert_str(eighth->owner, "Văn phòng – Thống kê");
    const struct section *second = eighth->next;
    assert_str(second->index_name, "Kế toán");
    assert_str(second->owner, "Kế toán");
    assert_true(second->owner.at.offset > second->index_name.at.offset); /* the second of two equal words */
    assert_int_equal(plan->tasks[0]->index, 8);
    assert_str(plan->tasks[0]->owner, "Văn phòng – Thống kê");
    assert_int_equal(plan->tasks[1]->index, 6); /* a task's own word counts more */
    assert_str(plan->tasks[1]->owner, "Tổ một");
    assert_int_equal(plan->tasks[2]->index, 0);
    assert_null(plan->tasks[2]->owner.s);
    assert_true(plan->tasks[3]->index > 99); /* no index at all, and no overflow */
    assert_int_equal(plan_index_count(plan, 6), 1);
    assert_int_equal(plan_index_count(plan, 7), 0);
    read_unit_close(&u);
}

static void reads_fields(void **state)
{
    (void)state;
    struct read_unit u;
    struct plan *plan = read_plan(
        &u, HEAD
        "## V. A\n\n- Việc.\n  - chi tieu: 1 lần / Quý\n  - Thời hạn: 31/8/2024\n  - Ý khác: của kế hoạch\n"
        "- Đoạn.\n  - Chỉ tiêu: 5 buổi/tuần\n\nMột đoạn.\n\n- Thời hạn: 1/9/2024\n- Chỉ tiêu: 75%\n");
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(plan->task_count, 3);
    const struct task *task = plan->tasks[0];
    assert_str(task->target, "1 lần / Quý");
    assert_int_equal(task->target_quantity.thousandths, 4 * NUMBER_SCALE); /* what it comes to in a year */
    assert_string_equal(task->target_quantity.unit, "lần");
    assert_str(task->due, "31/8/2024");
    assert_int_equal(task->due_date.day, 31);
    assert_string_equal(task->text, "Việc. Ý khác: của kế hoạch"); /* fields are not the plan's words */
    assert_false(plan->tasks[1]->target_quantity.given);
    assert_str(plan->tasks[2]->due, "1/9/2024"); /* fields of a paragraph stand behind it */
    assert_string_equal(plan->tasks[2]->target_quantity.unit, "%");
    assert_string_equal(plan->tasks[2]->text, "Một đoạn.");
    read_unit_close(&u);
}

static void complains(void **state)
{
    (void)state;
    static const struct {
        const char *text, *codes; /* lines count from the first behind HEAD */
    } cases[] = {
        {"## V. A\n- a\n  - Chỉ tiêuu: 1\n", "P007@3:5"},
        {"## V. A\n- a\n  - Chỉ số: 6 và 7\n", "P008@3:13"},
        {"## V. A\n- a\n  - Chỉ số: 0\n", "P008@3:13"},
        {"## V. A\n- a\n  - Thời hạn: 31/6/2024\n", "T027@3:15"},
        {"## V. A\n- a\n  - Thời hạn: 1/6/2024\n  - thời hạn: 2/6/2024\n", "T003@4:5"},
        {"## V. A\n- a\n  - Thời hạn:\n", "T004@3:5"},
        {"## V. A\n- a\n  - Thời hạn: 1/6/2024\n\n    b\n", "T020@5:5"},
        {"## V. A\n- a\n- Thời hạn: 1/6/2024\n", "P009@3:3"},
        {"## V. A\n-\n- a\n", "P010@2:1"},
        {"## V A\n- a\n", "P002@1:1"},
        {"## V. A\n### Nhóm\n- a\n", "P003@2:1"},
        {"### 1. Nhóm\n- a\n", "P003@1:1"},
        {"# V. A\n", "P004@1:1"},
        {"## V. A\n## I. B\n## V. C\n", "P005@3:1"},
        {"## V. A\n### 1. a\n### 2. b\n### 1. c\n", "P005@4:1"},
        {"## III. A\n### 1. a\n## V. B\n### 1. a\n", ""},
        {"## Nơi nhận\n\nA;\n", "P006@3:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_unit u;
        char text[1000] = HEAD;
        strcat(text, cases[i].text);
        read_plan(&u, text);
        const char *expected = "", *got = read_unit_codes(&u);
        int line = 0, column = 0;
        if (sscanf(cases[i].codes, "%*4s@%d:%d", &line, &column) == 2)
            expected = arena_printf(&u.arena, "%.4s@%d:%d", cases[i].codes, line + HEAD_LINES, column);
        if (strcmp(got, expected) != 0)
            print_error("case %zu: %s\n", i, cases[i].text);
        assert_string_equal(got, expected);
        read_unit_close(&u);
    }
}

static void keeps_numbers_given_twice(void **state)
{
    (void)state;
    struct read_unit u;
    struct plan *plan = read_plan(&u, HEAD "## V. A\n- a\n\n## V. B\n- b\n");
    assert_int_equal(plan->parts->number, 5);
    assert_int_equal(plan->parts->next->number, 5);
    assert_string_equal(plan_task(plan, "V.1")->text, "a"); /* the first stands */
    assert_string_equal(plan->parts->next->items[0].task->text, "b");
    read_unit_close(&u);
}

static void suggests_a_key(void **state)
{
    (void)state;
    struct read_unit u;
    read_plan(&u, HEAD "## V. A\n- a\n  - Thời hạng: 1/6/2024\n");
    assert_non_null(strstr(read_unit_printed(&u), "“Thời hạn”"));
    read_unit_close(&u);
}

/* The plan 32/KH-HB as shipped: 31 tasks, 3 + 3 + 4, 4 + 2 + 1 + 1 + 1 + 1 + 5, 6; 38 dashes; no index 7. */
static size_t dashes(const struct section *s)
{
    size_t count = 0;
    for (; s; s = s->next) {
        for (size_t i = 0; i < s->item_count; i++) {
            const struct block *block = s->items[i].block;
            const struct block *item = block && block->kind == BLOCK_LIST ? block->first : NULL;
            count += s->items[i].task && s->items[i].task->dash;
            for (; item; item = item->next)
                count++;
        }
        count += dashes(s->first);
    }
    return count;
}

static void reads_the_shipped_plan(void **state)
{
    (void)state;
    struct read_unit u;
    read_unit_open(&u);
    const struct source *source = source_read(&u.arena, &u.diags, "content/2024/plan.md", "plan.md");
    assert_non_null(source);
    struct plan *plan = plan_read(&u.arena, &u.diags, source);
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(plan->task_count, 31);
    assert_int_equal(dashes(plan->parts), 38);
    static const size_t third[] = {3, 3, 4}, fourth[] = {4, 2, 1, 1, 1, 1, 5};
    static const int indices[] = {1, 2, 3, 4, 5, 6, 8};
    size_t i = 0;
    for (const struct section *s = plan_part(plan, 3)->first; s; s = s->next)
        assert_int_equal(s->item_count, third[i++]);
    assert_int_equal(i, 3);
    i = 0;
    for (const struct section *s = plan_part(plan, 4)->first; s; s = s->next, i++) {
        assert_int_equal(s->item_count, fourth[i]);
        assert_int_equal(s->index, indices[i]);
        assert_int_equal(plan_index_count(plan, indices[i]), fourth[i]);
    }
    assert_int_equal(i, 7);
    assert_int_equal(plan_part(plan, 5)->item_count, 6);
    assert_int_equal(plan_index_count(plan, 7), 0);
    assert_false(plan_task(plan, "IV.3.1")->dash);
    assert_false(plan_task(plan, "IV.5.1")->dash);
    assert_non_null(plan_task(plan, "IV.2.1")->prose->next); /* the paragraph after the dash belongs to it */
    assert_null(plan_task(plan, "IV.2.1")->owner.s);
    assert_int_equal(plan->recipient_count, 3);
    read_unit_close(&u);
}

static void reads_ten_thousand_tasks(void **state)
{
    (void)state;
    struct read_unit u;
    read_unit_open(&u);
    struct buf text = {0};
    buf_str(&text, HEAD "## V. A\n");
    for (int i = 1; i <= 10000; i++)
        buf_printf(&text, "- Việc thứ %d.\n", i);
    struct plan *plan = plan_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, buf_text(&text)));
    buf_free(&text);
    assert_int_equal(plan->task_count, 10000);
    for (size_t i = 0; i < 10000; i += 7)
        assert_ptr_equal(plan_task(plan, plan->tasks[i]->code), plan->tasks[i]);
    assert_null(plan_task(plan, "V.10001"));
    read_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_header),
        cmocka_unit_test(numbers_tasks),
        cmocka_unit_test(reads_indices_and_owners),
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(complains),
        cmocka_unit_test(keeps_numbers_given_twice),
        cmocka_unit_test(suggests_a_key),
        cmocka_unit_test(reads_the_shipped_plan),
        cmocka_unit_test(reads_ten_thousand_tasks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
