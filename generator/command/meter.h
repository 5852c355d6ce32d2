/* meter.h - how far a long run is, on the last line of a terminal. */
#ifndef COMMAND_METER_H
#define COMMAND_METER_H

#include "command/run.h"

/* Only shows and never decides: with stderr elsewhere nothing is written, and output does not depend on it.
 */
struct meter {
    struct run *run;   /* NULL: nothing is shown */
    enum message line; /* how it is said; the message behind it in message.def is the last word */
    size_t count;      /* pieces in all */
    double begun, shown;
    bool visible;
};

/* Is there a terminal that wants to know? */
bool meter_start(struct meter *meter, struct run *run, enum message line, size_t count);

/* "312/1000 · 41 a second · 17 s left", at most some times a second. */
void meter_show(struct meter *meter, size_t ended);

/* Takes the line away, before anything else is printed. */
void meter_hide(struct meter *meter);

/* The last word: how many, how long, how fast. */
void meter_end(struct meter *meter, size_t ended);

#endif
