/* roots.h - certificates that the user trusts, and whether another one leads to them. */
#ifndef SEAL_ROOTS_H
#define SEAL_ROOTS_H

#include "base/diag.h"
#include "seal/octets.h"
#include "seal/reason.h"

#include <stdbool.h>
#include <stdint.h>

/* Trusted certificates, read once. */
struct seal_roots;
/* From a PEM file with one or more certificates, at most 1 MiB. NULL after a complaint. */
struct seal_roots *seal_roots_read(struct diags *diags, const char *path);
void seal_roots_free(struct seal_roots *roots);

/* Does a certificate lead to a root at that time, by way of the others (all DER)? SEAL_FINE, or why not.
 * for_time: it is a TSA's. Nobody is asked about revocation. */
enum seal_reason seal_roots_judge(const struct seal_roots *roots, struct octets certificate,
                                  const struct octets *others, size_t count, int64_t when, bool for_time);

#endif
