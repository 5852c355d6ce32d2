/* bound.c - the memory of the process lowered while a stranger's file is read. */
#include "pdf/bound.h"

#include "base/mem.h"
#include "pdf/file.h"

#include <dlfcn.h>
#include <stdlib.h>

enum { SPARE = 64 * 1024, ASKED_MOST = 100 };

/* Ends the run when the machine has no memory, whatever our bound is. */
static void ask_machine(void)
{
    struct rlimit bounded, whole;
    bool known = getrlimit(RLIMIT_DATA, &bounded) == 0;
    whole = (struct rlimit){bounded.rlim_max, bounded.rlim_max};
    if (known)
        setrlimit(RLIMIT_DATA, &whole);
    mem_free(mem_alloc(SPARE));
    if (known)
        setrlimit(RLIMIT_DATA, &bounded);
}

#if !defined(__SANITIZE_ADDRESS__)

/* std::set_new_handler and std::set_terminate, which we cannot declare in C, of the C++ library that libqpdf
 * brings along; looked up once, for where they are needed there is no memory left to look anything up. */
static void *(*set_new_handler)(void (*)(void)), *(*set_terminate)(void (*)(void));
static int asked; /* within this bound */

/* Called when libqpdf gets no memory, and then it asks anew. When the machine has none the run ends here;
 * libqpdf would take it for a fault of the file, or be ended itself by an exception nobody waits for. When it
 * had none for a moment, there may be some now. When it is wanting again and again, our bound was reached,
 * and it is a fault of the file: back to the exception. */
static void on_no_memory(void)
{
    ask_machine();
    if (++asked == ASKED_MOST)
        set_new_handler(NULL);
}
#endif

void pdf_bound_lacked(size_t size)
{
    void *again = malloc(size);
    free(again);
    if (again) /* so it was not the bound */
        mem_exhausted();
    ask_machine();
}

void pdf_bound_begin(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    void *library = dlopen("libstdc++.so.6", RTLD_LAZY); /* for good: libqpdf will hold it */
    if (!library)
        return;
    *(void **)&set_new_handler = dlsym(library, "_ZSt15set_new_handlerPFvvE");
    *(void **)&set_terminate = dlsym(library, "_ZSt13set_terminatePFvvE");
    if (set_terminate)
        set_terminate(mem_exhausted);
#endif
}

void pdf_bound(struct pdf_bound *bound)
{
    bound->lowered = false;
#if !defined(__SANITIZE_ADDRESS__)
    asked = 0;
    if (set_new_handler)
        set_new_handler(on_no_memory);
    if (getrlimit(RLIMIT_DATA, &bound->limit) != 0)
        return;
    struct rlimit lower = bound->limit;
    if (lower.rlim_cur == RLIM_INFINITY || lower.rlim_cur > PDF_MEMORY)
        lower.rlim_cur = PDF_MEMORY;
    bound->lowered = setrlimit(RLIMIT_DATA, &lower) == 0;
#endif
}

void pdf_unbound(struct pdf_bound *bound)
{
    if (bound->lowered)
        setrlimit(RLIMIT_DATA, &bound->limit);
    bound->lowered = false;
}
