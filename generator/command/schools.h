/* schools.h - the schools below a folder, for commands that serve many of them. */
#ifndef COMMAND_SCHOOLS_H
#define COMMAND_SCHOOLS_H

#include "command/run.h"

struct schools {
    char **
        folders; /* "DIR/quan-1/truong-2", as the user wrote DIR; a folder with the name of --content in it */
    size_t count;
};

/* All schools at or below a folder, numbers in names counted as numbers (truong-2 before truong-10). A school
 * has no schools below it; hidden folders are not entered, symbolic links neither, which is said, because a
 * school reached twice would be written twice at once. Complains about what cannot be read, and when there is
 * no school at all. In the run's arena. */
void schools_find(struct run *run, const char *folder, struct schools *schools);

#endif
