/* content.c - content streams run as far as text and lines need it (ISO 32000-1, 8 and 9). */
#include "pdf/content.h"

#include "base/text.h"
#include "pdf/font.h"
#include "pdf/lexer.h"

#include <string.h>

enum { OPERANDS = 32, STATES = 32, DEPTH = 8, OPERATORS = 3 * 1000 * 1000, FONTS = 64 };
static const double thin = 3; /* a box no thicker is a line */

/* [a b c d e f]: x' = ax + cy + e, y' = bx + dy + f. */
struct matrix {
    double a, b, c, d, e, f;
};

static const struct matrix identity = {1, 0, 0, 1, 0, 0};

static struct matrix times(struct matrix m, struct matrix n)
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

struct state {
    struct matrix ctm;
    const struct pdf_font *font;
    double size, char_space, word_space, scale, leading, rise, line_width;
    int mode;
    double gray, stroke_gray;
    bool coloured;
};

struct point {
    double x, y;
};

struct known_font {
    unsigned number;
    const struct pdf_font *font;
};

struct machine {
    struct arena *arena;
    struct pdf_file *file;
    struct pdf_content *out;
    pdf_value resources;
    struct state now, saved[STATES];
    size_t depth;
    struct matrix text, line;
    struct pdf_token operands[OPERANDS];
    size_t count;
    struct point start, last; /* of the path */
    struct pdf_rule *path;    /* lines of the path that wait for being stroked or filled, in user space */
    size_t path_count;
    double boxes[4 * 64]; /* rectangles of the path: x, y, width, height */
    size_t box_count;
    int marked, artifact, figure; /* depth of marked content, and where an artifact or a figure began */
    struct matrix ink;            /* where the last letter of a run ended */
    int forms;
    long operators;
    struct known_font fonts[FONTS];
    size_t font_count;
};

static double operand(const struct machine *m, size_t i)
{
    return i < m->count && m->operands[i].kind == PDF_NUMBER ? m->operands[i].number : 0;
}

static const char *name_operand(const struct machine *m, size_t i)
{
    return i < m->count && m->operands[i].kind == PDF_NAME ? m->operands[i].text : "";
}

/* A resource by its category ("/Font") and the name among the operands. */
static pdf_value resource(struct machine *m, const char *category, size_t i)
{
    const char *key = arena_printf(m->arena, "/%s", name_operand(m, i));
    return pdf_get(m->file, pdf_get(m->file, m->resources, category), key);
}

static struct matrix six(const struct machine *m)
{
    return (struct matrix){operand(m, 0), operand(m, 1), operand(m, 2),
                           operand(m, 3), operand(m, 4), operand(m, 5)};
}

/* ---- text ---- */

static void set_font(struct machine *m)
{
    pdf_value value = resource(m, "/Font", 0);
    unsigned number = pdf_number_of(m->file, value);
    m->now.size = operand(m, 1);
    for (size_t i = 0; i < m->font_count; i++)
        if (number && m->fonts[i].number == number) {
            m->now.font = m->fonts[i].font;
            return;
        }
    m->now.font = pdf_font_read(m->arena, m->file, value);
    if (m->font_count < FONTS)
        m->fonts[m->font_count++] = (struct known_font){number, m->now.font};
}

/* One string shown: appended to the text, and the text matrix moved on. */
static void show(struct machine *m, const struct pdf_token *string, struct buf *text)
{
    const struct state *s = &m->now;
    for (size_t i = 0, bytes; i < string->length; i += bytes) {
        char utf8[4];
        unsigned code = pdf_font_code(s->font, string->text + i, string->length - i, &bytes);
        uint32_t character = s->font->unicode[code];
        bool valid = character >= 0x20 && character < 0x110000 && (character < 0xD800 || character >= 0xE000);
        if (valid)
            buf_add(text, utf8, text_encode(character, utf8));
        double advance = (double)s->font->widths[code] / 1000 * s->size;
        if (character != ' ' && character != 0xA0)
            m->ink = times((struct matrix){1, 0, 0, 1, advance * s->scale, 0}, m->text);
        advance += s->char_space + (bytes == 1 && code == ' ' ? s->word_space : 0);
        m->text = times((struct matrix){1, 0, 0, 1, advance * s->scale, 0}, m->text);
    }
}

static void show_run(struct machine *m, const struct pdf_token *tokens, size_t count)
{
    const struct state *s = &m->now;
    struct buf text = {0};
    if (!s->font)
        return;
    struct matrix start = times(m->text, s->ctm);
    m->ink = m->text;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind == PDF_STRING) {
            show(m, &tokens[i], &text);
        } else if (tokens[i].kind == PDF_NUMBER) {
            double back = -tokens[i].number / 1000 * s->size * s->scale;
            if (-tokens[i].number > 200 && text.len > 0 && text.data[text.len - 1] != ' ')
                buf_char(&text, ' '); /* a gap in place of a space */
            m->text = times((struct matrix){1, 0, 0, 1, back, 0}, m->text);
        }
    }
    struct matrix end = times(m->ink, s->ctm);
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
    if (length > 0 && s->mode != 3 && s->mode != 7) /* not the invisible text of a scan */
        ARENA_PUSH(m->arena, m->out->runs, m->out->run_count) = run;
    buf_free(&text);
}

static void next_line(struct machine *m, double x, double y)
{
    m->line = times((struct matrix){1, 0, 0, 1, x, y}, m->line);
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

static void paint_path(struct machine *m, bool stroke, bool fill)
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

static void line_to(struct machine *m, double x, double y)
{
    ARENA_PUSH(m->arena, m->path, m->path_count) = (struct pdf_rule){m->last.x, m->last.y, x, y, 0};
    m->last = (struct point){x, y};
}

static void add_box(struct machine *m)
{
    if (m->box_count == sizeof m->boxes / sizeof *m->boxes / 4)
        return;
    for (size_t i = 0; i < 4; i++)
        m->boxes[4 * m->box_count + i] = operand(m, i);
    m->box_count++;
}

/* ---- operators ---- */

static void run_stream(struct machine *m, const char *bytes, size_t n);

/* A form is a content of its own (ISO 32000-1, 8.10). */
static void draw_object(struct machine *m)
{
    pdf_value object = resource(m, "/XObject", 0);
    if (pdf_is_name(m->file, pdf_get(m->file, object, "/Subtype"), "/Image"))
        m->out->image_count++;
    if (!pdf_is_name(m->file, pdf_get(m->file, object, "/Subtype"), "/Form") || m->forms == DEPTH)
        return;
    size_t length;
    const char *bytes = pdf_stream(m->file, object, &length);
    pdf_value own = pdf_get(m->file, object, "/Resources"), outer = m->resources,
              array = pdf_get(m->file, object, "/Matrix");
    struct state saved = m->now;
    struct matrix matrix = identity;
    double *field[] = {&matrix.a, &matrix.b, &matrix.c, &matrix.d, &matrix.e, &matrix.f};
    for (size_t i = 0; i < 6 && pdf_count(m->file, array) == 6; i++)
        *field[i] = pdf_number(m->file, pdf_at(m->file, array, i), *field[i]);
    m->now.ctm = times(matrix, m->now.ctm);
    m->resources = own ? own : outer;
    m->forms++;
    if (bytes)
        run_stream(m, bytes, length);
    m->forms--;
    m->resources = outer;
    m->now = saved;
}

static void save(struct machine *m)
{
    if (m->depth < STATES)
        m->saved[m->depth] = m->now;
    m->depth += m->depth < 1000000;
}

static void restore(struct machine *m)
{
    if (m->depth > 0 && --m->depth < STATES)
        m->now = m->saved[m->depth];
}

/* A fill colour by its 1, 3 or 4 parts. */
static void set_colour(struct machine *m)
{
    double r = operand(m, 0), g = operand(m, 1), b = operand(m, 2), k = operand(m, 3);
    if (m->count == 4) {
        r = (1 - r) * (1 - k), g = (1 - g) * (1 - k), b = (1 - b) * (1 - k);
    } else if (m->count != 3) {
        g = b = r;
    }
    double most = r > g ? r : g, least = r < g ? r : g;
    most = b > most ? b : most;
    least = b < least ? b : least;
    m->now.gray = 0.3 * r + 0.59 * g + 0.11 * b;
    m->now.coloured = most - least > 0.15;
}

static void begin_marked(struct machine *m)
{
    m->marked++;
    if (!m->artifact && strcmp(name_operand(m, 0), "Artifact") == 0)
        m->artifact = m->marked;
    if (!m->figure && strcmp(name_operand(m, 0), "Figure") == 0)
        m->figure = m->marked;
}

static void end_marked(struct machine *m)
{
    if (m->artifact == m->marked)
        m->artifact = 0;
    if (m->figure == m->marked)
        m->figure = 0;
    m->marked -= m->marked > 0;
}

/* Operators by name; several names of one effect stand in a row. */
enum operator{
    OP_q,
    OP_Q,
    OP_cm,
    OP_w,
    OP_BT,
    OP_Tf,
    OP_Td,
    OP_TD,
    OP_Tm,
    OP_Tstar,
    OP_Tc,
    OP_Tw,
    OP_Tz,
    OP_TL,
    OP_Ts,
    OP_Tr,
    OP_Tj,
    OP_TJ,
    OP_quote,
    OP_double,
    OP_m,
    OP_l,
    OP_c,
    OP_v,
    OP_h,
    OP_re,
    OP_stroke,
    OP_fill,
    OP_both,
    OP_none,
    OP_colour,
    OP_Do,
    OP_BMC,
    OP_EMC,
    OP_ID
};

static const struct {
    const char *name;
    enum operator operator;
} operators[] = {
    {"q", OP_q},       {"Q", OP_Q},        {"cm", OP_cm},    {"w", OP_w},       {"BT", OP_BT},
    {"Tf", OP_Tf},     {"Td", OP_Td},      {"TD", OP_TD},    {"Tm", OP_Tm},     {"T*", OP_Tstar},
    {"Tc", OP_Tc},     {"Tw", OP_Tw},      {"Tz", OP_Tz},    {"TL", OP_TL},     {"Ts", OP_Ts},
    {"Tr", OP_Tr},     {"Tj", OP_Tj},      {"TJ", OP_TJ},    {"'", OP_quote},   {"\"", OP_double},
    {"m", OP_m},       {"l", OP_l},        {"c", OP_c},      {"v", OP_v},       {"y", OP_v},
    {"h", OP_h},       {"re", OP_re},      {"S", OP_stroke}, {"s", OP_stroke},  {"f", OP_fill},
    {"F", OP_fill},    {"f*", OP_fill},    {"B", OP_both},   {"B*", OP_both},   {"b", OP_both},
    {"b*", OP_both},   {"n", OP_none},     {"g", OP_colour}, {"rg", OP_colour}, {"k", OP_colour},
    {"sc", OP_colour}, {"scn", OP_colour}, {"Do", OP_Do},    {"BMC", OP_BMC},   {"BDC", OP_BMC},
    {"EMC", OP_EMC},   {"ID", OP_ID},
};

static void run_text_operator(struct machine *m, enum operator operator)
{
    switch (operator) {
    case OP_BT:
        m->text = m->line = identity;
        break;
    case OP_Tf:
        set_font(m);
        break;
    case OP_TD:
        m->now.leading = -operand(m, 1);
        next_line(m, operand(m, 0), operand(m, 1));
        break;
    case OP_Td:
        next_line(m, operand(m, 0), operand(m, 1));
        break;
    case OP_Tm:
        m->text = m->line = six(m);
        break;
    case OP_Tstar:
        next_line(m, 0, -m->now.leading);
        break;
    case OP_double:
        m->now.word_space = operand(m, 0);
        m->now.char_space = operand(m, 1);
        next_line(m, 0, -m->now.leading);
        show_run(m, m->operands, m->count);
        break;
    case OP_quote:
        next_line(m, 0, -m->now.leading);
        show_run(m, m->operands, m->count);
        break;
    case OP_Tj:
        show_run(m, m->operands, m->count);
        break;
    default:
        break;
    }
}

static void run_path_operator(struct machine *m, enum operator operator)
{
    double x = operand(m, 0), y = operand(m, 1);
    switch (operator) {
    case OP_m:
        m->start = m->last = (struct point){x, y};
        break;
    case OP_l:
        line_to(m, x, y);
        break;
    case OP_c:
        m->last = (struct point){operand(m, 4), operand(m, 5)};
        break;
    case OP_v:
        m->last = (struct point){operand(m, 2), operand(m, 3)};
        break;
    case OP_h:
        line_to(m, m->start.x, m->start.y);
        break;
    case OP_re:
        add_box(m);
        break;
    case OP_stroke:
    case OP_fill:
    case OP_both:
    case OP_none:
        paint_path(m, operator== OP_stroke || operator== OP_both, operator== OP_fill || operator== OP_both);
        break;
    default:
        break;
    }
}

static void run_state_operator(struct machine *m, enum operator operator, struct pdf_lexer * lexer)
{
    double *const numbers[] = {[OP_w] = &m->now.line_width,
                               [OP_Tc] = &m->now.char_space,
                               [OP_Tw] = &m->now.word_space,
                               [OP_TL] = &m->now.leading,
                               [OP_Ts] = &m->now.rise};
    switch (operator) {
    case OP_q:
        save(m);
        break;
    case OP_Q:
        restore(m);
        break;
    case OP_cm:
        m->now.ctm = times(six(m), m->now.ctm);
        break;
    case OP_w:
    case OP_Tc:
    case OP_Tw:
    case OP_TL:
    case OP_Ts:
        *numbers[operator] = operand(m, 0);
        break;
    case OP_Tz:
        m->now.scale = operand(m, 0) / 100;
        break;
    case OP_Tr:
        m->now.mode = (int)operand(m, 0);
        break;
    case OP_colour:
        set_colour(m);
        break;
    case OP_Do:
        draw_object(m);
        break;
    case OP_BMC:
        begin_marked(m);
        break;
    case OP_EMC:
        end_marked(m);
        break;
    case OP_ID:
        pdf_skip_image(lexer);
        m->out->image_count++;
        break;
    default:
        break;
    }
}

static void run_operator(struct machine *m, const char *name, struct pdf_lexer *lexer)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (strcmp(operators[i].name, name) != 0)
            continue;
        run_text_operator(m, operators[i].operator);
        run_path_operator(m, operators[i].operator);
        run_state_operator(m, operators[i].operator, lexer);
        return;
    }
}

/* An array with its strings and numbers: the operand of TJ, shown as soon as TJ comes. */
static void read_array(struct machine *m, struct pdf_lexer *lexer)
{
    struct pdf_token *items = NULL, token;
    size_t count = 0;
    while ((token = pdf_next(lexer)).kind == PDF_STRING || token.kind == PDF_NUMBER || token.kind == PDF_NAME)
        ARENA_PUSH(m->arena, items, count) = token;
    const char *at = lexer->at;
    struct pdf_token next = pdf_next(lexer);
    if (next.kind == PDF_WORD && strcmp(next.text, "TJ") == 0) {
        show_run(m, items, count);
        m->count = 0;
    } else {
        lexer->at = at;
    }
}

static void run_stream(struct machine *m, const char *bytes, size_t n)
{
    struct pdf_lexer lexer = {m->arena, bytes, bytes + n};
    for (struct pdf_token token; (token = pdf_next(&lexer)).kind != PDF_END && m->operators < OPERATORS;) {
        m->operators++;
        if (token.kind == PDF_WORD) {
            run_operator(m, token.text, &lexer);
            m->count = 0;
        } else if (token.kind == PDF_OPEN) {
            read_array(m, &lexer);
        } else if (token.kind != PDF_CLOSE && m->count < OPERANDS) {
            m->operands[m->count++] = token;
        }
    }
}

/* ---- the page ---- */

/* From the page's own axes to ours: y downwards from the top left corner of what is seen. */
static struct matrix to_page(struct pdf_file *file, pdf_value page, double *width, double *height)
{
    pdf_value box = pdf_inherited(file, page, "/CropBox");
    double edge[4] = {0, 0, 612, 792};
    if (pdf_count(file, box) != 4)
        box = pdf_inherited(file, page, "/MediaBox");
    for (size_t i = 0; i < 4 && pdf_count(file, box) == 4; i++)
        edge[i] = pdf_number(file, pdf_at(file, box, i), edge[i]);
    double left = edge[0] < edge[2] ? edge[0] : edge[2], low = edge[1] < edge[3] ? edge[1] : edge[3];
    double w = absolute(edge[2] - edge[0]), h = absolute(edge[3] - edge[1]);
    int turn = ((int)pdf_number(file, pdf_inherited(file, page, "/Rotate"), 0) % 360 + 360) % 360;
    *width = turn % 180 ? h : w;
    *height = turn % 180 ? w : h;
    struct matrix origin = {1, 0, 0, 1, -left, -low};
    switch (turn) {
    case 90:
        return times(origin, (struct matrix){0, 1, 1, 0, 0, 0});
    case 180:
        return times(origin, (struct matrix){-1, 0, 0, 1, w, 0});
    case 270:
        return times(origin, (struct matrix){0, -1, -1, 0, h, w});
    default:
        return times(origin, (struct matrix){1, 0, 0, -1, 0, h});
    }
}

/* The content may come in several streams, which are one (ISO 32000-1, 7.8.2). */
static void run_page(struct machine *m, pdf_value contents)
{
    struct buf all = {0};
    size_t count = pdf_is_array(m->file, contents) ? pdf_count(m->file, contents) : 1;
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const char *bytes = pdf_stream(
            m->file, pdf_is_array(m->file, contents) ? pdf_at(m->file, contents, i) : contents, &length);
        if (bytes && all.len + length < PDF_STREAM_LIMIT)
            buf_add(&all, bytes, length);
        buf_char(&all, '\n');
    }
    run_stream(m, buf_text(&all), all.len);
    buf_free(&all);
}

struct pdf_content *pdf_content_read(struct arena *arena, struct pdf_file *file, pdf_value page)
{
    struct machine *m = ARENA_NEW(arena, struct machine);
    m->arena = arena;
    m->file = file;
    m->out = ARENA_NEW(arena, struct pdf_content);
    m->resources = pdf_inherited(file, page, "/Resources");
    m->now = (struct state){
        .ctm = to_page(file, page, &m->out->width, &m->out->height), .scale = 1, .line_width = 1};
    m->text = m->line = identity;
    run_page(m, pdf_get(file, page, "/Contents"));
    return m->out;
}
