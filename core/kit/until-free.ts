/**
 * Steps that a virus scanner, a search index or a backup stands in the way of: on Windows whoever has a file open keeps it from being moved
 * or replaced, for moments. What is refused for good fails half a second later there, and at once elsewhere.
 */
const PASSING: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EACCES']);
const WAITS_MS = [10, 20, 40, 80, 160, 320];

function waitsOf(platform: string): readonly number[] {
  return platform === 'win32' ? WAITS_MS : [];
}

/** @throws what may not pass */
function throwLasting(cause: unknown): void {
  if (!(cause instanceof Error && 'code' in cause && PASSING.has(cause.code))) throw cause;
}

/**
 * Lets other work go on while it waits.
 * @param step is done again while the system refuses it for what may pass
 * @throws what its last try threw
 */
export async function untilFree(
  step: () => Promise<void>,
  platform: string,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  for (const wait of waitsOf(platform)) {
    try {
      await step();
      return;
    } catch (cause) {
      throwLasting(cause);
      await pause(wait);
    }
  }
  await step();
}

/** As `untilFree`, for who cannot let go of the thread. */
export function untilFreeSync(step: () => void, platform: string): void {
  for (const wait of waitsOf(platform)) {
    try {
      step();
      return;
    } catch (cause) {
      throwLasting(cause);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
  step();
}
