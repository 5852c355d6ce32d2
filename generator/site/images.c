/* images.c - copies are made once for all the places that show a picture. */
#include "site/images.h"

#include "site/downloads.h"
#include "site/small.h"
#include "view/escape.h"

#include <string.h>
#include <strings.h>

struct image_copy {
    const struct tree_file *of;
    size_t most;         /* its bound */
    const char *address; /* of the copy, from the year's folder, or NULL: none was made */
    size_t width, height;
};

/* Another picture's copy never has the same: the folder tells the bound, and whether the kind is another. */
static const char *copy_address(struct arena *arena, const char *name, size_t most, const char *kind)
{
    const char *ending = strrchr(name, '.');
    bool same = ending != NULL && (strcasecmp(ending, kind) == 0 ||
                                   (strcmp(kind, ".jpg") == 0 && strcasecmp(ending, ".jpeg") == 0));

    return same ? arena_printf(arena, IMAGES_FOLDER "/%zu/%s", most, name)
                : arena_printf(arena, IMAGES_FOLDER "/%zu%s/%s%s", most, kind + 1, name, kind);
}

/* NULL: the picture is damaged or too large. */
static const struct image_copy *copy_of(struct images *images, const char *folder,
                                        const struct tree_file *file, size_t most)
{
    struct small small;

    for (size_t i = 0; i < images->count; i++)
        if (images->copies[i].of == file && images->copies[i].most == most)
            return &images->copies[i];
    if (!small_make(file->bytes, file->size, most, &small))
        return NULL;
    struct image_copy copy = {file, most, NULL, small.width, small.height};
    if (small.made) {
        copy.address = copy_address(images->arena, file->path + strlen(folder), most, small.kind);
        tree_take(images->tree, arena_printf(images->arena, "%s%s", folder, copy.address), &small.bytes);
    }
    buf_free(&small.bytes);
    ARENA_PUSH(images->arena, images->copies, images->count) = copy;
    return &images->copies[images->count - 1];
}

static void set_number(struct arena *arena, struct value *value, const char *name, size_t n)
{
    value_set_string(arena, value, name, n ? arena_number(arena, n) : NULL);
}

/* As href and src want it; the template escapes for HTML. */
static const char *address(struct arena *arena, const char *path)
{
    struct buf out = {0};

    escape_percent(&out, path);
    const char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

bool images_show(struct images *images, struct span *image, const char *folder, const struct tree_file *file,
                 bool linked)
{
    struct arena *arena = images->arena;

    if (images->templates == NULL || image->html != NULL)
        return true;
    const struct image_copy *copy = copy_of(images, folder, file, IMAGE_WIDTH);
    if (copy == NULL)
        return false;
    struct value *root = value_object(arena);
    const char *itself = address(arena, image->url);
    struct buf html = {0};
    value_set_string(arena, root, "lien_ket", itself);
    value_set_string(arena, root, "hinh", copy->address ? address(arena, copy->address) : itself);
    value_set_string(arena, root, "loi", span_text(arena, image->first));
    value_set_string(arena, root, "kich_thuoc", site_size_text(arena, file->size));
    set_number(arena, root, "rong", copy->width);
    set_number(arena, root, "cao", copy->height);
    value_set(arena, root, "thu_nho", value_bool(arena, copy->address != NULL && !linked));
    if (mustache_render(images->templates, "anh", root, &html)) {
        while (html.len > 0 && html.data[html.len - 1] == '\n')
            html.len--; /* it stands within a line */
        image->html = buf_take(&html, arena);
    }
    buf_free(&html);
    return true;
}

bool images_show_crest(struct images *images, struct school *school, const char *folder,
                       const struct tree_file *file)
{
    if (images->templates == NULL)
        return true;
    const struct image_copy *copy = copy_of(images, folder, file, CREST_WIDTH);
    if (copy != NULL)
        school->crest_shown = copy->address;
    return copy != NULL;
}
