/* raster.h - a small picture of flat areas and text, in at most 16 colours: half the bytes to pack of one in
 * 256. */
#ifndef SITE_RASTER_H
#define SITE_RASTER_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* A picture in memory: four bits a pixel, the left one of a byte in the higher ones. Edges are smooth: from a
 * ramp's ground to its ink there are RASTER_SHADES shades, each shown in the nearest of the picture's
 * colours. */
enum { RASTER_SHADES = 16, RASTER_COLOURS = 16, RASTER_RAMPS = 16 };

struct raster_ramp {
    unsigned ground, ink;               /* 0xrrggbb */
    unsigned char shade[RASTER_SHADES]; /* numbers of colours */
};

struct raster {
    int width, height;
    size_t stride;       /* bytes of a row, with the one before its pixels */
    unsigned char *rows; /* as PNG wants them: each behind a byte 0, the number of its filter; in the arena */
    unsigned colours[RASTER_COLOURS]; /* 0xrrggbb */
    size_t colour_count;
    struct raster_ramp ramps[RASTER_RAMPS];
    size_t ramp_count;
};

/* All pixels are the ground of the first ramp that is made. */
void raster_open(struct arena *arena, struct raster *r, int width, int height);
/* A ramp of two colours; the same two give the same ramp. So many colours between the two are added to the
 * picture's, while there is room: for what is large, or wide, or seen first. At most RASTER_RAMPS. */
int raster_ramp(struct raster *r, unsigned ground, unsigned ink, unsigned between);
/* The number of a pixel's colour. */
unsigned raster_at(const struct raster *r, int x, int y);
/* Fills a rectangle with the ink of a ramp. What lies outside the picture is cut off, here as below. */
void raster_fill(struct raster *r, int ramp, int x, int y, int width, int height);
/* The same with the ends rounded off towards the ramp's ground: on the left, on the right, or both. */
void raster_fill_round(struct raster *r, int ramp, int x, int y, int width, int height, bool left,
                       bool right);

/* A face of a TrueType file, by FreeType. NULL when it cannot be opened; close it in the end. */
struct raster_font;
struct raster_font *raster_font_open(const char *path);
void raster_font_close(struct raster_font *font);

/* The width of n bytes of text at that size (pixels an em), not hinted, in pixels rounded up. */
int raster_text_width(const struct raster_font *font, const char *text, size_t n, int size);
/* Writes text with its base line at y, on the ground of the ramp, in its ink. */
void raster_text(struct raster *r, int ramp, const struct raster_font *font, const char *text, size_t n,
                 int size, int x, int y);

/* Appends the picture as PNG (ISO/IEC 15948): colours by palette, no interlace, no time, no text. */
void raster_png(const struct raster *r, struct buf *out);

#endif
