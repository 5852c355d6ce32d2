/* xml.c - an XML file as a tree with exact places. libxml2 judges and takes apart; where things stand is
 * found from how far its parser has come, because a start tag never holds another "<". */
#include "read/xml.h"

#include "base/buf.h"
#include "base/library.h"
#include "base/mem.h"
#include "read/xml_error.h"

#include <dlfcn.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* libxml2 brings five libraries along, and most schools write Markdown: it is loaded for the first XML file.
 */
static struct {
#define XML(name) __typeof__(xml##name) *name; /* NOLINT(bugprone-macro-parentheses): a member's name */
#include "read/libxml.def"
#undef XML
} xml;

static bool load(struct diags *diags)
{
    static const char *const names[] = {
#define XML(name) "xml" #name,
#include "read/libxml.def"
#undef XML
    };
    static bool loaded;
    if (!loaded)
        loaded = library_load(XML_LIBRARY, names, sizeof names / sizeof *names, &xml);
    if (!loaded)
        diag(diags, LIBRARY_FAULT, (struct place){0}, dlerror());
    return loaded;
}

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    struct xml *out;
    xmlParserCtxtPtr parser;
    struct element *open[XML_DEPTH];      /* the elements we are in */
    struct element **link[XML_DEPTH + 1]; /* where the next child goes, by depth */
    size_t depth;
    size_t end; /* of the last tag, comment or instruction: text begins here */
    struct buf text;
    bool failed;
};

/* ---- where the parser is ---- */

static size_t offset_now(const struct reader *r)
{
    long n = xml.ByteConsumed(r->parser);
    return n < 0 ? r->end : (size_t)n > r->source->len ? r->source->len : (size_t)n;
}

/* The last "<" before an offset. */
static size_t tag_start(const struct reader *r, size_t offset)
{
    const char *hit = memrchr(r->source->text + r->end, '<', offset - r->end);
    return hit ? (size_t)(hit - r->source->text) : r->end;
}

static void stop(struct reader *r)
{
    r->failed = true;
    xml.StopParser(r->parser);
}

/* ---- the tree ---- */

static struct element *add_element(struct reader *r)
{
    struct element *element = ARENA_NEW(r->arena, struct element);
    *r->link[r->depth] = element;
    r->link[r->depth] = &element->next;
    return element;
}

/* Ends the run of text before what begins at offset. */
static void end_text(struct reader *r, size_t offset)
{
    if (r->text.len == 0)
        return;
    struct element *element = add_element(r);
    element->at = element->content = place_make(r->source, r->end, offset > r->end ? offset - r->end : 0);
    element->text = buf_take(&r->text, r->arena);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The attributes' places, found by walking over the start tag, which is known to be well-formed: name, "=",
 * quoted value. */
static void place_attributes(struct reader *r, struct element *element, size_t end)
{
    const char *text = r->source->text;
    size_t i = element->at.offset + 1 + strlen(element->name);
    for (size_t a = 0; i < end;) {
        while (i < end && is_space(text[i]))
            i++;
        size_t name = i;
        while (i < end && text[i] != '=' && !is_space(text[i]))
            i++;
        size_t name_end = i;
        while (i < end && text[i] != '"' && text[i] != '\'')
            i++;
        if (i >= end)
            return;
        size_t value = i + 1;
        const char *close = memchr(text + value, text[i], end - value);
        if (!close)
            return;
        i = (size_t)(close - text) + 1;
        bool declaration = strncmp(text + name, "xmlns", 5) == 0;
        if (declaration || a >= element->attribute_count)
            continue;
        element->attributes[a].name_at = place_make(r->source, name, name_end - name);
        element->attributes[a].value.at = place_make(r->source, value, i - 1 - value);
        a++;
    }
}

/* libxml2 leaves an "&" of a value as "&#38;" when it is told not to replace entities; every other reference
 * it resolves. */
static void resolve_ampersands(char *value)
{
    static const char reference[] = "&#38;";
    for (char *c = value; (c = strstr(c, reference)) != NULL; c++)
        memmove(c + 1, c + strlen(reference), strlen(c + strlen(reference)) + 1);
}

/* libxml2 gives each attribute as five pointers: name, prefix, URI, begin and end of the value. */
static void take_attributes(struct reader *r, struct element *element, int count, const xmlChar **given)
{
    element->attribute_count = (size_t)count;
    element->attributes = arena_alloc(r->arena, ((size_t)count + 1) * sizeof *element->attributes);
    for (size_t i = 0; i < (size_t)count; i++, given += 5) {
        const char *name = (const char *)given[0], *prefix = (const char *)given[1];
        element->attributes[i].name =
            prefix ? arena_printf(r->arena, "%s:%s", prefix, name) : arena_strdup(r->arena, name);
        char *value = arena_strndup(r->arena, (const char *)given[3], (size_t)(given[4] - given[3]));
        resolve_ampersands(value);
        element->attributes[i].value.s = value;
    }
}

/* ---- libxml2's events ---- */

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace_list, int count, int defaulted,
                     const xmlChar **attributes)
{
    (void)uri, (void)namespaces, (void)namespace_list, (void)defaulted;
    struct reader *r = context;
    size_t end = offset_now(r), start = tag_start(r, end);
    if (r->failed)
        return;
    end_text(r, start);
    if (r->depth == XML_DEPTH) {
        diag(r->diags, XML_TOO_DEEP, place_make(r->source, start, end - start));
        stop(r);
        return;
    }
    struct element *element = add_element(r);
    element->name = prefix ? arena_printf(r->arena, "%s:%s", (const char *)prefix, (const char *)name)
                           : arena_strdup(r->arena, (const char *)name);
    take_attributes(r, element, count, attributes);
    bool empty = r->source->text[end] == '/';
    r->end = end + (empty ? 2 : 1);
    element->at = place_make(r->source, start, r->end - start);
    place_attributes(r, element, end);
    element->content = place_make(r->source, r->end, 0);
    r->open[r->depth++] = element;
    r->link[r->depth] = &element->first;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct reader *r = context;
    if (r->failed)
        return;
    size_t end = offset_now(r), start = end > r->end ? tag_start(r, end) : r->end;
    end_text(r, start);
    struct element *element = r->open[--r->depth];
    if (start > element->content.offset)
        element->content.length = (uint32_t)(start - element->content.offset);
    r->end = end;
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct reader *r = context;
    if (r->depth > 0 && n > 0)
        buf_add(&r->text, text, (size_t)n);
}

/* Before and behind the root there may be comments too. */
static void on_comment(void *context, const xmlChar *text)
{
    struct reader *r = context;
    size_t end = offset_now(r), n = strlen((const char *)text) + strlen("<!---->");
    size_t start = end >= n ? end - n : 0;
    end_text(r, start);
    ARENA_PUSH(r->arena, r->out->comments.items, r->out->comments.count) = (struct comment){
        place_make(r->source, start, end - start), arena_strdup(r->arena, (const char *)text)};
    r->end = end;
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data)
{
    (void)target, (void)data;
    struct reader *r = context;
    size_t end = offset_now(r);
    end_text(r, tag_start(r, end));
    r->end = end;
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    struct reader *r = context;
    const char *hit = strstr(r->source->text, "<!DOCTYPE");
    diag(r->diags, XML_DOCTYPE, place_make(r->source, hit ? (size_t)(hit - r->source->text) : 0, 9));
    stop(r);
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct reader *r = context;
    if (r->failed || error->level < XML_ERR_ERROR)
        return; /* the first one counts */
    r->failed = true;
    const struct element *open = r->depth > 0 ? r->open[r->depth - 1] : NULL;
    xml_complain(r->arena, r->diags, r->source, error, offset_now(r), open);
}

/* ---- the whole ---- */

static char *copy_string(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(mem_alloc(n), s, n);
}

bool xml_read(struct arena *arena, struct diags *diags, const struct source *source, struct xml *out)
{
    *out = (struct xml){0};
    struct reader r = {.arena = arena, .diags = diags, .source = source, .out = out};
    r.link[0] = &out->root;
    if (!load(diags))
        return false;
    xml.MemSetup(mem_free, mem_alloc, mem_realloc, copy_string);
    xmlSAXHandler events = {.initialized = XML_SAX2_MAGIC,
                            .startElementNs = on_start,
                            .endElementNs = on_end,
                            .characters = on_text,
                            .ignorableWhitespace = on_text,
                            .cdataBlock = on_text,
                            .comment = on_comment,
                            .processingInstruction = on_instruction,
                            .internalSubset = on_doctype,
                            .serror = on_error};
    r.parser = xml.CreateMemoryParserCtxt(source->text, (int)source->len);
    if (!r.parser) { /* an empty file */
        diag(diags, XML_EMPTY, place_make(source, 0, 0));
        return false;
    }
    xml.CtxtUseOptions(r.parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlSAXHandler *own = r.parser->sax;
    r.parser->sax = &events;
    r.parser->userData = &r;
    xml.ParseDocument(r.parser);
    bool fine = !r.failed && r.parser->wellFormed;
    if (!fine && !r.failed)
        diag(diags, XML_SYNTAX, place_make(source, offset_now(&r), 0));
    r.parser->sax = own;
    xml.FreeDoc(r.parser->myDoc);
    xml.FreeParserCtxt(r.parser);
    xml.CleanupParser();
    buf_free(&r.text);
    return fine && out->root;
}

const struct attribute *xml_attribute(const struct element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].name, name) == 0)
            return &element->attributes[i];
    return NULL;
}

const struct element *xml_child(const struct element *element, const char *name)
{
    for (const struct element *e = element->first; e; e = e->next)
        if (e->name && strcmp(e->name, name) == 0)
            return e;
    return NULL;
}
