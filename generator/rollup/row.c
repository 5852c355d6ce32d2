/* row.c - a row as bytes, and back, between two processes. */
#include "rollup/row.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

const char *row_clean(struct arena *arena, const char *s, size_t n)
{
    static const char instead[] = "\xef\xbf\xbd";
    struct buf out = {0};
    uint32_t cp = 0;
    for (size_t i = 0; i < n;) {
        int length = text_decode(s + i, n - i, &cp);
        bool control = cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xfffe || cp == 0xffff;
        bool turns = (cp >= 0x200e && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
                     (cp >= 0x2066 && cp <= 0x2069);
        if (length <= 0 || turns || (control && cp != '\n' && cp != '\t'))
            buf_str(&out, instead);
        else
            buf_add(&out, s + i, (size_t)length);
        i += length > 0 ? (size_t)length : 1;
    }
    const char *clean = buf_take(&out, arena);
    buf_free(&out);
    return clean;
}

static const char magic[] = "baocao-row-1";

/* One list of what a row has, walked by the writer and by the reader, so that they cannot differ. */
struct walker {
    struct buf *out;      /* writing; NULL: reading */
    const char *at, *end; /* reading */
    struct arena *arena;
    bool fine;
};

static void bytes(struct walker *w, void *value, size_t n)
{
    if (w->out) {
        buf_add(w->out, value, n);
    } else if (w->fine && (size_t)(w->end - w->at) >= n) {
        memcpy(value, w->at, n);
        w->at += n;
    } else {
        memset(value, 0, n);
        w->fine = false;
    }
}

static void text(struct walker *w, const char **s)
{
    uint32_t n = w->out ? (uint32_t)strlen(*s) : 0;
    bytes(w, &n, sizeof n);
    if (w->out) {
        buf_add(w->out, *s, n);
        return;
    }
    w->fine = w->fine && (size_t)(w->end - w->at) >= n;
    *s = w->fine ? row_clean(w->arena, w->at, n) : "";
    w->at += w->fine ? n : 0;
}

/* An enum, which has to be below end. */
static void choice(struct walker *w, int *value, int end)
{
    bytes(w, value, sizeof *value);
    if (*value < 0 || *value >= end) {
        *value = 0;
        w->fine = false;
    }
}

static void task(struct walker *w, struct rollup_task *t)
{
    int state = (int)t->state;
    text(w, &t->code);
    text(w, &t->text);
    text(w, &t->reason);
    choice(w, &t->index, ROLLUP_INDICES);
    choice(w, &state, STATE_COUNT);
    t->state = (enum state)state;
}

/* A day or none: what is neither would be printed as it is. */
static void day(struct walker *w, struct date *d)
{
    bytes(w, d, sizeof *d);
    w->fine = w->fine && d->year >= 0 && d->year <= 9999 && d->month >= 0 && d->month <= 12 && d->day >= 0 &&
              d->day <= 31;
}

static void walk(struct walker *w, struct rollup_row *row)
{
    int kind = (int)row->kind, seal = (int)row->seal;
    const char **texts[] = {&row->sha256, &row->note,   &row->school,  &row->symbol,
                            &row->agency, &row->number, &row->signers, &row->replaces};
    choice(w, &kind, ROLLUP_FAULT + 1);
    choice(w, &seal, ROLLUP_SIGNED + 1);
    row->kind = (enum rollup_kind)kind;
    row->seal = (enum rollup_seal)seal;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        text(w, texts[i]);
    bytes(w, &row->size, sizeof row->size);
    bytes(w, &row->signature_count, sizeof row->signature_count);
    bytes(w, &row->quarter, sizeof row->quarter);
    w->fine = w->fine && row->quarter.number >= 0 && row->quarter.number <= 4;
    day(w, &row->date);
    day(w, &row->signed_on);
    bytes(w, &row->illustrative, sizeof row->illustrative);
    for (int i = 0; i < ROLLUP_INDICES; i++)
        text(w, &row->index_names[i]);
    bytes(w, &row->task_count, sizeof row->task_count);
    if (!w->out) { /* each task takes more than a byte: more of them than bytes is a lie */
        w->fine = w->fine && row->task_count <= (size_t)(w->end - w->at);
        row->task_count = w->fine ? row->task_count : 0;
        row->tasks = arena_alloc(w->arena, (row->task_count + 1) * sizeof *row->tasks);
    }
    for (size_t i = 0; i < row->task_count && w->fine; i++)
        task(w, &row->tasks[i]);
}

void row_write(struct buf *out, const struct rollup_row *row)
{
    struct rollup_row copy = *row;
    struct walker w = {.out = out, .fine = true};
    buf_add(out, magic, sizeof magic);
    walk(&w, &copy);
    buf_add(out, magic, sizeof magic); /* all of it is there */
}

bool row_read(struct arena *arena, const char *from, size_t n, struct rollup_row *row)
{
    struct walker w = {.at = from + sizeof magic, .end = from + n, .arena = arena, .fine = true};
    if (n < sizeof magic || memcmp(from, magic, sizeof magic) != 0)
        return false;
    walk(&w, row);
    return w.fine && (size_t)(w.end - w.at) == sizeof magic && memcmp(w.at, magic, sizeof magic) == 0;
}
