/* fault.h - what the machine refuses: the first fault of a run that hides a part of the world from it, and
 * the words for faults. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/diag.h"

/* Notes errno, left by a failed call that looked at path, unless it only says that there is no such file or
 * no permission. One note for the whole process: "is it there?" has two answers and no third for "the disk
 * does not tell", and what the program makes of a wrong "no" (a complaint about the content, a page left out)
 * must neither be believed nor written. errno stays as it was. */
void fault_note(const char *path);

/* Is an errno the machine's? Not where there is no such file, or people made it so. */
bool fault_is_machine(int error);

/* The first fault noted: its path and errno. NULL: none. Whoever writes asks before. */
const char *fault_noted(int *error);

/* Forgets it: what could not be read did not matter, or was dealt with. */
void fault_forget(void);

/* "đĩa đã đầy": an errno in words. */
const char *fault_text(int error, enum diag_lang lang);

#endif
