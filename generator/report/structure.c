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
    [ROLE_FORM] = "Form",
};

const char *role_name(enum structure_role role)
{
    return names[role];
}

struct element *element_new(struct arena *arena, struct element *parent, enum structure_role role)
{
    struct element *element = ARENA_NEW(arena, struct element);
    element->role = (uint8_t)role;
    element->parent = parent;
    return element;
}

static void add_kid(struct arena *arena, struct element *element, const struct kid *kid)
{
    if (element->kid_count == 0) {
        element->one = *kid;
        element->kids = &element->one;
    } else if (element->kid_count == 1) {
        element->kids = arena_grow(arena, NULL, 0, sizeof *kid);
        element->kids[0] = element->one;
        element->kids[1] = *kid;
    } else {
        element->kids = arena_grow(arena, element->kids, element->kid_count, sizeof *kid);
        element->kids[element->kid_count] = *kid;
    }
    element->kid_count++;
}

static void place(struct arena *arena, struct element *element)
{
    if (!element->parent || element->placed)
        return;
    element->placed = true;
    place(arena, element->parent);
    add_kid(arena, element->parent, &(struct kid){.element = element});
}

void element_add_content(struct arena *arena, struct element *element, size_t page, size_t mcid)
{
    place(arena, element);
    add_kid(arena, element, &(struct kid){.page = (uint32_t)page, .mcid = (uint32_t)mcid});
}

void element_add_object(struct arena *arena, struct element *element, size_t page, const unsigned *number)
{
    place(arena, element);
    add_kid(arena, element, &(struct kid){.page = (uint32_t)page, .object = number});
}
