/** Evidence is on disk before anything counts on it: told by watching the calls that put it there, which are made all the same. */
import fs, { type BigIntStats } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { FIRST_SECOND, squidLine } from '../../ingest/slice/slice.test-kit.ts';
import { evidencePath } from '../evidence/evidence-file.ts';
import { createTestWorkspace, importTexts } from '../store.test-kit.ts';

const { fdatasyncSync } = fs;
/** The file, and how long it was, of each call that waited for the disk. */
const synced: { readonly file: string; readonly bytes: bigint }[] = [];

function idOf({ dev, ino }: BigIntStats): string {
  return `${dev}/${ino}`;
}

fs.fdatasyncSync = (fd) => {
  fdatasyncSync(fd);
  const facts = fs.fstatSync(fd, { bigint: true });
  synced.push({ file: idOf(facts), bytes: facts.size });
};
syncBuiltinESMExports();

const workspace = createTestWorkspace();
afterAll(() => {
  fs.fdatasyncSync = fdatasyncSync;
  syncBuiltinESMExports();
  workspace.close();
});
beforeEach(() => {
  synced.length = 0;
});

function log(from: number, to: number): string {
  const lines = Array.from({ length: to - from }, (_, i) =>
    squidLine({ second: FIRST_SECOND + from + i, user: `user${i}` }),
  );
  return `${lines.join('\n')}\n`;
}

it('of an import is synced to its last byte before the import is published', () => {
  const { handle } = importTexts(workspace, [log(0, 3000), log(3000, 3010)], { unfinished: true });
  const facts = fs.statSync(evidencePath(workspace.folder, handle.id), { bigint: true });
  expect(facts.size).toBeGreaterThan(1000n);
  expect(synced.filter(({ file }) => file === idOf(facts)).at(-1)?.bytes).toBe(facts.size);
});
