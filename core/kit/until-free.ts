const PASSING: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EACCES']);
const WAITS_MS = [10, 20, 40, 80, 160, 320];

/**
 * A rename that a virus scanner, a search index or a backup stands in the way of: on Windows whoever has a file open keeps it from being moved
 * or replaced, for moments. What is refused for good fails half a second later there, and at once elsewhere.
 * @param step is done again while the system refuses it for what may pass
 * @throws what its last try threw
 */
export function untilFree(step: () => void, platform: string): void {
  for (const wait of platform === 'win32' ? WAITS_MS : []) {
    try {
      step();
      return;
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && PASSING.has(cause.code))) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
  step();
}
