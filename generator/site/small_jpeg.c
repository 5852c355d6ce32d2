/* small_jpeg.c - JPEG by libjpeg-turbo, which computes only the eighths of a picture that are wanted. It is
 * loaded when the first large photograph is met: most runs meet none. */
#include "base/library.h"
#include "base/mem.h"
#include "base/picture.h"
#include "site/small_forms.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

enum {
    MEMORY_MOST = 256 << 20, /* a progressive picture stands in memory whole, two bytes a sample */
    SCANS_MOST = 64, /* of a progressive picture; a few bytes a scan cost the time of all its pixels */
    EIGHTHS = 8,
    QUALITY = 80,
};

static struct {
#define JPEG(name) __typeof__(jpeg_##name) *name; /* NOLINT(bugprone-macro-parentheses): a member's name */
#include "site/jpeg.def"
#undef JPEG
} jpeg;

static bool load(void)
{
    static const char *const names[] = {
#define JPEG(name) "jpeg_" #name,
#include "site/jpeg.def"
#undef JPEG
    };
    static bool loaded;
    if (!loaded)
        loaded = library_load(JPEG_LIBRARY, names, sizeof names / sizeof *names, &jpeg);
    return loaded;
}

/* ---- faults: libjpeg wants to be left by a jump ---- */

struct faults {
    struct jpeg_error_mgr manager; /* first: libjpeg hands us its address */
    jmp_buf back;
};

_Noreturn static void leave(j_common_ptr c)
{
    struct faults *faults = (struct faults *)c->err;
    if (faults->manager.msg_code == JERR_OUT_OF_MEMORY)
        mem_exhausted();
    longjmp(faults->back, 1);
}

/* Warnings: a picture with a few bytes amiss is shown as browsers show it. */
static void say_nothing(j_common_ptr c, int level)
{
    if (level < 0 && (c->err->msg_code == JWRN_JPEG_EOF || c->err->msg_code == JWRN_HIT_MARKER))
        leave(c); /* but not one of which a part is missing */
}

static void print_nothing(j_common_ptr c)
{
    (void)c;
}

static struct jpeg_error_mgr *set_faults(struct faults *faults)
{
    jpeg.std_error(&faults->manager);
    faults->manager.error_exit = leave;
    faults->manager.emit_message = say_nothing;
    faults->manager.output_message = print_nothing;
    return &faults->manager;
}

/* ---- reading ---- */

struct reading {
    struct faults faults;
    struct jpeg_decompress_struct jpeg;
    struct jpeg_progress_mgr progress;
    unsigned char *row;
    struct shrink *s;
    struct arena *arena;
};

static void count_scans(j_common_ptr c)
{
    if (((j_decompress_ptr)c)->input_scan_number > SCANS_MOST)
        leave(c);
}

/* As few eighths of the picture as are still as large as what is wanted. */
static unsigned eighths(const struct shrink *s)
{
    unsigned n = 1;
    while (n < EIGHTHS && (s->width * n / EIGHTHS < s->to_width || s->height * n / EIGHTHS < s->to_height))
        n++;
    return n;
}

static enum form_result read_pixels(struct reading *r)
{
    struct jpeg_decompress_struct *c = &r->jpeg;
    struct shrink *s = r->s;

    if (c->image_width != s->width || c->image_height != s->height)
        return FORM_DAMAGED;
    if (c->num_components != 1 && c->num_components != 3)
        return FORM_OTHER;
    c->out_color_space = c->num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    c->scale_num = eighths(s);
    c->scale_denom = EIGHTHS;
    jpeg.start_decompress(c);
    s->samples = (size_t)c->output_components;
    s->opacity = false;
    s->width = c->output_width;
    s->height = c->output_height;
    shrink_begin(s, r->arena);
    r->row = mem_alloc(s->width * s->samples);
    while (c->output_scanline < c->output_height) {
        jpeg.read_scanlines(c, &r->row, 1);
        shrink_row(s, r->row);
    }
    jpeg.abort_decompress(c); /* what follows the last row is of no interest */
    return FORM_FINE;
}

enum form_result jpeg_read(struct arena *arena, const void *bytes, size_t size, struct shrink *s)
{
    struct reading r = {.s = s, .arena = arena, .progress.progress_monitor = count_scans};
    enum form_result volatile result = FORM_DAMAGED; /* what a jump back finds */

    if (!load())
        return FORM_OTHER;
    r.jpeg.err = set_faults(&r.faults);
    if (setjmp(r.faults.back) == 0) {
        jpeg.CreateDecompress(&r.jpeg, JPEG_LIB_VERSION, sizeof r.jpeg);
        r.jpeg.mem->max_memory_to_use = MEMORY_MOST;
        r.jpeg.progress = &r.progress;
        jpeg.mem_src(&r.jpeg, bytes, size);
        jpeg.read_header(&r.jpeg, TRUE);
        result = read_pixels(&r);
    }
    jpeg.destroy_decompress(&r.jpeg);
    mem_free(r.row);
    return result;
}

/* ---- writing ---- */

struct writing {
    struct faults faults;
    struct jpeg_compress_struct jpeg;
    unsigned char *bytes; /* libjpeg's, by malloc */
    unsigned long size;
};

static void write_pixels(struct writing *w, const struct shrink *s, unsigned orientation)
{
    struct jpeg_compress_struct *c = &w->jpeg;

    c->image_width = (JDIMENSION)s->to_width;
    c->image_height = (JDIMENSION)s->to_height;
    c->input_components = (int)s->samples;
    c->in_color_space = s->samples == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg.set_defaults(c);
    jpeg.set_quality(c, QUALITY, TRUE);
    jpeg.simple_progression(c); /* seen from the first bytes on, and smaller */
    jpeg.start_compress(c, TRUE);
    if (orientation > 1) {
        unsigned char exif[PICTURE_ORIENTATION];
        picture_orientation_block(orientation, exif);
        jpeg.write_marker(c, JPEG_APP0 + 1, exif, sizeof exif);
    }
    for (size_t y = 0; y < s->to_height; y++) {
        unsigned char *row = s->pixels + y * s->to_width * s->samples;
        jpeg.write_scanlines(c, &row, 1);
    }
    jpeg.finish_compress(c);
}

bool jpeg_write(const struct shrink *s, unsigned orientation, struct buf *out)
{
    struct writing w = {0};
    bool volatile fine = false;

    if (!load())
        return false;
    w.jpeg.err = set_faults(&w.faults);
    if (setjmp(w.faults.back) == 0) {
        jpeg.CreateCompress(&w.jpeg, JPEG_LIB_VERSION, sizeof w.jpeg);
        jpeg.mem_dest(&w.jpeg, &w.bytes, &w.size);
        write_pixels(&w, s, orientation);
        fine = true;
    }
    jpeg.destroy_compress(&w.jpeg);
    if (fine)
        buf_add(out, w.bytes, w.size);
    free(w.bytes);
    return fine;
}
