/* letterhead.c - the components around the text (PL I, II): letterhead, title, addressees, recipients,
 * signature block. */
#include "base/text.h"
#include "report/layout.h"

#include <string.h>

/* Fixed wording of the decree (PL I, II.1). */
static const char motto_country[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
static const char motto[] = "Độc lập - Tự do - Hạnh phúc";

static const double right_width = MM(97);   /* the country's name stays on one line */
static const double signature_gap = MM(36); /* between title and name: signature and seal */

static const struct style agency_above = {FACE_REGULAR, 12, 15, 0, 0, ALIGN_CENTER, true, 0};
static const struct style agency = {FACE_BOLD, 12, 15, 0, 0, ALIGN_CENTER, true, 0};
static const struct style motto_style = {FACE_BOLD, 13, 16, 0, 0, ALIGN_CENTER, true, 0};
static const struct style number_style = {FACE_REGULAR, 13, 17, 0, 0, ALIGN_CENTER, true, 0};
static const struct style date_style = {FACE_ITALIC, 13, 17, 0, 0, ALIGN_CENTER, true, 0};
static const struct style title_style = {FACE_BOLD, 14, 19, 0, 0, ALIGN_CENTER, true, 0};
static const struct style addressee = {FACE_REGULAR, 14, 19, 0, 0, ALIGN_LEFT, true, 0};
static const struct style addressee_one = {FACE_REGULAR, 14, 19, 0, 0, ALIGN_CENTER, true, 0};
static const struct style recipients_label = {FACE_BOLD_ITALIC, 12, 15, 0, 0, ALIGN_LEFT, true, 0};
static const struct style recipients_line = {FACE_REGULAR, 11, 14, 0, 0, ALIGN_LEFT, true, 0};
static const struct style signer_style = {FACE_BOLD, 14, 18, 0, 0, ALIGN_CENTER, true, 0};

static const char *value(struct layout *l, const char *key, size_t n)
{
    return fence_value(&l->header, key, n);
}

/* A rule centred under a column. */
static void rule_under(struct layout *l, double x, double width, double length, double y)
{
    page_rule(l->page, x + (width - length) / 2, y, x + (width + length) / 2, y, 0.6);
}

static double draw_agency(struct layout *l, double x, double width, double y)
{
    double natural = 0;
    if (value(l, "co quan chu quan", 0))
        y +=
            layout_draw_element(l, ROLE_P, &agency_above,
                                text_upper(l->arena, value(l, "co quan chu quan", 0)), x, y, width, &natural);
    if (value(l, "co quan", 0)) {
        y += layout_draw_element(l, ROLE_P, &agency, text_upper(l->arena, value(l, "co quan", 0)), x, y,
                                 width, &natural);
        rule_under(l, x, width, natural * 0.42,
                   y + 2); /* a third to a half of the line above (PL I, II.2.c) */
    }
    return y + 4;
}

static double draw_motto(struct layout *l, double x, double width, double y)
{
    double natural;
    y += layout_draw_element(l, ROLE_P, &agency, motto_country, x, y, width, &natural);
    y += layout_draw_element(l, ROLE_P, &motto_style, motto, x, y, width, &natural);
    rule_under(l, x, width, natural, y + 2); /* as long as the line (PL I, II.1.b) */
    return y + 4;
}

static void draw_addressees(struct layout *l)
{
    double natural, width = layout_text_width(l), x = l->geometry.left;
    const char *first = value(l, "kinh gui", 0);
    if (!first)
        return;
    l->y += 8;
    if (!value(l, "kinh gui", 1)) { /* one: on the line of the label (PL I, II.9.a) */
        l->y += layout_draw_element(l, ROLE_P, &addressee_one, arena_printf(l->arena, "Kính gửi: %s", first),
                                    x, l->y, width, &natural);
        return;
    }
    double label = MM(45), dash = 10; /* dashes stand below the colon, texts behind the dashes */
    layout_draw_element(l, ROLE_P, &addressee, "Kính gửi:", x + label - MM(21), l->y, MM(30), &natural);
    l->y += addressee.leading;
    for (size_t i = 0; value(l, "kinh gui", i); i++) {
        const char *end = value(l, "kinh gui", i + 1) ? ";" : ".";
        layout_draw_element(l, ROLE_P, &addressee, "-", x + label, l->y, dash, &natural);
        l->y += layout_draw_element(l, ROLE_P, &addressee,
                                    arena_printf(l->arena, "%s%s", value(l, "kinh gui", i), end),
                                    x + label + dash, l->y, width - label - dash, &natural);
    }
}

void letterhead_draw(struct layout *l)
{
    double left_width = layout_text_width(l) - right_width, x = l->geometry.left, natural;
    double right = x + left_width;
    double b = draw_motto(l, right, right_width, l->y); /* ô 1 is read before ô 2 */
    double a = draw_agency(l, x, left_width - MM(2), l->y);
    double y = (a > b ? a : b) + 5;
    const char *number = value(l, "so", 0), *place = value(l, "dia danh ngay", 0);
    double h1 =
        number ? layout_draw_element(l, ROLE_P, &number_style, number, x, y, left_width - MM(2), &natural)
               : 0;
    double h2 =
        place ? layout_draw_element(l, ROLE_P, &date_style, place, right, y, right_width, &natural) : 0;
    l->y = y + (h1 > h2 ? h1 : h2) + 16;
    double width = layout_text_width(l), inset = MM(10);
    if (value(l, "ten loai", 0))
        l->y += layout_draw_element(l, ROLE_H1, &title_style, text_upper(l->arena, value(l, "ten loai", 0)),
                                    x, l->y, width, &natural);
    if (value(l, "trich yeu", 0)) {
        l->y += layout_draw_element(l, ROLE_P, &title_style, value(l, "trich yeu", 0), x + inset, l->y,
                                    width - 2 * inset, &natural);
        rule_under(l, x, width, natural * 0.4, l->y + 3); /* a third to a half (PL I, II.5.b) */
        l->y += 6;
    }
    draw_addressees(l);
    l->y += 6;
}

/* ---- the end ---- */

static const double foot_gap = 10; /* above the block */

/* The recipients, from y down in a column of that width; draws them, or only measures. Returns the height. */
static double recipients(struct layout *l, double x, double y, double width, bool draw)
{
    double top = y, natural;
    const char *archive = value(l, "luu", 0);
    if (!value(l, "noi nhan", 0))
        return 0;
    if (draw)
        layout_draw_element(l, ROLE_P, &recipients_label, "Nơi nhận:", x, y, width, &natural);
    y += recipients_label.leading;
    for (size_t i = 0; value(l, "noi nhan", i) || archive; i++) {
        const char *name = value(l, "noi nhan", i), *end = value(l, "noi nhan", i + 1) || archive ? ";" : ".";
        const char *text = name ? arena_printf(l->arena, "- %s%s", name, end)
                                : arena_printf(l->arena, "- Lưu: %s.", archive);
        if (draw)
            y += layout_draw_element(l, ROLE_P, &recipients_line, text, x, y, width, &natural);
        else
            y += layout_text_height(l, &recipients_line, text, width);
        if (!name)
            break;
    }
    return y - top;
}

static void add_field(struct layout *l, const char *name, const char *tip, double x, double y, double width,
                      double height)
{
    struct element *form = element_new(l->arena, l->document->structure, ROLE_FORM);
    ARENA_PUSH(l->arena, l->page->links, l->page->link_count) = (struct page_link){
        .x = x, .y = y, .x2 = x + width, .y2 = y + height, .field = name, .tip = tip, .element = form};
}

/* Between position and name: the signer's field, and on its left, over a third of it, that of the agency (PL
 * I, II.7.d and II.8.a). middle: of the column. */
static void add_fields(struct layout *l, double middle, double y)
{
    const double width = 150, height = signature_gap - 16, seal = height;
    const char *names = arena_printf(l->arena, "%s%s", value(l, "nguoi ky", 0) ? value(l, "nguoi ky", 0) : "",
                                     value(l, "co quan", 0) ? value(l, "co quan", 0) : "");
    document_keep(l->document, FACE_REGULAR, "Ký bởi: Đã ký số Thời gian: 0123456789/:.,-+ ");
    document_keep(l->document, FACE_REGULAR, names);
    add_field(l, "nguoi-ky", "Chữ ký số của người ký", middle - width / 2, y + 8, width, height);
    add_field(l, "co-quan", "Chữ ký số của cơ quan", middle - width / 2 - seal + width / 3, y + 8, seal,
              height);
}

static double signer(struct layout *l, double x, double y, double width, bool draw)
{
    double top = y, natural;
    for (size_t i = 0; value(l, "chuc vu", i); i++) {
        const char *text = text_upper(l->arena, value(l, "chuc vu", i));
        y += draw ? layout_draw_element(l, ROLE_P, &signer_style, text, x, y, width, &natural)
                  : layout_text_height(l, &signer_style, text, width);
    }
    if (draw && value(l, "o ky", 0))
        add_fields(l, x + width / 2, y);
    y += signature_gap;
    if (value(l, "nguoi ky", 0))
        y += draw ? layout_draw_element(l, ROLE_P, &signer_style, value(l, "nguoi ky", 0), x, y, width,
                                        &natural)
                  : layout_text_height(l, &signer_style, value(l, "nguoi ky", 0), width);
    return y - top;
}

static double signature_block(struct layout *l, bool draw)
{
    double half = layout_text_width(l) / 2, x = l->geometry.left, y = l->y + foot_gap;
    double left = recipients(l, x, y, half - MM(4), draw), right = signer(l, x + half, y, half, draw);
    return foot_gap + (left > right ? left : right);
}

double signature_height(struct layout *l)
{
    return signature_block(l, false);
}

void signature_draw(struct layout *l)
{
    l->y += signature_block(l, true);
}
