/* front_matter.c - the head of a file; every value can be written and read again. */
#include "fuzz.h"

#include "read/front_matter.h"
#include "write/write.h"

#include <string.h>

static void judge_node(const struct node *node)
{
    fuzz_place(node->at);
    fuzz_must(node->kind != NODE_SCALAR || node->scalar);
    if (node->scalar)
        fuzz_text(node->scalar, strlen(node->scalar));
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == NODE_MAP)
            fuzz_place(node->keys[i].at);
        judge_node(node->items[i]);
    }
}

/* A value as `convert` writes it is the same value. */
static void judge_value(struct fuzz *f, struct str value)
{
    struct buf out = {0};
    struct diags diags = {.arena = &f->arena};
    size_t body;
    buf_str(&out, "---\n");
    write_key(&out, "khoa", value.s);
    buf_str(&out, "---\n");
    const struct source *source = source_from_text(&f->arena, "lai.md", buf_text(&out), out.len);
    const struct node *map =
        out.len < FRONT_MATTER_LIMIT ? front_matter_read(&f->arena, &diags, source, &body) : NULL;
    if (map) {
        struct str again = node_str(&f->arena, map, "khoa");
        fuzz_must(again.s && strcmp(again.s, value.s) == 0);
    }
    fuzz_must(map || out.len >= FRONT_MATTER_LIMIT);
    buf_free(&out);
}

void fuzz_front_matter(struct fuzz *f, const uint8_t *data, size_t size)
{
    static const struct front_matter_key keys[] = {
        {"kỳ", true, false}, {"số", false, false}, {"người ký", false, true}, {"thay thế", false, true}};
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "tep.md", data, size);
    struct comments comments = {0};
    size_t body = 0;
    if (!source)
        return;
    const struct node *map = front_matter_read(&f->arena, &f->diags, source, &body);
    fuzz_must(body <= source->len);
    fuzz_must(map || f->diags.count > 0);
    if (!map)
        return;
    judge_node(map);
    front_matter_check(&f->arena, &f->diags, map, keys, sizeof keys / sizeof *keys);
    front_matter_comments(&f->arena, source, body, &comments);
    for (size_t i = 0; i < comments.count; i++)
        fuzz_place(comments.items[i].at);
    for (size_t i = 0; i < map->count; i++) {
        struct str value = node_value(&f->arena, map->items[i]), *values;
        node_strs(&f->arena, map->items[i], &values);
        if (value.s)
            judge_value(f, value);
    }
}
