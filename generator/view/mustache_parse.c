/* mustache_parse.c - a template's text into tokens, and tokens into a tree. */
#include "view/mustache_tree.h"

#include "base/text.h"

#include <string.h>

enum { DELIMITER_MAX = 16, LINE_TAGS_MAX = 16, NESTING_MAX = 64 };

/* A stretch of text, or a tag. sigil: 0 for text, else "#^/><$!=&{", and 'v' for a variable. */
struct token {
    char sigil;
    size_t start, end; /* in the source; of text these shrink when a tag beside it stands alone */
    const char *name;
    bool alone;    /* the tag has its line to itself */
    bool inherits; /* the tag opens or closes a parent or a block */
    const char *indent;
};

struct parser {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    struct token *tokens;
    size_t count;
    char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
};

static bool complain(struct parser *p, enum diag_code code, size_t from, size_t to, const char *a,
                     const char *b)
{
    struct place at = place_make(p->source, from, to - from);
    diag_add(p->diags, code, &(const struct diag_about){at, a, b});
    return false;
}

/* ---- tokens ---- */

static void add_text(struct parser *p, size_t start, size_t end)
{
    if (end > start)
        ARENA_PUSH(p->arena, p->tokens, p->count) = (struct token){.start = start, .end = end};
}

/* "{{=<% %>=}}": inside holds "<% %>". */
static bool set_delimiters(struct parser *p, const char *inside, size_t start, size_t end)
{
    size_t n = strcspn(inside, " \t\n");
    const char *second = inside + n + strspn(inside + n, " \t\n");
    size_t m = strcspn(second, " \t\n");
    if (n == 0 || m == 0 || n > DELIMITER_MAX || m > DELIMITER_MAX || second[m] || memchr(inside, '=', n) ||
        memchr(second, '=', m))
        return complain(p, DIAG_TEMPLATE_DELIMITERS, start, end, NULL, NULL);
    memcpy(p->open, inside, n);
    p->open[n] = '\0';
    memcpy(p->close, second, m);
    p->close[m] = '\0';
    return true;
}

/* Reads the tag whose opening delimiter is at start; *next gets the offset behind it. */
static bool read_tag(struct parser *p, size_t start, size_t *next)
{
    const char *text = p->source->text;
    size_t inside = start + strlen(p->open);
    char sigil = text[inside] && strchr("#^/><$!=&{", text[inside]) ? text[inside] : 'v';
    inside += sigil != 'v';
    char ending[DELIMITER_MAX + 2];
    stpcpy(stpcpy(ending, sigil == '{' ? "}" : sigil == '=' ? "=" : ""), p->close);
    const char *found = strstr(text + inside, ending);
    if (!found)
        return complain(p, DIAG_TEMPLATE_TAG_OPEN, start, inside, NULL, NULL);
    size_t end = (size_t)(found - text);
    *next = end + strlen(ending);
    char *name = text_trim(p->arena, text + inside, end - inside);
    if (sigil == '=' && !set_delimiters(p, name, start, *next))
        return false;
    if (!*name && sigil != '!')
        return complain(p, DIAG_TEMPLATE_TAG_EMPTY, start, *next, NULL, NULL);
    if (sigil != '!' && sigil != '=' && (strchr(name, '\n') || strstr(name, p->open)))
        return complain(p, DIAG_TEMPLATE_TAG_OPEN, start, inside, NULL,
                        NULL); /* what was found closes another */
    ARENA_PUSH(p->arena, p->tokens, p->count) = (struct token){sigil, start, *next, name};
    return true;
}

static bool tokenize(struct parser *p)
{
    const char *text = p->source->text;
    strcpy(p->open, "{{");
    strcpy(p->close, "}}");
    for (size_t at = 0; at < p->source->len;) {
        const char *found = strstr(text + at, p->open);
        size_t start = found ? (size_t)(found - text) : p->source->len;
        add_text(p, at, start);
        at = start;
        if (found && !read_tag(p, start, &at))
            return false;
    }
    return true;
}

/* ---- tags that stand alone on their line ---- */

/* A tag of inheritance opens a parent or a block, or closes one. A closing tag belongs to what is open where
 * it stands; one that closes nothing is complained about when the tree is made. */
static void mark_inheritance(struct parser *p)
{
    size_t *open = arena_alloc(p->arena, (p->count + 1) * sizeof *open), depth = 0;
    for (size_t i = 0; i < p->count; i++) {
        struct token *t = &p->tokens[i];
        if (t->sigil && strchr("#^<$", t->sigil))
            open[depth++] = i;
        t->inherits = t->sigil == '<' || t->sigil == '$';
        if (t->sigil == '/' && depth > 0)
            t->inherits = p->tokens[open[--depth]].inherits;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The offset where the white space that ends a text after its last line end begins; false when the text has
 * something else there. A text without a line end is blank only as a whole, and *whole says so. */
static bool blank_tail(const struct parser *p, const struct token *t, size_t *from, bool *whole)
{
    size_t at = t->end;
    while (at > t->start && is_blank(p->source->text[at - 1]))
        at--;
    *from = at;
    *whole = at == t->start && at != 0 && p->source->text[at - 1] != '\n';
    return at == t->start || p->source->text[at - 1] == '\n';
}

static bool blank_head(const struct parser *p, const struct token *t, size_t *to, bool *whole)
{
    size_t at = t->start;
    while (at < t->end && is_blank(p->source->text[at]))
        at++;
    bool line_end = at < t->end && p->source->text[at] == '\n';
    *to = at + line_end;
    *whole = at == t->end && at < p->source->len;
    return at == t->end || line_end;
}

/* The tags from first to last share a line with nothing but white space: is it theirs alone? One tag may be
 * of any kind that prints nothing itself; several must all be of inheritance. */
static bool line_span(const struct parser *p, size_t i, size_t *first, size_t *last)
{
    size_t at;
    bool whole, family = p->tokens[i].inherits;
    *first = *last = i;
    while (*first > 0) {
        const struct token *left = &p->tokens[*first - 1];
        if (!left->sigil && !blank_tail(p, left, &at, &whole))
            return false;
        if (!left->sigil && !whole)
            break;
        size_t tag = left->sigil ? *first - 1 : *first - 2;
        if ((!left->sigil && *first < 2) || !family || *last - tag > LINE_TAGS_MAX ||
            !p->tokens[tag].inherits)
            return false;
        *first = tag;
    }
    while (*last + 1 < p->count) {
        const struct token *right = &p->tokens[*last + 1];
        if (!right->sigil && !blank_head(p, right, &at, &whole))
            return false;
        if (!right->sigil && !whole)
            break;
        size_t tag = right->sigil ? *last + 1 : *last + 2;
        if (tag >= p->count || !family || tag - *first > LINE_TAGS_MAX || !p->tokens[tag].inherits)
            return false;
        *last = tag;
    }
    return true;
}

/* "{{$a}}{{/a}}" alone on a line: the line end stays, because the block's content may have none. */
static bool is_block_pair(const struct parser *p, size_t first, size_t last)
{
    return p->tokens[first].sigil == '$' && p->tokens[last].sigil == '/' && last > first;
}

static void strip_line(struct parser *p, size_t first, size_t last)
{
    size_t at;
    bool whole;
    const char *indent = "";
    if (first > 0 && !p->tokens[first - 1].sigil) {
        struct token *left = &p->tokens[first - 1];
        blank_tail(p, left, &at, &whole);
        indent = arena_strndup(p->arena, p->source->text + at, left->end - at);
        left->end = at;
    }
    if (last + 1 < p->count && !p->tokens[last + 1].sigil && !is_block_pair(p, first, last)) {
        blank_head(p, &p->tokens[last + 1], &at, &whole);
        p->tokens[last + 1].start = at;
    }
    for (size_t i = first; i <= last; i++) {
        p->tokens[i].alone = true;
        p->tokens[i].indent = i == first ? indent : "";
    }
}

static void strip_lines(struct parser *p)
{
    for (size_t i = 0; i < p->count; i++) {
        size_t first, last;
        char sigil = p->tokens[i].sigil;
        if (sigil && strchr("#^/><$!=", sigil) && !p->tokens[i].alone && line_span(p, i, &first, &last))
            strip_line(p, first, last);
    }
}

/* ---- the tree ---- */

/* Indentation of the first line of what token i (a block's opening tag) holds, when a line begins right
 * behind it. */
static const char *intrinsic_indent(const struct parser *p, size_t i)
{
    if (i + 1 >= p->count || p->tokens[i + 1].start == p->tokens[i].end)
        return NULL; /* nothing was stripped behind the tag: no new line begins there */
    const char *text = p->source->text + p->tokens[i + 1].start;
    size_t n = 0;
    while (text[n] == ' ' || text[n] == '\t')
        n++;
    bool closes_at_once = p->tokens[i + 1].sigil == '/' || p->tokens[i + 1].start == p->tokens[i + 1].end;
    return closes_at_once ? NULL : arena_strndup(p->arena, text, n);
}

static enum mustache_kind kind_of(char sigil)
{
    switch (sigil) {
    case '#':
        return MUSTACHE_SECTION;
    case '^':
        return MUSTACHE_INVERTED;
    case '>':
        return MUSTACHE_PARTIAL;
    case '<':
        return MUSTACHE_PARENT;
    case '$':
        return MUSTACHE_BLOCK;
    case '&':
    case '{':
        return MUSTACHE_RAW;
    default:
        return sigil ? MUSTACHE_VARIABLE : MUSTACHE_TEXT;
    }
}

static struct mustache_node *node_new(struct parser *p, size_t i)
{
    const struct token *t = &p->tokens[i];
    struct mustache_node *node = ARENA_NEW(p->arena, struct mustache_node);
    node->kind = kind_of(t->sigil);
    node->name = t->name;
    node->text = p->source->text + t->start;
    node->length = t->end - t->start;
    node->at = place_make(p->source, t->start, t->end - t->start);
    node->indent = t->alone ? t->indent : NULL;
    if (node->kind == MUSTACHE_BLOCK)
        node->intrinsic = intrinsic_indent(p, i);
    return node;
}

struct mustache_node *mustache_parse(struct arena *arena, struct diags *diags, const struct source *source,
                                     bool *fine)
{
    struct parser p = {.arena = arena, .diags = diags, .source = source};
    struct mustache_node *first = NULL, **link = &first;
    struct mustache_node *open[NESTING_MAX], **links[NESTING_MAX];
    size_t depth = 0;
    *fine = tokenize(&p);
    if (!*fine)
        return NULL;
    mark_inheritance(&p);
    strip_lines(&p);
    for (size_t i = 0; i < p.count && *fine; i++) {
        const struct token *t = &p.tokens[i];
        if (t->sigil == '!' || t->sigil == '=' || (!t->sigil && t->start == t->end))
            continue;
        if (t->sigil == '/') {
            if (depth == 0 || strcmp(open[depth - 1]->name, t->name) != 0)
                *fine = complain(&p, DIAG_TEMPLATE_CLOSE, t->start, t->end, t->name,
                                 depth ? open[depth - 1]->name : NULL);
            else
                link = links[--depth];
            continue;
        }
        struct mustache_node *node = node_new(&p, i);
        *link = node;
        link = &node->next;
        if (t->sigil && strchr("#^<$", t->sigil)) {
            if (depth == NESTING_MAX) {
                *fine = complain(&p, DIAG_TEMPLATE_DEEP, t->start, t->end, t->name, NULL);
                break;
            }
            open[depth] = node;
            links[depth++] = link;
            link = &node->first;
        }
    }
    if (*fine && depth > 0) {
        const struct mustache_node *node = open[depth - 1];
        diag(diags, TEMPLATE_NOT_CLOSED, node->at, node->name);
        *fine = false;
    }
    return *fine ? first : NULL;
}
