/* fuzz.c - one program for all targets: FUZZ_TARGET names the one that is run by libFuzzer. */
#include "fuzz.h"

#include "base/diag_json.h"
#include "base/diag_list.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "read/content.h"
#include "read/document.h"
#include "report/font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

static const struct target {
    const char *name;
    void (*run)(struct fuzz *f, const uint8_t *data, size_t size);
    size_t most;
} targets[] = {
#define TARGET(name, most, words) {#name, fuzz_##name, most},
#include "targets.def"
#undef TARGET
};
static const struct target *chosen;
static struct arena kept; /* for all inputs */

_Noreturn void fuzz_fail(const char *what, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

/* The program ends itself only when memory is out, which no input may bring about. */
_Noreturn void __wrap__exit(int status);
_Noreturn void __wrap__exit(int status)
{
    fprintf(stderr, "the program ends itself with status %d\n", status);
    abort();
}

void fuzz_text(const char *text, size_t n)
{
    uint32_t cp;
    for (size_t i = 0; i < n;) {
        int length = text_decode(text + i, n - i, &cp);
        fuzz_must(length > 0);
        fuzz_must(cp >= 0x20 || cp == '\n' || cp == '\t');
        i += (size_t)length;
    }
}

void fuzz_place(struct place at)
{
    if (at.source && at.source->text)
        fuzz_must((size_t)at.offset + at.length <= at.source->len);
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
    static char path[64];
    static int file = -1;
    if (file < 0)
        file = memfd_create("fuzz", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    fuzz_must(file >= 0 && ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0 &&
              file_write_all(file, data, size));
    return path;
}

void fuzz_cut(struct fuzz *f, const uint8_t *data, size_t size, const char **pieces, size_t count)
{
    static const char mark[] = "\n%%\n";
    char *text = arena_strndup(&f->arena, (const char *)data, size);
    for (size_t i = 0; i < count; i++) {
        pieces[i] = text;
        char *cut = i + 1 < count ? strstr(text, mark) : NULL;
        text = cut ? cut + strlen(mark) : text + strlen(text);
        if (cut)
            *cut = '\0';
    }
}

/* ---- a school ---- */

static const struct source *base_source(struct arena *arena, struct diags *diags, const char *name)
{
    return source_read(arena, diags, path_join(arena, "tests/golden/base/content", name), name);
}

/* What no input changes is read once. */
static const struct base {
    struct school *school;
    struct papi *papi;
    struct plan *plan;
} * base_read(void)
{
    static struct base base;
    struct diags diags = {.arena = &kept};
    if (!base.plan) {
        base.school = school_read(&kept, &diags, base_source(&kept, &diags, "school.md"));
        base.papi = papi_read(&kept, &diags, base_source(&kept, &diags, "papi.md"));
        base.plan = plan_read(&kept, &diags, base_source(&kept, &diags, "2024/plan.md"));
        fuzz_must(diags.count == 0);
    }
    return &base;
}

/* What the source is: its kind by its head, the register when it has none. */
static bool guess(struct fuzz *f, const struct source *source, enum document_kind *kind, bool *registry)
{
    *registry = !document_is_xml(source->path) && strncmp(source->text, "---", 3) != 0;
    return *registry || document_guess(&f->arena, &f->diags, source, kind);
}

struct model *fuzz_model(struct fuzz *f, const struct source *source)
{
    struct arena *a = &f->arena;
    struct diags *d = &f->diags;
    enum document_kind kind = DOCUMENT_PROGRESS;
    bool registry;
    if (!source || !guess(f, source, &kind, &registry))
        return NULL;
    struct model *model = ARENA_NEW(a, struct model);
    struct year *year = ARENA_NEW(a, struct year);
    const struct base *base = base_read();
    bool progress = kind == DOCUMENT_PROGRESS && !registry;
    *year = (struct year){.number = 2024, .folder = "tests/golden/base/content/2024", .shown = "2024"};
    *model =
        (struct model){.arena = a, .folder = "tests/golden/base/content", .years = year, .year_count = 1};
    model->school = kind == DOCUMENT_SCHOOL ? school_read(a, d, source) : base->school;
    model->papi = kind == DOCUMENT_PAPI ? papi_read(a, d, source) : base->papi;
    year->plan = kind == DOCUMENT_PLAN ? plan_read(a, d, source) : base->plan;
    year->scores = kind == DOCUMENT_SCORES ? scores_read(a, d, source) : NULL;
    year->registry = registry ? registry_read(a, d, source) : NULL;
    year->quarters[1] = progress_read(a, d, progress ? source : base_source(a, d, "2024/q2.md"), 15);
    if (year->quarters[1] && year->plan) {
        year->quarters[1]->quarter = (struct quarter){2024, 2};
        progress_link(a, year->quarters[1], year->plan);
    }
    bool whole = model->school && model->papi && year->plan && year->quarters[1] &&
                 (year->scores || kind != DOCUMENT_SCORES);
    return whole ? model : NULL;
}

const struct font *const *fuzz_fonts(void)
{
    static const char *const names[FACE_COUNT] = {"Regular", "Bold", "Italic", "BoldItalic"};
    static const struct font *fonts[FACE_COUNT];
    for (int face = 0; face < FACE_COUNT && !fonts[face]; face++) {
        struct buf bytes = {0};
        char *path = arena_printf(&kept, "generator/build/fonts/LiberationSerif-%s.ttf", names[face]);
        fuzz_must(file_read(path, 8 << 20, &bytes) == FILE_FINE);
        struct font *font = font_read(&kept, (const unsigned char *)bytes.data, bytes.len);
        fuzz_must(font != NULL);
        font->path = path;
        fonts[face] = font;
        buf_free(&bytes);
    }
    return fonts;
}

/* ---- a run ---- */

/* Every complaint has its place and can be printed in every form. */
static void judge_complaints(struct fuzz *f, size_t size)
{
    char *text = NULL;
    size_t n = 0;
    if (f->diags.count == 0)
        return;
    for (size_t i = 0; i < f->diags.count; i++)
        fuzz_place(f->diags.list[i].at);
    f->diags.lang = size % 2 ? LANG_EN : LANG_VI;
    FILE *stream = open_memstream(&text, &n);
    if (size % 3 == 0)
        diag_print_json(&f->diags, false, stream);
    else if (size % 7 == 0)
        diag_print_sarif(&f->diags, stream);
    else
        diag_print(&f->diags, stream);
    fclose(stream);
    fuzz_text(text, n);
    fuzz_must(diag_exit_status(&f->diags, false) != 3);
    free(text);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *name = getenv("FUZZ_TARGET");
    for (size_t i = 0; name && i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i].name, name) == 0)
            chosen = &targets[i];
    if (!chosen) {
        fprintf(stderr, "FUZZ_TARGET names no target of tests/fuzz/targets.def\n");
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > chosen->most)
        return 0;
    struct fuzz f = {0};
    f.diags.arena = &f.arena;
    chosen->run(&f, data, size);
    judge_complaints(&f, size);
    arena_free(&f.arena);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    (void)seed;
    return (chosen->run == fuzz_image ? fuzz_image_mutate : LLVMFuzzerMutate)(data, size, most);
}
