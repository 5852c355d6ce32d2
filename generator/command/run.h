/* run.h - one run of the program: its options, its memory, its complaints; and the table of commands. */
#ifndef COMMAND_RUN_H
#define COMMAND_RUN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>

/* Values as given on the command line; a flag that was given is non-NULL. */
struct options {
#define OPTION(field, long_name, short_name, value, vi, en) const char *field;
#include "command/option.def"
#undef OPTION
};

struct run {
    struct arena arena;
    struct diags diags;
    struct options options, given; /* with defaults filled in; as on the command line */
    struct buf
        said;     /* what goes to stdout, after the complaints: the last line is what a reader takes away */
    bool answers; /* what is said is the answer itself, in whatever format: complaints go to stderr as text */
    struct report_faces *faces; /* once they are read: for all reports of the run */
    int exit_floor; /* the worst exit status of those that worked for this run in processes of their own */
    int stopped_by; /* a signal that asked us to stop and was waited for: what ends the program in the end */
    char **arguments; /* behind the command, NULL-terminated */
};

enum message {
#define MESSAGE(name, vi, en) MESSAGE_##name,
#include "command/message.def"
#undef MESSAGE
    MESSAGE_COUNT
};

/* Says a message of message.def in the run's language, unless quiet. */
void run_say(struct run *run, enum message message, const char *a, const char *b, const char *c);

/* The message as a text, for those who put several together. In the arena. */
char *run_text(struct run *run, enum message message, const char *a, const char *b, const char *c);

/* Complains about a folder that cannot be read: of the machine, or of whoever named or closed it. */
void run_tell_folder(struct run *run, const char *path, int error);

/* May what goes to that descriptor be coloured? By --color; else on a terminal without NO_COLOR. */
bool run_wants_color(const struct options *options, int fd);

/* How many processes at a time: --jobs, else as many as processors. False after a complaint. */
bool run_jobs(struct run *run, size_t *jobs);

/* Fills in the defaults of options that depend on the machine: templates and fonts, looked for in the
 * project, beside the program, and where it was installed. */
void run_find_data(struct run *run);

/* A disk that did not tell whether something is there (fault.h): nothing that was found on that view counts,
 * and the one complaint is about the disk. At the end of a run. */
void run_tell_fault(struct run *run);

/* The commands. Each reports through run->diags and returns nothing: the exit status follows from the
 * complaints. */
#define COMMAND(name, arguments, vi, en) void command_##name(struct run *run);
#include "command/command.def"
#undef COMMAND

#endif
