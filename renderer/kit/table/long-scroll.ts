/**
 * Scrolls through more rows than a page may be high: browsers end an element at some 16 to 33 million pixels, a table of ten million rows has
 * 320. Where its rows are higher than is safe, the body is drawn as high as that and the rows are drawn shifted: small steps, as of a wheel, keep the
 * shift and so move by as many pixels as asked; a leap, as of a dragged thumb, takes the shift that belongs to its place. Both ends are as
 * they would be without it, so that the first and the last rows are come to by small steps, too. Pure.
 */

/** The highest that a body is drawn, in pixels. */
export const TALLEST = 10_000_000;
/** At both ends so many pixels are scrolled as they are. */
const EDGE = 1_000_000;
/** A step farther than this is a leap: no wheel goes so far at once, a thumb no less on any screen. */
const LEAP = 2500;

/** How far the scroller can go, and how far it would if its rows had their full height. */
export interface Span {
  readonly scroll: number;
  readonly rows: number;
}

/** Where a scroller stands, and how many pixels of rows are left out above. */
export interface LongPlace {
  readonly scrollTop: number;
  readonly shift: number;
}

export function bodyHeight(total: number, rowHeight: number): number {
  return Math.min(TALLEST, total * rowHeight);
}

/** @param visible pixels of the rows in view, without the head */
export function spanOf(total: number, rowHeight: number, visible: number): Span {
  return {
    scroll: Math.max(0, bodyHeight(total, rowHeight) - visible),
    rows: Math.max(0, total * rowHeight - visible),
  };
}

/** The shift that belongs to a place of the scroller: none at its beginning, all of it at its end. */
function shiftAt(scrollTop: number, { scroll, rows }: Span): number {
  if (rows <= scroll) return 0;
  const part = (scrollTop - EDGE) / (scroll - 2 * EDGE);
  return Math.round((rows - scroll) * Math.min(1, Math.max(0, part)));
}

/** @param was where it stood before the scroller came to `scrollTop` */
export function afterScroll(was: LongPlace, scrollTop: number, span: Span): LongPlace {
  const isLeap = Math.abs(scrollTop - was.scrollTop) > LEAP;
  const isAtEnd = scrollTop <= 0 || scrollTop >= span.scroll - 1;
  const shift =
    isLeap || isAtEnd ? shiftAt(scrollTop, span) : Math.min(was.shift, Math.max(0, span.rows - span.scroll));
  return { scrollTop, shift };
}

/** Where the scroller stands best for the rows to stand at `top`: small steps leave it beside that, and would meet its end too early. */
export function placeFor(top: number, { scroll, rows }: Span): LongPlace {
  if (rows <= scroll || top <= EDGE) return { scrollTop: top, shift: 0 };
  if (top >= rows - EDGE) return { scrollTop: top - (rows - scroll), shift: rows - scroll };
  const shift = Math.round(((top - EDGE) * (rows - scroll)) / (rows - 2 * EDGE));
  return { scrollTop: top - shift, shift };
}
