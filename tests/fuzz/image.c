/* image.c - a file named as evidence or as a picture: its kind, the place it tells of, its pixels. Checksums
 * of PNG are put right after each mutation, or libpng would see none of it. */
#include "fuzz.h"

#include "base/file.h"
#include "base/picture.h"
#include "check/file_kind.h"
#include "check/image_place.h"
#include "report/picture.h"
#include "seal/image.h"
#include "site/small_forms.h"

#include <libdeflate.h>
#include <string.h>

static void judge_picture(struct fuzz *f, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct span image = {.kind = SPAN_IMAGE, .url = slash + 1};
    struct document document = {.arena = &f->arena};
    struct layout layout = {.arena = &f->arena,
                            .diags = &f->diags,
                            .fonts = fuzz_fonts(),
                            .document = &document,
                            .geometry = {.width = 595, .height = 842},
                            .pictures = arena_strndup(&f->arena, path, (size_t)(slash - path))};
    struct picture *picture = picture_read(&layout, &image);
    if (picture) {
        fuzz_must(picture->form.width > 0 && picture->form.height > 0 && picture->bytes.len > 0);
        fuzz_must(picture->form.samples == 1 || picture->form.samples == 3);
        fuzz_must(picture_height(&layout, picture) > 0);
    }
    document_free(&document);
}

/* As a page shows it: what is stripped is a picture of the same size, and so is its small copy. */
static void judge_small(struct fuzz *f, const uint8_t *data, size_t size)
{
    struct picture_facts facts, stripped;
    struct buf clean = {0}, copy = {0};
    if (!picture_strip(data, size, &clean) || !picture_facts(clean.data, clean.len, &facts) ||
        facts.width * facts.height == 0 || facts.width * facts.height > 1 << 20) {
        buf_free(&clean);
        return;
    }
    fuzz_must(facts.orientation >= 1 && facts.orientation <= 8);
    struct shrink s = {.width = facts.width,
                       .height = facts.height,
                       .to_width = (facts.width + 2) / 3,
                       .to_height = (facts.height + 2) / 3};
    if ((facts.jpeg ? jpeg_read : png_read_small)(&f->arena, clean.data, clean.len, &s) == FORM_FINE) {
        fuzz_must((facts.jpeg ? jpeg_write(&s, facts.orientation, &copy) : png_write_small(&s, &copy)));
        fuzz_must(picture_facts(copy.data, copy.len, &stripped) && stripped.width == s.to_width &&
                  stripped.height == s.to_height &&
                  stripped.orientation == (facts.jpeg ? facts.orientation : 1));
    }
    buf_free(&clean);
    buf_free(&copy);
}

void fuzz_image(struct fuzz *f, const uint8_t *data, size_t size)
{
    judge_small(f, data, size);
    enum file_kind kind = file_kind_by_bytes(data, size);
    file_kind_fits(file_kind_by_name("minh-chung/a.png"), kind);
    file_kind_ending(kind);
    image_tells_place(data, size);
    exif_tells_place(data, size);
    const char *path = fuzz_file(data, size);
    for (int red = 0; red < 2; red++) {
        struct seal_image image = {0};
        if (seal_image_read(path, red, &image) == SEAL_IMAGE_FINE)
            fuzz_must(image.width > 0 && image.width <= SEAL_IMAGE_SIDE && image.height <= SEAL_IMAGE_SIDE);
        buf_free(&image.colours);
        buf_free(&image.opacity);
    }
    judge_picture(f, path);
}

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

static size_t big_endian(const uint8_t *s)
{
    return (size_t)s[0] << 24 | (size_t)s[1] << 16 | (size_t)s[2] << 8 | s[3];
}

size_t fuzz_image_mutate(uint8_t *data, size_t size, size_t most)
{
    enum { SIGNATURE = 8, HEAD = 8, SUM = 4 };
    size = LLVMFuzzerMutate(data, size, most);
    if (size < SIGNATURE || memcmp(data, "\x89PNG\r\n\x1a\n", SIGNATURE) != 0)
        return size;
    for (size_t at = SIGNATURE; at + HEAD + SUM <= size;) {
        size_t n = big_endian(data + at);
        if (n > size - at - HEAD - SUM)
            break;
        uint32_t sum = libdeflate_crc32(0, data + at + 4, n + 4);
        for (size_t i = 0; i < SUM; i++)
            data[at + HEAD + n + i] = (uint8_t)(sum >> (24 - 8 * i));
        at += HEAD + n + SUM;
    }
    return size;
}
