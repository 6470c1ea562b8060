/**
 * In: a line as text or bytes. Out: where it ends without what its meaning does not hang on: CR, blanks, NUL (preallocated files end in
 * them), and the `#015` that rsyslog writes for the CR of a device that ends its messages in CR LF.
 */
const HASH = 35;
const ZERO = 48;
const ONE = 49;
const FIVE = 53;

export function lineStop(line: string | Uint8Array, start: number, end: number): number {
  const stop = withoutBlanks(line, start, end);
  const isEscaped =
    stop - start >= 4 &&
    codeAt(line, stop - 1) === FIVE &&
    codeAt(line, stop - 2) === ONE &&
    codeAt(line, stop - 3) === ZERO &&
    codeAt(line, stop - 4) === HASH;
  return isEscaped ? withoutBlanks(line, start, stop - 4) : stop;
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
