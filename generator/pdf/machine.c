/* machine.c - what the operators of a content stream do: text shown, paths painted (ISO 32000-1, 8 and 9). */
#include "pdf/machine.h"

#include "base/text.h"

#include <string.h>

static const double thin = 3; /* a box no thicker is a line */

const struct matrix matrix_identity = {1, 0, 0, 1, 0, 0};

struct matrix matrix_times(struct matrix m, struct matrix n)
{
    return (struct matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d,       m.c * n.a + m.d * n.c,
                           m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

static double absolute(double x)
{
    return x < 0 ? -x : x;
}

/* By Newton; the C library's needs another library. */
static double root(double x)
{
    double r = x > 1 ? x : 1;
    for (int i = 0; i < 40; i++)
        r = (r + x / r) / 2;
    return x > 0 ? r : 0;
}

double machine_operand(const struct machine *m, size_t i)
{
    return i < m->count && m->operands[i].kind == PDF_NUMBER ? m->operands[i].number : 0;
}

const char *machine_name(const struct machine *m, size_t i)
{
    return i < m->count && m->operands[i].kind == PDF_NAME ? m->operands[i].text : "";
}

/* A resource by its category ("/Font") and the name among the operands. */
pdf_value machine_resource(struct machine *m, const char *category, size_t i)
{
    const char *key = arena_printf(m->arena, "/%s", machine_name(m, i));
    return pdf_get(m->file, pdf_get(m->file, m->resources, category), key);
}

struct matrix machine_matrix(const struct machine *m)
{
    return (struct matrix){machine_operand(m, 0), machine_operand(m, 1), machine_operand(m, 2),
                           machine_operand(m, 3), machine_operand(m, 4), machine_operand(m, 5)};
}

/* ---- text ---- */

/* Has a font of the page been read before, or are there too many? Then it stays with that, or as it is. */
static bool known_font(struct machine *m, unsigned number, const char *name)
{
    for (size_t i = 0; i < m->font_count; i++) {
        const struct known_font *f = &m->fonts[i];
        if (f->number != number || (!number && (f->resources != m->resources || strcmp(f->name, name) != 0)))
            continue;
        m->now.font = f->font;
        return true;
    }
    return m->font_count == FONTS;
}

void machine_set_font(struct machine *m)
{
    pdf_value value = machine_resource(m, "/Font", 0);
    unsigned number = pdf_number_of(m->file, value);
    const char *name = machine_name(m, 0);
    m->now.size = machine_operand(m, 1);
    if (known_font(m, number, name))
        return;
    m->now.font = pdf_font_read(m->arena, m->file, value);
    m->fonts[m->font_count++] = (struct known_font){number, m->resources, name, m->now.font};
}

/* One string shown: appended to the text, and the text matrix moved on. */
static void show(struct machine *m, const struct pdf_token *string, struct buf *text)
{
    const struct state *s = &m->now;
    for (size_t i = 0, bytes; i < string->length; i += bytes) {
        unsigned code = pdf_font_code(s->font, string->text + i, string->length - i, &bytes);
        uint32_t character = s->font->unicode[code];
        bool valid = character >= 0x20 && character < 0x110000 && (character < 0xD800 || character >= 0xE000);
        if (valid) {
            char utf8[4];
            buf_add(text, utf8, text_encode(character, utf8));
        }
        double advance = (double)s->font->widths[code] / 1000 * s->size;
        if (character != ' ' && character != 0xA0)
            m->ink = matrix_times((struct matrix){1, 0, 0, 1, advance * s->scale, 0}, m->text);
        advance += s->char_space + (bytes == 1 && code == ' ' ? s->word_space : 0);
        m->text = matrix_times((struct matrix){1, 0, 0, 1, advance * s->scale, 0}, m->text);
    }
}

void machine_show(struct machine *m, const struct pdf_token *tokens, size_t count)
{
    const struct state *s = &m->now;
    struct buf text = {0};
    if (!s->font)
        return;
    struct matrix start = matrix_times(m->text, s->ctm);
    m->ink = m->text;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind == PDF_STRING) {
            show(m, &tokens[i], &text);
        } else if (tokens[i].kind == PDF_NUMBER) {
            double back = -tokens[i].number / 1000 * s->size * s->scale;
            if (-tokens[i].number > 200 && text.len > 0 && text.data[text.len - 1] != ' ')
                buf_char(&text, ' '); /* a gap in place of a space */
            m->text = matrix_times((struct matrix){1, 0, 0, 1, back, 0}, m->text);
        }
    }
    struct matrix end = matrix_times(m->ink, s->ctm);
    size_t length = text.len;
    double tall = root(start.c * start.c + start.d * start.d);
    struct pdf_run run = {.x = start.e + s->rise * start.c,
                          .y = start.f + s->rise * start.d,
                          .width = end.e - start.e,
                          .size = s->size * tall,
                          .font = s->font->name,
                          .bold = s->font->bold,
                          .italic = s->font->italic,
                          .turned = absolute(start.b) > 0.01 * tall || start.a<0, .figure = m->figure> 0,
                          .artifact = m->artifact > 0,
                          .gray = s->gray,
                          .coloured = s->coloured};
    run.text = text_nfc(m->arena, arena_strndup(m->arena, buf_text(&text), length), &length);
    if (length > 0 && !s->hidden)
        ARENA_PUSH(m->arena, m->out->runs, m->out->run_count) = run;
    buf_free(&text);
}

void machine_next_line(struct machine *m, double x, double y)
{
    m->line = matrix_times((struct matrix){1, 0, 0, 1, x, y}, m->line);
    m->text = m->line;
}

/* ---- lines ---- */

static void add_rule(struct machine *m, double x, double y, double x2, double y2, double thickness)
{
    struct matrix t = m->now.ctm;
    double px = t.a * x + t.c * y + t.e, py = t.b * x + t.d * y + t.f, qx = t.a * x2 + t.c * y2 + t.e,
           qy = t.b * x2 + t.d * y2 + t.f;
    double scale = root(absolute(t.a * t.d - t.b * t.c));
    bool level = absolute(py - qy) < 0.3, upright = absolute(px - qx) < 0.3;
    if (level == upright)
        return;
    ARENA_PUSH(m->arena, m->out->rules, m->out->rule_count) = (struct pdf_rule){
        px < qx ? px : qx, py < qy ? py : qy, px < qx ? qx : px, py < qy ? qy : py, thickness * scale};
}

void machine_paint(struct machine *m, bool stroke, bool fill)
{
    for (size_t i = 0; stroke && i < m->path_count; i++)
        add_rule(m, m->path[i].x, m->path[i].y, m->path[i].x2, m->path[i].y2, m->now.line_width);
    for (size_t i = 0; i < m->box_count; i++) {
        double x = m->boxes[4 * i], y = m->boxes[4 * i + 1], w = m->boxes[4 * i + 2], h = m->boxes[4 * i + 3];
        if (fill && absolute(h) <= thin && absolute(w) > absolute(h)) {
            add_rule(m, x, y + h / 2, x + w, y + h / 2, absolute(h));
        } else if (fill && absolute(w) <= thin) {
            add_rule(m, x + w / 2, y, x + w / 2, y + h, absolute(w));
        } else if (stroke) {
            add_rule(m, x, y, x + w, y, m->now.line_width);
            add_rule(m, x, y + h, x + w, y + h, m->now.line_width);
            add_rule(m, x, y, x, y + h, m->now.line_width);
            add_rule(m, x + w, y, x + w, y + h, m->now.line_width);
        }
    }
    m->path_count = m->box_count = 0;
    m->path = NULL;
}

void machine_line_to(struct machine *m, double x, double y)
{
    ARENA_PUSH(m->arena, m->path, m->path_count) = (struct pdf_rule){m->last.x, m->last.y, x, y, 0};
    m->last = (struct point){x, y};
}

void machine_add_box(struct machine *m)
{
    if (m->box_count == sizeof m->boxes / sizeof *m->boxes / 4)
        return;
    for (size_t i = 0; i < 4; i++)
        m->boxes[4 * m->box_count + i] = machine_operand(m, i);
    m->box_count++;
}
