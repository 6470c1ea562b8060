/** Sealed segments of a collector's spool: imported once, whatever happens to the file, and line by line as they were received. */
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GroupBuffer } from '../../collect/spool/group-buffer.ts';
import { makeSpoolFolders, SEALED_FOLDER, SegmentFile } from '../../collect/spool/segment-file.ts';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

/** A spool with one sealed segment for each text. */
async function spoolOf(
  texts: readonly string[],
  stream = 'Branch',
  receivedAt: readonly number[] = [],
): Promise<string> {
  const spool = folder.fresh('spool');
  await makeSpoolFolders(spool);
  const facts = { source: 'fw', receiver: 'udp://127.0.0.1:5514', stream, format: 'auto', zone: null };
  for (const [at, text] of texts.entries()) {
    const received = receivedAt[at] ?? Date.UTC(2026, 2, 2);
    const segment = await SegmentFile.create(spool, facts, received, null);
    const group = new GroupBuffer();
    for (const line of text.trimEnd().split('\n')) group.add(Buffer.from(line), '192.0.2.1', received);
    await segment.append(group.content, group.facts);
    await segment.seal();
  }
  return path.join(spool, SEALED_FOLDER);
}

async function transactions(): Promise<Record<string, number>> {
  const streams = await test.client.call('streams.list', {});
  return Object.fromEntries(streams.map((one) => [one.name, one.transactions]));
}

describe('segments of a spool', () => {
  it('are imported once, into the stream that their collector names, even renamed, copied and beside each other', async () => {
    await createWorkspace(test, folder.fresh('once.undercast'));
    const spool = await spoolOf([squidLog(0, 30), squidLog(30, 50)]);
    expect((await importFiles(test, [spool])).ledger).toMatchObject({
      read: 50,
      parsed: 50,
      stored: 50,
      duplicates: 0,
    });
    const [first = ''] = readdirSync(spool);
    cpSync(path.join(spool, first), path.join(spool, 'copy.txt'));
    renameSync(path.join(spool, first), path.join(spool, 'renamed.txt'));
    const again = await importFiles(test, [spool], { stream: 'Elsewhere' });
    expect(again.ledger).toMatchObject({ read: 0, stored: 0 });
    expect(again.ledger.files.map((file) => file.alreadyImported)).toEqual([true, true, true]);
    expect(await transactions()).toEqual({ Branch: 50, Elsewhere: 0 });
  });

  it('count each line they received, even where two segments hold the same text', async () => {
    await createWorkspace(test, folder.fresh('same.undercast'));
    const spool = await spoolOf([squidLog(0, 10), squidLog(0, 10), squidLog(5, 10)]);
    expect((await importFiles(test, [spool])).ledger).toMatchObject({ parsed: 25, stored: 25, duplicates: 0 });
    const [row] = await test.client.call('imports.list', {});
    const reread = await test.client.run('imports.reread', { id: row?.id ?? 0 });
    expect(reread.ledger).toMatchObject({ parsed: 25, stored: 25, duplicates: 0 });
    // What was read again is still known.
    expect((await importFiles(test, [spool])).ledger).toMatchObject({ stored: 0 });
    expect(await transactions()).toEqual({ Branch: 25 });
  });

  it('give lines without any time that of their receipt, say so, and read the same again', async () => {
    await createWorkspace(test, folder.fresh('timeless.undercast'));
    const line = (extra: string): string =>
      `CEF:0|Proxy Maker|Gateway|1|100|allowed|3|src=10.0.0.7 dhost=files.example.com suser=ana in=700 out=40 act=allowed${extra}`;
    const text = [line(''), line(' rt=1772400000000'), line('')].join('\n');
    const { importId, ledger } = await importFiles(test, [await spoolOf([text])]);
    expect(ledger).toMatchObject({ read: 3, parsed: 3, stored: 3 });
    expect(ledger.files[0]?.reasons).toEqual({ 'time-received': 2 });
    const basis = async () =>
      (await test.client.call('discovery.listEvidence', {})).rows.map(({ record }) => [record.time, record.timeBasis]);
    const told = [
      ['2026-03-02T00:00:00.000Z', 'received'],
      ['2026-03-01T21:20:00.000Z', undefined],
      ['2026-03-02T00:00:00.000Z', 'received'],
    ];
    expect(await basis()).toEqual(told);
    expect((await test.client.run('imports.reread', { id: importId })).ledger.files[0]?.reasons).toEqual({
      'time-received': 2,
    });
    expect(await basis()).toEqual(told);
    // A file says nothing of when its lines came.
    const file = await importFiles(test, [folder.write('timeless.log', `${text}\n`)], { stream: 'File' });
    expect(file.ledger).toMatchObject({ parsed: 1, rejected: 2 });
    expect(file.ledger.files[0]?.reasons).toEqual({ 'time-missing': 2 });
  });

  it('tell the first from the second hour where the clock was put back, and read the same again', async () => {
    await createWorkspace(test, folder.fresh('autumn.undercast'));
    const line = `10.1.2.3 - alice [26/Oct/2025:02:10:00] "GET http://files.example.com/a.zip HTTP/1.1" 200 5321 TCP_MISS:HIER_DIRECT`;
    const received = ['2025-10-26T00:10:02Z', '2025-10-26T01:10:02Z'].map(Date.parse);
    const spool = await spoolOf([line, line], 'Branch', received);
    const { importId, ledger } = await importFiles(test, [spool], { zone: 'Europe/Berlin' });
    expect(ledger).toMatchObject({ parsed: 2, stored: 2 });
    const times = async () =>
      (await test.client.call('discovery.listEvidence', {})).rows.map(({ record }) => record.time).sort();
    const told = ['2025-10-26T00:10:00.000Z', '2025-10-26T01:10:00.000Z'];
    expect(await times()).toEqual(told);
    await test.client.run('imports.reread', { id: importId });
    expect(await times()).toEqual(told);
  });

  it('can be imported again once their import was removed', async () => {
    await createWorkspace(test, folder.fresh('removed.undercast'));
    const spool = await spoolOf([squidLog(0, 10)]);
    const { importId } = await importFiles(test, [spool]);
    await test.client.run('imports.remove', { id: importId });
    expect((await importFiles(test, [spool])).ledger).toMatchObject({ stored: 10 });
  });

  it('go into several streams in one go, beside ordinary files', async () => {
    await createWorkspace(test, folder.fresh('several.undercast'));
    const one = await spoolOf([squidLog(0, 10)], 'One');
    const two = await spoolOf([squidLog(0, 10)], 'Two');
    const plain = folder.write('plain.log', squidLog(100, 120));
    expect((await importFiles(test, [one, two, plain])).ledger).toMatchObject({ stored: 40 });
    expect(await transactions()).toEqual({ 'Imported logs': 20, One: 10, Two: 10 });
  });

  it('are refused when a byte is wrong or nobody sealed them, and the others are read', async () => {
    await createWorkspace(test, folder.fresh('damaged.undercast'));
    const spool = await spoolOf([squidLog(0, 10), squidLog(10, 20), squidLog(20, 30)]);
    const [damaged = '', open = ''] = readdirSync(spool).map((name) => path.join(spool, name));
    const bytes = readFileSync(damaged);
    bytes[bytes.indexOf('CONNECT')] = 120;
    writeFileSync(damaged, bytes);
    const text = readFileSync(open, 'utf8');
    writeFileSync(open, text.slice(0, text.indexOf('#undercast-sealed')));
    const { ledger } = await importFiles(test, [spool]);
    expect(ledger.stored).toBe(10);
    expect(ledger.files.flatMap((file) => file.error?.message ?? [])).toEqual([
      expect.stringContaining('not sealed or is damaged'),
      expect.stringContaining('do not match the hash'),
    ]);
  });
});
