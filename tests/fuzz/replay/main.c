/* main.c - in the place of libFuzzer: runs the files it is given through FUZZ_TARGET, once each, in any
 * variant. */
#include "fuzz.h"

#include "base/file.h"

#include <stdio.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
    (void)data;
    (void)most;
    return size;
}

int main(int argc, char **argv)
{
    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++) {
        struct buf bytes = {0};
        if (file_read(argv[i], SOURCE_LIMIT, &bytes) != FILE_FINE) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 2;
        }
        fprintf(stderr, "%s\n", argv[i]); /* the last one named is the one that ended badly */
        LLVMFuzzerTestOneInput((const uint8_t *)buf_text(&bytes), bytes.len);
        buf_free(&bytes);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
