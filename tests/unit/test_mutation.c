/* test_mutation.c - every golden input with bytes of it spoiled, one at a time: reading and checking it ends,
 * with exit 0 or 1, and every complaint has a place inside its file. MUTATION_STRIDE says how many bytes to
 * go on by (1: every byte); in CI a few thousand tries. */
#include "unit.h"

#include "base/diag_list.h"
#include "base/file.h"
#include "check/check.h"
#include "read/content.h"
#include "write/write.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char spoilers[] = {'\0', '"', '-', ':', '#', '<',        '>',        '&',        '\n', ' ',
                                '|',  '[', '*', '0', '9', (char)0xc3, (char)0x80, (char)0xff, '\t', '\\'};

static char folder[] = "/tmp/baocao-mutation-XXXXXX";
static size_t tries, stride;

/* Lays the folder of that name over the project. */
static void lay(const char *from)
{
    struct arena arena = {0};
    assert_int_equal(system(arena_printf(&arena, "cp -R '%s/content' '%s/'", from, folder)), 0);
    arena_free(&arena);
}

static void empty_project(void)
{
    struct arena arena = {0};
    assert_int_equal(system(arena_printf(&arena, "rm -rf '%s/content'", folder)), 0);
    arena_free(&arena);
}

/* Every place must lie in its file. */
static void judge_places(const struct diags *diags, const char *what)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct place at = diags->list[i].at;
        if (!at.source || !at.source->text)
            continue;
        if ((size_t)at.offset + at.length > at.source->len)
            print_error("%s: %s is beyond the end of %s\n", what, diag_entry(diags->list[i].code)->code,
                        at.source->path);
        assert_true((size_t)at.offset + at.length <= at.source->len);
    }
}

/* Reads and checks the project; the exit status. */
static int try_project(const char *what)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    char *text = NULL;
    size_t size = 0;
    const struct model *model =
        content_read(&arena, &diags, arena_printf(&arena, "%s/content", folder), "content");
    if (model)
        check_model(&diags, model);
    judge_places(&diags, what);
    FILE *stream = open_memstream(&text, &size);
    diag_print(&diags, stream);
    fclose(stream);
    free(text);
    int status = diag_exit_status(&diags, false);
    arena_free(&arena);
    tries++;
    return status;
}

static void write_bytes(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

static void spoil_file(const char *path, const char *what)
{
    struct buf bytes = {0};
    if (file_read(path, SOURCE_LIMIT, &bytes) == FILE_FINE && bytes.len > 0 && bytes.len < 64 * 1024) {
        for (size_t i = tries % stride; i < bytes.len; i += stride) {
            char old = bytes.data[i];
            bytes.data[i] = spoilers[(i + tries) % sizeof spoilers];
            write_bytes(path, bytes.data, bytes.len);
            int status = try_project(what);
            if (status > 1)
                print_error("%s: byte %zu as %02x: exit %d\n", what, i, (unsigned char)bytes.data[i], status);
            assert_true(status == 0 || status == 1);
            bytes.data[i] = old;
        }
        write_bytes(path, bytes.data, bytes.len);
    }
    buf_free(&bytes);
}

/* All text files of the case's own content. */
static void spoil_case(const char *name, const char *below)
{
    struct arena arena = {0};
    char *own = arena_printf(&arena, "tests/golden/cases/%s/content%s", name, below);
    char **names = folder_names(&arena, own);
    for (; names && *names; names++) {
        char *path = path_join(&arena, own, *names), *inner = arena_printf(&arena, "%s/%s", below, *names);
        size_t n = strlen(*names);
        bool text = n > 3 && (strcmp(*names + n - 3, ".md") == 0 || strcmp(*names + n - 4, ".xml") == 0);
        if (folder_exists(path))
            spoil_case(name, inner);
        else if (text)
            spoil_file(arena_printf(&arena, "%s/content%s", folder, inner),
                       arena_printf(&arena, "%s%s", name, inner));
    }
    arena_free(&arena);
}

/* The base content in XML. */
static void spoil_xml(void)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    empty_project();
    lay("tests/golden/base");
    char *content = arena_printf(&arena, "%s/content", folder);
    const struct model *model = content_read(&arena, &diags, content, "content");
    struct buf school = {0}, papi = {0}, plan = {0}, progress = {0};
    write_school(&school, WRITE_XML, model->school);
    write_papi(&papi, WRITE_XML, model->papi);
    write_plan(&plan, WRITE_XML, model->years[0].plan);
    write_progress(&progress, WRITE_XML, model->years[0].quarters[1]);
    const struct {
        const char *stem;
        struct buf *text;
    } files[] = {{"school", &school}, {"papi", &papi}, {"2024/plan", &plan}, {"2024/q2", &progress}};
    for (size_t i = 0; i < 4; i++) {
        unlink(arena_printf(&arena, "%s/%s.md", content, files[i].stem));
        write_bytes(arena_printf(&arena, "%s/%s.xml", content, files[i].stem), files[i].text->data,
                    files[i].text->len);
    }
    assert_int_equal(try_project("XML, whole"), 0);
    for (size_t i = 0; i < 4; i++) {
        spoil_file(arena_printf(&arena, "%s/%s.xml", content, files[i].stem), files[i].stem);
        buf_free(files[i].text);
    }
    arena_free(&arena);
}

static void spoil_all(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *given = getenv("MUTATION_STRIDE");
    stride = given ? strtoul(given, NULL, 10) : 37;
    assert_true(stride > 0);
    assert_non_null(mkdtemp(folder));
    char **names = folder_names(&arena, "tests/golden/cases");
    assert_non_null(names);
    for (; *names; names++) {
        if (!folder_exists(arena_printf(&arena, "tests/golden/cases/%s/content", *names)))
            continue;
        empty_project();
        lay("tests/golden/base");
        lay(arena_printf(&arena, "tests/golden/cases/%s", *names));
        spoil_case(*names, "");
    }
    spoil_xml();
    empty_project();
    rmdir(folder);
    arena_free(&arena);
    print_message("%zu spoiled inputs\n", tries);
    assert_true(tries > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(spoil_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
