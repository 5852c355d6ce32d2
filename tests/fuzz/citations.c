/* citations.c - citations of documents in prose: every place is in the text, every number is one. */
#include "fuzz.h"

#include "check/citation.h"
#include "read/markdown.h"

void fuzz_citations(struct fuzz *f, const uint8_t *data, size_t size)
{
    struct arena *a = &f->arena;
    const struct source *source = source_from_bytes(a, &f->diags, "tep.md", data, size);
    struct citations found = {0};
    const char *rest;
    if (!source)
        return;
    citations_in_str(a, (struct str){source->text, place_make(source, 0, source->len)}, &found);
    citations_in(a, markdown_read(a, &f->diags, source, 0, MARKDOWN_CONTENT), &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct citation *c = &found.list[i];
        const struct place places[] = {c->at, c->number_at, c->date_at, c->issuer.at, c->subject.at};
        for (size_t k = 0; k < sizeof places / sizeof *places; k++)
            fuzz_place(places[k]);
        fuzz_must(c->words && *c->words && c->number && *c->number &&
                  cited_same_number(c->number, c->number));
        fuzz_must(!c->dated || c->date_words);
        cited_type_fits(c);
        cited_type_by_symbol(c);
        cited_issuer_by_symbol(c);
        cited_issuer_by_name(a, c);
    }
    cited_type_of(a, source->text, &rest);
}
