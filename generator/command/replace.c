/* replace.c - `baocao replace QUARTER`: the report that lawfully replaces an issued one begins: the quarter's
 * file gets room for a new number and date, and says what it replaces (NĐ 30/2020, Điều 18). */
#include "base/fault.h"
#include "base/file.h"
#include "base/splice.h"
#include "check/rules.h"
#include "command/frozen.h"
#include "command/run.h"
#include "read/content.h"
#include "read/document.h"
#include "seal/extract.h"

#include <errno.h>
#include <string.h>

#define BLANK "…" /* what is to be filled in, as `new` writes it */

enum { CHANGES = 3 };

struct replacing {
    struct run *run;
    const struct model *model;
    const struct year *year;
    const struct progress *progress;
    const char *number; /* of the report that is replaced */
    const char *words;  /* "45/BC-HB ngày 17/6/2024" */
    struct splice changes[CHANGES];
    size_t count;
};

static void change(struct replacing *r, size_t offset, size_t length, const char *text)
{
    r->changes[r->count++] = (struct splice){offset, length, text};
}

/* Number and date of what was signed; those of the file where they came after it. */
static bool find_words(struct replacing *r)
{
    struct arena *arena = &r->run->arena;
    const struct progress *p = r->progress;
    const char *bytes;
    size_t size, length;
    struct date date;
    struct pdf_file *file = pdf_load(arena, &r->run->diags, p->signed_path, &bytes, &size);
    const char *data = file ? extract_data(arena, &r->run->diags, file, p->signed_shown, &length) : NULL;
    pdf_close(file);
    if (!data)
        return false;
    r->number = frozen_number(arena, data, &date);
    if (!*r->number && p->number.s && !has_blank(p->number.s))
        r->number = p->number.s;
    if (!date_given(date))
        date = p->date;
    if (!*r->number || !date_given(date)) {
        diag(&r->run->diags, REPLACE_NO_DATE, place_file(arena, p->source->path), p->signed_shown);
        return false;
    }
    r->words = arena_printf(arena, "%s ngày %s", r->number, date_short(arena, date));
    return true;
}

/* The end of the line that holds the offset, its line feed included. */
static size_t line_end(const struct source *source, size_t offset)
{
    const char *end = strchr(source->text + offset, '\n');
    return end ? (size_t)(end - source->text) + 1 : source->len;
}

static size_t line_start(const struct source *source, size_t offset)
{
    while (offset > 0 && source->text[offset - 1] != '\n')
        offset--;
    return offset;
}

/* "thay thế:" with one more item, in whatever form of YAML it stands. */
static void add_to_head(struct replacing *r)
{
    struct arena *arena = &r->run->arena;
    const struct progress *p = r->progress;
    const struct source *source = p->source;
    if (p->replaced_count == 0) {
        change(r, line_end(source, p->date_text.at.offset), 0,
               arena_printf(arena, "thay thế:\n  - %s\n", r->words));
        return;
    }
    struct str last = p->replaced[p->replaced_count - 1].text;
    size_t start = line_start(source, last.at.offset), end = line_end(source, last.at.offset);
    const char *line = arena_strndup(arena, source->text + start, end - start);
    size_t indent = strspn(line, " ");
    if (line[indent] == '-')
        change(r, end, 0, arena_printf(arena, "%.*s- %s\n", (int)indent, line, r->words));
    else if (strchr(line, '['))
        change(r, last.at.offset + last.at.length, 0, arena_printf(arena, ", %s", r->words));
    else
        change(r, last.at.offset, last.at.length, arena_printf(arena, "\n  - %s\n  - %s", last.s, r->words));
}

/* <replaces> behind the last of its kind, or behind the date. */
static void add_element(struct replacing *r)
{
    const struct progress *p = r->progress;
    struct str after = p->replaced_count ? p->replaced[p->replaced_count - 1].text : p->date_text;
    const char *tag = p->replaced_count ? "</replaces>" : "</date>";
    const char *at = strstr(p->source->text + after.at.offset, tag);
    if (at)
        change(r, (size_t)(at - p->source->text) + strlen(tag), 0,
               arena_printf(&r->run->arena, "\n  <replaces>%s</replaces>", r->words));
}

/* A new number and date are wanted, unless they are there already. */
static void clear_number(struct replacing *r)
{
    const struct progress *p = r->progress;
    const char *slash = p->number.s ? strchr(p->number.s, '/') : NULL;
    if (!p->number.s || strcmp(p->number.s, r->number) != 0)
        return;
    change(r, p->number.at.offset, p->number.at.length,
           arena_printf(&r->run->arena, BLANK "%s", slash ? slash : ""));
    change(r, p->date_text.at.offset, p->date_text.at.length, BLANK);
}

static void write_file(struct replacing *r)
{
    struct run *run = r->run;
    const struct source *source = r->progress->source;
    const char *slash = strrchr(source->path, '/');
    const char *path = path_join(&run->arena, r->year->folder, slash ? slash + 1 : source->path);
    struct buf out = {0};
    splice_text(&out, source->text, source->len, r->changes, r->count);
    if (file_replace(path, buf_text(&out), out.len))
        run_say(run, MESSAGE_REPLACING, source->path, r->words, run->arguments[0]);
    else
        diag(&run->diags, OUT_FAULT, {0}, source->path, fault_text(errno, run->diags.lang));
    buf_free(&out);
}

void command_replace(struct run *run)
{
    struct replacing r = {.run = run};
    struct quarter quarter;
    if (!run->arguments[0] || run->arguments[1] || !quarter_parse(run->arguments[0], &quarter)) {
        diag(&run->diags, REPLACE_WHAT, {0});
        return;
    }
    run->diags.only_count_notes = true;
    r.model = content_read(&run->arena, &run->diags, run->options.content, run->options.content);
    if (!r.model || !diag_ok(&run->diags))
        return;
    r.year = model_year(r.model, quarter.year);
    r.progress = r.year ? r.year->quarters[quarter.number - 1] : NULL;
    if (!r.progress)
        diag(&run->diags, USAGE_QUARTER, {0}, run->arguments[0]);
    else if (!r.progress->signed_path)
        diag(&run->diags, REPLACE_UNSIGNED, place_file(&run->arena, r.progress->source->path),
             run->arguments[0]);
    else if (find_words(&r)) {
        clear_number(&r);
        if (document_is_xml(r.progress->source->path))
            add_element(&r);
        else
            add_to_head(&r);
        write_file(&r);
    }
}
