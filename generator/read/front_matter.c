/* front_matter.c - the "---" block at the head of a file, by libyaml's events. */
#include "read/front_matter.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>
#include <yaml.h>

/* One reading under way. */
struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    size_t start; /* offset of the first byte of YAML */
    size_t end;
    size_t line; /* index of the line at start */
    size_t keys;
    yaml_parser_t parser;
    bool failed;
};

static size_t line_of(const struct source *source, size_t offset)
{
    return place_position(place_make(source, offset, 0)).line - 1;
}

/* The bytes of a line, without its end. */
static size_t line_length(const struct source *source, size_t line)
{
    size_t end = line + 1 < source->line_count ? source->lines[line + 1] - 1 : source->len;
    return end - source->lines[line];
}

static struct place line_place(const struct source *source, size_t line)
{
    return place_make(source, source->lines[line], line_length(source, line));
}

/* Is the line "---" (or "..."), with nothing but spaces behind? */
static bool is_fence(const struct source *source, size_t line, const char *fence)
{
    const char *s = source->text + source->lines[line];
    size_t n = line_length(source, line);
    while (n > 3 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    return n == 3 && memcmp(s, fence, 3) == 0;
}

/* libyaml counts columns in code points. */
static size_t offset_of(const struct reader *r, yaml_mark_t mark)
{
    size_t line = r->line + mark.line;
    if (line >= r->source->line_count)
        return r->end;
    size_t offset = r->source->lines[line];
    for (size_t column = 0; column < mark.column && offset < r->end; column++) {
        uint32_t cp;
        int n = text_decode(r->source->text + offset, r->end - offset, &cp);
        if (n <= 0)
            break;
        offset += (size_t)n;
    }
    return offset;
}

static struct place event_place(const struct reader *r, const yaml_event_t *event)
{
    size_t from = offset_of(r, event->start_mark), to = offset_of(r, event->end_mark);
    if (to < from)
        to = from;
    while (to > from && strchr(" \t\n", r->source->text[to - 1]))
        to--;
    return place_make(r->source, from, to - from);
}

static void fail(struct reader *r, enum diag_code code, struct place at, const char *text)
{
    if (!r->failed)
        diag_add(r->diags, code, &(const struct diag_about){at, text});
    r->failed = true;
}

/* What the secretary most likely did, by what stands on the line where YAML stumbled. */
static void complain_syntax(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "", *context = p->context ? p->context : "";
    bool in_quotes = strstr(context, "quoted scalar") != NULL;
    bool in_brackets = strstr(context, "flow sequence") || strstr(context, "flow mapping");
    bool in_key = strstr(context, "simple key") != NULL; /* it began where the colon is missing */
    yaml_mark_t mark = in_quotes || in_brackets || in_key ? p->context_mark : p->problem_mark;
    size_t offset = offset_of(r, mark);
    struct place at = place_make(r->source, offset, 1);
    size_t line = line_of(r->source, offset);
    struct place whole = line_place(r->source, line);
    const char *text = r->source->text + r->source->lines[line];
    size_t n = line_length(r->source, line);
    if (in_quotes)
        fail(r, DIAG_YAML_QUOTE, at, NULL);
    else if (in_brackets)
        fail(r, DIAG_YAML_BRACKET, at, NULL);
    else if (memchr(text, '\t', n) &&
             (strstr(problem, "cannot start any token") || strstr(problem, "tab character")))
        fail(r, DIAG_YAML_TAB, at, NULL);
    else if (strstr(problem, "cannot start any token"))
        fail(r, DIAG_YAML_SPECIAL, at, NULL);
    else if (strstr(problem, "mapping values are not allowed"))
        fail(r, DIAG_YAML_COLON_IN_VALUE, at, NULL);
    else if (strstr(problem, "could not find expected ':'"))
        fail(r, DIAG_YAML_NO_COLON, whole, NULL);
    else if (strstr(problem, "did not find expected key") || strstr(problem, "did not find expected '-'"))
        fail(r, DIAG_YAML_INDENT, whole, NULL);
    else
        fail(r, DIAG_YAML_OTHER, at, *problem ? problem : "?");
}

static bool next_event(struct reader *r, yaml_event_t *event)
{
    if (r->failed)
        return false;
    if (yaml_parser_parse(&r->parser, event))
        return true;
    if (r->parser.error == YAML_MEMORY_ERROR)
        mem_exhausted();
    complain_syntax(r);
    return false;
}

static struct node *read_node(struct reader *r, const yaml_event_t *event, int depth);

static struct node *node_new(struct reader *r, enum node_kind kind, struct place at)
{
    struct node *node = ARENA_NEW(r->arena, struct node);
    node->kind = kind;
    node->at = at;
    return node;
}

static void read_list(struct reader *r, struct node *list, int depth)
{
    yaml_event_t event;
    while (next_event(r, &event)) {
        bool end = event.type == YAML_SEQUENCE_END_EVENT;
        struct node *item = end ? NULL : read_node(r, &event, depth);
        yaml_event_delete(&event);
        if (end)
            return;
        if (item)
            ARENA_PUSH(r->arena, list->items, list->count) = item;
    }
}

static bool key_is_new(struct reader *r, const struct node *map, struct str key)
{
    for (size_t i = 0; i < map->count; i++) {
        if (text_same(map->keys[i].s, key.s)) {
            char *line = arena_number(r->arena, place_position(map->keys[i].at).line);
            diag(r->diags, YAML_DUPLICATE, key.at, key.s, line);
            r->failed = true;
            return false;
        }
    }
    return true;
}

static void read_map(struct reader *r, struct node *map, int depth)
{
    yaml_event_t event;
    while (next_event(r, &event)) {
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return;
        }
        struct node *key = read_node(r, &event, FRONT_MATTER_DEPTH); /* a key has no room for lists */
        yaml_event_delete(&event);
        if (!key || r->failed)
            return;
        struct str name = {key->scalar, key->at};
        if (++r->keys > FRONT_MATTER_KEYS) {
            fail(r, DIAG_YAML_TOO_LARGE, key->at, NULL);
            return;
        }
        if (!key_is_new(r, map, name) || !next_event(r, &event))
            return;
        struct node *value = read_node(r, &event, depth);
        yaml_event_delete(&event);
        if (!value)
            return;
        size_t count = map->count;
        ARENA_PUSH(r->arena, map->keys, count) = name;
        ARENA_PUSH(r->arena, map->items, map->count) = value;
    }
}

static struct node *read_scalar(struct reader *r, const yaml_event_t *event, struct place at)
{
    struct node *node = node_new(r, NODE_SCALAR, at);
    const char *value = (const char *)event->data.scalar.value;
    size_t n = event->data.scalar.length;
    if (memchr(value, '\0', n)) { /* "\0" in double quotes */
        fail(r, DIAG_YAML_SPECIAL, at, NULL);
        return NULL;
    }
    bool quoted = event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                  event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (quoted && event->start_mark.line != event->end_mark.line) {
        /* It ended at the first quote of a later value: the one at its start has no partner. */
        fail(r, DIAG_YAML_QUOTE, place_make(r->source, at.offset, 1), NULL);
        return NULL;
    }
    char *text = arena_strndup(r->arena, value, n);
    for (char *c = text; *c;
         c++) { /* a value is one line; "\\n" and the like come from double quotes and block scalars */
        if ((unsigned char)*c < 0x20 && !strchr("\t\n\r", *c)) {
            fail(r, DIAG_YAML_SPECIAL, at, NULL);
            return NULL;
        }
        *c = (unsigned char)*c < 0x20 ? ' ' : *c;
    }
    node->scalar = text_clean(r->arena, text, &n);
    return node;
}

static struct node *read_node(struct reader *r, const yaml_event_t *event, int depth)
{
    struct place at = event_place(r, event);
    bool scalar = event->type == YAML_SCALAR_EVENT, list = event->type == YAML_SEQUENCE_START_EVENT;
    bool anchor = (scalar && event->data.scalar.anchor) || (list && event->data.sequence_start.anchor) ||
                  (event->type == YAML_MAPPING_START_EVENT && event->data.mapping_start.anchor);
    bool tag = (scalar && event->data.scalar.tag) || (list && event->data.sequence_start.tag) ||
               (event->type == YAML_MAPPING_START_EVENT && event->data.mapping_start.tag);
    if (event->type == YAML_ALIAS_EVENT || anchor || tag) {
        fail(r, DIAG_YAML_ANCHOR, at, NULL);
        return NULL;
    }
    if (scalar)
        return read_scalar(r, event, at);
    if (depth >= FRONT_MATTER_DEPTH) {
        fail(r, DIAG_YAML_TOO_DEEP, at, NULL);
        return NULL;
    }
    struct node *node = node_new(r, list ? NODE_LIST : NODE_MAP, at);
    if (list)
        read_list(r, node, depth + 1);
    else
        read_map(r, node, depth + 1);
    return r->failed ? NULL : node;
}

/* The one document: stream start, document start, a map, document end, stream end. */
static struct node *read_document(struct reader *r)
{
    struct node *map = NULL;
    yaml_event_t event;
    bool done = false;
    while (!done && next_event(r, &event)) {
        switch (event.type) {
        case YAML_STREAM_END_EVENT:
            done = true;
            break;
        case YAML_DOCUMENT_START_EVENT:
            if (map || event.data.document_start.version_directive ||
                event.data.document_start.tag_directives.start !=
                    event.data.document_start.tag_directives.end)
                fail(r, DIAG_YAML_ANCHOR, event_place(r, &event), NULL);
            break;
        case YAML_MAPPING_START_EVENT:
            map = read_node(r, &event, 0);
            break;
        case YAML_SCALAR_EVENT:
        case YAML_SEQUENCE_START_EVENT:
        case YAML_ALIAS_EVENT:
            fail(r, DIAG_YAML_NO_COLON, event_place(r, &event), NULL);
            break;
        case YAML_NO_EVENT:
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            break;
        }
        yaml_event_delete(&event);
    }
    if (r->failed)
        return NULL;
    return map ? map : node_new(r, NODE_MAP, place_make(r->source, 0, 3));
}

struct node *front_matter_read(struct arena *arena, struct diags *diags, const struct source *source,
                               size_t *body)
{
    *body = 0;
    if (!is_fence(source, 0, "---")) {
        diag(diags, YAML_MISSING, line_place(source, 0));
        return NULL;
    }
    size_t close = 1;
    while (close < source->line_count && !is_fence(source, close, "---") && !is_fence(source, close, "..."))
        close++;
    if (close >= source->line_count) {
        diag(diags, YAML_NOT_CLOSED, line_place(source, 0));
        return NULL;
    }
    struct reader r = {.arena = arena, .diags = diags, .source = source, .line = 1};
    r.start = source->lines[1];
    r.end = source->lines[close];
    *body = close + 1 < source->line_count ? source->lines[close + 1] : source->len;
    if (r.end - r.start > FRONT_MATTER_LIMIT) {
        diag(diags, YAML_TOO_LARGE, line_place(source, 0));
        return NULL;
    }
    if (!yaml_parser_initialize(&r.parser))
        mem_exhausted();
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)source->text + r.start, r.end - r.start);
    struct node *map = read_document(&r);
    yaml_parser_delete(&r.parser);
    if (map)
        map->at = place_make(source, 0, 3); /* complaints about the whole point at the first line */
    return map;
}

/* Where the comment of a line begins: "#" at its start or behind a space, not inside quotes. The length of
 * the line when there is none. */
static size_t comment_start(const char *line, size_t n)
{
    char quote = '\0';
    for (size_t i = 0; i < n; i++) {
        bool opens = (line[i] == '"' || line[i] == '\'') && (i == 0 || line[i - 1] == ' ');
        if (quote)
            quote = line[i] == quote ? '\0' : quote;
        else if (opens)
            quote = line[i];
        else if (line[i] == '#' && (i == 0 || line[i - 1] == ' '))
            return i;
    }
    return n;
}

void front_matter_comments(struct arena *arena, const struct source *source, size_t body,
                           struct comments *out)
{
    for (size_t i = 1; i < source->line_count && source->lines[i] < body; i++) {
        const char *line = source->text + source->lines[i];
        size_t n = strcspn(line, "\n"), start = comment_start(line, n);
        if (start == n)
            continue;
        char *text = text_trim(arena, line + start + 1, n - start - 1);
        ARENA_PUSH(arena, out->items, out->count) =
            (struct comment){place_make(source, source->lines[i] + start, n - start), text};
    }
}

void front_matter_check(struct arena *arena, struct diags *diags, const struct node *map,
                        const struct front_matter_key *keys, size_t key_count)
{
    const char **names = arena_alloc(arena, (key_count + 1) * sizeof *names);
    struct buf all = {0};
    for (size_t k = 0; k < key_count; k++) {
        names[k] = keys[k].name;
        buf_printf(&all, "%s%s", k ? " · " : "", keys[k].name);
    }
    for (size_t i = 0; i < map->count; i++) {
        const struct front_matter_key *known = NULL;
        for (size_t k = 0; k < key_count && !known; k++)
            if (text_same(keys[k].name, map->keys[i].s))
                known = &keys[k];
        if (!known)
            diag(diags, KEY_UNKNOWN, map->keys[i].at, map->keys[i].s,
                 text_nearest(arena, map->keys[i].s, names, key_count), buf_text(&all));
        else if (!known->may_nest && map->items[i]->kind != NODE_SCALAR)
            diag(diags, KEY_NESTED, map->items[i]->at, map->keys[i].s);
    }
    buf_free(&all);
    for (size_t k = 0; k < key_count; k++) {
        const struct node *value = node_get(map, keys[k].name);
        bool empty = !value || (value->kind == NODE_SCALAR ? !*value->scalar : value->count == 0);
        if (keys[k].required && empty)
            diag(diags, KEY_MISSING, value ? value->at : map->at, keys[k].name);
    }
}

const struct node *node_get(const struct node *map, const char *key)
{
    for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
        if (text_same(map->keys[i].s, key))
            return map->items[i];
    return NULL;
}

struct str node_value(struct arena *arena, const struct node *node)
{
    if (!node || node->kind != NODE_SCALAR)
        return (struct str){0};
    char *text = text_trim(arena, node->scalar, strlen(node->scalar));
    return (struct str){*text ? text : NULL, node->at};
}

struct str node_str(struct arena *arena, const struct node *map, const char *key)
{
    return node_value(arena, node_get(map, key));
}

size_t node_strs(struct arena *arena, const struct node *node, struct str **out)
{
    size_t count = 0;
    bool list = node && node->kind == NODE_LIST;
    for (size_t i = 0; node && i < (list ? node->count : 1); i++) {
        struct str value = node_value(arena, list ? node->items[i] : node);
        if (value.s)
            ARENA_PUSH(arena, *out, count) = value;
    }
    return count;
}
