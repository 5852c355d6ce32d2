/* images.h - pictures as pages show them: a smaller copy of a large one, its size told, the picture itself
 * one tap away. */
#ifndef SITE_IMAGES_H
#define SITE_IMAGES_H

#include "base/tree.h"
#include "model/model.h"
#include "view/mustache.h"

#include <stdbool.h>

/* Pixels: a page is 44rem wide, a phone 360 points of two pixels or more; a crest is 3rem. */
enum { IMAGE_WIDTH = 720, CREST_WIDTH = 144 };

/* Where the copies are, below the folder of the year: nothing of the content may be published there. */
#define IMAGES_FOLDER "anh-nho"

struct images {
    struct arena *arena;
    struct tree *tree;
    struct mustache *templates; /* NULL: nothing is done */
    struct image_copy *copies;
    size_t count;
};

/* Sets how a span of kind IMAGE is shown, by the template anh.html. folder: the year's in the tree,
 * "site/2024/"; file: the picture's, there already; linked: the picture stands inside a link. False: it is
 * damaged or has too many pixels. */
bool images_show(struct images *images, struct span *image, const char *folder, const struct tree_file *file,
                 bool linked);

/* The same for the school's crest. */
bool images_show_crest(struct images *images, struct school *school, const char *folder,
                       const struct tree_file *file);

#endif
