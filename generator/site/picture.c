/* picture.c - the share picture: words from a template, a bar of the tasks by state. */
#include "site/picture.h"

#include "site/raster.h"

#include <stdlib.h>
#include <string.h>

enum {
    MARGIN = 80,
    BAND = 340, /* height of the coloured part */
    LINES = 4,  /* of the template */
    WRAPPED_MAX = 3,
    CUT_MAX = 400, /* bytes of a line that are looked at when it has to be cut: more than ever fit */
    WHITE = 0xffffff,
};

/* The groups' colours as the stylesheet has them in the light. */
static const struct {
    const char *id; /* cppcheck-suppress unusedStructMember ; says to the reader whose colour it is */
    unsigned colour;
} groups[] = {
    {"xong", 0x1c7a41}, {"dang-lam", 0x2667b0}, {"cham", 0xc2560a}, {"chua", 0x77838a}, {"ngoai", 0xc3ccd1},
};

/* A text set on lines at one size. */
struct setting {
    int size;
    size_t count;
    struct {
        const char *text;
        size_t n;
    } lines[WRAPPED_MAX];
};

/* Fills lines as long as width allows. False when there are too few of them, or a word is too long. */
static bool wrap(const struct raster_font *font, const char *text, int size, int width, size_t most,
                 struct setting *out)
{
    *out = (struct setting){.size = size};
    while (*text != '\0') {
        size_t fits = 0;
        for (size_t end = 0; text[end] != '\0';) {
            end += strcspn(text + end + 1, " ") + 1;
            if (raster_text_width(font, text, end, size) > width)
                break;
            fits = end;
        }
        if (fits == 0 || out->count == most)
            return false;
        out->lines[out->count].text = text;
        out->lines[out->count++].n = fits;
        text += fits;
        text += strspn(text, " ");
    }
    return true;
}

/* The largest of the sizes at which the text stands on that many lines, and these about equally long. A text
 * that is too long even for the smallest is cut. */
static struct setting set_text(struct arena *arena, const struct raster_font *font, const char *text,
                               const int *sizes, const size_t *lines, size_t count, int width)
{
    struct setting best = {0}, narrower;

    for (size_t i = 0; i < count; i++) {
        if (!wrap(font, text, sizes[i], width, lines[i], &best))
            continue;
        for (int most = width, least = width / (int)(best.count + 1); most - least > 8 && best.count > 1;) {
            int middle = (least + most) / 2;
            bool fits = wrap(font, text, sizes[i], middle, best.count, &narrower);
            best = fits ? narrower : best;
            most = fits ? middle : most;
            least = fits ? least : middle;
        }
        return best;
    }
    char *cut = arena_strndup(arena, text, strnlen(text, CUT_MAX));
    while (*cut != '\0') {
        size_t n = strlen(cut) - 1;
        while (n > 0 && ((unsigned char)cut[n] & 0xc0) == 0x80)
            n--;
        cut[n] = '\0';
        if (wrap(font, arena_printf(arena, "%s…", cut), sizes[count - 1], width, lines[count - 1], &best))
            break;
    }
    return best;
}

/* Writes the lines from the base line y on; returns the base line of the last. */
static int draw_text(struct raster *r, int ramp, const struct raster_font *font, const struct setting *text,
                     int y)
{
    for (size_t i = 0; i < text->count; i++) {
        if (i > 0)
            y += text->size * 5 / 4; /* room for two marks on a capital */
        raster_text(r, ramp, font, text->lines[i].text, text->lines[i].n, text->size, MARGIN, y);
    }
    return y;
}

static int number_of(const struct value *object, const char *name)
{
    const struct value *v = value_get(object, name);

    return v != NULL && v->string != NULL ? atoi(v->string) : 0;
}

/* The bar: each group as wide as the view says, with a gap between two. */
static void draw_bar(struct raster *r, const struct value *summary, int y, int height)
{
    const struct value *list = value_get(summary, "nhom");
    const int width = PICTURE_WIDTH - 2 * MARGIN, gap = 4;

    for (size_t i = 0; i < list->count && i < sizeof groups / sizeof *groups; i++) {
        int x = number_of(list->items[i], "x") * width / 1000;
        int end = (number_of(list->items[i], "x") + number_of(list->items[i], "rong")) * width / 1000;
        bool first = x == 0, last = end == width;
        if (end - x <= gap)
            continue;
        raster_fill_round(r, raster_ramp(r, WHITE, groups[i].colour, 0), MARGIN + x, y,
                          end - x - (last ? 0 : gap), height, first, last);
    }
}

struct words {
    const char *line[LINES];
};

/* The picture itself. accent: 0xrrggbb. */
static void draw(struct arena *arena, struct raster *r, const struct words *words,
                 const struct value *summary, unsigned accent, const struct raster_font *regular,
                 const struct raster_font *bold)
{
    static const int small[] = {36, 32, 28, 24}, large[] = {80, 72, 64, 56, 48, 40},
                     middle[] = {64, 56, 48, 40};
    static const size_t one[] = {1, 1, 1, 1}, some[] = {2, 2, 2, 2, 3, 3};
    const int width = PICTURE_WIDTH - 2 * MARGIN;
    raster_open(arena, r, PICTURE_WIDTH, PICTURE_HEIGHT);
    int on_white = raster_ramp(r, WHITE, 0x1b2226, 3), on_band = raster_ramp(r, accent, WHITE, 4);
    int band = raster_ramp(r, WHITE, accent, 0), grey = raster_ramp(r, WHITE, 0x4b575e, 0);

    raster_fill(r, band, 0, 0, PICTURE_WIDTH, BAND);
    struct setting line = set_text(arena, regular, words->line[0], small, one, 4, width);
    draw_text(r, on_band, regular, &line, 92);
    line = set_text(arena, bold, words->line[1], large, some, 6, width);
    int block = ((int)line.count - 1) * (line.size * 5 / 4);
    draw_text(r, on_band, bold, &line, 120 + (BAND - 120 - block) / 2 + line.size / 4);
    line = set_text(arena, bold, words->line[2], middle, one, 4, width);
    draw_text(r, on_white, bold, &line, BAND + 90);
    draw_bar(r, summary, BAND + 132, 48);
    line = set_text(arena, regular, words->line[3], small, one, 4, width);
    draw_text(r, grey, regular, &line, BAND + 240);
}

/* The lines of the template; those that are missing are empty. */
static struct words split_lines(struct arena *arena, const char *text)
{
    struct words words;

    for (size_t i = 0; i < LINES; i++) {
        size_t n = strcspn(text, "\n");
        words.line[i] = arena_strndup(arena, text, n);
        text += n + (text[n] == '\n');
    }
    return words;
}

/* The last year with a quarter, or NULL. */
static const struct year *year_shown(const struct model *model)
{
    const struct year *shown = NULL;

    for (size_t i = 0; i < model->year_count; i++)
        for (int q = 0; q < 4; q++)
            shown = model->years[i].quarters[q] != NULL ? &model->years[i] : shown;
    return shown;
}

bool picture_wanted(const struct pages *pages)
{
    return pages->fonts != NULL && year_shown(pages->model) != NULL;
}

bool picture_of_year(const struct model *model, const struct year *year)
{
    return year == year_shown(model);
}

bool picture_write(struct pages *pages)
{
    struct buf text = {0}, png = {0};
    const struct value *root = pages->newest_quarter;

    if (!picture_wanted(pages) || root == NULL)
        return true;
    bool fine = mustache_render(pages_templates(pages, ".txt", ESCAPE_NONE), "anh-chia-se", root, &text);
    struct raster_font *regular = raster_font_open(pages->fonts->regular),
                       *bold = raster_font_open(pages->fonts->bold);
    if (fine && regular != NULL && bold != NULL) { /* the report complains about a font that is damaged */
        struct words words = split_lines(pages->arena, buf_text(&text));
        struct raster r;
        unsigned accent = (unsigned)strtoul(pages->accent.light + 1, NULL, 16);
        draw(pages->arena, &r, &words, value_get(value_get(root, "quy_nay"), "tong_hop"), accent, regular,
             bold);
        raster_png(&r, &png);
        tree_take(pages->tree, "site/" PICTURE_NAME, &png);
    }
    raster_font_close(regular);
    raster_font_close(bold);
    buf_free(&text);
    buf_free(&png);
    return fine;
}
