/* picture.h - pictures of the content (PNG, JPEG) as a report shows them: read, scaled, drawn as a figure
 * with its words. */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include "base/png_form.h"
#include "report/layout.h"

/* Pixels ready for a PDF: a JPEG or the rows of a PNG as they came, or plain rows of samples of 8 bits,
 * compressed. */
struct picture {
    enum { PICTURE_PLAIN, PICTURE_PNG, PICTURE_JPEG } kind;
    struct buf bytes;
    unsigned orientation; /* of a photograph: 1 to 8, as in EXIF; 0 is 1 */
    struct png_form form; /* the palette, of PICTURE_PNG alone, in the arena */
    const char *words;    /* what it shows */
};

/* The picture that a paragraph consists of, or NULL: it has other words too, the file is not there, is
 * neither PNG nor JPEG, is damaged, has too many pixels, or lies outside the content. Transparency becomes
 * white, what is more than 1,600 pixels wide is averaged down. */
struct picture *picture_read(struct layout *layout, const struct span *spans);

/* The height it needs, and draws it at layout->y with its words under it. */
double picture_height(struct layout *layout, const struct picture *picture);
void picture_draw(struct layout *layout, struct picture *picture);

#endif
