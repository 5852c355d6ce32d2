/* test_view_mustache_errors.c - what strict templates complain about, and where. */
#include "unit.h"

#include "base/file.h"
#include "view/mustache.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct unit {
    struct arena arena;
    struct diags diags;
    struct mustache *m;
    struct buf out;
    struct value *root;
};

static void open_unit(struct unit *u, const char *folder, enum mustache_escape escape)
{
    memset(u, 0, sizeof *u);
    u->diags.arena = &u->arena;
    u->m = mustache_new(&u->arena, &u->diags, folder, "mau", ".html", escape, true);
    u->root = value_object(&u->arena);
    struct value *list = value_list(&u->arena), *inner = value_object(&u->arena);
    value_set_string(&u->arena, u->root, "ten", "Trường <Hòa Bình>");
    value_set_string(&u->arena, u->root, "trong", NULL);
    value_set(&u->arena, u->root, "co", value_bool(&u->arena, true));
    for (int i = 0; i < 3; i++)
        value_push(&u->arena, list, value_string(&u->arena, "x"));
    value_set(&u->arena, u->root, "ds", list);
    value_set_string(&u->arena, inner, "so", "32/KH-HB");
    value_set(&u->arena, u->root, "ke_hoach", inner);
}

static void close_unit(struct unit *u)
{
    buf_free(&u->out);
    arena_free(&u->arena);
}

/* The complaints as "file:line:col CODE a" in the order printed, one a line. */
static const char *complaints(struct unit *u)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    u->diags.lang = LANG_EN;
    diag_print(&u->diags, stream);
    fclose(stream);
    struct buf found = {0};
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        const char *code = strstr(line, " error [");
        if (code && line[0] != ' ')
            buf_printf(&found, "%.*s%.4s\n", (int)(code - line) + 1, line, code + 8);
    }
    free(text);
    char *copy = buf_take(&found, &u->arena);
    buf_free(&found);
    return copy;
}

static void expect(const char *main_text, const char *partial, const char *expected)
{
    struct unit u;
    open_unit(&u, NULL, ESCAPE_HTML);
    mustache_define(u.m, "main", main_text);
    if (partial)
        mustache_define(u.m, "khung", partial);
    bool fine = mustache_render(u.m, "main", u.root, &u.out);
    assert_string_equal(complaints(&u), expected);
    assert_int_equal(fine, *expected == '\0');
    close_unit(&u);
}

static void syntax(void **state)
{
    (void)state;
    expect("a\n  {{ten", NULL, "main:2:3: B001\n");
    expect("Kính gửi {{ten, hôm nay\nlà {{ten}}.", NULL, "main:1:10: B001\n");
    expect("{{#co {{ten}} {{/co}}", NULL, "main:1:1: B001\n");
    expect("{{{ten}}", NULL, "main:1:1: B001\n");
    expect("{{!ghi chú {{ nhiều\ndòng }}", NULL, "");
    expect("ạ {{ }}", NULL, "main:1:3: B002\n");
    expect("{{=<%=}}", NULL, "main:1:1: B003\n");
    expect("{{=<% %>=}}<%ten%> {{ten", NULL, "");
    expect("{{#co}}\n{{/ten}}", NULL, "main:2:1: B004\n");
    expect("{{/co}}", NULL, "main:1:1: B004\n");
    expect("{{#co}}\n{{^ten}}{{/ten}}", NULL, "main:1:1: B005\n");
}

static void names(void **state)
{
    (void)state;
    expect("{{ten}}{{trong}}{{ke_hoach.so}}{{#ke_hoach}}{{so}} {{ten}}{{/ke_hoach}}", NULL, "");
    expect("{{tenn}}", NULL, "main:1:1: B008\n");
    expect("{{#tenn}}{{/tenn}}{{^tenn}}{{/tenn}}", NULL, "main:1:1: B008\nmain:1:19: B008\n");
    expect("{{ke_hoach.ngay}}\n{{trong.ten}}", NULL, "main:1:1: B008\nmain:2:1: B008\n");
    /* once, however often it is rendered; every other slip is told too */
    expect("{{#ds}}{{tenn}}{{/ds}} {{>khung}}", "\n{{sai}}", "khung:2:1: B008\nmain:1:8: B008\n");
    expect("{{ds}} {{ke_hoach}} {{{co}}}", NULL, "main:1:1: B010\nmain:1:8: B010\nmain:1:21: B010\n");
}

static void templates(void **state)
{
    (void)state;
    expect("{{>khung}}", "", "");
    /* each tag that asks for a template that is not there */
    expect("{{>x}}\n{{#ds}}{{>x}}{{/ds}}{{<y}}{{/y}}", NULL,
           "main:1:1: B007\nmain:2:8: B007\nmain:2:21: B007\n");
    expect("{{>../a}}{{>/etc/passwd}}{{>.}}{{>a/b}}", NULL,
           "main:1:1: B007\nmain:1:10: B007\nmain:1:26: B007\nmain:1:32: B007\n");
    expect("{{>khung}} {{>khung}}", "{{#co}}", "khung:1:1: B005\n");
}

static void blocks(void **state)
{
    (void)state;
    expect("{{<khung}}{{$noi_dung}}a{{/noi_dung}}{{/khung}}", "{{#co}}{{$noi_dung}}{{/noi_dung}}{{/co}}", "");
    expect("{{#ds}}{{<khung}}\n{{$noi_dug}}a{{/noi_dug}}{{/khung}}{{/ds}}", "{{$noi_dung}}{{/noi_dung}}",
           "main:2:1: B009\n");
    expect("{{<khung}}{{$a}}{{/a}}{{/khung}}", "{{<khung}}{{/khung}}{{<khung}}{{/khung}}",
           "khung:1:1: B006\nmain:1:11: B009\n");
}

/* A block of the grandparent may be filled from below. */
static void blocks_of_grandparents(void **state)
{
    (void)state;
    struct unit u;
    open_unit(&u, NULL, ESCAPE_HTML);
    mustache_define(u.m, "ong", "[{{$a}}{{/a}}{{$b}}{{/b}}]");
    mustache_define(u.m, "cha", "{{<ong}}{{$a}}({{$c}}{{/c}}){{/a}}{{/ong}}");
    mustache_define(u.m, "main", "{{<cha}}{{$b}}1{{/b}}{{$c}}2{{/c}}{{/cha}}");
    assert_true(mustache_render(u.m, "main", u.root, &u.out));
    assert_string_equal(buf_text(&u.out), "[(2)1]");
    assert_int_equal(u.diags.count, 0);
    close_unit(&u);
}

/* Templates that lead back to themselves end, whether they do it once or a thousand times. */
static void recursion(void **state)
{
    (void)state;
    expect("{{>khung}}", "a{{>khung}}", "khung:1:2: B006\n");
    expect("{{>khung}}", "{{>khung}}{{>khung}}{{>khung}}", "khung:1:1: B006\n");
    expect("{{<khung}}{{$a}}{{$a}}{{/a}}{{$a}}{{/a}}{{/a}}{{/khung}}", "{{$a}}{{/a}}", "main:1:17: B006\n");
    expect("{{#ds}}{{>khung}}{{/ds}}", "{{#ds}}{{>khung}}{{/ds}}", "khung:1:8: B006\n");
}

static const char *repeated(struct buf *out, const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_str(out, a);
    for (size_t i = 0; i < n; i++)
        buf_str(out, b);
    return buf_text(out);
}

static void nesting(void **state)
{
    (void)state;
    struct buf text = {0};
    expect(repeated(&text, "{{#co}}", "{{/co}}", 64), NULL, "");
    buf_free(&text);
    expect(repeated(&text, "{{#co}}", "{{/co}}", 65), NULL, "main:1:449: B006\n");
    buf_free(&text);
}

static const char *block_around(struct unit *u, size_t n)
{
    struct buf text = {0};
    buf_str(&text, "{{$a}}\n");
    for (size_t i = 0; i < n; i++)
        buf_str(&text, "{{trong}}");
    buf_str(&text, "\n{{/a}} {{$b}}\n{{/b}}\nhết");
    const char *name = arena_printf(&u->arena, "m%zu", n);
    mustache_define(u->m, name, buf_text(&text));
    buf_free(&text);
    assert_true(mustache_render(u->m, name, u->root, &u->out));
    return buf_take(&u->out, &u->arena);
}

/* A closing tag is known as a block's however far from the opening one. */
static void far_blocks(void **state)
{
    (void)state;
    struct unit u;
    open_unit(&u, NULL, ESCAPE_HTML);
    assert_string_equal(block_around(&u, 9000), block_around(&u, 1));
    close_unit(&u);
}

static void markdown(void **state)
{
    (void)state;
    struct unit u;
    open_unit(&u, NULL, ESCAPE_MARKDOWN);
    value_set_string(&u.arena, u.root, "sao", "*2* [x] | <b>\n# y");
    mustache_define(u.m, "main", "{{sao}}; {{{sao}}}");
    assert_true(mustache_render(u.m, "main", u.root, &u.out));
    assert_string_equal(buf_text(&u.out), "\\*2\\* \\[x\\] \\| \\<b\\> # y; *2* [x] | <b>\n# y");
    close_unit(&u);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* Templates of a folder: read once, only from that folder, faults with the name as shown. */
static void folder(void **state)
{
    (void)state;
    char path[] = "/tmp/baocao-mustache-XXXXXX";
    struct unit u;
    assert_non_null(mkdtemp(path));
    open_unit(&u, path, ESCAPE_HTML);
    const char *first = path_join(&u.arena, path, "a.html"), *second = path_join(&u.arena, path, "b.html");
    write_file(first, "\xEF\xBB\xBF{{ten}}\r\n{{>b}}");
    write_file(second, "{{ten}} {{tenn}}\n");
    assert_false(mustache_render(u.m, "a", u.root, &u.out));
    assert_string_equal(complaints(&u), "mau/b.html:1:9: B008\n");
    assert_string_equal(buf_text(&u.out), "Trường &lt;Hòa Bình&gt;\nTrường &lt;Hòa Bình&gt; \n");
    unlink(second);
    u.out.len = 0;
    assert_false(mustache_render(u.m, "a", u.root, &u.out)); /* from memory */
    assert_non_null(strstr(buf_text(&u.out), "\nTrường"));
    assert_false(mustache_render(u.m, "c", u.root, &u.out)); /* no such template at all */
    unlink(first);
    rmdir(path);
    close_unit(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syntax),
        cmocka_unit_test(names),
        cmocka_unit_test(templates),
        cmocka_unit_test(blocks),
        cmocka_unit_test(blocks_of_grandparents),
        cmocka_unit_test(recursion),
        cmocka_unit_test(nesting),
        cmocka_unit_test(far_blocks),
        cmocka_unit_test(markdown),
        cmocka_unit_test(folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
