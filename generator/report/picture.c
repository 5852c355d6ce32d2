/* picture.c - pictures of the content; the only file of this room that sees libpng. */
#include "report/picture.h"

#include "base/deflate.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/picture.h"
#include "base/png_form.h"
#include "report/figure.h"

#include <png.h>

#include <string.h>

enum { FILE_MOST = 32 << 20, PIXELS_MOST = 40 * 1000 * 1000, WIDTH_KEPT = 1600 };
static const double dots = 150, height_most = MM(110), gap = 6, caption_gap = 4;

/* ---- PNG ---- */

/* Averages squares of side pixels; what does not fill one at the edges is left out. */
static size_t shrink(unsigned char *pixels, size_t width, size_t height, size_t colours, size_t side)
{
    size_t to = 0, columns = width / side, rows = height / side;
    for (size_t y = 0; y < rows; y++) {
        for (size_t x = 0; x < columns * colours; x++) {
            size_t column = x / colours, colour = x % colours, sum = 0;
            for (size_t k = 0; k < side * side; k++)
                sum += pixels[((y * side + k / side) * width + column * side + k % side) * colours + colour];
            /* NOLINTNEXTLINE(clang-analyzer-core.DivideZero): side is from 2 to the root of PIXELS_MOST */
            pixels[to++] = (unsigned char)(sum / (side * side));
        }
    }
    return to;
}

/* Do the packed rows unpack to as many bytes as the picture has, and is each row filtered in a way that there
 * is (W3C PNG, 9.2)? */
static bool rows_are_sound(const struct png_form *form, const struct buf *packed)
{
    enum { FILTERS = 5 };
    size_t stride = 1 + (form->width * (size_t)form->samples * (size_t)form->depth + 7) / 8;
    size_t size = mem_times(stride, form->height);
    unsigned char *rows = mem_alloc(size);
    bool sound = inflate_exactly(rows, size, packed->data, packed->len);
    for (size_t at = 0; sound && at < size; at += stride)
        sound = rows[at] < FILTERS;
    mem_free(rows);
    return sound;
}

/* Takes the rows as they stand when a PDF can; else libpng has to decode them. */
static bool take_rows(struct arena *arena, struct picture *p, const struct buf *file)
{
    struct png_form *form = &p->form;
    if (!png_rows(arena, file->data, file->len, form, &p->bytes) || form->width > WIDTH_KEPT ||
        !rows_are_sound(form, &p->bytes)) {
        buf_free(&p->bytes);
        return false;
    }
    p->kind = PICTURE_PNG;
    return true;
}

/* The pixels of a decoded picture, averaged down when there are too many, as plain rows. */
static void pack_pixels(struct picture *p, unsigned char *pixels, size_t width, size_t height, int samples)
{
    size_t side = (width + WIDTH_KEPT - 1) / WIDTH_KEPT, n = width * height * (size_t)samples;
    if (side > 1 && height >= side)
        n = shrink(pixels, width, height, (size_t)samples, side);
    else
        side = 1;
    p->form =
        (struct png_form){.width = width / side, .height = height / side, .depth = 8, .samples = samples};
    deflate_bytes(&p->bytes, pixels, n);
}

static bool read_png(struct arena *arena, struct picture *p, const struct buf *file)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    png_color white = {255, 255, 255};
    if (!png_is_whole(file->data, file->len) ||
        !png_image_begin_read_from_memory(&image, file->data, file->len))
        return png_failed(image.message);
    bool small = (size_t)image.width * image.height <= PIXELS_MOST && image.width > 0 && image.height > 0;
    if (!small || take_rows(arena, p, file)) {
        png_image_free(&image);
        return small;
    }
    bool coloured = image.format & PNG_FORMAT_FLAG_COLOR;
    image.format = coloured ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    unsigned char *pixels = mem_alloc(PNG_IMAGE_SIZE(image));
    bool fine = png_image_finish_read(&image, &white, pixels, 0, NULL) != 0;
    if (fine)
        pack_pixels(p, pixels, image.width, image.height, coloured ? 3 : 1);
    else
        png_failed(image.message);
    mem_free(pixels);
    png_image_free(&image);
    return fine;
}

/* ---- JPEG ---- */

/* The samples stay as they are; what the file tells of where and by whom it was taken does not. */
static bool read_jpeg(struct picture *p, const struct buf *file)
{
    enum { PROGRESSIVE = 0xc2 }; /* what PDF readers know (ISO 32000-1, 7.4.8) */
    const unsigned char *end = (const unsigned char *)file->data + file->len;
    struct picture_facts facts;
    bool fine = picture_facts(file->data, file->len, &facts) && facts.frame <= PROGRESSIVE &&
                end[-2] == 0xff && end[-1] == 0xd9 && facts.width > 0 && facts.height > 0 &&
                facts.width * facts.height <= PIXELS_MOST && (facts.samples == 1 || facts.samples == 3);
    p->form =
        (struct png_form){.width = facts.width, .height = facts.height, .depth = 8, .samples = facts.samples};
    p->kind = PICTURE_JPEG;
    p->orientation = facts.orientation;
    return fine && picture_strip(file->data, file->len, &p->bytes);
}

/* ---- reading ---- */

/* The image that is all of a paragraph. */
static const struct span *lone_image(const struct span *spans)
{
    const struct span *image = NULL;
    for (; spans; spans = spans->next) {
        if (spans->kind == SPAN_SOFT)
            continue;
        if (spans->kind != SPAN_IMAGE || image)
            return NULL;
        image = spans;
    }
    return image;
}

struct picture *picture_read(struct layout *l, const struct span *spans)
{
    const struct span *image = lone_image(spans);
    if (!image || !l->pictures || !path_inside(image->url))
        return NULL;
    struct buf file = {0};
    struct picture *p = ARENA_NEW(l->arena, struct picture);
    bool fine = file_read(path_join(l->arena, l->pictures, image->url), FILE_MOST, &file) == FILE_FINE &&
                file.len > 16;
    if (fine && memcmp(file.data, "\x89PNG\r\n\x1a\n", 8) == 0)
        fine = read_png(l->arena, p, &file);
    else
        fine = fine && memcmp(file.data, "\xff\xd8\xff", 3) == 0 && read_jpeg(p, &file);
    buf_free(&file);
    if (!fine) {
        buf_free(&p->bytes);
        return NULL;
    }
    p->words = span_text(l->arena, image->first);
    ARENA_PUSH(l->arena, l->document->pictures, l->document->picture_count) = p;
    return p;
}

/* ---- drawing ---- */

static struct style caption_style(void)
{
    return (struct style){FACE_ITALIC, 12, 16, 0, 0, ALIGN_CENTER, false, 0};
}

/* Its size on paper: that of a usual screenshot or photo, within the width of the text. */
static void set_size(const struct layout *l, const struct picture *p, double *width, double *height)
{
    double text = layout_text_width(l);
    bool turned = p->orientation > 4;
    *width = (double)(turned ? p->form.height : p->form.width) * 72 / dots;
    *height = (double)(turned ? p->form.width : p->form.height) * 72 / dots;
    double across = *width > text ? text / *width : 1,
           down = *height > height_most ? height_most / *height : 1;
    double scale = across < down ? across : down;
    *width *= scale;
    *height *= scale;
}

double picture_height(struct layout *l, const struct picture *p)
{
    struct style s = caption_style();
    double width, height;
    set_size(l, p, &width, &height);
    return gap + height + caption_gap + layout_text_height(l, &s, p->words, layout_text_width(l));
}

void picture_draw(struct layout *l, struct picture *p)
{
    struct style s = caption_style();
    double width, height, natural;
    set_size(l, p, &width, &height);
    if (!layout_at_top(l))
        l->y += gap;
    figure_begin(l, *p->words ? p->words : "Hình ảnh");
    page_picture(l->page, l->geometry.left + (layout_text_width(l) - width) / 2, l->y, width, height, p);
    l->y += height;
    figure_end(l);
    if (*p->words)
        l->y += caption_gap + layout_draw_element(l, ROLE_P, &s, p->words, l->geometry.left,
                                                  l->y + caption_gap, layout_text_width(l), &natural);
}
