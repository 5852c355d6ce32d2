/* wall.h - what a run may touch: files and folders that were named, and nothing else. Two walls with one
 * plan:
 *
 * - our own functions (file.h) follow symbolic links and refuse what really lies elsewhere, on every system;
 * - the kernel refuses it, whatever a library does that a hostile file has got hold of: Landlock for files
 * and for connections, seccomp for programs, networks and calls that no report needs. Where the kernel has
 * neither, this is quietly left out.
 *
 * One plan for the process, as the kernel's walls are, and it is never taken down. Paths as the run opens
 * them; links in the path that was named are followed once, when it is allowed: a content folder may be a
 * link, what is in it may not lead out. */
#ifndef BASE_WALL_H
#define BASE_WALL_H

#include <stdbool.h>

enum wall_right { WALL_READ = 1, WALL_WRITE = 2 };
enum wall_gate { WALL_PROGRAMS = 1, WALL_NETWORK = 2 };

/* Allows a file, or a folder with all below it. Nothing happens when it is not there, or after wall_close. */
void wall_allow(const char *path, unsigned rights);

/* Closes our wall, and that of the kernel when asked. gates stay open; port: the only one that may be
 * connected to when WALL_NETWORK is open (beside DNS), 0 for any. */
void wall_close(bool kernel, unsigned gates, unsigned port);

/* May the file or folder be read or written, wherever links lead to? False with errno EXDEV. True as long as
 * the wall is not closed, and for what cannot be found: opening it says why. */
bool wall_allows(const char *path, enum wall_right right);

/* The same for a new name: judged by the folder it is to stand in. */
bool wall_allows_new(const char *path);

#endif
