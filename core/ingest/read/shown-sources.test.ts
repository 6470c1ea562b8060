import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listShownSources } from './shown-sources.ts';

it('names uploads as the user does, in lists and in messages', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'undercast-shown-'));
  try {
    const log = path.join(folder, '1.log');
    const picture = path.join(folder, '2.bin');
    writeFileSync(log, 'a line\n');
    writeFileSync(picture, Buffer.from('89504e470d0a1a0a', 'hex'));
    const { sources, problems } = await listShownSources([
      { path: log, shown: 'proxy/access.log' },
      { path: picture, shown: 'chart.png' },
      { path: log, shown: log },
    ]);
    expect(sources.map((source) => source.name)).toEqual(['proxy/access.log', log]);
    expect(problems.map((problem) => problem.name)).toEqual(['chart.png']);
    expect(problems[0]?.error.message).toContain('chart.png is a PNG');
    expect(problems[0]?.error.message).not.toContain(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
