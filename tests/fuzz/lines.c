/* lines.c - words into lines: none is lost, none is wider than the measure, and they can be drawn. */
#include "fuzz.h"

#include "base/text.h"
#include "report/lines.h"

#include <math.h>
#include <string.h>

enum { HEAD = 4 };

void fuzz_lines(struct fuzz *f, const uint8_t *data, size_t size)
{
    if (size < HEAD)
        return;
    const struct source *source = source_from_bytes(&f->arena, &f->diags, "tep.md", data + HEAD, size - HEAD);
    if (!source)
        return;
    struct words words = {.arena = &f->arena, .fonts = fuzz_fonts(), .size = 8 + data[0] % 16};
    double width = 40 + data[1] * 2, indent = data[2] % 30;
    enum align align = data[3] % 4;
    words_add(&words, data[3] / 4 % FACE_COUNT, source->text);
    words_add(&words, FACE_BOLD, "đậm");
    struct lines lines = lines_break(&words, width, indent, align);
    size_t next = 0;
    struct document document = {.arena = &f->arena};
    document.structure = element_new(&f->arena, NULL, ROLE_DOCUMENT);
    struct page *page = page_add(&document, 595, 842);
    page->element = document.structure;
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.items[i];
        fuzz_must(line->first == next && line->end > line->first && line->end <= words.count);
        fuzz_must(isfinite(line->width) && isfinite(line->extra));
        double natural = line->width + (double)line->spaces * (line->extra < 0 ? line->extra : 0);
        fuzz_must(natural <= width - (i == 0 ? indent : 0) + 0.01 || line->end == line->first + 1);
        next = line->end;
        line_draw(page, &words, line, 50, 50 + (double)i, width, align);
    }
    fuzz_must(next == words.count);
    page_finish(&document);
    document_free(&document);
}
