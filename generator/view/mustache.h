/* mustache.h - Mustache templates: the six required modules of the specification and inheritance. */
#ifndef VIEW_MUSTACHE_H
#define VIEW_MUSTACHE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "view/value.h"

#include <stdbool.h>

/* What is done to a value in the place of its name: HTML text, Markdown text, the inside of a quoted CSV
 * cell, the inside of a JSON string that may stand in a <script>, plain text. */
enum mustache_escape { ESCAPE_HTML, ESCAPE_MARKDOWN, ESCAPE_CSV, ESCAPE_JSON, ESCAPE_NONE };

/* Parsed templates of one folder. A template is read and parsed once, however often it is rendered. */
struct mustache;

/* folder: where "name" is folder/name + suffix (e.g. ".html"); shown: what complaints call the folder.
 * strict: an unknown name is a complaint with the template's line and column (else it is empty, as the
 * specification's own tests want). */
struct mustache *mustache_new(struct arena *arena, struct diags *diags, const char *folder, const char *shown,
                              const char *suffix, enum mustache_escape escape, bool strict);

/* Gives a template by name from memory, before any folder is looked at (tests, and built-in texts). */
void mustache_define(struct mustache *m, const char *name, const char *text);

/* Renders the template of that name over root, appending to out. False after a complaint: no such template or
 * partial, an unclosed or wrongly closed section, an unknown name, too deep a recursion. */
bool mustache_render(struct mustache *m, const char *name, const struct value *root, struct buf *out);

#endif
