/* vocabulary.c - the XML form judged by its table. */
#include "read/vocabulary.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

enum { MANY = 1 << 20 };
enum { LAST = -1 }; /* as the least number: behind all others, none needed */
#define ANY NULL

enum content { CONTENT_TEXT, CONTENT_INLINE, CONTENT_CHILDREN, CONTENT_NOTHING };
enum type { TYPE_WORDS, TYPE_NUMBER, TYPE_ROMAN, TYPE_CODE, TYPE_LEVEL, TYPE_SPACING };

static const struct element_row {
    const char *root, *name;
    enum content content;
    const char *key;
} elements[] = {
#define ELEMENT(root, name, content, key) {root, name, CONTENT_##content, key},
#define ATTRIBUTE(root, element, name, needed, type, key)
#define CHILD(root, parent, child, least, most)
#include "read/vocabulary.def"
#undef ELEMENT
#undef ATTRIBUTE
#undef CHILD
};

static const struct attribute_row {
    const char *root, *element, *name;
    bool needed;
    enum type type;
    const char *key;
} attributes[] = {
#define NEEDED true
#define OPTIONAL false
#define ELEMENT(root, name, content, key)
#define ATTRIBUTE(root, element, name, needed, type, key) {root, element, name, needed, TYPE_##type, key},
#define CHILD(root, parent, child, least, most)
#include "read/vocabulary.def"
#undef ELEMENT
#undef ATTRIBUTE
#undef CHILD
};

static const struct child_row {
    const char *root, *parent, *child;
    int least, most;
} children[] = {
#define ELEMENT(root, name, content, key)
#define ATTRIBUTE(root, element, name, needed, type, key)
#define CHILD(root, parent, child, least, most) {root, parent, child, least, most},
#include "read/vocabulary.def"
#undef ELEMENT
#undef ATTRIBUTE
#undef CHILD
};

enum {
    ELEMENTS = sizeof elements / sizeof *elements,
    ATTRIBUTES = sizeof attributes / sizeof *attributes,
    CHILDREN_ROWS = sizeof children / sizeof *children,
    NAMES_MAX = 64 /* children or attributes of one element */
};

static const char *const block_names[] = {"p", "list", "quote", "rule"};
static const char *const inline_names[] = {"em", "strong", "code", "br", "link", "image"};

/* What a value of each type looks like, in words, for the complaint. */
static const char *const type_forms[][2] = {
    [TYPE_WORDS] = {"", ""},
    [TYPE_NUMBER] = {"số nguyên, ví dụ 2", "a whole number, such as 2"},
    [TYPE_ROMAN] = {"số La Mã, ví dụ III", "a Roman numeral, such as III"},
    [TYPE_CODE] = {"mã nhiệm vụ, ví dụ III.2.1", "the code of a task, such as III.2.1"},
    [TYPE_LEVEL] = {"một số từ 1 đến 6", "a number from 1 to 6"},
    [TYPE_SPACING] = {"“loose” hoặc “tight”", "“loose” or “tight”"},
};

/* Of the names that are compared here most differ in their first letter. */
static bool same(const char *a, const char *b)
{
    return *a == *b && strcmp(a, b) == 0;
}

static bool same_root(const char *row, const char *root)
{
    return !row || same(row, root);
}

static const struct element_row *find_element(const char *root, const char *name)
{
    for (size_t i = 0; i < ELEMENTS; i++)
        if (same(elements[i].name, name) && same_root(elements[i].root, root))
            return &elements[i];
    return NULL;
}

static const struct attribute_row *find_attribute(const char *root, const char *element, const char *name)
{
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (same(attributes[i].element, element) && same_root(attributes[i].root, root) &&
            same(attributes[i].name, name))
            return &attributes[i];
    return NULL;
}

static bool is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same(names[i], name))
            return true;
    return false;
}

bool vocabulary_is_block(const char *name)
{
    return is_among(name, block_names, sizeof block_names / sizeof *block_names);
}

static bool is_inline(const char *name)
{
    return is_among(name, inline_names, sizeof inline_names / sizeof *inline_names);
}

/* The row that lets a child stand in a parent, by its name or as a block; NULL when none does. */
static const struct child_row *find_child(const char *root, const char *parent, const char *child)
{
    for (size_t i = 0; i < CHILDREN_ROWS; i++) {
        const struct child_row *row = &children[i];
        if (same(row->parent, parent) && same_root(row->root, root) &&
            (same(row->child, child) || (*row->child == '*' && vocabulary_is_block(child))))
            return row;
    }
    return NULL;
}

const char *vocabulary_key(const char *root, const char *element)
{
    const struct element_row *row = find_element(root, element);
    return row ? row->key : NULL;
}

const char *vocabulary_attribute_key(const char *root, const char *element, const char *attribute)
{
    const struct attribute_row *row = find_attribute(root, element, attribute);
    return row ? row->key : NULL;
}

const char *vocabulary_element(const char *root, const char *key)
{
    for (size_t i = 0; i < ELEMENTS; i++)
        if (elements[i].key && same_root(elements[i].root, root) && text_same(elements[i].key, key))
            return elements[i].name;
    return NULL;
}

bool vocabulary_attribute_needed(const char *root, const char *element, const char *attribute)
{
    const struct attribute_row *row = find_attribute(root, element, attribute);
    return row && row->needed;
}

bool vocabulary_repeats(const char *root, const char *parent, const char *child)
{
    const struct child_row *row = find_child(root, parent, child);
    return row && row->most > 1;
}

bool vocabulary_needs(const char *root, const char *parent, const char *child)
{
    const struct child_row *row = find_child(root, parent, child);
    return row && row->least > 0;
}

bool vocabulary_is_value(const char *root, const char *element)
{
    const struct element_row *row = find_element(root, element);
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (same_root(attributes[i].root, root) && same(attributes[i].element, element) && attributes[i].key)
            return true;
    return row && row->content == CONTENT_TEXT;
}

/* ---- values ---- */

/* Digits, of which some are not zero: "07" is 7. */
static bool is_number(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n > 0 && !s[n];
}

static bool is_code(const char *s)
{
    size_t n = strspn(s, "IVXivx");
    if (n == 0 || s[n] != '.')
        return false;
    while (s[n] == '.') {
        size_t digits = strspn(s + n + 1, "0123456789");
        if (digits == 0)
            return false;
        n += 1 + digits;
    }
    return !s[n];
}

static bool has_type(enum type type, const char *s)
{
    switch (type) {
    case TYPE_WORDS:
        return true;
    case TYPE_NUMBER:
        return is_number(s);
    case TYPE_ROMAN:
        return *s && strspn(s, "IVXivx") == strlen(s);
    case TYPE_CODE:
        return is_code(s);
    case TYPE_LEVEL:
        return *s >= '1' && *s <= '6' && !s[1];
    case TYPE_SPACING:
        return same(s, "loose") || same(s, "tight");
    }
    return false;
}

/* ---- one element ---- */

struct judge {
    struct arena *arena;
    struct diags *diags;
    const char *root;
    bool fine;
};

struct names {
    const char *list[NAMES_MAX];
    size_t count;
};

static void add_name(struct names *names, const char *name)
{
    if (names->count < NAMES_MAX)
        names->list[names->count++] = name;
}

static const char *join_names(struct arena *arena, const struct names *names)
{
    struct buf all = {0};
    for (size_t i = 0; i < names->count; i++)
        buf_printf(&all, "%s%s", i ? " · " : "", names->list[i]);
    const char *joined = names->count ? buf_take(&all, arena) : NULL;
    buf_free(&all);
    return joined;
}

static struct names names_of_children(const struct judge *j, const struct element_row *row)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < CHILDREN_ROWS && row->content == CONTENT_CHILDREN; i++) {
        if (!same(children[i].parent, row->name) || !same_root(children[i].root, j->root))
            continue;
        if (*children[i].child != '*') {
            add_name(&names, children[i].child);
            continue;
        }
        for (size_t b = 0; b < sizeof block_names / sizeof *block_names; b++)
            add_name(&names, block_names[b]);
    }
    for (size_t i = 0; i < sizeof inline_names / sizeof *inline_names && row->content == CONTENT_INLINE; i++)
        add_name(&names, inline_names[i]);
    return names;
}

static void judge_attributes(struct judge *j, const struct element *e, const struct element_row *row)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < ATTRIBUTES; i++) {
        const struct attribute_row *known = &attributes[i];
        if (!same(known->element, row->name) || !same_root(known->root, j->root))
            continue;
        add_name(&names, known->name);
        if (known->needed && !xml_attribute(e, known->name)) {
            diag(j->diags, XML_ATTRIBUTE_MISSING, e->at, e->name, known->name);
            j->fine = false;
        }
    }
    for (size_t i = 0; i < e->attribute_count; i++) {
        const struct attribute *a = &e->attributes[i];
        const struct attribute_row *known = find_attribute(j->root, row->name, a->name);
        if (!known) {
            diag(j->diags, XML_ATTRIBUTE_UNKNOWN, a->name_at, e->name, a->name,
                 text_nearest(j->arena, a->name, names.list, names.count), join_names(j->arena, &names));
            j->fine = false;
        } else if (!has_type(known->type, a->value.s)) {
            diag(j->diags, XML_VALUE, a->value.at, a->name, a->value.s,
                 type_forms[known->type][j->diags->lang]);
            j->fine = false;
        }
    }
}

static bool is_blank(const char *s)
{
    return !s[strspn(s, " \t\n\r")];
}

static void judge_text(struct judge *j, const struct element *parent, const struct element *text,
                       const struct element_row *row)
{
    if (row->content == CONTENT_TEXT || row->content == CONTENT_INLINE || is_blank(text->text))
        return;
    size_t skip = strspn(text->text, " \t\n\r");
    const char *words = text_trim(j->arena, text->text + skip, strcspn(text->text + skip, "\n"));
    struct place at = place_find(text->at, words);
    struct names names = names_of_children(j, row);
    diag(j->diags, XML_TEXT, at, parent->name, is_among("p", names.list, names.count) ? "p" : NULL);
    j->fine = false;
}

/* May the child stand here at all? Complains when not. */
static const struct element_row *judge_child(struct judge *j, const struct element *parent,
                                             const struct element_row *row, const struct element *child)
{
    const struct element_row *known = find_element(j->root, child->name);
    bool allowed =
        known && (row->content == CONTENT_INLINE
                      ? is_inline(child->name)
                      : row->content == CONTENT_CHILDREN && find_child(j->root, row->name, child->name));
    if (allowed)
        return known;
    struct names names = names_of_children(j, row);
    const char *near = text_nearest(j->arena, child->name, names.list, names.count);
    j->fine = false;
    if (known && !near)
        diag(j->diags, XML_ELEMENT_PLACE, child->at, child->name, parent->name, join_names(j->arena, &names));
    else
        diag(j->diags, XML_ELEMENT_UNKNOWN, child->at, child->name, parent->name, near,
             join_names(j->arena, &names));
    return NULL;
}

static void judge_element(struct judge *j, const struct element *e, const struct element_row *row);

/* How often each row of the children's table was met in one element, and the first place. */
struct count {
    int n;
    const struct element *first;
};

static void judge_counts(struct judge *j, const struct element *e, const struct element_row *row,
                         const struct count *counts)
{
    for (size_t i = 0; i < CHILDREN_ROWS; i++) {
        const struct child_row *known = &children[i];
        if (!same(known->parent, row->name) || !same_root(known->root, j->root))
            continue;
        if (counts[i].n >= known->least)
            continue;
        const char *name = *known->child == '*' ? block_names[0] : known->child;
        diag(j->diags, XML_ELEMENT_MISSING, e->at, e->name, name);
        j->fine = false;
    }
}

static void judge_children(struct judge *j, const struct element *e, const struct element_row *row)
{
    struct count counts[CHILDREN_ROWS] = {{0}};
    const struct element *last = NULL; /* the first child that only others of its kind may follow */
    for (const struct element *child = e->first; child; child = child->next) {
        if (!child->name) {
            judge_text(j, e, child, row);
            continue;
        }
        const struct element_row *known = judge_child(j, e, row, child);
        if (!known)
            continue;
        judge_element(j, child, known);
        if (row->content != CONTENT_CHILDREN)
            continue;
        const struct child_row *rule = find_child(j->root, row->name, child->name);
        struct count *count = &counts[rule - children];
        count->first = count->n++ ? count->first : child;
        if (count->n == rule->most + 1)
            diag(j->diags, XML_ELEMENT_TWICE, child->at, child->name, e->name,
                 arena_number(j->arena, place_position(count->first->at).line));
        if (rule->least != LAST && last)
            diag(j->diags, XML_ELEMENT_ORDER, child->at, child->name, last->name);
        j->fine = j->fine && count->n <= rule->most && (rule->least == LAST || !last);
        last = rule->least == LAST && !last ? child : last;
    }
    if (row->content == CONTENT_CHILDREN)
        judge_counts(j, e, row, counts);
}

static void judge_element(struct judge *j, const struct element *e, const struct element_row *row)
{
    judge_attributes(j, e, row);
    judge_children(j, e, row);
}

bool vocabulary_check(struct arena *arena, struct diags *diags, const struct element *root,
                      const char *expected)
{
    struct judge j = {arena, diags, expected, true};
    if (!same(root->name, expected)) {
        diag(diags, XML_ROOT, root->at, root->name, expected);
        return false;
    }
    judge_element(&j, root, find_element(expected, expected));
    return j.fine;
}
