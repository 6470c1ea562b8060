/** What begins the lines of a container that are no whole record; written where containers are taken apart, obeyed where lines are read. */

/** Begins a line that belongs to the record above it (or to the container), and is no record itself. */
export const CONTINUED_MARK = 0x1f;
/** Begins a line whose record does not end: the text after it is what there is of it. */
export const BROKEN_MARK = 0x1e;
