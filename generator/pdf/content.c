/* content.c - content streams read operator by operator, and the page's axes (ISO 32000-1, 7.8, 8 and 9). */
#include "pdf/content.h"

#include "pdf/machine.h"

#include <string.h>

enum { DEPTH = 8, FORMS = 10000, OPERATORS = 3 * 1000 * 1000 };

static double absolute(double x)
{
    return x < 0 ? -x : x;
}

/* ---- operators ---- */

static void run_stream(struct machine *m, const char *bytes, size_t n);

/* A form is a content of its own (ISO 32000-1, 8.10). */
static void draw_object(struct machine *m)
{
    if (m->forms == DEPTH || m->drawn == FORMS || m->unpacked > PDF_STREAM_LIMIT)
        return;
    pdf_value object = machine_resource(m, "/XObject", 0), kind = pdf_get(m->file, object, "/Subtype");
    if (pdf_is_name(m->file, kind, "/Image"))
        m->out->image_count++;
    if (!pdf_is_name(m->file, kind, "/Form"))
        return;
    size_t length;
    const char *bytes = pdf_stream(m->file, object, &length);
    m->unpacked += length;
    pdf_value own = pdf_get(m->file, object, "/Resources"), outer = m->resources,
              array = pdf_get(m->file, object, "/Matrix");
    struct state saved = m->now;
    struct matrix matrix = matrix_identity;
    double *field[] = {&matrix.a, &matrix.b, &matrix.c, &matrix.d, &matrix.e, &matrix.f};
    for (size_t i = 0; i < 6 && pdf_count(m->file, array) == 6; i++)
        *field[i] = pdf_number(m->file, pdf_at(m->file, array, i), *field[i]);
    m->now.ctm = matrix_times(matrix, m->now.ctm);
    m->resources = own ? own : outer;
    m->forms++;
    m->drawn++;
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
    double r = machine_operand(m, 0), g = machine_operand(m, 1), b = machine_operand(m, 2),
           k = machine_operand(m, 3);
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
    if (!m->artifact && strcmp(machine_name(m, 0), "Artifact") == 0)
        m->artifact = m->marked;
    if (!m->figure && strcmp(machine_name(m, 0), "Figure") == 0)
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
        m->text = m->line = matrix_identity;
        break;
    case OP_Tf:
        machine_set_font(m);
        break;
    case OP_TD:
        m->now.leading = -machine_operand(m, 1);
        machine_next_line(m, machine_operand(m, 0), machine_operand(m, 1));
        break;
    case OP_Td:
        machine_next_line(m, machine_operand(m, 0), machine_operand(m, 1));
        break;
    case OP_Tm:
        m->text = m->line = machine_matrix(m);
        break;
    case OP_Tstar:
        machine_next_line(m, 0, -m->now.leading);
        break;
    case OP_double:
        m->now.word_space = machine_operand(m, 0);
        m->now.char_space = machine_operand(m, 1);
        machine_next_line(m, 0, -m->now.leading);
        machine_show(m, m->operands, m->count);
        break;
    case OP_quote:
        machine_next_line(m, 0, -m->now.leading);
        machine_show(m, m->operands, m->count);
        break;
    case OP_Tj:
        machine_show(m, m->operands, m->count);
        break;
    default:
        break;
    }
}

static void run_path_operator(struct machine *m, enum operator operator)
{
    double x = machine_operand(m, 0), y = machine_operand(m, 1);
    switch (operator) {
    case OP_m:
        m->start = m->last = (struct point){x, y};
        break;
    case OP_l:
        machine_line_to(m, x, y);
        break;
    case OP_c:
        m->last = (struct point){machine_operand(m, 4), machine_operand(m, 5)};
        break;
    case OP_v:
        m->last = (struct point){machine_operand(m, 2), machine_operand(m, 3)};
        break;
    case OP_h:
        machine_line_to(m, m->start.x, m->start.y);
        break;
    case OP_re:
        machine_add_box(m);
        break;
    case OP_stroke:
    case OP_fill:
    case OP_both:
    case OP_none:
        machine_paint(
            m, operator== OP_stroke || operator== OP_both, operator== OP_fill || operator== OP_both);
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
        m->now.ctm = matrix_times(machine_matrix(m), m->now.ctm);
        break;
    case OP_w:
    case OP_Tc:
    case OP_Tw:
    case OP_TL:
    case OP_Ts:
        *numbers[operator] = machine_operand(m, 0);
        break;
    case OP_Tz:
        m->now.scale = machine_operand(m, 0) / 100;
        break;
    case OP_Tr:
        m->now.hidden = machine_operand(m, 0) == 3 || machine_operand(m, 0) == 7;
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
    while ((token = pdf_next(lexer)).kind == PDF_STRING || token.kind == PDF_NUMBER ||
           token.kind == PDF_NAME) {
        ARENA_PUSH(m->arena, items, count) = token;
        if (++m->operators >= OPERATORS)
            return;
    }
    const char *at = lexer->at;
    struct pdf_token next = pdf_next(lexer);
    if (next.kind == PDF_WORD && strcmp(next.text, "TJ") == 0) {
        machine_show(m, items, count);
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
        return matrix_times(origin, (struct matrix){0, 1, 1, 0, 0, 0});
    case 180:
        return matrix_times(origin, (struct matrix){-1, 0, 0, 1, w, 0});
    case 270:
        return matrix_times(origin, (struct matrix){0, -1, -1, 0, h, w});
    default:
        return matrix_times(origin, (struct matrix){1, 0, 0, -1, 0, h});
    }
}

/* The content may come in several streams, which are one (ISO 32000-1, 7.8.2). */
static void run_page(struct machine *m, pdf_value contents)
{
    struct buf all = {0};
    size_t count = pdf_is_array(m->file, contents) ? pdf_count(m->file, contents) : 1;
    for (size_t i = 0; i < count && m->unpacked <= PDF_STREAM_LIMIT; i++) {
        size_t length;
        const char *bytes = pdf_stream(
            m->file, pdf_is_array(m->file, contents) ? pdf_at(m->file, contents, i) : contents, &length);
        m->unpacked += length;
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
    m->text = m->line = matrix_identity;
    run_page(m, pdf_get(file, page, "/Contents"));
    return m->out;
}
