/* figure.c - figures and their boxes. */
#include "report/figure.h"

void figure_begin(struct layout *l, const char *alt)
{
    struct element *element = element_new(l->arena, l->document->structure, ROLE_FIGURE);
    struct shown *shown = element->shown = ARENA_NEW(l->arena, struct shown);
    shown->alt = alt;
    shown->box[0] = l->geometry.left;
    shown->box[2] = l->geometry.left + layout_text_width(l);
    shown->box[3] = l->page->height - l->y;
    l->page->element = element;
}

void figure_end(struct layout *l)
{
    l->page->element->shown->box[1] = l->page->height - l->y;
    l->page->element = NULL;
}
