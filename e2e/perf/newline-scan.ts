import { closeSync, openSync, readSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * Counts the lines of a file and does nothing else: no import can be faster than reading every byte once.
 * @returns lines and seconds
 */
export function scanNewlines(path: string): { readonly lines: number; readonly seconds: number } {
  const block = Buffer.allocUnsafe(1 << 20);
  const begun = performance.now();
  const fd = openSync(path, 'r');
  let lines = 0;
  try {
    for (;;) {
      const size = readSync(fd, block, 0, block.length, null);
      if (size === 0) break;
      const part = size === block.length ? block : block.subarray(0, size);
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++;
    }
  } finally {
    closeSync(fd);
  }
  return { lines, seconds: (performance.now() - begun) / 1000 };
}
