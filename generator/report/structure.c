/* structure.c - the structure tree. */
#include "report/structure.h"

static const char *const names[] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_H1] = "H1",
    [ROLE_H2] = "H2",
    [ROLE_H3] = "H3",
    [ROLE_H4] = "H4",
    [ROLE_P] = "P",
    [ROLE_L] = "L",
    [ROLE_LI] = "LI",
    [ROLE_LBL] = "Lbl",
    [ROLE_LBODY] = "LBody",
    [ROLE_TABLE] = "Table",
    [ROLE_THEAD] = "THead",
    [ROLE_TBODY] = "TBody",
    [ROLE_TR] = "TR",
    [ROLE_TH] = "TH",
    [ROLE_TD] = "TD",
    [ROLE_FIGURE] = "Figure",
    [ROLE_LINK] = "Link",
};

const char *role_name(enum structure_role role)
{
    return names[role];
}

struct element *element_new(struct arena *arena, struct element *parent, enum structure_role role)
{
    struct element *element = ARENA_NEW(arena, struct element);
    element->role = role;
    element->parent = parent;
    return element;
}

static void place(struct arena *arena, struct element *element)
{
    if (!element->parent || element->placed)
        return;
    element->placed = true;
    place(arena, element->parent);
    ARENA_PUSH(arena, element->parent->kids, element->parent->kid_count) = (struct kid){.element = element};
}

void element_add_content(struct arena *arena, struct element *element, size_t page, size_t mcid)
{
    place(arena, element);
    ARENA_PUSH(arena, element->kids, element->kid_count) = (struct kid){.page = page, .mcid = mcid};
}

void element_add_object(struct arena *arena, struct element *element, size_t page, const unsigned *number)
{
    place(arena, element);
    ARENA_PUSH(arena, element->kids, element->kid_count) = (struct kid){.page = page, .object = number};
}
