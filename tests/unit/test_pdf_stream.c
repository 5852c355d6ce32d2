/* test_pdf_stream.c - each allocation fails while libqpdf unpacks a stream: its bytes, or the end for want of
 * memory; never a crash, and never a file told to be damaged. */
#include "unit.h"

#include "pdf/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT "report"

/* ---- malloc, in the place of the C library's, for libqpdf and zlib too ---- */

void *__libc_malloc(size_t size);

static struct {
    size_t at, count; /* at: which one fails, from 1; 0 for none */
    bool and_on;
} memory;

#if !defined(__SANITIZE_ADDRESS__)
void *malloc(size_t size)
{
    bool fails =
        memory.at > 0 && (++memory.count == memory.at || (memory.and_on && memory.count > memory.at));
    return fails ? NULL : __libc_malloc(size);
}
#endif

/* A file of one stream, packed by Flate and written in hexadecimal. */
static const char packed[] =
    "%PDF-1.4\n"
    "1 0 obj\n<< /Pages 2 0 R /Type /Catalog >>\nendobj\n"
    "2 0 obj\n<< /Count 0 /Kids [ ] /Type /Pages >>\nendobj\n"
    "3 0 obj\n<< /Filter [ /ASCIIHexDecode /FlateDecode ] /Length 29 >>\nstream\n"
    "78da2b4a2dc82f2a01000910029d>\nendstream\nendobj\n"
    "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n0000000111 00000 n \n"
    "trailer << /Root 1 0 R /Size 4 >>\nstartxref\n231\n%%EOF\n";

enum ending { FINE, NEVER_FAILED = 101, WRONG };

static enum ending unpack(struct pdf_file *file, size_t at, bool and_on)
{
    size_t length;
    memory.count = 0;
    memory.and_on = and_on;
    memory.at = at;
    const char *bytes = pdf_stream(file, pdf_object(file, 3), &length);
    memory.at = 0;
    if (!bytes || length != strlen(TEXT) || memcmp(bytes, TEXT, length) != 0)
        return WRONG;
    return memory.count < at ? NEVER_FAILED : FINE;
}

/* The exit status of a process in which it fails; -1 for a crash. */
static int tried(struct pdf_file *file, size_t at, bool and_on)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        _exit(unpack(file, at, and_on));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void each_allocation(void **state)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct pdf_file *file = pdf_open(&arena, &diags, "a.pdf", packed, sizeof packed - 1);
    (void)state;

    assert_non_null(file);
    for (int and_on = 0; and_on < 2; and_on++) {
        size_t at = 1;
        for (int status; (status = tried(file, at, and_on)) != NEVER_FAILED; at++)
            if (status != FINE && status != 3)
                fail_msg("allocation %zu%s: %d", at, and_on ? " and on" : "", status);
#if !defined(__SANITIZE_ADDRESS__)
        assert_true(at > 10);
#endif
    }
    pdf_close(file);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
