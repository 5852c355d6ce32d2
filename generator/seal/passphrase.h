/* passphrase.h - a passphrase, got without ever being on the command line or on the screen. */
#ifndef SEAL_PASSPHRASE_H
#define SEAL_PASSPHRASE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum { SEAL_PASSPHRASE_MAX = 1024 };

/* Bytes as they were given, one newline at the end dropped. Make it {0}; wipe it on every way out. */
struct seal_passphrase {
    char bytes[SEAL_PASSPHRASE_MAX + 2]; /* NUL-terminated */
    size_t length;
};

/* Each of these fills out, or makes a complaint, leaves out wiped and returns false. What was read is never
 * part of a complaint.
 *
 * Asks on /dev/tty with this prompt, without echo; the terminal is put right again, also when a signal
 * interrupts the question. */
bool seal_passphrase_ask(struct diags *diags, const char *prompt, struct seal_passphrase *out);
/* Reads an open descriptor to its end; `words` is what stood behind --pass-fd (a decimal number). */
bool seal_passphrase_fd(struct diags *diags, const char *words, struct seal_passphrase *out);
/* Reads a file: a regular one, ours (or root's), closed to group and others. */
bool seal_passphrase_file(struct diags *diags, const char *path, struct seal_passphrase *out);

void seal_passphrase_wipe(struct seal_passphrase *passphrase);

#endif
