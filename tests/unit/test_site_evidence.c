/* test_site_evidence.c - which files of the content reach the tree, from a model made by hand. */
#include "unit.h"

#include "base/file.h"
#include "site/downloads.h"
#include "site/evidence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct tree tree;
    struct link_places places;
    char folder[64];
    struct model model;
    struct school school;
    struct plan plan;
    struct year year;
    struct progress progress;
    struct entry entry;
    struct entry *entries[1];
    struct evidence evidence;
};

static void write_file(const struct fixture *f, const char *name, const char *text)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    strcpy(f->folder, "/tmp/baocao-evidence-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    char sub[128];
    snprintf(sub, sizeof sub, "%s/minh-chung", f->folder);
    assert_int_equal(mkdir(sub, 0755), 0);
    write_file(f, "minh-chung/a.csv", "tep a");
    write_file(f, "minh-chung/b c.txt", "tep b");
    write_file(f, "minh-chung/mat.txt", "mat");
    f->diags.arena = f->tree.arena = &f->arena;
    f->year = (struct year){.plan = &f->plan,
                            .number = 2024,
                            .folder = f->folder,
                            .shown = "content/2024",
                            .quarters = {NULL, &f->progress}};
    f->model = (struct model){
        .arena = &f->arena, .folder = f->folder, .school = &f->school, .years = &f->year, .year_count = 1};
    f->entries[0] = &f->entry;
    f->progress.quarter = (struct quarter){2024, 2};
    f->progress.entries = f->entries;
    f->progress.entry_count = 1;
    f->entry.evidence = &f->evidence;
    f->entry.evidence_count = 1;
    f->evidence = (struct evidence){.target = {.s = "minh-chung/a.csv"}, .is_file = true};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"minh-chung/a.csv", "minh-chung/b c.txt", "minh-chung/mat.txt",
                                        "minh-chung", ""};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", f->folder, names[i]);
        remove(path);
    }
    arena_free(&f->arena);
    free(f);
    return 0;
}

static bool run(struct fixture *f)
{
    return evidence_copy(&f->arena, &f->diags, &f->model, &f->tree, NULL, &f->places);
}

static struct block *prose_with(struct fixture *f, enum span_kind kind, const char *url)
{
    struct span *strong = ARENA_NEW(&f->arena, struct span), *link = ARENA_NEW(&f->arena, struct span);
    struct span *words = ARENA_NEW(&f->arena, struct span);
    struct block *item = ARENA_NEW(&f->arena, struct block), *list = ARENA_NEW(&f->arena, struct block);

    *words = (struct span){.kind = SPAN_TEXT, .text = "lời"};
    *link = (struct span){.kind = kind, .url = url, .first = words};
    *strong = (struct span){.kind = SPAN_STRONG, .first = link};
    *item = (struct block){.kind = BLOCK_PARAGRAPH, .spans = strong};
    *list = (struct block){.kind = BLOCK_LIST, .first = item};
    return list;
}

static void evidence_fields_are_copied(void **state)
{
    struct fixture *f = *state;

    assert_true(run(f));
    const struct tree_file *file = tree_find(&f->tree, "site/2024/minh-chung/a.csv");
    assert_non_null(file);
    assert_int_equal(file->size, 5);
    assert_int_equal(f->tree.count, 1);
}

static void links_and_images_of_prose_are_copied(void **state)
{
    struct fixture *f = *state;

    f->entry.prose = prose_with(f, SPAN_LINK, "minh-chung/b%20c.txt#page=2");
    f->progress.parts[PART_STRENGTHS] = prose_with(f, SPAN_IMAGE, "minh-chung/a.csv");
    assert_true(run(f));
    assert_non_null(tree_find(&f->tree, "site/2024/minh-chung/b c.txt"));
    assert_int_equal(f->tree.count, 2);
    assert_int_equal(f->places.count, 2);
}

static void the_internal_section_is_not_looked_at(void **state)
{
    struct fixture *f = *state;

    f->progress.parts[PART_INTERNAL] = prose_with(f, SPAN_LINK, "minh-chung/mat.txt");
    assert_true(run(f));
    assert_null(tree_find(&f->tree, "site/2024/minh-chung/mat.txt"));
    assert_int_equal(f->places.count, 0);
}

/* `check` tells of it first; this is for a file that has grown since. */
static void large_files_are_told(void **state)
{
    struct fixture *f = *state;
    char path[128];

    snprintf(path, sizeof path, "%s/minh-chung/a.csv", f->folder);
    assert_int_equal(truncate(path, EVIDENCE_LIMIT + 1), 0);
    assert_false(run(f));
    assert_int_equal(f->diags.by_level[LEVEL_ERROR], 1);
    assert_int_equal(f->tree.count, 0);
}

static void missing_files_are_told(void **state)
{
    struct fixture *f = *state;

    f->evidence.target.s = "minh-chung/khong-co.pdf";
    assert_false(run(f));
    assert_int_equal(f->diags.count, 1);
}

static void folders_are_told(void **state)
{
    struct fixture *f = *state;

    f->evidence.target.s = "minh-chung";
    assert_false(run(f));
    assert_int_equal(f->diags.count, 1);
}

static void content_files_are_refused(void **state)
{
    struct fixture *f = *state;

    f->evidence.target.s = "q2.md";
    assert_false(run(f));
    f->evidence.target.s = "../school.md";
    assert_false(run(f));
    assert_int_equal(f->diags.count, 2);
    assert_int_equal(f->tree.count, 0);
}

static void addresses_are_left_alone(void **state)
{
    struct fixture *f = *state;

    f->evidence = (struct evidence){.target = {.s = "https://example.org/a.pdf"}, .is_file = false};
    f->entry.prose = prose_with(f, SPAN_LINK, "https://example.org/b.pdf");
    assert_true(run(f));
    assert_int_equal(f->tree.count, 0);
}

static void reports_are_copied(void **state)
{
    struct fixture *f = *state;

    tree_add(&f->tree, "bao-cao/bao-cao-quy-2-2024.pdf", "pdf", 3);
    site_copy_reports(&f->arena, &f->model, &f->tree);
    assert_non_null(tree_find(&f->tree, "site/bao-cao/bao-cao-quy-2-2024.pdf"));
    assert_int_equal(f->diags.count, 0);
}

static void reports_with_internal_notes_stay_off_the_site(void **state)
{
    struct fixture *f = *state;
    struct str note = {.s = "mat"};

    f->entry.internal = &note;
    f->entry.internal_count = 1;
    tree_add(&f->tree, "bao-cao/bao-cao-quy-2-2024.pdf", "pdf", 3);
    site_copy_reports(&f->arena, &f->model, &f->tree);
    assert_null(tree_find(&f->tree, "site/bao-cao/bao-cao-quy-2-2024.pdf"));
    assert_int_equal(f->diags.count, 0);
    assert_true(diag_ok(&f->diags));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(evidence_fields_are_copied),
        TEST(links_and_images_of_prose_are_copied),
        TEST(the_internal_section_is_not_looked_at),
        TEST(large_files_are_told),
        TEST(missing_files_are_told),
        TEST(folders_are_told),
        TEST(content_files_are_refused),
        TEST(addresses_are_left_alone),
        TEST(reports_are_copied),
        TEST(reports_with_internal_notes_stay_off_the_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
