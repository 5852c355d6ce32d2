/* explain.c - `baocao explain CODE…`: what a complaint means, with an example before and after; `--list` for
 * all of them. */
#include "base/explain.h"
#include "base/buf.h"
#include "base/text.h"
#include "command/run.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 96 };

/* Groups of codes by their letter, in the order in which a secretary meets them. */
static const struct group {
    char letter;
    const char *title[2];
} groups[] = {
    {'F', {"Tệp và bảng mã", "Files and encodings"}},
    {'K', {"Phần khai báo ở đầu tệp", "Front matter"}},
    {'M', {"Cách viết Markdown", "Markdown"}},
    {'E', {"Cách viết XML, chuyển đổi tệp", "XML and conversion"}},
    {'S', {"Nhà trường và chỉ số", "School and indices"}},
    {'P', {"Kế hoạch", "Plan"}},
    {'T', {"Tiến độ từng quý", "Progress"}},
    {'G', {"Điểm đã công bố và mục tiêu", "Published scores and goals"}},
    {'C', {"Viện dẫn văn bản", "Citations"}},
    {'N', {"Việc, câu chữ lặp lại; chữ viết tắt", "Repeats and abbreviations"}},
    {'V', {"Thể thức và cách viết", "Wording"}},
    {'Q', {"Thông tin cá nhân", "Privacy"}},
    {'D', {"Tệp minh chứng", "Evidence files"}},
    {'B', {"Biểu mẫu", "Templates"}},
    {'R', {"Báo cáo PDF", "PDF report"}},
    {'W', {"Trang web", "Site"}},
    {'O', {"Thư mục kết quả", "Output folder"}},
    {'H', {"Tệp PDF đã làm xong", "Finished PDF files"}},
    {'Y', {"Chữ ký số", "Digital signatures"}},
    {'A', {"Nhiều trường", "Many schools"}},
    {'L', {"Tổng hợp của quận, phường", "The district's overview"}},
    {'U', {"Dòng lệnh", "Command line"}},
    {'X', {"Máy", "Machine"}},
};

/* A sentence of the list with "…" in the place of each text. */
static char *general(struct run *run, const char *sentence)
{
    static const char *const dots[4] = {"…", "…", "…", "…"};
    struct buf out = {0};
    diag_fill(&out, sentence, dots);
    char *text = buf_take(&out, &run->arena);
    buf_free(&out);
    return text;
}

/* Prose in lines of at most COLUMNS, broken at spaces, each behind the indentation. */
static void say_prose(struct run *run, const char *text, int indent)
{
    size_t column = 0;
    while (*text) {
        size_t n = strcspn(text, " "), width = text_width(text, n);
        if (column > 0 && column + 1 + width > COLUMNS - (size_t)indent) {
            buf_char(&run->said, '\n');
            column = 0;
        }
        if (column == 0)
            buf_printf(&run->said, "%*s", indent, "");
        else
            buf_char(&run->said, ' ');
        column += width + (column > 0);
        buf_add(&run->said, text, n);
        text += n + (text[n] == ' ');
    }
    buf_char(&run->said, '\n');
}

/* An example, line by line. */
static void say_example(struct run *run, enum message title, const char *lines)
{
    buf_char(&run->said, '\n');
    run_say(run, title, NULL, NULL, NULL);
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        if (n > 0)
            buf_printf(&run->said, "    %.*s", (int)n, lines);
        buf_char(&run->said, '\n');
        lines += n + (lines[n] == '\n');
    }
}

static void say_hints(struct run *run, const char *hints)
{
    for (bool first = true; hints && *hints;) {
        size_t n = strcspn(hints, "\n");
        if (!memchr(hints, '{', n)) { /* else it says nothing without its texts */
            if (first) {
                buf_char(&run->said, '\n');
                run_say(run, MESSAGE_EXPLAIN_HINTS, NULL, NULL, NULL);
            }
            say_prose(run, arena_printf(&run->arena, "- %.*s", (int)n, hints), 4);
            first = false;
        }
        hints += n + (hints[n] == '\n');
    }
}

static void explain(struct run *run, enum diag_code code)
{
    enum diag_lang lang = run->diags.lang;
    const struct diag_entry *entry = diag_entry(code);
    const struct explanation *explanation = diag_explanation(code);
    if (run->said.len > 0)
        buf_char(&run->said, '\n');
    const char *head = arena_printf(&run->arena, "%s (%s): %s", entry->code,
                                    diag_level_word(entry->level, lang), general(run, entry->text[lang]));
    say_prose(run, head, 0);
    buf_char(&run->said, '\n');
    say_prose(run, explanation->why[lang], 2);
    say_example(run, MESSAGE_EXPLAIN_BEFORE, explanation->before);
    say_example(run, MESSAGE_EXPLAIN_AFTER, explanation->after);
    say_hints(run, entry->hint[lang]);
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(diag_entry(*(const enum diag_code *)a)->code, diag_entry(*(const enum diag_code *)b)->code);
}

static void list_all(struct run *run)
{
    enum diag_lang lang = run->diags.lang;
    enum diag_code sorted[DIAG_COUNT];
    for (int code = 0; code < DIAG_COUNT; code++)
        sorted[code] = (enum diag_code)code;
    qsort(sorted, DIAG_COUNT, sizeof *sorted, compare_codes);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        buf_printf(&run->said, "%s%s\n", g ? "\n" : "", groups[g].title[lang]);
        for (int code = 0; code < DIAG_COUNT; code++) {
            const struct diag_entry *entry = diag_entry(sorted[code]);
            if (*entry->code == groups[g].letter)
                buf_printf(&run->said, "  %s  %s\n", entry->code, general(run, entry->text[lang]));
        }
    }
}

static void explain_name(struct run *run, const char *name)
{
    const char *names[DIAG_COUNT];
    for (int code = 0; code < DIAG_COUNT; code++) {
        names[code] = diag_entry((enum diag_code)code)->code;
        if (strcasecmp(names[code], name) == 0) {
            explain(run, (enum diag_code)code);
            return;
        }
    }
    diag(&run->diags, USAGE_CODE, {0}, name, text_nearest(&run->arena, name, names, DIAG_COUNT));
}

void command_explain(struct run *run)
{
    if (run->options.list) {
        list_all(run);
        return;
    }
    if (!run->arguments[0])
        diag(&run->diags, USAGE_CODE_MISSING, {0});
    for (char **name = run->arguments; *name; name++)
        explain_name(run, *name);
}
