/* test_model_prose.c - prose written as Markdown reads back as the same tree: tricky texts, and thousands of
 * random trees. */
#include "unit.h"

#include "base/buf.h"
#include "model/prose.h"
#include "read/markdown.h"

static void dump_spans(struct buf *out, const struct span *span)
{
    for (; span; span = span->next) {
        buf_printf(out, "(%d", (int)span->kind);
        if (span->text)
            buf_printf(out, " “%s”", span->text);
        if (span->url)
            buf_printf(out, " <%s>", span->url);
        dump_spans(out, span->first);
        buf_char(out, ')');
    }
}

static void dump(struct buf *out, const struct block *block)
{
    for (; block; block = block->next) {
        buf_printf(out, "[%d", (int)block->kind);
        if (block->kind == BLOCK_LIST)
            buf_printf(out, " %s %d %s", block->ordered ? "ordered" : "plain",
                       block->ordered ? block->start : 0, block->tight ? "tight" : "loose");
        dump_spans(out, block->spans);
        dump(out, block->first);
        buf_char(out, ']');
    }
}

static char *dumped(struct arena *arena, const struct block *block)
{
    struct buf out = {0};
    dump(&out, block);
    char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

static struct block *read_back(struct arena *arena, struct diags *diags, const struct block *block,
                               char **markdown)
{
    struct buf out = {0};
    prose_markdown(&out, block);
    *markdown = buf_take(&out, arena);
    buf_free(&out);
    const struct source *source = source_from_text(arena, "prose", *markdown, strlen(*markdown));
    return markdown_read(arena, diags, source, 0, MARKDOWN_CONTENT);
}

/* ---- random trees ---- */

static uint32_t seed;

static uint32_t pick(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static const char *const words[] = {
    "việc",  "Quý II", "1.",  "2)", "-",    "+",    "*",     "#",   "##",    "|",    "<b>", "&amp;",
    "a_b_c", "*x*",    "[y]", "![", "](z)", "`mã`", "\\",    ">",   "==",    "---",  "~~~", "http://a.b",
    "“dẫn”", "100%",   "a\\", "_",  "**",   "!",    "1. 2.", ":",   "12)",   "<!--", "-->", "&",
    "đ",     "Ễ",      "=",   "`",  "``",   "<",    "x|y",   "(a)", "\"q\"", "'",    "$",   "{{x}}"};

static struct span *new_span(struct arena *arena, enum span_kind kind)
{
    struct span *span = ARENA_NEW(arena, struct span);
    span->kind = kind;
    return span;
}

static struct span *random_text(struct arena *arena)
{
    struct buf out = {0};
    for (uint32_t i = 0, n = 1 + pick(4); i < n; i++)
        buf_printf(&out, "%s%s", i ? " " : "", words[pick(sizeof words / sizeof *words)]);
    struct span *span = new_span(arena, SPAN_TEXT);
    span->text = buf_take(&out, arena);
    buf_free(&out);
    return span;
}

/* Text, then perhaps an emphasised word, a link or a line end, and text again: emphasis stands between
 * spaces, as people write it. */
static struct span *random_spans(struct arena *arena, int depth)
{
    struct span *first = random_text(arena), *last = first;
    for (uint32_t i = 0, n = depth > 0 ? pick(3) : 0; i < n; i++) {
        struct span *middle = NULL;
        switch (pick(5)) {
        case 0:
        case 1: {
            middle = new_span(arena, pick(2) ? SPAN_EMPH : SPAN_STRONG);
            middle->first = new_span(arena, SPAN_TEXT);
            middle->first->text = "chữ nghiêng, đậm";
            break;
        }
        case 2:
            middle = new_span(arena, pick(4) ? SPAN_LINK : SPAN_IMAGE);
            middle->url = pick(2) ? "minh-chung/a (b) & c.pdf" : "https://a.example/x?y=1&z=<2>";
            middle->first = random_text(arena);
            break;
        case 3:
            middle = new_span(arena, SPAN_SOFT);
            break;
        case 4:
            middle = new_span(arena, SPAN_BREAK);
            break;
        }
        bool line = middle->kind == SPAN_SOFT || middle->kind == SPAN_BREAK;
        struct span *after = random_text(arena);
        if (!line) {
            last->text = arena_printf(arena, "%s ", last->text);
            after->text = arena_printf(arena, " %s", after->text);
        }
        last->next = middle;
        middle->next = after;
        last = after;
    }
    return first;
}

static struct block *new_block(struct arena *arena, enum block_kind kind)
{
    struct block *block = ARENA_NEW(arena, struct block);
    block->kind = kind;
    return block;
}

static struct block *random_blocks(struct arena *arena, int depth);

static struct block *random_list(struct arena *arena, int depth)
{
    struct block *list = new_block(arena, BLOCK_LIST), **link = &list->first;
    list->ordered = pick(2);
    list->start = list->ordered ? 1 + (int)pick(12) : 0;
    list->tight = pick(2);
    /* One item alone is tight unless it has several blocks: two items say what is meant. */
    for (uint32_t i = 0, n = 2 + pick(3); i < n; i++) {
        struct block *item = new_block(arena, BLOCK_ITEM);
        item->first = new_block(arena, BLOCK_PARAGRAPH);
        item->first->spans = random_spans(arena, 1);
        if (depth > 0 && pick(3) == 0) {
            item->first->next = random_list(arena, depth - 1);
            if (list->tight && item->first->next->ordered)
                item->first->next->start =
                    1; /* only such a list may follow a paragraph without an empty line */
        } else if (!list->tight && pick(3) == 0) {
            item->first->next = new_block(arena, BLOCK_PARAGRAPH);
            item->first->next->spans = random_spans(arena, 1);
        }
        *link = item;
        link = &item->next;
    }
    return list;
}

static struct block *random_blocks(struct arena *arena, int depth)
{
    struct block *first = NULL, **link = &first;
    enum block_kind before = BLOCK_RULE;
    for (uint32_t i = 0, n = 1 + pick(4); i < n; i++) {
        struct block *block;
        uint32_t kind = pick(5);
        if (kind == 0 && before != BLOCK_LIST && depth > 0) { /* two lists in a row would be one */
            block = random_list(arena, depth - 1);
        } else if (kind == 1 && before != BLOCK_QUOTE && depth > 0) {
            block = new_block(arena, BLOCK_QUOTE);
            block->first = random_blocks(arena, depth - 1);
        } else {
            block = new_block(arena, BLOCK_PARAGRAPH);
            block->spans = random_spans(arena, 2);
        }
        before = block->kind;
        *link = block;
        link = &block->next;
    }
    return first;
}

static void random_trees_read_back(void **state)
{
    (void)state;
    seed = 20241123;
    for (int round = 0; round < 4000; round++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct block *tree = random_blocks(&arena, 3);
        char *markdown, *wanted = dumped(&arena, tree);
        char *got = dumped(&arena, read_back(&arena, &diags, tree, &markdown));
        if (strcmp(wanted, got) != 0 || diags.count > 0) {
            size_t same = 0;
            while (wanted[same] && wanted[same] == got[same])
                same++;
            same = same > 60 ? same - 60 : 0;
            print_message("round %d\nwanted …%.200s\ngot    …%.200s\n-----\n%s-----\n", round, wanted + same,
                          got + same, markdown);
            diag_print(&diags, stdout);
        }
        assert_true(strcmp(wanted, got) == 0);
        assert_int_equal(diags.count, 0);
        arena_free(&arena);
    }
}

/* Escaped text is that text and nothing else, also in a row of a table of the form. */
static void escaped_text_is_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct buf out = {0};
        prose_markdown_escape(&out, words[i]);
        const struct source *source = source_from_text(&arena, "x", buf_text(&out), out.len);
        struct block *block = markdown_read(&arena, &diags, source, 0, MARKDOWN_CONTENT);
        assert_non_null(block);
        assert_int_equal(block->kind, BLOCK_PARAGRAPH);
        assert_string_equal(block_text(&arena, block), words[i]);
        assert_int_equal(diags.count, 0);
        buf_free(&out);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_trees_read_back),
                                       cmocka_unit_test(escaped_text_is_plain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
