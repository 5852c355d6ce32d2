/* stream.c - a stream's bytes out of libqpdf. */
#include <qpdf/qpdf-c.h>

#include "pdf/bound.h"
#include "pdf/library.h"
#include "pdf/stream.h"

#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LITTLE = 64 * 1024 }; /* zlib's window and tables */

void pdf_stream_ask_memory(const char *detail)
{
    if (strstr(detail, "memory error")) /* Z_MEM_ERROR in Pl_Flate */
        pdf_bound_lacked(LITTLE);
}

static void ask_warnings(qpdf_data q)
{
    while (qpdf.more_warnings(q))
        pdf_stream_ask_memory(qpdf.get_error_message_detail(q, qpdf.next_warning(q)));
}

#if defined(__SANITIZE_ADDRESS__)
QPDF_ERROR_CODE pdf_stream_data(qpdf_data q, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                                QPDF_BOOL *filtered, unsigned char **bytes, size_t *length)
{
    QPDF_ERROR_CODE code = qpdf.oh_get_stream_data(q, stream, level, filtered, bytes, length);
    ask_warnings(q);
    return code;
}
#else

/* libqpdf 11 copies what it has unpacked into memory of malloc() without asking whether there was any
 * (Pl_Buffer::getMallocBuffer), so it writes to address 0. A file can bring that about: what it unpacks to
 * fits into PDF_MEMORY once and not twice. That fault is waited for, and no other: libqpdf has told the
 * length, which it does last before it asks malloc, and writes below it. It has nothing open then, and holds
 * but the unpacked bytes, which are lost to us. Whatever else faults ends the run as ever. */
static struct {
    sigjmp_buf back;
    const size_t *length;
} waiting;

static void on_fault(int signal, siginfo_t *info, void *context)
{
    (void)signal, (void)context;
    if (info->si_code > 0 && (uintptr_t)info->si_addr < *waiting.length)
        siglongjmp(waiting.back, 1);
    /* SA_RESETHAND: it faults once more, and that is the end */
}

QPDF_ERROR_CODE pdf_stream_data(qpdf_data q, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                                QPDF_BOOL *filtered, unsigned char **bytes, size_t *length)
{
    struct sigaction fault = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_RESETHAND}, before;
    volatile QPDF_ERROR_CODE code = QPDF_ERRORS;
    volatile bool faulted = true;

    *bytes = NULL;
    *length = 0;
    waiting.length = length;
    sigaction(SIGSEGV, &fault, &before);
    if (sigsetjmp(waiting.back, 1) == 0) {
        code = qpdf.oh_get_stream_data(q, stream, level, filtered, bytes, length);
        faulted = false;
    }
    sigaction(SIGSEGV, &before, NULL);
    if (faulted) {
        pdf_bound_lacked(*length);
        *bytes = NULL;
        *length = 0;
    }
    ask_warnings(q);
    return code;
}
#endif
