/* lock.h - one run at a time writes into the content. */
#ifndef COMMAND_LOCK_H
#define COMMAND_LOCK_H

#include "command/run.h"

/* Waits until no other run writes into the content folder, and keeps others waiting until this one ends; a
 * note says that it waited. The folder itself is locked (flock), so nothing is left behind, and a run that
 * dies lets go. Without a word where the file system has no locks or the folder is not there. What was read
 * of the content before is not to be trusted: call it first. */
void run_lock(struct run *run);

#endif
