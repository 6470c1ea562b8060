/** Logs without a zone around the hour that the clock shows twice: large enough to be read in several parts at once. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const FIRST_HOUR = Date.parse('2025-10-26T00:00:00Z');
const HOUR = 3_600_000;
/** Lines of an hour: more than two parts of a file are long. */
const LINES = 60_000;

/** A line as Berlin's clock stamps it, by the user `hour-N` of the N-th hour. */
function line(instant: number, number: number): string {
  const hour = Math.floor((instant - FIRST_HOUR) / HOUR);
  const wall = new Date(instant + (hour < 1 ? 2 : 1) * HOUR).toISOString();
  const [day, time] = [wall.slice(8, 10), wall.slice(11, 19)];
  const path = `${number.toString(36).padStart(6, '0')}/${'a'.repeat(120)}`;
  return `10.1.2.3 - hour${hour} [${day}/Oct/2025:${time}] "GET http://files.example.com/${path} HTTP/1.1" 200 5321 TCP_MISS:HIER_DIRECT\n`;
}

function log(from: number, to: number): string {
  const step = HOUR / LINES;
  const lines: string[] = [];
  for (let at = from, number = 0; at < to; at += step) lines.push(line(FIRST_HOUR + at, number++));
  return lines.join('');
}

/** Seen first and last, by the user. */
async function hours(): Promise<Record<string, readonly string[]>> {
  const { columns, count } = await test.client.call('discovery.listRows', { table: 'users', page: { limit: 100 } });
  const shown = (name: string, row: number) => new Date(Number(columns[name]?.[row])).toISOString().slice(11, 19);
  return Object.fromEntries(
    Array.from({ length: count }, (_, row) => [
      String(columns.key?.[row]),
      [shown('firstSeen', row), shown('lastSeen', row)],
    ]),
  );
}

const EXPECTED = {
  'hour-1': ['23:45:00', '23:59:59'],
  hour0: ['00:00:00', '00:59:59'],
  hour1: ['01:00:00', '01:59:59'],
  hour2: ['02:00:00', '02:14:59'],
};

describe('an hour that the clock shows twice', () => {
  it.each(['plain', 'compressed'])('is told apart by the order of the lines (%s)', async (kind) => {
    await createWorkspace(test, folder.fresh('autumn.undercast'));
    const text = log(-HOUR / 4, 2.25 * HOUR);
    const file =
      kind === 'plain' ? folder.write('autumn.log', text) : folder.write('autumn.log.gz', gzipSync(text, { level: 1 }));
    const { importId, ledger } = await importFiles(test, [file], { zone: 'Europe/Berlin' });
    expect(ledger).toMatchObject({ parsed: 2.5 * LINES, stored: 2.5 * LINES, duplicates: 0 });
    expect(ledger.files[0]?.reasons).toEqual({});
    expect(await hours()).toEqual(EXPECTED);
    const lines = await test.client.call('discovery.listEvidence', { subject: { user: 'hour1' }, limit: 500 });
    expect(lines.rows.length).toBeGreaterThan(100);
    const heard = new Set(lines.rows.map(({ record }) => String(record.time).slice(11, 13)));
    expect([...heard]).toEqual(['01']);
    const again = await test.client.run('imports.reread', { id: importId });
    expect(await hours()).toEqual(EXPECTED);
    await test.client.run('imports.reread', { id: again.importId, zone: '+02:00' });
    expect((await hours()).hour1).toEqual(['00:00:00', '00:59:59']);
  });

  it('is the first where nothing tells, and the ledger says of how many lines', async () => {
    await createWorkspace(test, folder.fresh('open.undercast'));
    const second = folder.write('second.log', log(HOUR, 2.1 * HOUR));
    const { ledger } = await importFiles(test, [second], { zone: 'Europe/Berlin' });
    expect(ledger.files[0]?.reasons).toEqual({ 'time-repeated': LINES });
    expect(await hours()).toEqual({ hour1: ['00:00:00', '00:59:59'], hour2: ['02:00:00', '02:05:59'] });
    await createWorkspace(test, folder.fresh('proved.undercast'));
    const first = folder.write('first.log', log(HOUR / 10, 1.5 * HOUR));
    expect((await importFiles(test, [first], { zone: 'Europe/Berlin' })).ledger.files[0]?.reasons).toEqual({});
    expect(await hours()).toEqual({ hour0: ['00:06:00', '00:59:59'], hour1: ['01:00:00', '01:29:59'] });
  });

  it('that the clock skips is pointed at', async () => {
    await createWorkspace(test, folder.fresh('spring.undercast'));
    const spring = log(0, HOUR / 100).replaceAll('26/Oct', '30/Mar');
    const { ledger } = await importFiles(test, [folder.write('spring.log', spring)], { zone: 'Europe/Berlin' });
    expect(ledger.files[0]?.reasons).toEqual({ 'time-skipped': LINES / 100 });
  });
});
