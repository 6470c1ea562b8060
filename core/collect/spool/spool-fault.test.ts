/** A spool that cannot be written for another reason than a full disk says which, goes on by itself, and loses nothing that it can keep. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { FAULT_WORDS } from '../../model/spool-fault.ts';
import { portOf, sealedLines, sendTcp, sourceOf, statusOf, temporaryFolder, until } from '../collect.test-kit.ts';
import { Collector } from '../collector.ts';
import { OPEN_FOLDER, SEALED_FOLDER } from './segment-file.ts';
import { faultOf } from './spool-fault.ts';

let collector: Collector | undefined;
afterEach(() => collector?.stop());

async function collecting(spoolFolder: string, notes: string[] = []): Promise<Collector> {
  collector = await Collector.open({
    spoolFolder,
    limits: { minFreeBytes: 0, retryMs: 20 },
    note: (_, message) => notes.push(message),
  });
  await collector.add(sourceOf('fw', { kind: 'tcp', host: '127.0.0.1', port: 0 }));
  return collector;
}

const send = (to: Collector, text: string): Promise<void> => sendTcp(portOf(statusOf(to, 'fw')), [text]);

it('each refusal of the system has its own words and says what to do', () => {
  const texts = ['ENOSPC', 'EACCES', 'EROFS', 'EIO', 'EMFILE', 'ESTALE', 'EINVAL'].map((code) =>
    faultOf(Object.assign(new Error(code), { code }), '/spool'),
  );
  expect(texts.map(({ fault }) => FAULT_WORDS[fault])).toEqual([
    'Disk full',
    'No permission',
    'Read-only disk',
    'Disk error',
    'Too many open files',
    'Spool is gone',
    'Cannot be written',
  ]);
  expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
  for (const { text } of texts) expect(text).toContain('Nothing is received until');
});

it('a folder that is gone is called so, and reception goes on when it is back', async () => {
  const spool = temporaryFolder();
  const one = await collecting(spool);
  const [open, away] = [path.join(spool, OPEN_FOLDER), path.join(spool, 'away')];
  renameSync(open, away);
  await send(one, 'first\nsecond\n');
  await until(() => statusOf(one, 'fw').state === 'blocked');
  expect(statusOf(one, 'fw')).toMatchObject({ fault: 'gone', synced: 0, unsynced: { lines: 2 } });
  expect(statusOf(one, 'fw').problem).toContain('Put the folder back');
  renameSync(away, open);
  await until(() => statusOf(one, 'fw').synced === 2);
  expect(statusOf(one, 'fw')).toMatchObject({ state: 'listening', fault: null, problem: null });
  await one.stop();
  expect(await sealedLines(spool)).toEqual(['first', 'second']);
});

it.skipIf(process.platform === 'win32')(
  'a segment that somebody removed is told of, and the next lines go to another',
  async () => {
    const spool = temporaryFolder();
    const notes: string[] = [];
    const one = await collecting(spool, notes);
    await send(one, 'lost\n');
    await until(() => statusOf(one, 'fw').synced === 1);
    const open = path.join(spool, OPEN_FOLDER);
    for (const name of readdirSync(open)) unlinkSync(path.join(open, name));
    await send(one, 'kept\nalso kept\n');
    await until(() => statusOf(one, 'fw').synced === 3);
    expect(notes).toEqual([expect.stringContaining('a segment with 1 acknowledged lines was removed')]);
    // And one that is removed before it is sealed, with nothing behind it.
    await one.sealNow();
    await send(one, 'gone too\n');
    await until(() => statusOf(one, 'fw').synced === 4);
    for (const name of readdirSync(open)) unlinkSync(path.join(open, name));
    await one.sealNow();
    expect(notes).toHaveLength(2);
    await one.stop();
    expect(await sealedLines(spool)).toEqual(['kept', 'also kept']);
    expect(readdirSync(path.join(spool, SEALED_FOLDER))).toHaveLength(1);
  },
);

/** A folder on a disk that is read-only, until it is made writable again; null where it cannot be made. */
function readOnlyDisk(place: string): ((isReadOnly: boolean) => void) | null {
  if (process.platform !== 'linux') return null;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', place], { stdio: 'pipe' });
    return (isReadOnly) => execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, place]);
  } catch {
    return null;
  }
}

const disk = temporaryFolder();
const remount = readOnlyDisk(disk);

it.skipIf(remount === null)(
  'a disk that turned read-only is called so (needs root), and reception goes on when it is not',
  async () => {
    const spool = path.join(disk, 'spool');
    mkdirSync(spool);
    const one = await collecting(spool);
    try {
      remount?.(true);
      await send(one, 'first\n');
      await until(() => statusOf(one, 'fw').fault === 'read-only');
      expect(statusOf(one, 'fw').problem).toContain('mount it for writing');
      remount?.(false);
      await until(() => statusOf(one, 'fw').synced === 1);
      await one.stop();
      expect(await sealedLines(spool)).toEqual(['first']);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  },
);
