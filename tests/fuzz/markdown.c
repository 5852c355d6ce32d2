/* markdown.c - a content file in Markdown, the register too. */
#include "model.h"

void fuzz_markdown(struct fuzz *f, const uint8_t *data, size_t size)
{
    fuzz_content(f, "q2.md", data, size);
}
