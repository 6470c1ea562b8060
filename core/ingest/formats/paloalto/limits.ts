/** What the readers of PAN-OS lines agree on, be they of text or of bytes. */

/** How far into a line the log type can be. */
export const LOOK = 400;

/** Repeat counts stand for sessions within five seconds; what exceeds this is not one. */
export const MOST_REPEATS = 1_000_000;
