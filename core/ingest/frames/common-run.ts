/**
 * In: lines of a new frame that no whole stored frame explains, and a stored frame. Out: the run of lines both share.
 * Guarantee: the run begins at the start of one of the two and reaches an end of one of them; linear in the number of lines,
 * however often a line repeats.
 */

export interface CommonRun {
  /** Lines [from, to) of the new lines. */
  readonly from: number;
  readonly to: number;
  /** Line of the stored frame at which the run begins. */
  readonly storedLine: number;
}

/** @param fresh,stored lines with their line ends; only the last one may lack it (a file's end, perhaps in the middle of a line) */
export function commonRun(fresh: readonly string[], stored: readonly string[]): CommonRun | null {
  if (fresh.length === 0 || stored.length === 0) {
    return null;
  }
  const ids = new Map<string, number>();
  const a = identify(fresh, lineEndOf(stored, fresh), ids);
  const b = identify(stored, lineEndOf(fresh, stored), ids);
  const ends = (at: number, inStored: number, length: number): CommonRun | null => {
    const to = at + length;
    const storedTo = inStored + length;
    if (length === 0) {
      return null;
    }
    if (to === fresh.length || storedTo === stored.length) {
      return { from: at, to, storedLine: inStored };
    }
    if (to === fresh.length - 1 && isCutOff(fresh[to], stored[storedTo])) {
      return { from: at, to: to + 1, storedLine: inStored };
    }
    // The stored line was cut off when it was read; its whole form is new, the lines before it are not.
    return storedTo === stored.length - 1 && isCutOff(stored[storedTo], fresh[to])
      ? { from: at, to, storedLine: inStored }
      : null;
  };
  const freshInStored = prefixLengths(a, b);
  for (let line = 0; line < b.length; line++) {
    const run = ends(0, line, freshInStored[line] ?? 0);
    if (run) {
      return run;
    }
  }
  const storedInFresh = prefixLengths(b, a);
  for (let line = 1; line < a.length; line++) {
    const run = ends(line, 0, storedInFresh[line] ?? 0);
    if (run) {
      return run;
    }
  }
  return null;
}

/** `part` has no line end and is the beginning of `whole`. */
function isCutOff(part: string | undefined, whole: string | undefined): boolean {
  return part !== undefined && whole !== undefined && !part.endsWith('\n') && whole.startsWith(part);
}

/** The line end in use, for a last line that lacks it. */
function lineEndOf(...sides: readonly (readonly string[])[]): string {
  const sample = sides.map((lines) => lines[0] ?? '').find((line) => line.endsWith('\n')) ?? '\n';
  return sample.endsWith('\r\n') ? '\r\n' : '\n';
}

function identify(lines: readonly string[], lineEnd: string, ids: Map<string, number>): Int32Array {
  const out = new Int32Array(lines.length);
  lines.forEach((line, at) => {
    const whole = line.endsWith('\n') ? line : `${line.endsWith('\r') ? line.slice(0, -1) : line}${lineEnd}`;
    let id = ids.get(whole);
    if (id === undefined) {
      id = ids.size;
      ids.set(whole, id);
    }
    out[at] = id;
  });
  return out;
}

/** For each place in `text`, how many items from there on equal the beginning of `pattern` (the Z function). */
function prefixLengths(pattern: Int32Array, text: Int32Array): Int32Array {
  const all = new Int32Array(pattern.length + 1 + text.length);
  all.set(pattern);
  all[pattern.length] = -1;
  all.set(text, pattern.length + 1);
  const z = new Int32Array(all.length);
  let left = 0;
  let right = 0;
  for (let i = 1; i < all.length; i++) {
    let length = i < right ? Math.min(right - i, z[i - left] ?? 0) : 0;
    while (i + length < all.length && all[length] === all[i + length]) {
      length++;
    }
    z[i] = length;
    if (i + length > right) {
      left = i;
      right = i + length;
    }
  }
  return z.subarray(pattern.length + 1);
}
