/* figure.c - figures and their boxes. */
#include "report/figure.h"

void figure_begin(struct layout *l, const char *alt)
{
    struct element *element = element_new(l->arena, l->document->structure, ROLE_FIGURE);
    element->alt = alt;
    element->box = arena_alloc(l->arena, 4 * sizeof *element->box);
    element->box[0] = l->geometry.left;
    element->box[2] = l->geometry.left + layout_text_width(l);
    element->box[3] = l->page->height - l->y;
    l->page->element = element;
}

void figure_end(struct layout *l)
{
    l->page->element->box[1] = l->page->height - l->y;
    l->page->element = NULL;
}
