/* folder.h - folders of the content as they are on disk, each listed once a run; and the look into a file
 * that was found. */
#ifndef CHECK_FOLDER_H
#define CHECK_FOLDER_H

#include "check/rules.h"

#include <sys/stat.h>

/* A folder as it was listed once. */
struct listing {
    const char *path;
    char **names; /* sorted by bytes; NULL when it cannot be read */
    size_t count;
    bool *looked; /* which of the files were looked into, by the order of names */
    struct listing *next;
};

/* The folder of that path; the same listing for the same path. Never NULL. */
const struct listing *list_folder(struct checking *c, const char *path);

/* The folder that a file's path lies in. */
const struct listing *list_folder_of(struct checking *c, const char *file);

/* The number of the name in the listing, or its count when it is not there to the letter. */
size_t listing_find(const struct listing *listing, const char *name);

/* The part behind the last slash. */
const char *last_part(const char *path);

/* Complains about what a file holds, once a file: path is as the content writes it, full is what can be
 * opened, st is of that file. Codes D001 to D006. */
void check_found_file(struct checking *c, struct place at, const char *path, const char *full,
                      const struct stat *st);

/* Complains about a link of prose to a page of the site, or to a spot of this page, that is not going to be
 * there. False when the address is neither, and so should be a file. */
bool check_site_link(struct checking *c, struct place at, const char *url);

#endif
