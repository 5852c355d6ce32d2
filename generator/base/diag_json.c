/* diag_json.c - complaints as JSON and as SARIF 2.1.0. */
#include "base/diag_json.h"

#include "base/buf.h"
#include "base/diag_list.h"
#include "base/text.h"

#include <string.h>

static const char *const levels[LEVEL_MACHINE + 1] = {"note", "warning", "error", "error", "error", "error"};

/* A JSON string. The texts are UTF-8 already; what is not is cut off by nobody, so it is replaced here. */
void json_string(struct buf *out, const char *s)
{
    size_t n = strlen(s);
    uint32_t cp;
    buf_char(out, '"');
    for (size_t i = 0; i < n;) {
        int len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            buf_str(out, "\\ufffd");
        else if (*(s + i) == '"' || *(s + i) == '\\')
            buf_printf(out, "\\%c", s[i]);
        else if (cp < 0x20 || cp == 0x7f)
            buf_printf(out, "\\u%04x", (unsigned)cp);
        else
            buf_add(out, s + i, (size_t)len);
        i += len > 0 ? (size_t)len : 1;
    }
    buf_char(out, '"');
}

static void add_key(struct buf *out, const char *key, const char *value)
{
    buf_printf(out, "\"%s\": ", key);
    json_string(out, value);
}

/* Code points of a stretch that does not cross the end of its line. */
static size_t length_of(struct place at)
{
    const char *s = at.source->text + at.offset;
    size_t n = at.length < strcspn(s, "\n") ? at.length : strcspn(s, "\n"), count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xc0) != 0x80;
    return count;
}

/* ---- our own ---- */

static void add_diag(struct buf *out, const struct diags *diags, const struct diag *d)
{
    struct arena arena = {0};
    const char *hints[DIAG_HINTS_MAX];
    const struct diag_entry *entry = diag_entry(d->code);
    struct position position = place_position(d->at);
    buf_str(out, "    {");
    add_key(out, "code", entry->code);
    buf_str(out, ", ");
    add_key(out, "level", levels[entry->level]);
    if (d->at.source) {
        buf_str(out, ", ");
        add_key(out, "file", d->at.source->path);
    }
    if (d->at.source && position.line)
        buf_printf(out, ", \"line\": %zu, \"column\": %zu, \"length\": %zu", position.line, position.column,
                   length_of(d->at));
    buf_str(out, ", ");
    add_key(out, "message", diag_sentence(&arena, diags, d));
    buf_str(out, ", \"hints\": [");
    size_t count = diag_hints(&arena, diags, d, hints);
    for (size_t i = 0; i < count; i++) {
        buf_str(out, i ? ", " : "");
        json_string(out, hints[i]);
    }
    buf_str(out, "]}");
    arena_free(&arena);
}

void diag_print_json(struct diags *diags, bool strict, FILE *stream)
{
    size_t count, by_level[LEVEL_MACHINE + 1];
    const struct diag *sorted = diag_sorted(diags, &count);
    struct buf out = {0};
    diag_counts(diags, sorted, count, by_level);
    buf_printf(&out, "{\n  \"version\": \"" BAOCAO_VERSION "\",\n  \"exit\": %d,\n",
               diag_exit_status(diags, strict));
    buf_printf(&out, "  \"errors\": %zu,\n  \"warnings\": %zu,\n  \"notes\": %zu,\n", diag_errors(by_level),
               by_level[LEVEL_WARNING], by_level[LEVEL_NOTE]);
    buf_str(&out, "  \"diagnostics\": [");
    for (size_t i = 0; i < count; i++) {
        buf_str(&out, i ? ",\n" : "\n");
        add_diag(&out, diags, &sorted[i]);
    }
    buf_str(&out, count ? "\n  ]\n}\n" : "]\n}\n");
    fwrite(out.data, 1, out.len, stream);
    buf_free(&out);
}

/* ---- SARIF ---- */

/* A relative path as a URI: everything but unreserved characters and slashes is percent-encoded (RFC 3986).
 */
static void add_uri(struct buf *out, const char *path)
{
    buf_char(out, '"');
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c))
            buf_char(out, *path);
        else
            buf_printf(out, "%%%02X", c);
    }
    buf_char(out, '"');
}

static void add_rules(struct buf *out, const struct diags *diags, const bool used[DIAG_COUNT])
{
    bool first = true;
    buf_str(out, "        \"rules\": [");
    for (int code = 0; code < DIAG_COUNT; code++) {
        const struct diag_entry *entry = diag_entry((enum diag_code)code);
        if (!used[code])
            continue;
        buf_str(out, first ? "\n          {" : ",\n          {");
        first = false;
        add_key(out, "id", entry->code);
        buf_str(out, ", \"shortDescription\": {");
        add_key(out, "text", entry->text[diags->lang]);
        buf_printf(out, "}, \"defaultConfiguration\": {\"level\": \"%s\"}}", levels[entry->level]);
    }
    buf_str(out, first ? "]\n" : "\n        ]\n");
}

static void add_message(struct buf *out, const struct diags *diags, const struct diag *d)
{
    struct arena arena = {0};
    const char *hints[DIAG_HINTS_MAX];
    struct buf text = {0};
    buf_str(&text, diag_sentence(&arena, diags, d));
    size_t count = diag_hints(&arena, diags, d, hints);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "\n%s", hints[i]);
    buf_str(out, "\"message\": {");
    add_key(out, "text", buf_text(&text));
    buf_char(out, '}');
    buf_free(&text);
    arena_free(&arena);
}

static void add_result(struct buf *out, const struct diags *diags, const struct diag *d)
{
    struct position position = place_position(d->at);
    buf_printf(out, "        {\"ruleId\": \"%s\", \"level\": \"%s\", ", diag_entry(d->code)->code,
               levels[diag_entry(d->code)->level]);
    add_message(out, diags, d);
    if (d->at.source) {
        buf_str(out, ", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
        add_uri(out, d->at.source->path);
        buf_char(out, '}');
        if (position.line)
            buf_printf(out, ", \"region\": {\"startLine\": %zu, \"startColumn\": %zu, \"endColumn\": %zu}",
                       position.line, position.column, position.column + length_of(d->at));
        buf_str(out, "}}]");
    }
    buf_char(out, '}');
}

void diag_print_sarif(struct diags *diags, FILE *stream)
{
    size_t count;
    const struct diag *sorted = diag_sorted(diags, &count);
    bool used[DIAG_COUNT] = {false};
    struct buf out = {0};
    for (size_t i = 0; i < count; i++)
        used[sorted[i].code] = true;
    buf_str(
        &out,
        "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n"
        "  \"runs\": [\n    {\n      \"columnKind\": \"unicodeCodePoints\",\n      \"tool\": {\"driver\": {\n"
        "        \"name\": \"baocao\", \"version\": \"" BAOCAO_VERSION "\",\n");
    add_rules(&out, diags, used);
    buf_str(&out, "      }},\n      \"results\": [");
    for (size_t i = 0; i < count; i++) {
        buf_str(&out, i ? ",\n" : "\n");
        add_result(&out, diags, &sorted[i]);
    }
    buf_str(&out, count ? "\n      ]\n    }\n  ]\n}\n" : "]\n    }\n  ]\n}\n");
    fwrite(out.data, 1, out.len, stream);
    buf_free(&out);
}
