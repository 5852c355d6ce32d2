/* test_read_front_matter.c - values with their places, limits, and every complaint. */
#include "unit.h"

#include "base/buf.h"
#include "read/front_matter.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    size_t body;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    free(f);
    return 0;
}

static struct node *read(struct fixture *f, const char *text)
{
    return front_matter_read(&f->arena, &f->diags, unit_source(&f->arena, &f->diags, text), &f->body);
}

static void assert_place(struct place at, size_t line, size_t column, const char *text)
{
    struct position position = place_position(at);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    assert_int_equal(at.length, strlen(text));
    assert_memory_equal(at.source->text + at.offset, text, at.length);
}

static void values_have_their_places(void **state)
{
    struct fixture *f = *state;
    struct node *map = read(
        f, "---\ntrích yếu: Về việc ấy\nSố hiệu: \"45/BC-HB\"\nnơi nhận:\n  - Như trên\n  - tên: Quận 1\n"
           "    đến: 30/6/2025\nrỗng:\nsố: 012\n---\nthân\n");
    assert_non_null(map);
    assert_int_equal(f->diags.count, 0);
    assert_string_equal(unit_source(&f->arena, &f->diags, "")->text, "");
    struct str summary = node_str(&f->arena, map, "Trich  YEU");
    assert_string_equal(summary.s, "Về việc ấy");
    assert_place(summary.at, 2, 12, "Về việc ấy");
    assert_place(node_str(&f->arena, map, "số hiệu").at, 3, 10, "\"45/BC-HB\"");
    const struct node *list = node_get(map, "nơi nhận");
    assert_int_equal(list->kind, NODE_LIST);
    assert_int_equal(list->count, 2);
    assert_place(list->items[0]->at, 5, 5, "Như trên");
    assert_place(node_str(&f->arena, list->items[1], "đến").at, 7, 10, "30/6/2025");
    assert_null(node_str(&f->arena, map, "rỗng").s);
    assert_string_equal(node_str(&f->arena, map, "số").s, "012"); /* never typed */
    assert_null(node_get(map, "không có"));
}

static void body_begins_behind(void **state)
{
    struct fixture *f = *state;
    const char *text = "---\na: 1\n---\nthân\n";
    assert_non_null(read(f, text));
    assert_string_equal(text + f->body, "thân\n");
    assert_non_null(read(f, "---\n---\n"));
    assert_int_equal(f->body, 8);
}

/* Reads a text that must give exactly one complaint of that name, at that line and column. */
static void refused(struct fixture *f, const char *text, enum diag_code code, size_t line, size_t column)
{
    f->diags.count = 0;
    f->diags.list = NULL;
    assert_null(read(f, text));
    assert_int_equal(f->diags.count, 1);
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);
    diag_print(&f->diags, stream);
    fclose(stream);
    char *wanted = arena_printf(&f->arena, "test.md:%zu:%zu: lỗi [%s]", line, column, diag_entry(code)->code);
    if (strncmp(printed, wanted, strlen(wanted)) != 0)
        print_message("wanted %s\ngot %s\n", wanted, printed);
    assert_int_equal(strncmp(printed, wanted, strlen(wanted)), 0);
    free(printed);
}

static void refuses_what_is_not_front_matter(void **state)
{
    struct fixture *f = *state;
    refused(f, "", DIAG_YAML_MISSING, 1, 1);
    refused(f, "tên: A\n", DIAG_YAML_MISSING, 1, 1);
    refused(f, "---\ntên: A\n", DIAG_YAML_NOT_CLOSED, 1, 1);
    refused(f, "---\nđá: \"Trường\n---\n", DIAG_YAML_QUOTE, 2, 5);
    refused(f, "---\nđá: \"Trường\nb: \"c\"\n---\n", DIAG_YAML_QUOTE, 2, 5);
    refused(f, "---\na: 1\ná: 2\n---\n", DIAG_YAML_DUPLICATE, 3, 1);
    refused(f, "---\na: &x 1\n---\n", DIAG_YAML_ANCHOR, 2, 4);
    refused(f, "---\na: *x\n---\n", DIAG_YAML_ANCHOR, 2, 4);
    refused(f, "---\na: !!str 1\n---\n", DIAG_YAML_ANCHOR, 2, 4);
    refused(f, "---\nmột dòng\n---\n", DIAG_YAML_NO_COLON, 2, 1);
    refused(f, "---\na: @b\n---\n", DIAG_YAML_SPECIAL, 2, 4);
    refused(f, "---\na: b: c\n---\n", DIAG_YAML_COLON_IN_VALUE, 2, 5);
}

static void limits_size_keys_and_depth(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    buf_str(&text, "---\n");
    for (int i = 0; i <= FRONT_MATTER_KEYS; i++)
        buf_printf(&text, "k%d: 1\n", i);
    buf_str(&text, "---\n");
    assert_null(read(f, buf_text(&text)));
    assert_int_equal(f->diags.count, 1);
    text.len = 0;
    buf_str(&text, "---\na: ");
    for (int i = 0; i < FRONT_MATTER_LIMIT; i++)
        buf_char(&text, 'x');
    buf_str(&text, "\n---\n");
    assert_null(read(f, buf_text(&text)));
    assert_int_equal(f->diags.count, 2);
    text.len = 0;
    buf_str(&text, "---\na: ");
    for (int i = 0; i < 5000; i++)
        buf_char(&text, '[');
    buf_str(&text, "\n---\n");
    assert_null(read(f, buf_text(&text)));
    assert_int_equal(f->diags.count, 3);
    buf_free(&text);
}

static void judges_keys(void **state)
{
    struct fixture *f = *state;
    static const struct front_matter_key keys[] = {{"tên", true, false}, {"nơi nhận", false, true}};
    struct node *map = read(f, "---\ntne: A\nnơi nhận: [b]\n---\n");
    front_matter_check(&f->arena, &f->diags, map, keys, 2);
    assert_int_equal(f->diags.by_level[LEVEL_ERROR], 2); /* unknown “tne”, missing “tên” */
    map = read(f, "---\nTên: [A]\n---\n");
    front_matter_check(&f->arena, &f->diags, map, keys, 2);
    assert_int_equal(f->diags.by_level[LEVEL_ERROR], 3); /* a list where a value is wanted */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values_have_their_places, setup, teardown),
        cmocka_unit_test_setup_teardown(body_begins_behind, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_what_is_not_front_matter, setup, teardown),
        cmocka_unit_test_setup_teardown(limits_size_keys_and_depth, setup, teardown),
        cmocka_unit_test_setup_teardown(judges_keys, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
