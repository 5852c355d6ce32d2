/* fuzz.h - what the targets of the fuzzer share: an arena and complaints for each input, and what must hold
 * whatever the input is. The program runs in the root of the tree. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"

#include <stdint.h>

/* One input under way. Everything in the arena goes with it. */
struct fuzz {
    struct arena arena;
    struct diags diags;
};

#define TARGET(name, most, words) void fuzz_##name(struct fuzz *f, const uint8_t *data, size_t size);
#include "targets.def"
#undef TARGET

/* Ends the process as a crash, so that the fuzzer keeps the input. */
#define fuzz_must(holds)                                                                                     \
    do {                                                                                                     \
        if (!(holds))                                                                                        \
            fuzz_fail(#holds, __FILE__, __LINE__);                                                           \
    } while (0)
_Noreturn void fuzz_fail(const char *what, const char *file, int line);

/* Texts are UTF-8 without control characters. */
void fuzz_text(const char *text, size_t n);
/* A place lies inside its source. */
void fuzz_place(struct place at);

/* The bytes as a file that can be opened by path, good until the next call; its folder is "/proc/self/fd" and
 * its name follows the last "/". */
const char *fuzz_file(const uint8_t *data, size_t size);

/* Cuts the input at lines that are "%%" alone, into at most count NUL-terminated pieces; the rest are "". */
void fuzz_cut(struct fuzz *f, const uint8_t *data, size_t size, const char **pieces, size_t count);

/* The mutation of target image. */
size_t fuzz_image_mutate(uint8_t *data, size_t size, size_t most);

struct model;

/* A school with a plan and quarter II, of which the source replaces what its kind says; year is model->years.
 * NULL when the source could not be read. */
struct model *fuzz_model(struct fuzz *f, const struct source *source);

/* Faces of the report, opened once. */
struct font;
const struct font *const *fuzz_fonts(void);

#endif
