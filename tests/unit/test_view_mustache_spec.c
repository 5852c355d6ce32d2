/* test_view_mustache_spec.c - every case of the official Mustache specification in tests/data/mustache. */
#include "unit.h"

#include "view/mustache.h"

#include <jansson.h>

static struct value *from_json(struct arena *arena, const json_t *json)
{
    struct value *v;
    const char *key;
    json_t *member;
    size_t i;
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        v = value_object(arena);
        json_object_foreach((json_t *)(uintptr_t)json, key, member)
            value_set(arena, v, arena_strdup(arena, key), from_json(arena, member));
        return v;
    case JSON_ARRAY:
        v = value_list(arena);
        json_array_foreach(json, i, member) value_push(arena, v, from_json(arena, member));
        return v;
    case JSON_STRING:
        return value_string(arena, arena_strdup(arena, json_string_value(json)));
    case JSON_INTEGER:
        return value_string(arena, arena_printf(arena, "%lld", (long long)json_integer_value(json)));
    case JSON_REAL:
        return value_string(arena, arena_printf(arena, "%g", json_real_value(json)));
    case JSON_TRUE:
    case JSON_FALSE:
        return value_bool(arena, json_is_true(json));
    case JSON_NULL:
        return value_bool(arena, false);
    }
    return NULL;
}

static bool run_case(const char *file, json_t *test)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct mustache *m = mustache_new(&arena, &diags, NULL, "spec", "", ESCAPE_HTML, false);
    mustache_define(m, " main", json_string_value(json_object_get(test, "template")));
    const char *name;
    json_t *partial;
    json_object_foreach(json_object_get(test, "partials"), name, partial)
        mustache_define(m, name, json_string_value(partial));
    struct buf out = {0};
    mustache_render(m, " main", from_json(&arena, json_object_get(test, "data")), &out);
    const char *expected = json_string_value(json_object_get(test, "expected"));
    bool same = strcmp(buf_text(&out), expected) == 0;
    if (!same)
        print_message("# %s: %s\n# wanted <<%s>>\n# got <<%s>>\n", file,
                      json_string_value(json_object_get(test, "name")), expected, buf_text(&out));
    buf_free(&out);
    arena_free(&arena);
    return same;
}

static void run_file(const char *file, size_t at_least)
{
    struct arena arena = {0};
    json_error_t error;
    json_t *spec = json_load_file(arena_printf(&arena, "tests/data/mustache/%s.json", file), 0, &error);
    assert_non_null(spec);
    size_t i, wrong = 0;
    json_t *test;
    json_array_foreach(json_object_get(spec, "tests"), i, test) wrong += !run_case(file, test);
    print_message("# %s: %zu cases\n", file, i);
    assert_true(i >= at_least);
    assert_int_equal(wrong, 0);
    json_decref(spec);
    arena_free(&arena);
}

#define MODULE(name, file, count)                                                                            \
    static void name(void **state)                                                                           \
    {                                                                                                        \
        (void)state;                                                                                         \
        run_file(file, count);                                                                               \
    }
MODULE(comments, "comments", 12)
MODULE(delimiters, "delimiters", 14)
MODULE(interpolation, "interpolation", 38)
MODULE(inverted, "inverted", 22)
MODULE(partials, "partials", 12)
MODULE(sections, "sections", 34)
MODULE(inheritance, "~inheritance", 27)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments),    cmocka_unit_test(delimiters), cmocka_unit_test(interpolation),
        cmocka_unit_test(inverted),    cmocka_unit_test(partials),   cmocka_unit_test(sections),
        cmocka_unit_test(inheritance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
