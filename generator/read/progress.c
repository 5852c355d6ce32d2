/* progress.c - q1.md to q4.md: header, prose sections, documents, feedback; entries are read in entry.c. */
#include "base/text.h"
#include "read/content.h"
#include "read/document.h"
#include "read/entry.h"
#include "read/excuses.h"
#include "read/fields.h"
#include "read/internal.h"

#include <string.h>

static const struct front_matter_key keys[] = {
    {"kỳ", true, false},        {"số", true, false},        {"ngày", true, false},
    {"minh họa", false, false}, {"người ký", false, false}, {"từ ngày", false, false},
    {"đến ngày", false, false}, {"thay thế", false, true},  {"bỏ qua", false, true},
};

/* The headings a quarter may have: level 2, or level 3 below the section named parent. */
static const struct {
    const char *title, *parent;
    enum progress_part part; /* PART_COUNT: only holds headings */
} sections[] = {
    {"Chỉ đạo, điều hành", NULL, PART_DIRECTION},
    {"Văn bản đã ban hành", NULL, PART_DOCUMENTS},
    {"Kết quả thực hiện", NULL, PART_RESULTS},
    {"Phản ánh, kiến nghị", NULL, PART_FEEDBACK},
    {"Đánh giá chung", NULL, PART_COUNT},
    {"Ưu điểm", "Đánh giá chung", PART_STRENGTHS},
    {"Tồn tại, hạn chế", "Đánh giá chung", PART_WEAKNESSES},
    {"Nguyên nhân", "Đánh giá chung", PART_CAUSES},
    {"Phương hướng", NULL, PART_NEXT},
    {"Đề xuất, kiến nghị", NULL, PART_PROPOSALS},
    {"Nội bộ", NULL, PART_INTERNAL},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static const struct field feedback_fields[] = {
    {"Tồn kỳ trước", offsetof(struct feedback, carried), NULL},
    {"Tiếp nhận", offsetof(struct feedback, received), NULL},
    {"Đã xử lý", offsetof(struct feedback, answered), NULL},
    {"Đang xử lý", offsetof(struct feedback, open), NULL},
};
enum { FEEDBACK_FIELDS = sizeof feedback_fields / sizeof *feedback_fields };

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct progress *progress;
    const char *parent; /* title of the level-2 section we are in, or NULL */
    bool lost;          /* that section has a name we do not know, so what stands below it is not judged */
};

/* ---- header ---- */

/* "45/BC-HB ngày 17/6/2024", one or a list of them. */
static void read_replaced(struct reader *r, const struct node *node)
{
    struct progress *p = r->progress;
    struct str *texts;
    size_t count = node ? node_strs(r->arena, node, &texts) : 0;
    for (size_t i = 0; i < count; i++) {
        struct replaced_report one = {.text = texts[i]};
        const char *space = strchr(texts[i].s, ' ');
        if (!space || !date_parse(space + 1, &one.date)) {
            diag(r->diags, REPLACED_SHAPE, texts[i].at, texts[i].s);
            continue;
        }
        one.number = arena_strndup(r->arena, texts[i].s, (size_t)(space - texts[i].s));
        ARENA_PUSH(r->arena, p->replaced, p->replaced_count) = one;
    }
}

/* The report's date; "…" while the document system has not given it. */
static void read_report_date(struct reader *r)
{
    struct progress *p = r->progress;
    if (p->date_text.s && !strstr(p->date_text.s, "…"))
        field_date(r->diags, p->date_text, &p->date);
}

static void read_header(struct reader *r, const struct node *map, int first_day)
{
    struct progress *p = r->progress;
    front_matter_check(r->arena, r->diags, map, keys, sizeof keys / sizeof *keys);
    p->period = node_str(r->arena, map, "kỳ");
    p->number = node_str(r->arena, map, "số");
    p->date_text = node_str(r->arena, map, "ngày");
    p->signer = node_str(r->arena, map, "người ký");
    p->from_text = node_str(r->arena, map, "từ ngày");
    p->to_text = node_str(r->arena, map, "đến ngày");
    read_report_date(r);
    read_replaced(r, node_get(map, "thay thế"));
    if (p->period.s && !quarter_parse(p->period.s, &p->quarter))
        diag(r->diags, PERIOD_WRONG, p->period.at, p->period.s);
    if (p->quarter.number)
        quarter_period(p->quarter, first_day, &p->from, &p->to);
    field_date(r->diags, p->from_text, &p->from);
    field_date(r->diags, p->to_text, &p->to);
    struct str illustrative = node_str(r->arena, map, "minh họa");
    if (illustrative.s) {
        p->illustrative = text_same(illustrative.s, "có");
        if (!p->illustrative && !text_same(illustrative.s, "không"))
            diag(r->diags, YES_NO, illustrative.at, illustrative.s);
    }
}

/* ---- lists with a meaning ---- */

/* "12/KH-HB; 20/3/2024; Kế hoạch …" */
static void read_document(struct reader *r, const struct block *item)
{
    const char *text = block_text(r->arena, item);
    const char *first = strchr(text, ';'), *second = first ? strchr(first + 1, ';') : NULL;
    if (!second) {
        diag(r->diags, DOCUMENT_SHAPE, item->at);
        return;
    }
    char *number = text_trim(r->arena, text, (size_t)(first - text));
    char *date = text_trim(r->arena, first + 1, (size_t)(second - first - 1));
    char *summary = text_trim(r->arena, second + 1, strlen(second + 1));
    struct issued_document document = {.number = {number, place_find(item->at, number)}};
    struct place rest = field_rest(item->at, document.number.at);
    document.date_text = (struct str){date, place_find(rest, date)};
    document.summary = (struct str){summary, place_find(field_rest(rest, document.date_text.at), summary)};
    field_date(r->diags, document.date_text, &document.date);
    ARENA_PUSH(r->arena, r->progress->documents, r->progress->document_count) = document;
}

static void read_count(struct reader *r, struct str text, struct quantity *out)
{
    if (text.s && !quantity_parse(r->arena, text.s, out))
        diag(r->diags, QUANTITY_WRONG, text.at, text.s);
}

static void read_feedback(struct reader *r, const struct block *list)
{
    struct feedback *f = &r->progress->feedback;
    for (const struct block *item = list->first; item; item = item->next) {
        struct field_item split;
        if (!field_split(r->arena, item, &split)) {
            diag(r->diags, FIELD_SHAPE, place_make(item->at.source, item->at.offset, 1));
            continue;
        }
        const struct field *field = field_find(feedback_fields, FEEDBACK_FIELDS, split.key.s);
        if (field) {
            field_store(r->arena, r->diags, field, f, &split, item);
            field_one_block(r->diags, field, item);
        } else
            diag(r->diags, FIELD_UNKNOWN, split.key.at, split.key.s,
                 field_nearest(r->arena, feedback_fields, FEEDBACK_FIELDS, split.key.s),
                 field_names(r->arena, feedback_fields, FEEDBACK_FIELDS));
    }
}

static void count_feedback(struct reader *r)
{
    struct feedback *f = &r->progress->feedback;
    read_count(r, f->carried, &f->carried_n);
    read_count(r, f->received, &f->received_n);
    read_count(r, f->answered, &f->answered_n);
    read_count(r, f->open, &f->open_n);
}

/* ---- sections ---- */

/* The row of sections that a heading names, or -1. */
static int find_section(const char *title)
{
    for (int i = 0; i < SECTIONS; i++)
        if (text_same(sections[i].title, title))
            return i;
    return -1;
}

/* A known section must stand at its level and under its parent. */
static void judge_place(struct reader *r, const struct block *heading, int row)
{
    const char *title = sections[row].title, *parent = sections[row].parent;
    bool fits = parent ? heading->level == 3 && (r->lost || (r->parent && strcmp(parent, r->parent) == 0))
                       : heading->level == 2;
    if (!fits)
        diag(r->diags, SECTION_PLACE, heading->at, title,
             arena_printf(r->arena, "%s %s", parent ? "###" : "##", title), parent);
}

static void complain_heading(struct reader *r, const struct block *heading, const char *title)
{
    const char *names[SECTIONS];
    size_t count = 0;
    for (int i = 0; i < SECTIONS; i++)
        if ((sections[i].parent != NULL) == (heading->level == 3))
            names[count++] = sections[i].title;
    const char *near = text_nearest(r->arena, title, names, count);
    if (heading->level == 3 && !near)
        diag(r->diags, ENTRY_CODE, heading->at, title);
    else
        diag(r->diags, SECTION_UNKNOWN, heading->at, title, near);
}

/* Documents and feedback are a list, which may follow a sentence: then its first item tells. */
static bool is_data(struct reader *r, enum progress_part part, const struct block *block, bool first)
{
    if (block->kind != BLOCK_LIST || (part != PART_DOCUMENTS && part != PART_FEEDBACK))
        return false;
    if (first && !block->ordered)
        return true;
    if (part == PART_DOCUMENTS) {
        const char *semicolon = strchr(block_text(r->arena, block->first), ';');
        return semicolon && strchr(semicolon + 1, ';');
    }
    struct field_item split;
    return field_split(r->arena, block->first, &split) &&
           field_find(feedback_fields, FEEDBACK_FIELDS, split.key.s);
}

/* Takes the lists with a meaning out of a section; the rest is its prose. */
static struct block *take_data(struct reader *r, enum progress_part part, struct block *blocks)
{
    bool first = true; /* nothing but data so far */
    for (struct block **link = &blocks; *link;) {
        struct block *block = *link;
        if (!is_data(r, part, block, first)) {
            entry_without_heading(r->arena, r->diags, block);
            if (part != PART_INTERNAL)
                internal_guard(r->arena, r->diags, block->at, true);
            first = false;
            link = &block->next;
            continue;
        }
        if (part == PART_FEEDBACK)
            read_feedback(r, block);
        for (const struct block *item = block->first; item && part == PART_DOCUMENTS; item = item->next)
            read_document(r, item);
        *link = block->next;
    }
    return blocks;
}

static void read_section(struct reader *r, const struct block *heading, struct block *blocks)
{
    const char *title = block_text(r->arena, heading);
    int row = find_section(title);
    if (heading->level == 2)
        r->lost = row < 0;
    if (row < 0) {
        complain_heading(r, heading, title);
        return;
    }
    judge_place(r, heading, row);
    if (!sections[row].parent)
        r->parent = sections[row].title;
    enum progress_part part = sections[row].part;
    if (part == PART_COUNT) {
        if (blocks)
            diag(r->diags, SECTION_PROSE, blocks->at, title);
        return;
    }
    struct progress *p = r->progress;
    if (p->part_at[part].source) {
        char *line = arena_number(r->arena, place_position(p->part_at[part]).line);
        diag(r->diags, FIELD_TWICE, heading->at, title, line);
        return;
    }
    p->part_at[part] = heading->at;
    p->parts[part] = take_data(r, part, blocks);
    if (part == PART_FEEDBACK)
        count_feedback(r);
}

static void read_heading(struct reader *r, const struct block *heading, struct block *blocks)
{
    bool entry = entry_heading(r->arena, heading);
    if (heading->level != 3 && (entry || heading->level != 2))
        diag(r->diags, HEADING_LEVEL, heading->at);
    if (entry)
        ARENA_PUSH(r->arena, r->progress->entries, r->progress->entry_count) =
            entry_read(r->arena, r->diags, heading, blocks);
    else if (heading->level == 2 || heading->level == 3)
        read_section(r, heading, blocks);
}

struct progress *progress_read(struct arena *arena, struct diags *diags, const struct source *source,
                               int period_first_day)
{
    struct document document;
    if (!document_read(arena, diags, source, DOCUMENT_PROGRESS, &document))
        return NULL;
    struct progress *progress = ARENA_NEW(arena, struct progress);
    progress->source = source;
    progress->comments = document.comments;
    excuses_read(arena, diags, document.head, &progress->excuses);
    struct reader r = {.arena = arena, .diags = diags, .progress = progress};
    read_header(&r, document.head, period_first_day);
    struct block *b = document.body;
    if (b && b->kind != BLOCK_HEADING)
        diag(diags, PROSE_BEFORE_HEADING, b->at, "## Chỉ đạo, điều hành");
    while (b && b->kind != BLOCK_HEADING)
        b = b->next;
    while (b) {
        struct block *heading = b, *last = NULL;
        for (b = b->next; b && b->kind != BLOCK_HEADING; b = b->next)
            last = b;
        struct block *blocks = last ? heading->next : NULL;
        if (last)
            last->next = NULL;
        read_heading(&r, heading, blocks);
    }
    return progress;
}
