/* markdown_write.c - school, indices, plan and progress in the Markdown form: the head as YAML, the body as
 * the blocks that the readers take apart, written by prose_markdown. */
#include "write/markdown_write.h"

#include "base/date.h"
#include "write/front_matter_text.h"
#include "write/write.h"

#include <string.h>

struct writer {
    struct arena arena;
    struct head_writer head;
    struct buf *out;
};

static void begin(struct writer *w, struct buf *out, const struct comments *comments)
{
    *w = (struct writer){.out = out};
    w->head = (struct head_writer){.out = out, .comments = comments};
    head_begin(&w->head);
}

/* ---- blocks ---- */

static struct block *new_block(struct writer *w, enum block_kind kind)
{
    struct block *block = ARENA_NEW(&w->arena, struct block);
    block->kind = kind;
    return block;
}

static struct block *text_block(struct writer *w, enum block_kind kind, const char *text)
{
    struct block *block = new_block(w, kind);
    block->spans = ARENA_NEW(&w->arena, struct span);
    *block->spans = (struct span){.kind = SPAN_TEXT, .text = text};
    return block;
}

static struct block *copy_chain(struct writer *w, const struct block *chain, struct block **last);

/* A chain of blocks, with the comments that stood between them. */
static void add_block(struct writer *w, const struct block *chain)
{
    struct block *last = NULL, *rest = copy_chain(w, chain, &last);
    while (rest) {
        if (rest->at.source)
            head_comments(&w->head, rest->at, true);
        struct block *end = rest;
        while (end->next && !(end->next->at.source && head_waits(&w->head, end->next->at)))
            end = end->next;
        struct block *next = end->next;
        end->next = NULL;
        buf_char(w->out, '\n');
        prose_markdown(w->out, rest);
        rest = next;
    }
}

static void add_heading(struct writer *w, int level, const char *text, struct place at)
{
    head_comments(&w->head, at, true);
    struct block *heading = text_block(w, BLOCK_HEADING, text);
    heading->level = level;
    add_block(w, heading);
}

struct list {
    struct block *block, **link;
};

static void add_item(struct writer *w, struct list *list, struct block *first)
{
    if (!list->block) {
        list->block = new_block(w, BLOCK_LIST);
        list->block->tight = true;
        list->link = &list->block->first;
    }
    *list->link = new_block(w, BLOCK_ITEM);
    (*list->link)->first = first;
    list->link = &(*list->link)->next;
}

static void add_text_item(struct writer *w, struct list *list, const char *text)
{
    add_item(w, list, text_block(w, BLOCK_PARAGRAPH, text));
}

static void add_field(struct writer *w, struct list *list, const char *key, const char *value)
{
    if (value)
        add_text_item(w, list, arena_printf(&w->arena, "%s: %s", key, value));
}

static void finish(struct writer *w)
{
    head_comments(&w->head, (struct place){0}, true);
    arena_free(&w->arena);
}

/* ---- school and indices ---- */

static const char *day_text(struct writer *w, struct date day)
{
    return date_given(day) ? date_short(&w->arena, day) : NULL;
}

static void add_dated(struct writer *w, const char *key, const struct dated_list *list)
{
    const struct dated *only = list->count == 1 ? list->items : NULL;
    if (only && !date_given(only->from) && !date_given(only->to)) {
        head_key(&w->head, key, only->text);
        return;
    }
    head_list(&w->head, key, list->count > 0);
    for (size_t i = 0; i < list->count; i++) {
        const struct dated *d = &list->items[i];
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a list that counts one has it */
        const char *from = day_text(w, d->from), *to = day_text(w, d->to);
        if (!from && !to) {
            head_item(&w->head, d->text.s, d->text.at);
            continue;
        }
        head_item_key(&w->head, true, "tên", d->text);
        head_item_key(&w->head, false, "từ", (struct str){from, {0}});
        head_item_key(&w->head, false, "đến", (struct str){to, {0}});
    }
}

static void add_people(struct writer *w, const struct school *school)
{
    head_list(&w->head, "người ký", school->signer_count > 0);
    for (size_t i = 0; i < school->signer_count; i++) {
        const struct signer *signer = &school->signers[i];
        head_item_key(&w->head, true, "họ tên", signer->name);
        head_item_key(&w->head, false, "chức vụ", signer->position);
        head_item_key(&w->head, false, "từ", (struct str){day_text(w, signer->from), {0}});
        head_item_key(&w->head, false, "đến", (struct str){day_text(w, signer->to), {0}});
        head_item_key(&w->head, false, "chữ ký", signer->image);
    }
}

static void add_roles(struct writer *w, const struct school *school)
{
    head_list(&w->head, "bộ phận", school->role_count > 0);
    for (size_t i = 0; i < school->role_count; i++) {
        const struct role *role = &school->roles[i];
        head_item_key(&w->head, true, "tên", role->name);
        head_item_key(&w->head, false, "người", role->holder);
        head_item_list(&w->head, "gồm", role->aliases, role->alias_count);
    }
    head_list(&w->head, "kênh", school->channel_count > 0);
    for (size_t i = 0; i < school->channel_count; i++) {
        const struct channel *channel = &school->channels[i];
        head_item_key(&w->head, true, "tên", channel->name);
        head_item_key(&w->head, false, "địa chỉ", channel->address);
        head_item_key(&w->head, false, "hiển thị", channel->shown);
        head_item_key(&w->head, false, "ghi chú", channel->note);
    }
}

void markdown_write_school(struct buf *out, const struct school *school)
{
    struct writer w;
    begin(&w, out, &school->comments);
    add_dated(&w, "tên", &school->names);
    head_key(&w.head, "ký hiệu", school->symbol);
    add_dated(&w, "cơ quan chủ quản", &school->parents);
    add_dated(&w, "địa danh", &school->places);
    add_people(&w, school);
    add_dated(&w, "kính gửi", &school->addressees);
    add_dated(&w, "nơi nhận", &school->recipients);
    head_key(&w.head, "lưu", school->archive);
    add_roles(&w, school);
    head_key(&w.head, "trang", school->base_url);
    head_key(&w.head, "màu", school->accent);
    head_key(&w.head, "huy hiệu", school->crest);
    head_key(&w.head, "con dấu", school->seal_image);
    if (school->period_first_day != PERIOD_FIRST_DAY)
        head_key(&w.head, "ngày đầu kỳ",
                 (struct str){arena_printf(&w.arena, "%d", school->period_first_day), {0}});
    head_excuses(&w.head, &school->excuses);
    head_end(&w.head);
    if (school->about)
        head_comments(&w.head, school->about->at, true);
    add_block(&w, school->about);
    finish(&w);
}

void markdown_write_papi(struct buf *out, const struct papi *papi)
{
    struct writer w;
    begin(&w, out, &papi->comments);
    head_list(&w.head, "chỉ số", papi->count > 0);
    for (size_t i = 0; i < papi->count; i++) {
        const struct papi_index *index = &papi->indices[i];
        head_item_key(&w.head, true, "số", (struct str){arena_printf(&w.arena, "%d", index->number), {0}});
        head_item_key(&w.head, false, "tên", index->name);
        head_item_list(&w.head, "tên khác", index->aliases, index->alias_count);
    }
    head_excuses(&w.head, &papi->excuses);
    head_end(&w.head);
    for (size_t i = 0; i < papi->count; i++) {
        if (!papi->indices[i].about)
            continue;
        add_heading(&w, 2, arena_printf(&w.arena, "Chỉ số %d", papi->indices[i].number),
                    papi->indices[i].about->at);
        add_block(&w, papi->indices[i].about);
    }
    finish(&w);
}

void markdown_write_scores(struct buf *out, const struct scores *scores)
{
    struct writer w;
    begin(&w, out, &scores->comments);
    head_list(&w.head, "công bố", scores->count > 0);
    for (size_t i = 0; i < scores->count; i++) {
        const struct release *release = &scores->releases[i];
        head_item_key(&w.head, true, "năm", release->year_text);
        head_item_key(&w.head, false, "nguồn", release->origin);
        head_item_key(&w.head, false, "ngày", release->date_text);
        for (int n = 0; n < PAPI_INDICES; n++)
            head_item_key(&w.head, false, arena_printf(&w.arena, "chỉ số %d", n + 1),
                          release->scores[n].text);
    }
    head_excuses(&w.head, &scores->excuses);
    head_end(&w.head);
    finish(&w);
}

/* ---- plan ---- */

/* A copy of a chain, deep enough to add to its last list. */
static struct block *copy_chain(struct writer *w, const struct block *chain, struct block **last)
{
    struct block *first = NULL, **link = &first;
    for (; chain; chain = chain->next) {
        *link = ARENA_NEW(&w->arena, struct block);
        **link = *chain;
        *last = *link;
        link = &(*link)->next;
    }
    return first;
}

static void add_task_fields(struct writer *w, const struct task *task, struct list *fields)
{
    const struct section *s = task->section;
    add_field(w, fields, "Chỉ tiêu", task->target.s);
    add_field(w, fields, "Phụ trách", task->owner.s != s->owner.s ? task->owner.s : NULL);
    add_field(w, fields, "Thời hạn", task->due.s);
    add_field(w, fields, "Chỉ số",
              task->index != s->index ? arena_printf(&w->arena, "%d", task->index) : NULL);
}

/* The words of a dash item and its fields below them: in the last list of the words when that is one of
 * dashes, because a list right behind it would join it. */
static struct block *task_blocks(struct writer *w, const struct task *task)
{
    struct list fields = {0};
    struct block *last = NULL, *blocks = copy_chain(w, task->prose, &last);
    add_task_fields(w, task, &fields);
    if (!fields.block)
        return blocks;
    if (last && last->kind == BLOCK_LIST && !last->ordered) {
        struct block *last_item = NULL;
        last->first = copy_chain(w, last->first, &last_item);
        last_item->next = fields.block->first;
    } else if (last) {
        last->next = fields.block;
    } else {
        return fields.block;
    }
    return blocks;
}

/* A run of dash items becomes one list, unless a comment stands between them. */
static void add_tasks(struct writer *w, const struct section *s)
{
    struct block *first = NULL, **link = &first;
    struct list run = {0};
    for (size_t i = 0; i < s->item_count; i++) {
        struct task *task = s->items[i].task;
        if (task && task->dash) {
            if (head_waits(&w->head, task->at)) {
                add_block(w, first);
                head_comments(&w->head, task->at, true);
                first = NULL;
                link = &first;
                run = (struct list){0};
            }
            bool begins = !run.block;
            add_item(w, &run, task_blocks(w, task));
            if (begins) {
                *link = run.block; /* NOLINT(clang-analyzer-core.NullDereference): add_item has made it */
                link = &run.block->next;
            }
            continue;
        }
        run = (struct list){0};
        struct block *last = NULL;
        *link = copy_chain(w, task ? task->prose : s->items[i].block, &last);
        link = &last->next;
        struct list fields = {0};
        if (task)
            add_task_fields(w, task, &fields);
        *link = fields.block;
        if (fields.block)
            link = &fields.block->next;
    }
    add_block(w, first);
}

static void add_section(struct writer *w, const struct section *s)
{
    add_heading(w, s->level + 1, arena_printf(&w->arena, "%s. %s", s->label, s->title.s), s->at);
    add_tasks(w, s);
    for (const struct section *child = s->first; child; child = child->next)
        add_section(w, child);
}

static void add_parts(struct writer *w, const char *key, const struct part_reference *parts, size_t count)
{
    struct str *texts = arena_alloc(&w->arena, (count + 1) * sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = parts[i].text;
    head_flow(&w->head, key, texts, count);
}

void markdown_write_plan(struct buf *out, const struct plan *plan)
{
    struct writer w;
    begin(&w, out, &plan->comments);
    head_key(&w.head, "loại", plan->kind);
    head_key(&w.head, "số", plan->number);
    head_key(&w.head, "ngày", plan->date_text);
    head_key(&w.head, "trích yếu", plan->summary);
    head_key(&w.head, "cơ quan chủ quản", plan->parent_agency);
    head_key(&w.head, "cơ quan", plan->agency);
    head_key(&w.head, "địa danh", plan->place);
    head_key(&w.head, "người ký", plan->signer);
    head_key(&w.head, "chức vụ", plan->position);
    add_parts(&w, "phần bắt buộc", plan->required, plan->required_given ? plan->required_count : 0);
    add_parts(&w, "phần nhiệm vụ", plan->task_parts, plan->task_part_count);
    head_excuses(&w.head, &plan->excuses);
    head_end(&w.head);
    if (plan->preamble)
        head_comments(&w.head, plan->preamble->at, true);
    add_block(&w, plan->preamble);
    for (const struct section *part = plan->parts; part; part = part->next)
        add_section(&w, part);
    if (plan->closing)
        head_comments(&w.head, plan->closing->at, true);
    add_block(&w, plan->closing);
    if (plan->recipient_count > 0) {
        struct list list = {0};
        add_heading(&w, 2, "Nơi nhận", plan->recipients[0].at);
        for (size_t i = 0; i < plan->recipient_count; i++)
            add_text_item(&w, &list, plan->recipients[i].s);
        add_block(&w, list.block);
    }
    finish(&w);
}

/* ---- progress ---- */

static void add_evidence(struct writer *w, struct list *list, const struct evidence *evidence)
{
    if (!evidence->label.s) {
        add_field(w, list, "Minh chứng", evidence->target.s);
        return;
    }
    struct block *paragraph = text_block(w, BLOCK_PARAGRAPH, "Minh chứng: ");
    struct span *link = ARENA_NEW(&w->arena, struct span);
    *link = (struct span){.kind = SPAN_LINK, .url = evidence->target.s};
    link->first = ARENA_NEW(&w->arena, struct span);
    *link->first = (struct span){.kind = SPAN_TEXT, .text = evidence->label.s};
    paragraph->spans->next = link;
    add_item(w, list, paragraph);
}

static void add_entry(struct writer *w, const struct entry *entry)
{
    struct list fields = {0};
    const char *words = entry->words.s;
    add_heading(w, 3, words ? arena_printf(&w->arena, "%s %s", entry->code.s, words) : entry->code.s,
                entry->at);
    add_field(w, &fields, "Trạng thái", entry->state_text.s);
    add_field(w, &fields, "Phụ trách", entry->owner.s);
    add_field(w, &fields, "Thời hạn", entry->due.s);
    add_field(w, &fields, "Ngày", entry->days.s);
    add_field(w, &fields, "Kết quả", entry->result.s);
    add_field(w, &fields, "Lũy kế", entry->total.s);
    add_field(w, &fields, "Tỷ lệ", entry->percent.s);
    for (size_t i = 0; i < entry->evidence_count; i++)
        add_evidence(w, &fields, &entry->evidence[i]);
    add_field(w, &fields, "Lý do", entry->reason.s);
    add_field(w, &fields, "Việc tiếp theo", entry->next.s);
    for (size_t i = 0; i < entry->internal_count; i++)
        add_field(w, &fields, "Nội bộ", entry->internal[i].s);
    add_block(w, fields.block);
    add_block(w, entry->prose);
}

void write_entry(struct buf *out, const struct entry *entry)
{
    struct writer w = {.out = out, .head = {.out = out}};
    add_entry(&w, entry);
    arena_free(&w.arena);
}

void write_key(struct buf *out, const char *key, const char *value)
{
    struct head_writer head = {.out = out};
    head_key(&head, key, (struct str){value, {0}});
}

static bool open_section(struct writer *w, int level, const char *title, const struct progress *p,
                         enum progress_part part)
{
    if (p->part_at[part].source)
        add_heading(w, level, title, p->part_at[part]);
    return p->part_at[part].source != NULL;
}

static void add_section_of(struct writer *w, int level, const char *title, const struct progress *p,
                           enum progress_part part)
{
    if (open_section(w, level, title, p, part))
        add_block(w, p->parts[part]);
}

/* A list with a meaning, and prose right behind it, which another list would join. */
static void add_data(struct writer *w, struct block *data, const struct block *prose)
{
    struct block *last = NULL, *copy = copy_chain(w, prose, &last);
    if (data)
        data->next = copy;
    add_block(w, data ? data : copy);
}

static void add_documents(struct writer *w, const struct progress *p)
{
    struct list list = {0};
    if (!open_section(w, 2, "Văn bản đã ban hành", p, PART_DOCUMENTS))
        return;
    for (size_t i = 0; i < p->document_count; i++) {
        const struct issued_document *d = &p->documents[i];
        add_text_item(w, &list,
                      arena_printf(&w->arena, "%s; %s; %s", d->number.s, d->date_text.s, d->summary.s));
    }
    add_data(w, list.block, p->parts[PART_DOCUMENTS]);
}

static void add_feedback(struct writer *w, const struct progress *p)
{
    struct list list = {0};
    if (!open_section(w, 2, "Phản ánh, kiến nghị", p, PART_FEEDBACK))
        return;
    add_field(w, &list, "Tồn kỳ trước", p->feedback.carried.s);
    add_field(w, &list, "Tiếp nhận", p->feedback.received.s);
    add_field(w, &list, "Đã xử lý", p->feedback.answered.s);
    add_field(w, &list, "Đang xử lý", p->feedback.open.s);
    add_data(w, list.block, p->parts[PART_FEEDBACK]);
}

void markdown_write_progress(struct buf *out, const struct progress *p)
{
    struct writer w;
    bool assessed = p->part_at[PART_STRENGTHS].source || p->part_at[PART_WEAKNESSES].source ||
                    p->part_at[PART_CAUSES].source;
    begin(&w, out, &p->comments);
    head_key(&w.head, "kỳ", p->period);
    head_key(&w.head, "số", p->number);
    head_key(&w.head, "ngày", p->date_text);
    head_key(&w.head, "minh họa", (struct str){p->illustrative ? "có" : NULL, {0}});
    head_key(&w.head, "người ký", p->signer);
    head_key(&w.head, "từ ngày", p->from_text);
    head_key(&w.head, "đến ngày", p->to_text);
    head_list(&w.head, "thay thế", p->replaced_count > 0);
    for (size_t i = 0; i < p->replaced_count; i++)
        head_item(&w.head, p->replaced[i].text.s, p->replaced[i].text.at);
    head_excuses(&w.head, &p->excuses);
    head_end(&w.head);
    add_section_of(&w, 2, "Chỉ đạo, điều hành", p, PART_DIRECTION);
    add_documents(&w, p);
    if (!open_section(&w, 2, "Kết quả thực hiện", p, PART_RESULTS) && p->entry_count > 0)
        add_heading(&w, 2, "Kết quả thực hiện", (struct place){.source = NULL});
    add_block(&w, p->parts[PART_RESULTS]);
    for (size_t i = 0; i < p->entry_count; i++)
        add_entry(&w, p->entries[i]);
    add_feedback(&w, p);
    if (assessed)
        add_heading(&w, 2, "Đánh giá chung", (struct place){.source = NULL});
    add_section_of(&w, 3, "Ưu điểm", p, PART_STRENGTHS);
    add_section_of(&w, 3, "Tồn tại, hạn chế", p, PART_WEAKNESSES);
    add_section_of(&w, 3, "Nguyên nhân", p, PART_CAUSES);
    add_section_of(&w, 2, "Phương hướng", p, PART_NEXT);
    add_section_of(&w, 2, "Đề xuất, kiến nghị", p, PART_PROPOSALS);
    add_section_of(&w, 2, "Nội bộ", p, PART_INTERNAL);
    finish(&w);
}
