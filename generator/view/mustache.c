/* mustache.c - templates by name, and their rendering over values. */
#include "view/mustache.h"

#include "base/file.h"
#include "base/text.h"
#include "model/prose.h"
#include "view/escape.h"
#include "view/mustache_kept.h"
#include "view/mustache_tree.h"

#include <stdint.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

struct template
{
    const char *name;
    struct mustache_node *nodes;
    bool fine, missing;
    size_t searched; /* number of the last search for a block that came by */
};

struct mustache {
    struct arena *arena;
    struct diags *diags;
    const char *folder, *shown, *suffix;
    enum mustache_escape escape;
    bool strict;
    struct template *templates;
    size_t count;
    size_t searches; /* for blocks, so far */
};

struct mustache *mustache_new(struct arena *arena, struct diags *diags, const char *folder, const char *shown,
                              const char *suffix, enum mustache_escape escape, bool strict)
{
    struct mustache *m = ARENA_NEW(arena, struct mustache);
    *m = (struct mustache){arena, diags, folder, shown, suffix, escape, strict};
    return m;
}

static struct template *add_template(struct mustache *m, const char *name, struct mustache_node *nodes,
                                     bool fine)
{
    ARENA_PUSH(m->arena, m->templates, m->count) =
        (struct template){.name = arena_strdup(m->arena, name), .nodes = nodes, .fine = fine};
    return &m->templates[m->count - 1];
}

/* source: NULL when it is not there, or could not be read. */
static struct template *parse_template(struct mustache *m, const char *name, const struct source *source)
{
    bool fine = false;
    struct mustache_node *nodes = source ? mustache_parse(m->arena, m->diags, source, &fine) : NULL;
    struct template *t = add_template(m, name, nodes, fine);
    return t;
}

void mustache_define(struct mustache *m, const char *name, const char *text)
{
    parse_template(m, name, source_from_text(m->arena, name, text, strlen(text)));
}

/* Names are words of letters, digits, "-" and "_", so that none leads out of the folder. */
static bool name_is_plain(const char *name)
{
    return *name &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == strlen(name);
}

/* The template of that name, read and parsed at its first use; NULL after a complaint. at: the tag that asks
 * for it. Every tag that asks for a template that is not there is complained about. */
static struct template *find_template(struct mustache *m, const char *name, struct place at)
{
    struct template *t = NULL;
    for (size_t i = 0; i < m->count && !t; i++)
        t = strcmp(m->templates[i].name, name) == 0 ? &m->templates[i] : NULL;
    if (!t) {
        const char *file = arena_printf(m->arena, "%s%s", name, m->suffix);
        const char *path = m->folder && name_is_plain(name) ? path_join(m->arena, m->folder, file) : NULL;
        struct mustache_node *nodes;
        bool kept = path && strcmp(m->folder, m->shown) == 0 && mustache_kept(path, &nodes);
        bool there = kept || (path && (!at.source || file_exists(path)));
        if (kept)
            t = add_template(m, name, nodes, true);
        else
            t = parse_template(
                m, name,
                there ? source_read(m->arena, m->diags, path, path_join(m->arena, m->shown, file)) : NULL);
        t->missing = !there;
    }
    if (t->missing && m->strict)
        diag(m->diags, TEMPLATE_MISSING, at, name, m->shown);
    return t->fine ? t : NULL;
}

/* ---- rendering ---- */

/* The values that names are looked up in, innermost first. */
struct context {
    const struct value *value;
    const struct context *outer;
};

/* Blocks given to a parent; those of the outermost parent win. */
struct overrides {
    const struct mustache_node *parent;
    const struct overrides *outer;
};

struct render {
    struct mustache *m;
    struct buf *out;
    const char *indent; /* put before each line of template text */
    size_t dedent;      /* white space taken from the start of each line before that */
    bool line_start, fine;
    bool stop; /* too deep: a template that calls itself twice would not end within a lifetime */
    int depth; /* of templates and blocks within each other */
};

static void render_nodes(struct render *r, const struct mustache_node *nodes, const struct context *context,
                         const struct overrides *overrides);

static void begin_line(struct render *r)
{
    if (r->line_start)
        buf_str(r->out, r->indent);
    r->line_start = false;
}

static void render_text(struct render *r, const char *text, size_t n)
{
    while (n > 0) {
        size_t skip = 0;
        while (r->line_start && skip < r->dedent && skip < n && (text[skip] == ' ' || text[skip] == '\t'))
            skip++;
        text += skip;
        n -= skip;
        const char *end = memchr(text, '\n', n);
        size_t line = end ? (size_t)(end - text) + 1 : n;
        if (line > (end ? 1 : 0))
            begin_line(r); /* an empty line gets no indentation */
        buf_add(r->out, text, line);
        r->line_start = end != NULL;
        text += line;
        n -= line;
    }
}

/* What a dotted name stands for, or NULL. */
static const struct value *look_up(const struct context *context, const char *name)
{
    if (strcmp(name, ".") == 0)
        return context->value;
    char part[128];
    size_t n = strcspn(name, ".");
    if (n >= sizeof part)
        return NULL;
    memcpy(part, name, n);
    part[n] = '\0';
    const struct value *v = NULL;
    for (; context && !v; context = context->outer)
        v = value_get(context->value, part);
    while (v && name[n] == '.') {
        name += n + 1;
        n = strcspn(name, ".");
        if (n >= sizeof part)
            return NULL;
        memcpy(part, name, n);
        part[n] = '\0';
        v = value_get(v, part);
    }
    return v;
}

/* A complaint about a tag, once however often it is rendered; none when not strict. */
static void complain(struct render *r, struct mustache_node *node, enum diag_code code)
{
    if (!r->m->strict)
        return;
    if (!node->complained)
        diag_add(r->m->diags, code, &(const struct diag_about){node->at, node->name});
    node->complained = true;
    r->fine = false;
}

static const struct value *find_value(struct render *r, struct mustache_node *node,
                                      const struct context *context)
{
    const struct value *v = look_up(context, node->name);
    if (!v)
        complain(r, node, DIAG_TEMPLATE_NAME);
    return v;
}

static void (*const escapes[])(struct buf *out, const char *text) = {
    [ESCAPE_HTML] = escape_html, [ESCAPE_MARKDOWN] = prose_markdown_escape,
    [ESCAPE_CSV] = escape_csv,   [ESCAPE_JSON] = escape_json,
    [ESCAPE_NONE] = buf_str,
};

static void render_variable(struct render *r, struct mustache_node *node, const struct context *context)
{
    const struct value *v = find_value(r, node, context);
    begin_line(r);
    if (v && v->kind != VALUE_STRING && v->kind != VALUE_FALSE)
        complain(r, node, DIAG_TEMPLATE_NOT_TEXT);
    if (!v || v->kind != VALUE_STRING)
        return;
    if (node->kind == MUSTACHE_RAW)
        buf_str(r->out, v->string);
    else
        escapes[r->m->escape](r->out, v->string);
}

static bool is_true(const struct value *v)
{
    if (!v || v->kind == VALUE_FALSE)
        return false;
    if (v->kind == VALUE_STRING)
        return *v->string != '\0';
    return v->kind != VALUE_LIST || v->count > 0;
}

static void render_section(struct render *r, struct mustache_node *node, const struct context *context,
                           const struct overrides *overrides)
{
    const struct value *v = find_value(r, node, context);
    if (node->kind == MUSTACHE_INVERTED) {
        if (!is_true(v))
            render_nodes(r, node->first, context, overrides);
        return;
    }
    if (!v || !is_true(v))
        return;
    if (v->kind != VALUE_LIST) {
        render_nodes(r, node->first, &(struct context){v, context}, overrides);
        return;
    }
    for (size_t i = 0; i < v->count; i++)
        render_nodes(r, node->first, &(struct context){v->items[i], context}, overrides);
}

/* The indentation in force, and that of a tag or block on top of it. */
static const char *deeper(struct render *r, const char *own)
{
    size_t n = own ? strlen(own) : 0;
    return n > r->dedent ? arena_printf(r->m->arena, "%s%s", r->indent, own + r->dedent) : r->indent;
}

/* Renders what a tag puts in its place. A tag that leads back to itself is complained about where it stands,
 * and ends the rendering. */
static void render_inside(struct render *r, const struct mustache_node *tag,
                          const struct mustache_node *nodes, const char *indent, size_t dedent,
                          const struct context *context, const struct overrides *overrides)
{
    if (r->depth == DEPTH_MAX) {
        diag(r->m->diags, TEMPLATE_DEEP, tag->at, tag->name);
        r->fine = false;
        r->stop = true;
        return;
    }
    const char *indent_before = r->indent;
    size_t dedent_before = r->dedent;
    r->indent = indent;
    r->dedent = dedent;
    r->depth++;
    render_nodes(r, nodes, context, overrides);
    r->depth--;
    r->indent = indent_before;
    r->dedent = dedent_before;
}

/* Is there a block of that name among the nodes, or in the parents that they have themselves? Each template
 * is looked through once a search. */
static bool has_block(struct mustache *m, const struct mustache_node *nodes, const char *name)
{
    for (const struct mustache_node *n = nodes; n; n = n->next) {
        if (n->kind == MUSTACHE_BLOCK && strcmp(n->name, name) == 0)
            return true;
        if (has_block(m, n->first, name))
            return true;
        struct template *t = n->kind == MUSTACHE_PARENT ? find_template(m, n->name, n->at) : NULL;
        if (!t || t->searched == m->searches)
            continue;
        t->searched = m->searches;
        if (has_block(m, t->nodes, name))
            return true;
    }
    return false;
}

/* A block that the parent does not have is a slip in its name: its text would be lost without a word. */
static void check_blocks(struct render *r, struct mustache_node *parent, const struct mustache_node *nodes)
{
    if (!r->m->strict || parent->checked)
        return;
    parent->checked = true;
    for (struct mustache_node *n = parent->first; n; n = n->next) {
        r->m->searches++;
        if (n->kind == MUSTACHE_BLOCK && !has_block(r->m, nodes, n->name)) {
            diag(r->m->diags, TEMPLATE_BLOCK, n->at, n->name, parent->name);
            r->fine = false;
        }
    }
}

static void render_partial(struct render *r, struct mustache_node *node, const struct context *context,
                           const struct overrides *overrides)
{
    const struct template *t = node->complained ? NULL : find_template(r->m, node->name, node->at);
    if (!t) {
        node->complained = true;
        r->fine = r->fine && !r->m->strict;
        return;
    }
    const struct mustache_node *nodes = t->nodes; /* templates move when one more is read */
    if (node->kind == MUSTACHE_PARENT)
        check_blocks(r, node, nodes);
    render_inside(r, node, nodes, deeper(r, node->indent), 0, context, overrides);
}

/* The block of that name among those given; the outermost parent's first. */
static const struct mustache_node *find_override(const struct overrides *overrides, const char *name)
{
    if (!overrides)
        return NULL;
    const struct mustache_node *found = find_override(overrides->outer, name);
    if (found)
        return found;
    for (const struct mustache_node *n = overrides->parent->first; n; n = n->next)
        if (n->kind == MUSTACHE_BLOCK && strcmp(n->name, name) == 0)
            return n;
    return NULL;
}

static void render_block(struct render *r, const struct mustache_node *block, const struct context *context,
                         const struct overrides *overrides)
{
    const struct mustache_node *given = find_override(overrides, block->name);
    given = given ? given : block;
    const char *site = block->intrinsic ? block->intrinsic : block->indent;
    size_t dedent = given == block ? r->dedent : given->intrinsic ? strlen(given->intrinsic) : 0;
    const char *indent = given == block ? r->indent : deeper(r, site);
    if (given == block && !block->intrinsic && block->indent)
        indent = deeper(r, block->indent);
    render_inside(r, block, given->first, indent, dedent, context, overrides);
}

static void render_node(struct render *r, struct mustache_node *node, const struct context *context,
                        const struct overrides *overrides)
{
    switch (node->kind) {
    case MUSTACHE_TEXT:
        render_text(r, node->text, node->length);
        break;
    case MUSTACHE_VARIABLE:
    case MUSTACHE_RAW:
        render_variable(r, node, context);
        break;
    case MUSTACHE_SECTION:
    case MUSTACHE_INVERTED:
        render_section(r, node, context, overrides);
        break;
    case MUSTACHE_PARTIAL:
        render_partial(r, node, context, NULL);
        break;
    case MUSTACHE_PARENT:
        render_partial(r, node, context, &(struct overrides){node, overrides});
        break;
    case MUSTACHE_BLOCK:
        render_block(r, node, context, overrides);
        break;
    }
}

static void render_nodes(struct render *r, const struct mustache_node *nodes, const struct context *context,
                         const struct overrides *overrides)
{
    /* Only the marks of a node are ever changed, and a tree has one owner: this run. */
    for (const struct mustache_node *n = nodes; n && !r->stop; n = n->next)
        render_node(r, (struct mustache_node *)(uintptr_t)n, context, overrides);
}

bool mustache_render(struct mustache *m, const char *name, const struct value *root, struct buf *out)
{
    const struct template *t = find_template(m, name, (struct place){0});
    if (!t)
        return false;
    struct render r = {.m = m, .out = out, .indent = "", .line_start = true, .fine = true};
    render_nodes(&r, t->nodes, &(struct context){root, NULL}, NULL);
    return r.fine;
}
