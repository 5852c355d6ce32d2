/* wall.h - what each command may touch. */
#ifndef COMMAND_WALL_H
#define COMMAND_WALL_H

#include "command/run.h"

/* Closes the walls of base/wall.h around the command: it reads the project's folders, the files that the
 * command line names, and system libraries; it writes where the table says; it starts no program and uses no
 * network but that of --tsa. With --p11 and
 * --signer-cmd the kernel's wall stays open: what the token's module or the command needs, only its maker
 * knows. Options are those after their defaults were filled in. A command that writes into the content also
 * has it for itself (lock.h). */
void run_wall(struct run *run, const char *command);

#endif
