/* meter.c - how far a long run is, on the last line of a terminal. */
#include "command/meter.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool meter_start(struct meter *meter, struct run *run, enum message line, size_t count)
{
    bool wanted = isatty(STDERR_FILENO) && !run->options.quiet;
    *meter = (struct meter){.run = wanted ? run : NULL, .line = line, .count = count, .begun = now()};
    return wanted;
}

/* Seconds as people say them. */
static const char *duration(struct run *run, double seconds)
{
    struct arena *a = &run->arena;
    unsigned long whole = (unsigned long)(seconds + 0.5);
    if (whole < 60)
        return run_text(run, MESSAGE_SECONDS, arena_printf(a, "%lu", whole), NULL, NULL);
    return run_text(run, MESSAGE_MINUTES, arena_printf(a, "%lu", whole / 60),
                    arena_printf(a, "%lu", whole % 60), NULL);
}

/* The run whose arena takes what is shown and forgotten, so that a long run stays flat. */
static struct run scratch_of(const struct meter *meter)
{
    return (struct run){.diags = {.lang = meter->run->diags.lang}};
}

void meter_hide(struct meter *meter)
{
    if (!meter->visible)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    meter->visible = false;
}

void meter_show(struct meter *meter, size_t ended)
{
    double t = now(), passed = t - meter->begun;
    if (!meter->run || ended == 0 || t - meter->shown < 0.1)
        return;
    struct run scratch = scratch_of(meter);
    double rate = passed > 0 ? (double)ended / passed : 0;
    const char *text =
        run_text(&scratch, meter->line, arena_printf(&scratch.arena, "%zu/%zu", ended, meter->count),
                 arena_printf(&scratch.arena, "%.0f", rate),
                 duration(&scratch, rate > 0 ? (double)(meter->count - ended) / rate : 0));
    fprintf(stderr, "\r\033[K%s", text);
    fflush(stderr);
    meter->shown = t;
    meter->visible = true;
    arena_free(&scratch.arena);
}

void meter_end(struct meter *meter, size_t ended)
{
    double passed = now() - meter->begun;
    if (!meter->run)
        return;
    meter_hide(meter);
    struct run scratch = scratch_of(meter);
    fprintf(stderr, "%s\n",
            run_text(&scratch, (enum message)(meter->line + 1),
                     arena_printf(&scratch.arena, "%zu/%zu", ended, meter->count), duration(&scratch, passed),
                     arena_printf(&scratch.arena, "%.0f", passed > 0 ? (double)ended / passed : 0)));
    arena_free(&scratch.arena);
}
