/* entry.c - one task's entry in a quarter's progress. */
#include "read/entry.h"

#include "base/text.h"
#include "read/fields.h"
#include "read/internal.h"
#include "read/markdown.h"

#include <string.h>

/* ---- values that are more than a string ---- */

static bool has_scheme(const char *url)
{
    size_t n = strcspn(url, ":/?#");
    return url[n] == ':';
}

/* A path, good or bad, and no link: check/ says what is wrong with it. "C:" is a drive, not a scheme. */
static bool is_path(const char *target)
{
    return !has_scheme(target) || target[1] == ':';
}

/* Adds every link and picture of the spans. */
static void add_links(struct arena *arena, struct entry *entry, const struct span *span)
{
    for (; span; span = span->next) {
        if (span->kind != SPAN_LINK && span->kind != SPAN_IMAGE) {
            add_links(arena, entry, span->first);
            continue;
        }
        struct evidence evidence = {.is_file = is_path(span->url)};
        char *words = span_text(arena, span->first);
        evidence.target = (struct str){span->url, span->at};
        if (span->first && *words && strcmp(words, span->url) != 0)
            evidence.label = (struct str){words, span->first->at};
        ARENA_PUSH(arena, entry->evidence, entry->evidence_count) = evidence;
    }
}

/* A path, a link, or Markdown links with a description. */
static void set_evidence(struct arena *arena, struct diags *diags, void *target, struct str value,
                         const struct block *item)
{
    struct entry *entry = target;
    size_t before = entry->evidence_count;
    add_links(arena, entry, item->first->spans);
    if (entry->evidence_count > before)
        return;
    if (is_path(value.s) || markdown_link_is_safe(value.s))
        ARENA_PUSH(arena, entry->evidence, entry->evidence_count) =
            (struct evidence){.target = value, .is_file = is_path(value.s)};
    else
        diag(diags, MARKDOWN_UNSAFE_LINK, value.at, value.s);
}

static void set_internal(struct arena *arena, struct diags *diags, void *target, struct str value,
                         const struct block *item)
{
    (void)diags, (void)item;
    struct entry *entry = target;
    ARENA_PUSH(arena, entry->internal, entry->internal_count) = value;
}

static const struct field fields[] = {
    {"Trạng thái", offsetof(struct entry, state_text), NULL},
    {"Kết quả", offsetof(struct entry, result), NULL},
    {"Lũy kế", offsetof(struct entry, total), NULL},
    {"Tỷ lệ", offsetof(struct entry, percent), NULL},
    {"Ngày", offsetof(struct entry, days), NULL},
    {"Thời hạn", offsetof(struct entry, due), NULL},
    {"Phụ trách", offsetof(struct entry, owner), NULL},
    {"Minh chứng", 0, set_evidence},
    {"Lý do", offsetof(struct entry, reason), NULL},
    {"Việc tiếp theo", offsetof(struct entry, next), NULL},
    {"Nội bộ", 0, set_internal},
};
enum { FIELDS = sizeof fields / sizeof *fields };

/* ---- heading ---- */

/* Bytes of the task code at the start of s ("III.2.1"), 0 when there is none. */
static size_t code_length(const char *s)
{
    size_t roman = strspn(s, "IVXivx");
    if (roman == 0 || s[roman] != '.')
        return 0;
    size_t n = roman;
    while (s[n] == '.' && s[n + 1] >= '0' && s[n + 1] <= '9')
        n += 1 + strspn(s + n + 1, "0123456789");
    return n > roman ? n : 0;
}

bool entry_heading(struct arena *arena, const struct block *heading)
{
    return code_length(block_text(arena, heading)) > 0;
}

static void read_heading(struct arena *arena, struct entry *entry, const struct block *heading)
{
    const char *text = block_text(arena, heading);
    size_t n = code_length(text);
    char *code = arena_strndup(arena, text, n);
    entry->code = (struct str){code, place_find(heading->at, code)};
    const char *rest = text + n;
    rest += strspn(rest, " .:-");
    if (strncmp(rest, "–", strlen("–")) == 0)
        rest += strlen("–");
    char *words = text_trim(arena, rest, strlen(rest));
    entry->words = (struct str){*words ? words : NULL, place_find(heading->at, words)};
    entry->at = heading->at;
}

/* ---- fields ---- */

static void read_field(struct arena *arena, struct diags *diags, struct entry *entry,
                       const struct field_item *split, const struct block *item)
{
    const struct field *field = field_find(fields, FIELDS, split->key.s);
    if (!field)
        diag(diags, FIELD_UNKNOWN, split->key.at, split->key.s,
             field_nearest(arena, fields, FIELDS, split->key.s), field_names(arena, fields, FIELDS));
    else
        field_store(arena, diags, field, entry, split, item);
    if (field)
        field_one_block(diags, field, item);
}

static void read_fields(struct arena *arena, struct diags *diags, struct entry *entry,
                        const struct block *list)
{
    for (const struct block *item = list->first; item; item = item->next) {
        struct field_item split, next;
        if (!field_split(arena, item, &split)) {
            diag(diags, FIELD_SHAPE, place_make(item->at.source, item->at.offset, 1));
            continue;
        }
        bool two = field_wrong_dash(arena, diags, item, &split, &next);
        read_field(arena, diags, entry, &split, item);
        if (two)
            read_field(arena, diags, entry, &next, item);
        internal_guard(arena, diags, item->at, false);
    }
}

enum { DAYS_MAX = 100 }; /* as a text of many thousand days would be complained about day by day */

/* Days of the activity: one or several, separated by ";". */
static void read_days(struct arena *arena, struct diags *diags, struct entry *entry)
{
    struct place rest = entry->days.at;
    size_t days = 0;
    for (const char *s = entry->days.s; s && *s; s += *s == ';') {
        size_t n = strcspn(s, ";"), count = entry->date_count;
        char *text = text_trim(arena, s, n);
        struct str one = {text, place_find(rest, text)};
        struct date date = {0};
        s += n;
        if (!*text)
            continue;
        if (++days > DAYS_MAX) {
            diag(diags, DAYS_MANY, one.at, arena_printf(arena, "%d", DAYS_MAX));
            return;
        }
        rest = field_rest(rest, one.at);
        field_date(diags, one, &date);
        if (!date_given(date))
            continue;
        ARENA_PUSH(arena, entry->date_texts, count) = one;
        ARENA_PUSH(arena, entry->dates, entry->date_count) = date;
    }
}

static void read_state(struct arena *arena, struct diags *diags, struct entry *entry)
{
    if (!entry->state_text.s) {
        diag(diags, STATE_MISSING, entry->code.at, entry->code.s);
        return;
    }
    entry->state = state_parse(arena, entry->state_text.s);
    if (entry->state != STATE_NONE)
        return;
    const char *names[STATE_COUNT];
    for (int s = 1; s < STATE_COUNT; s++)
        names[s - 1] = state_info((enum state)s)->text;
    struct buf all = {0};
    for (int s = 1; s < STATE_COUNT; s++)
        buf_printf(&all, "%s%s", s > 1 ? " · " : "", names[s - 1]);
    diag(diags, STATE_UNKNOWN, entry->state_text.at, entry->state_text.s,
         text_nearest(arena, entry->state_text.s, names, STATE_COUNT - 1), buf_text(&all));
    buf_free(&all);
}

/* "1.234 lượt": thousands to us, a decimal to who is used to English programs (text.md 7.3). */
static void warn_ambiguous(struct arena *arena, struct diags *diags, struct str text, struct quantity q)
{
    if (q.ambiguous)
        diag(diags, NUMBER_AMBIGUOUS, text.at, text.s, quantity_as_thousands(arena, q),
             quantity_as_decimal(arena, q));
}

static void read_quantities(struct arena *arena, struct diags *diags, struct entry *entry)
{
    if (entry->result.s)
        quantity_parse(arena, entry->result.s, &entry->result_quantity); /* words are a result too */
    warn_ambiguous(arena, diags, entry->result, entry->result_quantity);
    if (entry->total.s && !quantity_parse(arena, entry->total.s, &entry->total_quantity))
        diag(diags, QUANTITY_WRONG, entry->total.at, entry->total.s);
    warn_ambiguous(arena, diags, entry->total, entry->total_quantity);
    if (!entry->percent.s)
        return;
    struct quantity *percent = &entry->percent_quantity;
    bool fine = quantity_parse(arena, entry->percent.s, percent) &&
                (!*percent->unit || strcmp(percent->unit, "%") == 0);
    if (!fine || percent->thousandths > 100 * NUMBER_SCALE) {
        diag(diags, PERCENT_WRONG, entry->percent.at, entry->percent.s);
        *percent = (struct quantity){0};
    }
}

bool entry_without_heading(struct arena *arena, struct diags *diags, const struct block *block)
{
    const struct block *list = block->next;
    if (block->kind != BLOCK_PARAGRAPH || !list || list->kind != BLOCK_LIST || !list->first)
        return false;
    const char *text = block_text(arena, block);
    size_t n = code_length(text);
    struct field_item split;
    if (n == 0 || !field_split(arena, list->first, &split) || !field_find(fields, FIELDS, split.key.s))
        return false;
    diag(diags, ENTRY_NO_HEADING, place_make(block->at.source, block->at.offset, n),
         arena_strndup(arena, text, n));
    return true;
}

/* Fields further down are prose: a warning, because a "Minh chứng:" there would not count, and an error for
 * "Nội bộ:", which would be published. */
static void guard_prose(struct arena *arena, struct diags *diags, const struct block *prose)
{
    for (const struct block *b = prose; b; b = b->next) {
        internal_guard(arena, diags, b->at, true);
        if (entry_without_heading(arena, diags, b)) {
            b = b->next; /* its fields: one slip is one complaint */
            continue;
        }
        for (const struct block *item = b->kind == BLOCK_LIST ? b->first : NULL; item; item = item->next) {
            struct field_item split;
            const struct field *field =
                field_split(arena, item, &split) ? field_find(fields, FIELDS, split.key.s) : NULL;
            if (field && field->set != set_internal)
                diag(diags, FIELD_IN_PROSE, split.key.at, split.key.s);
        }
    }
}

struct entry *entry_read(struct arena *arena, struct diags *diags, const struct block *heading,
                         struct block *blocks)
{
    struct entry *entry = ARENA_NEW(arena, struct entry);
    read_heading(arena, entry, heading);
    /* A comment or another bullet ("*" after "-") makes a second list, which holds fields no less. */
    for (bool more = false; blocks && blocks->kind == BLOCK_LIST && !(more && blocks->ordered); more = true) {
        read_fields(arena, diags, entry, blocks);
        blocks = blocks->next;
    }
    entry->prose = blocks;
    guard_prose(arena, diags, blocks);
    read_days(arena, diags, entry);
    read_state(arena, diags, entry);
    read_quantities(arena, diags, entry);
    field_date(diags, entry->due, &entry->due_date);
    return entry;
}
