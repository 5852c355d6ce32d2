/* build.h - the building of one school, for `baocao build` and for all schools of a folder. */
#ifndef COMMAND_BUILD_H
#define COMMAND_BUILD_H

#include "command/run.h"

/* Checks the content of the current folder and writes its output, or nothing at all after a complaint. */
void build_school(struct run *run);

/* `baocao build --all DIR`: each school below the folder, some at a time. One that fails, or even breaks the
 * program, costs the others nothing. run->exit_floor gets the worst exit status. */
void build_all(struct run *run);

#endif
