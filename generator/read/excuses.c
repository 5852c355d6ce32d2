/* excuses.c - "bỏ qua" at the head of a file. */
#include "read/excuses.h"

#include <string.h>

static const struct front_matter_key keys[] = {
    {"mã", true, false}, {"về", false, false}, {"lý do", false, false}};

void excuses_read(struct arena *arena, struct diags *diags, const struct node *head, struct excuses *out)
{
    const struct node *list = node_get(head, "bỏ qua");
    if (list && list->kind != NODE_LIST)
        diag(diags, SCHOOL_LIST, list->at, "bỏ qua", keys[0].name);
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        const struct node *item = list->items[i];
        if (item->kind != NODE_MAP) {
            diag(diags, SCHOOL_LIST, item->at, "bỏ qua", keys[0].name);
            continue;
        }
        front_matter_check(arena, diags, item, keys, sizeof keys / sizeof *keys);
        struct excuse excuse = {node_str(arena, item, "mã"), node_str(arena, item, "về"),
                                node_str(arena, item, "lý do")};
        if (excuse.code.s)
            ARENA_PUSH(arena, out->items, out->count) = excuse;
    }
}
