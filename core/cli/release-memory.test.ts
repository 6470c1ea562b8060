import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getHeapSpaceStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { releaseBefore } from './release-memory.ts';

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.physical_space_size ?? 0;

/** Grows the young part of the heap: what is made survives for a while. */
function load(): number {
  const held = Array.from({ length: 300_000 }, (_, at) => ({ at, text: `${at}` }));
  return held.length;
}

it('gives the young part of the heap back before a large import, and leaves it before a small one', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'undercast-release-'));
  try {
    const [small, large] = [path.join(folder, 'small.log'), path.join(folder, 'large.log')];
    writeFileSync(small, 'one line\n');
    writeFileSync(large, '');
    truncateSync(large, 300 * 1024 * 1024);
    load();
    const before = youngBytes();
    releaseBefore([small]);
    expect(youngBytes()).toBeGreaterThanOrEqual(before);
    releaseBefore([small, large]);
    expect(youngBytes()).toBeLessThan(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
