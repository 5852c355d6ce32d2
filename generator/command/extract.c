/* extract.c - `baocao extract FILE.pdf`: the report's data (XML) to stdout, byte for byte as it was put in.
 */
#include "seal/extract.h"
#include "command/run.h"

void command_extract(struct run *run)
{
    const char *path = run->arguments[0], *bytes;
    size_t size, length;
    if (!path || run->arguments[1]) {
        diag(&run->diags, USAGE_PDF, {0}, "extract");
        return;
    }
    struct pdf_file *file = pdf_load(&run->arena, &run->diags, path, &bytes, &size);
    if (!file)
        return;
    const char *data = extract_data(&run->arena, &run->diags, file, path, &length);
    if (data)
        buf_add(&run->said, data, length);
    pdf_close(file);
}
