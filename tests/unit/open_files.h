/* open_files.h - how many descriptors the test has open, to see that none is left behind. */
#ifndef TESTS_UNIT_OPEN_FILES_H
#define TESTS_UNIT_OPEN_FILES_H

#include <dirent.h>
#include <stddef.h>

static inline size_t open_files(void)
{
    size_t n = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (dir && readdir(dir))
        n++;
    if (dir)
        closedir(dir);
    return n;
}

#endif
