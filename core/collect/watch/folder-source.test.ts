/** A watched folder while others change it: what was not read is never put away as if it had been. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { type SourceConfig, sourceConfig } from '../../contract/collectors.ts';
import { until } from '../collect.test-kit.ts';
import type { ReadyFile } from '../collector-source.ts';
import { NEVER_HEARD } from '../health.ts';
import { DEFAULT_LIMITS } from '../spool/spool.ts';
import { FolderSource } from './folder-source.ts';

const root = mkdtempSync(path.join(tmpdir(), 'undercast-watch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const started: FolderSource[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((source) => source.stop()));
});

let count = 0;

async function watch(after: 'move' | 'mark' = 'move'): Promise<{ drop: string; source: FolderSource; said: string[] }> {
  const drop = path.join(root, `drop-${count++}`);
  mkdirSync(drop);
  const said: string[] = [];
  const receiver = { kind: 'folder', path: drop, settleSeconds: 0.02, after } as const;
  const config: SourceConfig = sourceConfig.parse({ name: 'ftp', stream: 'FTP', receiver });
  const source = new FolderSource(
    config,
    config.receiver as Extract<SourceConfig['receiver'], { kind: 'folder' }>,
    {
      spoolFolder: root,
      limits: DEFAULT_LIMITS,
      sealer: null,
      now: Date.now,
      sealed: () => undefined,
      note: (_, message) => said.push(message),
    },
    NEVER_HEARD,
  );
  started.push(source);
  await source.start();
  return { drop, source, said };
}

async function ready(source: FolderSource, file: string): Promise<ReadyFile> {
  let found: ReadyFile | undefined;
  await until(() => {
    found = source.readyFiles().find((one) => one.path === file);
    return found !== undefined;
  });
  return found as ReadyFile;
}

it.each([
  [
    'another was renamed over it',
    (file: string) => {
      writeFileSync(`${file}.part`, 'b\n');
      renameSync(`${file}.part`, file);
    },
  ],
  ['it grew', (file: string) => appendFileSync(file, 'tail\n')],
  ['it was cut short', (file: string) => truncateSync(file, 2)],
])('a file stays and is read again where %s while it was read, whatever came of it', async (_, change) => {
  for (const after of ['move', 'mark'] as const) {
    for (const isImported of [true, false]) {
      const { drop, source } = await watch(after);
      const file = path.join(drop, 'a.log');
      writeFileSync(file, 'a\nand more\n');
      const taken = await ready(source, file);
      change(file);
      const changed = readFileSync(file, 'utf8');
      await source.putAway(taken, isImported ? null : 'It is no log.');
      expect(readdirSync(drop)).toEqual(['a.log']);
      const again = await ready(source, file);
      expect(again.version).not.toBe(taken.version);
      await source.putAway(again, null);
      const place = after === 'move' ? path.join(drop, 'imported', 'a.log') : `${file}.imported`;
      expect(readFileSync(place, 'utf8')).toBe(changed);
      expect(existsSync(file)).toBe(false);
    }
  }
});

it('a file that cannot be put away is said so, and offered again only when it changes', async () => {
  const { drop, source, said } = await watch();
  const file = path.join(drop, 'a.log');
  // Where the folder should be is a file: the system refuses to move anything there, whoever asks.
  writeFileSync(path.join(drop, 'imported'), '');
  writeFileSync(file, 'a\n');
  await source.putAway(await ready(source, file), null);
  await source.sealNow();
  await source.sealNow();
  expect(source.readyFiles()).toEqual([]);
  expect(source.status()).toMatchObject({ files: 1, state: 'failed', health: 'connected' });
  expect(said.filter((one) => one.includes('cannot be put away after it was read'))).toHaveLength(1);
  appendFileSync(file, 'more\n');
  const again = await ready(source, file);
  rmSync(path.join(drop, 'imported'));
  await source.putAway(again, null);
  await source.sealNow();
  expect(readdirSync(path.join(drop, 'imported'))).toEqual(['a.log']);
  expect(source.status()).toMatchObject({ files: 2, state: 'listening', problem: null });
});

it('a file that could not be put away is put away once it can be, without being read again', async () => {
  const { drop, source, said } = await watch();
  const good = path.join(drop, 'good.log');
  const bad = path.join(drop, 'bad.log');
  for (const folder of ['imported', 'failed']) writeFileSync(path.join(drop, folder), '');
  writeFileSync(good, 'a\n');
  await source.putAway(await ready(source, good), null);
  writeFileSync(bad, 'b\n');
  await source.putAway(await ready(source, bad), 'It is no log.');
  await source.sealNow();
  expect(source.status()).toMatchObject({ state: 'failed', files: 1, failedFiles: 0, waiting: 0 });
  for (const folder of ['imported', 'failed']) rmSync(path.join(drop, folder));
  await source.sealNow();
  expect(readdirSync(path.join(drop, 'imported'))).toEqual(['good.log']);
  expect(readdirSync(path.join(drop, 'failed'))).toEqual(['bad.log']);
  expect(source.status()).toMatchObject({ state: 'listening', problem: null, files: 1, failedFiles: 1 });
  expect(said.filter((one) => one.includes('It is no log.'))).toHaveLength(1);
});

it('a folder that was taken away is not made anew, and read when it is there again', async () => {
  const { drop, source } = await watch();
  const file = path.join(drop, 'a.log');
  writeFileSync(file, 'a\n');
  const taken = await ready(source, file);
  renameSync(drop, `${drop}-away`);
  await source.putAway(taken, null);
  expect(existsSync(drop)).toBe(false);
  await source.sealNow();
  expect(source.status()).toMatchObject({ state: 'failed', problem: expect.stringContaining('cannot be read') });
  renameSync(`${drop}-away`, drop);
  await source.putAway(await ready(source, file), null);
  expect(readdirSync(path.join(drop, 'imported'))).toEqual(['a.log']);
});

it.skipIf(process.platform !== 'linux')('a file whose name is not UTF-8 is named as a problem', async () => {
  const { drop, source } = await watch();
  writeFileSync(Buffer.concat([Buffer.from(`${drop}/b`), Buffer.from([0xe9]), Buffer.from('.log')]), 'a\n');
  await source.sealNow();
  expect(source.status().problem).toMatch(/is not UTF-8, so the file cannot be opened\. Rename it\./);
});
