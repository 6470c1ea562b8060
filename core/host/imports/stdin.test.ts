import { spawn } from 'node:child_process';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import type { Ledger } from '../../contract/imports.ts';
import { squidLog, TestFolder } from '../host.test-kit.ts';

const ENTRY = path.join(import.meta.dirname, '..', '..', 'cli', 'undercast.mjs');
const folder = new TestFolder();
afterAll(() => folder.remove());

/** Pipes bytes into an import of `-`, a few at first: a pipe may hand over less than a magic number. */
async function importPiped(bytes: Buffer, workspace: string): Promise<Ledger> {
  const child = spawn(process.execPath, [ENTRY, 'import', '-', '--workspace', workspace, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stdin.write(bytes.subarray(0, 1));
  setImmediate(() => child.stdin.end(bytes.subarray(1)));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(out) as Ledger;
}

it('what is piped in is unpacked by its content, and known again whatever it was packed with', async () => {
  const text = Buffer.from(squidLog(0, 1500));
  const workspace = folder.path('piped.undercast');
  expect(await importPiped(gzipSync(text), workspace)).toMatchObject({ parsed: 1500, stored: 1500, rejected: 0 });
  expect(await importPiped(zstdCompressSync(text), workspace)).toMatchObject({ parsed: 1500, stored: 0 });
  expect(await importPiped(text, workspace)).toMatchObject({
    parsed: 1500,
    stored: 0,
    files: [{ alreadyImported: true }],
  });
});

it('an audit log that is piped in is one, without being told', async () => {
  const at = (second: number): string => new Date(Date.UTC(2025, 2, 4, 9, 0, second)).toISOString().slice(0, 19);
  const records = Array.from({ length: 1500 }, (_, id) => ({
    CreationTime: at(id),
    Id: `10000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: 'ana@example.com',
  }));
  const ledger = await importPiped(gzipSync(JSON.stringify(records)), folder.path('piped-audit.undercast'));
  expect(ledger).toMatchObject({ parsed: 1500, stored: 1500, files: [{ format: 'm365-ual' }] });
});
