/* references.c - whether a file is made of nothing but the objects that are looked at when two revisions are
 * compared. */
#include "seal/references.h"

#include "pdf/lexer.h"
#include "seal/written.h"

#include <string.h>

/* The references "NUMBER GENERATION R" of a value as it is written. */
static bool text_within(struct arena *arena, const char *text, unsigned count)
{
    struct pdf_lexer lexer = {arena, text, text + strlen(text)};
    double number = 0, generation = 0; /* the last two numbers that were read */
    for (;;) {
        struct pdf_token token = pdf_next(&lexer);
        if (token.kind == PDF_END)
            return true;
        if (token.kind == PDF_WORD && strcmp(token.text, "R") == 0 && (number >= count || generation != 0))
            return false;
        if (token.kind == PDF_NUMBER) {
            number = generation;
            generation = token.number;
        }
    }
}

bool references_of_object_within(struct arena *arena, struct pdf_file *file, unsigned number, unsigned count)
{
    return text_within(arena, pdf_unparse_object(file, pdf_object(file, number)), count);
}

bool references_within(struct arena *arena, struct pdf_file *before, struct pdf_file *now,
                       const uint8_t *touched, unsigned count)
{
    struct written written = {.count = 0};
    if (!text_within(arena, pdf_unparse(before, pdf_trailer(before)), count))
        return false;
    if (touched) /* else now may be another file, not before with updates behind it */
        written_open(&written, arena, now);
    for (unsigned i = 1; i < count; i++) {
        if (written_within(&written, i, count))
            continue;
        if (!references_of_object_within(arena, touched && !touched[i] ? now : before, i, count))
            return false;
    }
    return true;
}
