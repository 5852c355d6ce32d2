/* test_report_font.c - faces read from files: characters, widths, damage; and faces cut down to what is used.
 */
#include "unit.h"

#include "base/file.h"
#include "base/text.h"
#include "report/font.h"
#include "report/subset.h"

#include <stdlib.h>

static const char path[] = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf";

struct state {
    struct arena arena;
    struct buf bytes;
};

static int open_face(void **data)
{
    static struct state state;
    state = (struct state){0};
    assert_int_equal(file_read(path, 8 << 20, &state.bytes), FILE_FINE);
    *data = &state;
    return 0;
}

static int close_face(void **data)
{
    struct state *state = *data;
    buf_free(&state->bytes);
    arena_free(&state->arena);
    return 0;
}

static struct font *read_face(struct state *state)
{
    return font_read(&state->arena, (const unsigned char *)state->bytes.data, state->bytes.len);
}

static void test_measures(void **data)
{
    struct font *font = read_face(*data);
    assert_non_null(font);
    assert_string_equal(font->name, "LiberationSerif");
    assert_int_equal(font->em, 2048);
    assert_int_equal(font->ascent, 891);
    assert_int_equal(font->descent, -216);
    assert_int_equal(font_advance(font, ' '), 250);
    assert_int_equal(font_advance(font, 'A'), 722);
    assert_int_equal(font_width(font, "Aa", 2), 722 + 443);
    assert_int_equal(font_width(font, "Quý", strlen("Quý")), 722 + 500 + 500);
}

static void test_every_vietnamese_letter(void **data)
{
    static const char letters[] =
        "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
        "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ₫“”‘’–—…";
    struct font *font = read_face(*data);
    for (const char *s = letters; *s;) {
        uint32_t c = 0;
        int n = text_decode(s, strlen(s), &c);
        assert_true(n > 0);
        assert_true(font_glyph(font, c) > 0);
        s += n;
    }
    assert_int_equal(font_glyph(font, 0x1f600), 0);
    assert_int_equal(font_glyph(font, 0x4e00), 0);
}

/* Every cut, and every byte of the tables' directory turned over: a face or NULL, never a read outside
 * (ASan). */
static void test_damage(void **data)
{
    struct state *state = *data;
    for (size_t n = 0; n < state->bytes.len; n = n * 5 / 4 + 1) {
        struct arena arena = {0};
        unsigned char *cut = malloc(n ? n : 1); /* of its exact size, so that a step too far is seen */
        memcpy(cut, state->bytes.data, n);
        font_read(&arena, cut, n);
        free(cut);
        arena_free(&arena);
    }
    for (size_t i = 0; i < 12 + 16 * 16; i++) {
        struct arena arena = {0};
        char saved = state->bytes.data[i];
        state->bytes.data[i] = (char)~saved;
        font_read(&arena, (const unsigned char *)state->bytes.data, state->bytes.len);
        state->bytes.data[i] = saved;
        arena_free(&arena);
    }
    assert_null(font_read(&state->arena, (const unsigned char *)"", 0));
    assert_null(font_read(&state->arena, (const unsigned char *)"OTTO then nothing of use", 24));
}

static const struct font *subset_of(struct state *state, const struct font *font, const uint16_t *characters)
{
    struct buf out = {0};
    font_subset(&state->arena, font, characters, &out);
    assert_true(out.len < state->bytes.len / 4);
    /* its cmap is of a symbolic font: look at its tables through a face that borrows its bytes */
    struct font *cut = arena_alloc(&state->arena, sizeof *cut);
    cut->bytes = (const unsigned char *)arena_strndup(&state->arena, out.data, out.len);
    cut->size = out.len;
    buf_free(&out);
    return cut;
}

/* The glyph of a code by the cmap of a symbolic font: its table (1, 0), and the same by (3, 0). */
static unsigned glyph_of(const struct font *cut, unsigned code)
{
    size_t cmap = font_find(cut, "cmap").offset, record = cmap + 4;
    assert_int_equal(font_number(cut, cmap + 2, 2), 2);
    assert_int_equal(font_number(cut, record, 4), 0x10000);
    size_t bytes = cmap + font_number(cut, record + 4, 4);
    assert_int_equal(font_number(cut, bytes, 4), 262); /* format 0 and its length */
    unsigned glyph = font_number(cut, bytes + 6 + code, 1);
    assert_int_equal(font_number(cut, record + 8, 4), 0x30000);
    size_t ranges = cmap + font_number(cut, record + 12, 4);
    assert_int_equal(font_number(cut, ranges, 2), 4);
    unsigned last = font_number(cut, ranges + 14, 2), first = font_number(cut, ranges + 20, 2);
    assert_int_equal(font_number(cut, ranges + 2, 2), 32 + 2 * (last - first + 1)); /* its length */
    size_t at = ranges + 28;
    assert_int_equal(font_number(cut, at, 2), 4); /* from here to the numbers */
    if (code + 0xf000 >= first && code + 0xf000 <= last)
        assert_int_equal(font_number(cut, at + 4 + 2 * (size_t)(code + 0xf000 - first), 2), glyph);
    else
        assert_int_equal(glyph, 0);
    return glyph;
}

static void test_subset(void **data)
{
    struct state *state = *data;
    static const uint16_t characters[CODE_COUNT] = {['A'] = 'A', [200] = 0x1ec7};
    const struct font *font = read_face(state);
    const struct font *cut = subset_of(state, font, characters);
    unsigned glyphs = font_number(cut, font_find(cut, "maxp").offset + 4, 2);
    unsigned a = glyph_of(cut, 'A'), e = glyph_of(cut, 200);
    assert_true(a > 0 && e > 0 && a != e);
    assert_int_equal(glyph_of(cut, 'B'), 0);
    assert_int_equal(glyph_of(cut, 255), 0);
    assert_true(glyphs >= 3); /* .notdef, A, ệ, and what ệ is made of */
    assert_true(glyphs < 12);
    size_t hmtx = font_find(cut, "hmtx").offset;
    assert_int_equal(font_number(cut, hmtx + 4 * (size_t)a, 2) * 1000 / font->em, 722);
    /* the whole file adds up to the number that the format asks for */
    uint32_t sum = 0;
    for (size_t i = 0; i < cut->size; i += 4)
        sum += font_number(cut, i, 4);
    assert_int_equal(cut->size % 4, 0);
    assert_int_equal(sum, 0xb1b0afba);
}

/* A composed glyph keeps its parts: each part's number is one of the new file's, and never .notdef. */
static void test_subset_keeps_parts(void **data)
{
    struct state *state = *data;
    static const uint16_t characters[CODE_COUNT] = {[128] = 0x1eab};
    const struct font *cut = subset_of(state, read_face(state), characters);
    size_t loca = font_find(cut, "loca").offset, glyf = font_find(cut, "glyf").offset;
    size_t at = glyf + font_number(cut, loca + 4 * (size_t)glyph_of(cut, 128), 4);
    unsigned glyphs = font_number(cut, font_find(cut, "maxp").offset + 4, 2);
    if (!(font_number(cut, at, 2) & 0x8000))
        skip(); /* this version of the face draws it in one piece */
    unsigned first_part = font_number(cut, at + 12, 2);
    assert_true(first_part > 0 && first_part < glyphs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_measures, open_face, close_face),
        cmocka_unit_test_setup_teardown(test_every_vietnamese_letter, open_face, close_face),
        cmocka_unit_test_setup_teardown(test_damage, open_face, close_face),
        cmocka_unit_test_setup_teardown(test_subset, open_face, close_face),
        cmocka_unit_test_setup_teardown(test_subset_keeps_parts, open_face, close_face),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
