/* mustache.c - a template and two partials, over values of every kind. */
#include "fuzz.h"

#include "view/mustache.h"

static struct value *values(struct arena *a)
{
    struct value *root = value_object(a), *list = value_list(a), *inner = value_object(a);
    value_set_string(a, inner, "ten", "Trường “A” <b> & | `x`\n- 1. #");
    value_set_string(a, inner, "trong", "");
    value_set(a, inner, "co", value_bool(a, true));
    for (int i = 0; i < 3; i++)
        value_push(a, list, i == 1 ? value_string(a, "=1+2\"'\\</script>") : inner);
    value_set(a, root, "ds", list);
    value_set(a, root, "a", inner);
    value_set(a, root, "khong", value_bool(a, false));
    value_set_string(a, root, "s", "x");
    return root;
}

void fuzz_mustache(struct fuzz *f, const uint8_t *data, size_t size)
{
    static const char *const names[] = {"main", "p", "q"};
    const char *texts[3];
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "mau.html", data, size);
    if (!source)
        return;
    fuzz_cut(f, (const uint8_t *)source->text, source->len, texts, 3);
    const struct value *root = values(&f->arena);
    for (int escape = ESCAPE_HTML; escape <= ESCAPE_NONE; escape++) {
        struct buf out = {0};
        size_t before = diag_errors(f->diags.by_level);
        struct mustache *m =
            mustache_new(&f->arena, &f->diags, NULL, "mau", "", (enum mustache_escape)escape, size % 2 == 0);
        for (size_t i = 0; i < 3; i++)
            mustache_define(m, names[i], texts[i]);
        bool fine = mustache_render(m, names[0], root, &out);
        fuzz_must(fine || diag_errors(f->diags.by_level) > before);
        buf_free(&out);
    }
}
