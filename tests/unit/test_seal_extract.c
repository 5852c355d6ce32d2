/* test_seal_extract.c - the report's data in a file written by hand: found by its name, believed when it has
 * the digest that it gives of itself. */
#include "fixture_unit.h"
#include "pdf_objects.h"

#include "base/buf.h"
#include "base/digest.h"
#include "seal/extract.h"

#include <stdlib.h>
#include <string.h>

static const char body[] = "<title>A</title>\n";

/* Data whose digest is that of what stands in it. */
static const char *data_of(struct fixture *f, const char *inside, const char *behind, const char *end)
{
    char digest[DIGEST_HEX];
    digest_sha256(body, sizeof body - 1, digest);
    return arena_printf(&f->arena, "<?xml?>\n<report quarter=\"2024-q2\" sha256=\"%s\">%s%s%s", digest,
                        behind, inside, end);
}

/* A file with these file specifications; object 4 is a stream with that data, 5 one with other data. What is
 * extracted, NULL after a complaint of that code. */
static const char *extracted(struct fixture *f, const char *files, const char *data, const char *code)
{
    struct buf out = {0};
    const char *const bodies[] = {
        arena_printf(&f->arena, "<</Type/Catalog/Pages 2 0 R/AF%s>>", files),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        arena_printf(&f->arena, "<</Length %zu>>\nstream\n%s\nendstream", strlen(data), data),
        "<</Length 5>>\nstream\nother\nendstream"};
    size_t n;
    pdf_of_objects(&out, bodies, sizeof bodies / sizeof *bodies, "", "\n");
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "x.pdf", out.data, out.len);
    assert_non_null(file);
    const char *found = extract_data(&f->arena, &f->diags, file, "x.pdf", &n);
    assert_true(!found || n == strlen(data));
    char *text = NULL;
    FILE *stream = open_memstream(&text, &n);
    diag_print(&f->diags, stream);
    fclose(stream);
    if (!found != (code[0] != '\0') || !strstr(text, code))
        fail_msg("wanted %s: %s%s: %s", code, files, data, text);
    free(text);
    f->diags = (struct diags){.arena = &f->arena};
    pdf_close(file);
    buf_free(&out);
    return found;
}

static void found_by_its_name(void **state)
{
    struct fixture *f = *state;
    const char *data = data_of(f, body, "\n", "</report>\n");
    static const char *const good[] = {
        "[<</F(bao-cao.xml)/EF<</F 4 0 R>>>>]",
        "[<</UF(bao-cao.xml)/F(x)/EF<</F 4 0 R>>>>]",
        "[<</UF(x)/F(x)/EF<</F 5 0 R>>>><</UF(bao-cao.xml)/EF<</F 4 0 R>>>>]",
        "[<</UF(bao-cao.xml)/EF<</F 4 0 R>>>><</UF(bao-cao.xml)/EF<</F 5 0 R>>>>]",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_string_equal(extracted(f, good[i], data, ""), data);
    extracted(f, "[]", data, "H004");
    extracted(f, "[<</UF(bao-cao.xmm)/EF<</F 4 0 R>>>>]", data, "H004");
    extracted(f, "[<</UF(bao-cao.xml)>>]", data, "H004");
    extracted(f, "[<</UF(bao-cao.xml)/EF<</F 5 0 R>>>>]", data, "H005");
    extracted(f, "[<</UF(bao-cao.xml)/EF<</F 3 0 R>>>>]", data, "H005"); /* no stream */
}

static void believed_by_its_digest(void **state)
{
    struct fixture *f = *state;
    static const char files[] = "[<</UF(bao-cao.xml)/EF<</F 4 0 R>>>>]", end[] = "</report>\n";
    extracted(f, files, data_of(f, "<title>B</title>\n", "\n", end), "H005");
    extracted(f, files, data_of(f, body, "", end), "H005");
    extracted(f, files, data_of(f, body, " ", end), "H005");
    extracted(f, files, data_of(f, body, "\n", "</report>"), "H005");
    extracted(f, files, data_of(f, body, "\n", "</report> "), "H005");
    extracted(f, files, data_of(f, body, "\n", "</report>\n\n"), "H005");
    extracted(f, files, data_of(f, "", "\n", end), "H005");
    extracted(f, files, data_of(f, "", "", end), "H005");
    extracted(f, files, data_of(f, "", "\n", ""), "H005");
    extracted(f, files, "", "H005");
    extracted(f, files, "<report ", "H005");
    extracted(f, files, "<report >\n</report>\n", "H005");
    extracted(f, files, "<repor >\n</report>\n", "H005");
    extracted(f, files, "<report sha256=\"\"</report>\n", "H005"); /* it ends before it began */
    /* what stands there itself agrees with nothing in it */
    const char *nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    extracted(f, files, arena_printf(&f->arena, "<report sha256=\"%s\">\n</report>\n", nothing), "");
}

static void attributes(void **state)
{
    struct fixture *f = *state;
    static const char *const cases[][3] = {
        {"<report a=\"1\" b=\"2\">", "a", "1"},
        {"<report a=\"1\" b=\"2\">", "b", "2"},
        {"<report a=\"1\" b=\"2\">", "c", ""},
        {"<report aa=\"1\" a=\"2\">", "a", "2"},
        {"<report>", "a", ""},
        {"<report a=\"1\"", "a", ""},            /* it does not end */
        {"<report x=\"\"><t a=\"1\">", "a", ""}, /* of another element */
        {"<report a=\"1><t b=\"", "a", ""},
        {"<report a=\"\">", "a", ""},
        {"<?x?><report a=\"&lt;&gt;&amp;&quot;\">", "a", "<>&\""},
        {"<report a=\"x&amp;lt;y\">", "a", "x&lt;y"},
        {"<report a=\"&\">", "a", "&"},
        {"<report a=\"&am\">", "a", "&am"},
        {"<report a=\"&amp\">", "a", "&amp"},
        {"<report a=\"&apos;\">", "a", "&apos;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = strlen(cases[i][0]);
        char *bytes = malloc(n); /* reading behind the end is seen */
        memcpy(bytes, cases[i][0], n);
        assert_string_equal(extract_attribute(&f->arena, bytes, n, cases[i][1]), cases[i][2]);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(found_by_its_name, setup, teardown),
        cmocka_unit_test_setup_teardown(believed_by_its_digest, setup, teardown),
        cmocka_unit_test_setup_teardown(attributes, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
