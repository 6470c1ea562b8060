/**
 * In: a line as text or bytes. Out: where it ends without what its meaning does not hang on: CR, blanks, NUL (preallocated files end in
 * them), the `#015` and `#012` that rsyslog writes for the line ends of a device's messages, and the `\r` and `\n` of a string of JSON.
 */
const HASH = 35;
const ZERO = 48;
const ONE = 49;
const TWO = 50;
const FIVE = 53;
const BACKSLASH = 92;
const LOWER_N = 110;
const LOWER_R = 114;

export function lineStop(line: string | Uint8Array, start: number, end: number): number {
  let stop = withoutBlanks(line, start, end);
  for (let ends = escapeLength(line, start, stop); ends > 0; ends = escapeLength(line, start, stop)) {
    stop = withoutBlanks(line, start, stop - ends);
  }
  return stop;
}

/** Length of the escaped line end in front of `stop`; 0 when none stands there. */
function escapeLength(line: string | Uint8Array, start: number, stop: number): number {
  const last = codeAt(line, stop - 1);
  if (last === FIVE || last === TWO) {
    const isEscape =
      stop - start >= 4 &&
      codeAt(line, stop - 2) === ONE &&
      codeAt(line, stop - 3) === ZERO &&
      codeAt(line, stop - 4) === HASH;
    return isEscape ? 4 : 0;
  }
  const isEscape = (last === LOWER_N || last === LOWER_R) && stop - start >= 2 && codeAt(line, stop - 2) === BACKSLASH;
  // Behind another backslash, the letter ends a path.
  return isEscape && codeAt(line, stop - 3) !== BACKSLASH ? 2 : 0;
}

function withoutBlanks(line: string | Uint8Array, start: number, end: number): number {
  let stop = end;
  while (stop > start && isBlank(codeAt(line, stop - 1))) stop--;
  return stop;
}

function isBlank(code: number): boolean {
  return code === 13 || code === 32 || code === 0;
}

function codeAt(line: string | Uint8Array, at: number): number {
  return typeof line === 'string' ? line.charCodeAt(at) : (line[at] ?? 0);
}
