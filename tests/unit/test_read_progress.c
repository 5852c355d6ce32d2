/* test_read_progress.c - a quarter's progress: header, entries, fields, sections, internal notes. */
#include "read_unit.h"

#define HEAD "---\nkỳ: Quý II năm 2024\nsố: 45/BC-A\nngày: 17/6/2024\n---\n"
#define HEAD_LINES 5
#define ENTRY "### III.2.1 Hằng năm …\n- Trạng thái: đang thực hiện\n"

static struct progress *read_progress(struct read_unit *u, const char *text)
{
    read_unit_open(u);
    struct progress *p = progress_read(&u->arena, &u->diags, unit_source(&u->arena, &u->diags, text), 15);
    assert_non_null(p);
    return p;
}

static void reads_header(void **state)
{
    (void)state;
    struct read_unit u;
    struct progress *p =
        read_progress(&u, "---\nkỳ: Quý II năm 2024\nsố: 45/BC-A\nngày: 17/6/2024\nminh họa: Có\nđến ngày: "
                          "10/6/2024\nthay thế: 40/BC-A ngày 1/6/2024\n---\n");
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(p->quarter.number, 2);
    assert_int_equal(p->quarter.year, 2024);
    assert_true(p->illustrative);
    assert_str(p->number, "45/BC-A");
    assert_int_equal(p->replaced_count, 1);
    assert_string_equal(p->replaced[0].number, "40/BC-A");
    assert_int_equal(p->replaced[0].date.month, 6);
    assert_int_equal(date_compare(p->from, (struct date){2024, 3, 15}), 0);
    assert_int_equal(date_compare(p->to, (struct date){2024, 6, 10}), 0); /* as the file says */
    read_unit_close(&u);

    p = read_progress(&u, "---\nkỳ: Quý V năm 2024\nsố: x\nngày: 31/6/2024\nminh họa: true\n---\n");
    assert_string_equal(read_unit_codes(&u), "T010@2:5 T027@4:7 T013@5:11");
    assert_int_equal(p->quarter.number, 0);
    read_unit_close(&u);
}

static void reads_an_entry(void **state)
{
    (void)state;
    struct read_unit u;
    struct progress *p =
        read_progress(&u, HEAD "## Kết quả thực hiện\n\nLời đầu.\n\n### iii.2.1: Hằng năm, tổ chức…\n\n- "
                               "TRANG THAI: HT\n- Kết quả: 01 buổi\n- Lũy kế: 2,5 buổi\n"
                               "- Tỷ lệ: 75 %\n- Ngày: 11/6/2024; 1/6/2024;\n- Thời hạn: 31/8/2024\n- Phụ "
                               "trách: Văn phòng\n- Minh chứng: minh-chung/a.pdf\n"
                               "- Minh chứng: [Biên bản](minh-chung/b.pdf), [Tin](https://x.vn/t)\n- Lý do: "
                               "vì\n  thế\n- Việc tiếp theo: làm\n- Nội bộ: một\n"
                               "- Nội bộ: hai\n\nLời kể.\n\n- danh sách\n");
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(p->entry_count, 1);
    const struct entry *e = p->entries[0];
    assert_str(e->code, "iii.2.1");
    assert_str(e->words, "Hằng năm, tổ chức…");
    assert_int_equal(e->state, STATE_DONE);
    assert_str(e->state_text, "HT");
    assert_int_equal(e->result_quantity.thousandths, 1 * NUMBER_SCALE);
    assert_str(e->total, "2,5 buổi");
    assert_int_equal(e->total_quantity.thousandths, 2500);
    assert_int_equal(e->percent_quantity.thousandths, 75 * NUMBER_SCALE);
    assert_int_equal(e->date_count, 2);
    assert_str(e->date_texts[1], "1/6/2024");
    assert_string_equal(where(&u, e->date_texts[1]), "16:20"); /* not inside "11/6/2024" */
    assert_int_equal(e->dates[1].day, 1);
    assert_int_equal(e->due_date.month, 8);
    assert_int_equal(e->evidence_count, 3);
    assert_str(e->evidence[0].target, "minh-chung/a.pdf");
    assert_null(e->evidence[0].label.s);
    assert_str(e->evidence[1].label, "Biên bản");
    assert_str(e->evidence[1].target, "minh-chung/b.pdf");
    assert_true(e->evidence[1].is_file);
    assert_str(e->evidence[2].target, "https://x.vn/t");
    assert_false(e->evidence[2].is_file);
    assert_string_equal(e->reason.s, "vì thế"); /* over two lines: its place is what is behind the key */
    assert_string_equal(where(&u, e->reason), "21:8");
    assert_int_equal(e->internal_count, 2);
    assert_str(e->internal[1], "hai");
    assert_string_equal(block_text(&u.arena, e->prose), "Lời kể.");
    assert_int_equal(e->prose->next->kind, BLOCK_LIST);
    assert_string_equal(block_text(&u.arena, p->parts[PART_RESULTS]), "Lời đầu.");
    read_unit_close(&u);
}

static void reads_sections(void **state)
{
    (void)state;
    struct read_unit u;
    struct progress *p =
        read_progress(&u, HEAD "## CHỈ ĐẠO, ĐIỀU HÀNH\n\nMột.\n\n## Văn bản đã ban hành\n\nĐã ban hành:\n\n- "
                               "20/KH; 2/4/2024; Kế hoạch; phần hai\n* 21/TB; 3/4/2024; Thông báo\n\n"
                               "## Phản ánh, kiến nghị\n\n- Tồn kỳ trước: 0\n- Tiếp nhận: 5 ý kiến\n- Đã xử "
                               "lý: 4\n- Đang xử lý: 1\n\nLời.\n\n"
                               "## Đánh giá chung\n\n### Ưu điểm\n\na\n\n### Tồn tại, hạn chế\n\nb\n\n### "
                               "Nguyên nhân\n\nc\n\n## Phương hướng\n\nd\n\n"
                               "## Đề xuất, kiến nghị\n\ne\n\n## Nội bộ\n\nNội bộ: f\n");
    assert_string_equal(read_unit_codes(&u), "");
    static const struct {
        enum progress_part part;
        const char *text;
    } parts[] = {{PART_DIRECTION, "Một."},
                 {PART_DOCUMENTS, "Đã ban hành:"},
                 {PART_FEEDBACK, "Lời."},
                 {PART_STRENGTHS, "a"},
                 {PART_WEAKNESSES, "b"},
                 {PART_CAUSES, "c"},
                 {PART_NEXT, "d"},
                 {PART_PROPOSALS, "e"},
                 {PART_INTERNAL, "Nội bộ: f"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        assert_string_equal(block_text(&u.arena, p->parts[parts[i].part]), parts[i].text);
        assert_null(p->parts[parts[i].part]->next);
    }
    assert_int_equal(p->document_count, 2);
    assert_str(p->documents[0].number, "20/KH");
    assert_str(p->documents[0].date_text, "2/4/2024");
    assert_str(p->documents[0].summary, "Kế hoạch; phần hai");
    assert_int_equal(p->documents[1].date.day, 3);
    assert_int_equal(p->feedback.received_n.thousandths, 5 * NUMBER_SCALE);
    assert_str(p->feedback.open, "1");
    read_unit_close(&u);
}

static void complains(void **state)
{
    (void)state;
    static const struct {
        const char *text, *codes; /* lines count from the first behind HEAD */
    } cases[] = {
        {ENTRY "- Lời\n", "T001@3:1"},
        {ENTRY "- Kết qả: 1\n", "T002@3:3"},
        {ENTRY "- Lý do: a\n- ly do: b\n", "T003@4:3"},
        {ENTRY "- Ngày: 1/6/2024\n- Ngày: 2/6/2024\n", "T003@4:3"},
        {ENTRY "- Ngày: 1/6/2024\n* Ngày: 2/6/2024\n", "T003@4:3"}, /* another bullet, another list */
        {ENTRY "- Lý do:\n", "T004@3:3"},
        {ENTRY "- Ngày: 11/6/2024; 1/6/24\n", "T005@3:20"},
        {ENTRY "- Thời hạn: sớm\n", "T005@3:13"},
        {"### V.1 a\n", "T006@1:5"},
        {"### V.1 a\n- Trạng thái: hoàn thnh\n", "T007@2:15"},
        {ENTRY "- Lũy kế: hai buổi\n", "T008@3:11"},
        {ENTRY "- Kết quả: hai buổi\n", ""}, /* words are a result too */
        {ENTRY "- Tỷ lệ: 101%\n", "T009@3:10"},
        {ENTRY "- Tỷ lệ: -1%\n", "T009@3:10"},
        {ENTRY "- Tỷ lệ: 75 phần\n", "T009@3:10"},
        {ENTRY "- Tỷ lệ: 100\n", ""},
        {"## Văn bản đã ban hành\n- 1/KH; 2/3/2024\n", "T014@2:1"},
        {"## Văn bản đã ban hành\n- 50/KH; 50; a\n", "T005@2:10"}, /* the second "50" */
        {"## Phản ánh, kiến nghị\n- Tiếp nhận: vài\n", "T008@2:14"},
        {"## Phản ánh, kiến nghị\n- Tiếp: 1\n", "T002@2:3"},
        {"## Phương hướn\na\n", "T015@1:1"},
        {"## Đánh giá\n### Ưu điểm\na\n", "T015@1:1"}, /* one slip, one complaint */
        {"### Việc\na\n", "T016@1:1"},
        {"## Đánh giá chung\na\n", "T017@2:1"},
        {"#### V.1 a\n- Trạng thái: HT\n", "T018@1:1"},
        {"## V.1 a\n- Trạng thái: HT\n", "T018@1:1"},
        {"# Phương hướng\na\n", "T018@1:1"},
        {"a\n\n## Phương hướng\nb\n", "T019@1:1"},
        {ENTRY "- Lý do: a\n  - b\n", "T020@4:3"},
        {ENTRY "\na\n\n- Kết quả: 1 buổi\n", "T022@6:3"},
        {"## Ưu điểm\na\n", "T023@1:1"},
        {"### Phương hướng\na\n", "T023@1:1"},
        {"## Phương hướng\n### Ưu điểm\na\n", "T023@2:1"},
        {"## Phương hướng\na\n## phương hướng\nb\n", "T003@3:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_unit u;
        char text[1000] = HEAD;
        strcat(text, cases[i].text);
        read_progress(&u, text);
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

/* What is marked internal is either kept internal or refused, wherever it stands; it is never public prose.
 */
static void keeps_internal_notes(void **state)
{
    (void)state;
    static const char *const kept[] = {"- Nội bộ: x", "* Nội bộ: x", "\n<!-- a -->\n\n- noi bo: x",
                                       "+ **Nội bộ:** x"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct read_unit u;
        char text[1000] = HEAD ENTRY;
        const struct entry *e = read_progress(&u, strcat(text, kept[i]))->entries[0];
        assert_string_equal(read_unit_codes(&u), "");
        assert_int_equal(e->internal_count, 1);
        assert_string_equal(e->internal[0].s, "x");
        assert_null(e->prose);
        read_unit_close(&u);
    }
    static const char *const refused[] = {
        ENTRY "- Lý do: a\nNội bộ: x",
        ENTRY "- Lý do: a\n  Nội bộ: x",
        ENTRY "\nNội bộ: x",
        ENTRY "\na\n*Nội bộ*: x",
        ENTRY "\na\n\n- Nội bộ: x",
        ENTRY "\na\n\n1. b\n   - NỘI BỘ: x",
        ENTRY "\n> Nội bộ (không đăng): x",
        ENTRY "\n**Nội bộ**\n\nx",
        "## Phương hướng\n\na\n\nGhi chú nội bộ: x",
        "## Văn bản đã ban hành\n\n- 1/KH; 2/4/2024; a\n\nNội bộ: x",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct read_unit u;
        char text[1000] = HEAD;
        read_progress(&u, strcat(text, refused[i]));
        const char *codes = read_unit_codes(&u);
        if (strncmp(codes, "T021@", 5) != 0 || strchr(codes, ' '))
            print_error("%s: %s\n", refused[i], codes);
        assert_memory_equal(codes, "T021@", 5);
        assert_null(strchr(codes, ' '));
        read_unit_close(&u);
    }
    struct read_unit u; /* words in a sentence are nothing of the kind */
    read_progress(&u, HEAD ENTRY "\nQuy chế chi tiêu nội bộ: đã công khai.\n\n- Họp nội bộ ngày 3/6.\n");
    assert_string_equal(read_unit_codes(&u), "");
    read_unit_close(&u);
}

static void suggests(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"### V.1 a\n- Trạng thái: hoàn thnh\n", "có phải “hoàn thành”?"},
        {"### V.1 a\n- Trạng thái: chậm tiến dộ rồi\n", "các trạng thái: hoàn thành ·"},
        {ENTRY "- Việc tiếp theo1: a\n", "có phải “Việc tiếp theo”?"},
        {"## Phương hướg\na\n", "có phải “Phương hướng”?"},
        {"## Ưu điểm\na\n", "và đặt trong phần: ## Đánh giá chung"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_unit u;
        char text[1000] = HEAD;
        read_progress(&u, strcat(text, cases[i][0]));
        const char *printed = read_unit_printed(&u);
        if (!strstr(printed, cases[i][1]))
            print_error("%s\n", printed);
        assert_non_null(strstr(printed, cases[i][1]));
        read_unit_close(&u);
    }
}

/* As many days on a line as fit into a file: one complaint, in no time. */
static void bounds_days(void **state)
{
    (void)state;
    struct read_unit u;
    read_unit_open(&u);
    struct buf text = {0};
    buf_str(&text, HEAD ENTRY "- Ngày: 1/6/2024");
    for (int i = 0; i < 50000; i++)
        buf_str(&text, "; 1/6/2024");
    struct progress *p =
        progress_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, buf_text(&text)), 15);
    buf_free(&text);
    assert_int_equal(p->entries[0]->date_count, 100);
    assert_int_equal(u.diags.count, 1);
    read_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_header),   cmocka_unit_test(reads_an_entry),
        cmocka_unit_test(reads_sections), cmocka_unit_test(complains),
        cmocka_unit_test(suggests),       cmocka_unit_test(keeps_internal_notes),
        cmocka_unit_test(bounds_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
