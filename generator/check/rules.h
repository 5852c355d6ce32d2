/* rules.h - what a rule of check/ is given, and the few helpers that rules share. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "base/diag.h"
#include "model/model.h"

/* Where a run of the checks is. Rules of a wider scope see NULL in the narrower fields. */
struct checking {
    struct diags *diags;
    struct arena *arena; /* goes when the rule ends; the source of a place is made in model->arena */
    struct arena *kept;  /* goes when the checks end */
    const struct model *model;
    const struct year *year;
    const struct progress *progress; /* in ENTRY rules too */
    const struct entry *entry;
    int guesses; /* suggestions that may still be searched for: each costs a walk over all tasks */
    struct listing *listings; /* folders that were listed already, folder.c; kept */
};

#define RULE(scope, function) void function(struct checking *c);
#include "check/rules.def"
#undef RULE

/* The place of a text, or the other place when the text is absent. */
struct place place_of(struct str text, struct place otherwise);

/* The complaint is about the file as a whole: no line is shown. */
struct place place_whole(struct checking *c, const struct source *source);

/* The first words of a task's text, at most about 60 characters, with "…" when something was cut. */
char *task_start(struct arena *arena, const struct task *task);

/* Does the text hold a "…" that `new` or `init` left to be filled in? "..." counts too. */
bool has_blank(const char *text);

/* True while a costly suggestion may still be searched for; counts down. */
bool guess_allowed(struct checking *c);

/* The report of the quarter right before, also across the turn of the year, or NULL. */
const struct progress *progress_before(const struct checking *c);

/* The quarters without a file right before this one, when an earlier one of the year has a file: "II, III";
 * else NULL. *files, when not NULL, gets "q2.md, q3.md". */
const char *quarters_missing(const struct checking *c, const char **files);

#endif
