/** Compressed logs that are not whole: what is whole counts once, and the ledger, the list of files and the import's row say what is missing. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
const LINES = 20_000;
const WHOLE = gzipSync(squidLog(0, LINES));
const CUT = WHOLE.subarray(0, WHOLE.length - 20_000);

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

it('a cut log counts as far as it is whole, and once when the whole file comes', async () => {
  await createWorkspace(test, folder.fresh('cut.undercast'));
  const { ledger, importId } = await importFiles(test, [
    folder.write('cut.log.gz', CUT),
    folder.write('small.log.gz', Buffer.concat([gzipSync(squidLog(LINES, LINES + 10)), Buffer.from('garbage')])),
    folder.write('good.log.gz', gzipSync(squidLog(LINES + 10, LINES + 20))),
  ]);
  const [cut] = ledger.files;
  expect(ledger.files.map(({ error, lost }) => [error, lost?.offset, lost?.bytes])).toEqual([
    [null, CUT.length, null],
    [null, gzipSync(squidLog(LINES, LINES + 10)).length, 7],
    [null, undefined, undefined],
  ]);
  expect(cut).toMatchObject({ rejected: 0, read: cut?.stored });
  expect(cut?.stored).toBeGreaterThan(LINES / 2);
  expect(cut?.stored).toBeLessThan(LINES);
  expect((await test.client.call('imports.list', {}))[0]?.files).toMatchObject({ leftOut: 0, lossy: 2 });
  const { files } = await test.client.call('imports.listFiles', { id: importId, page: {} });
  expect(files.map(({ ledger: of }) => of?.lost !== undefined)).toEqual([true, true, false]);

  const again = await importFiles(test, [folder.write('whole.log.gz', WHOLE)]);
  expect(again.ledger).toMatchObject({ read: LINES, duplicates: cut?.stored, stored: LINES - (cut?.stored ?? 0) });
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(LINES + 20);
});

it('of an anonymised import no name of a file is told', async () => {
  await createWorkspace(test, folder.fresh('sealed.undercast'));
  await test.client.call('privacy.createKey', { passphrase: 'correct horse battery' });
  const { importId } = await importFiles(test, [folder.write('alice.log.gz', CUT)], {
    stream: 'Sealed',
    anonymise: true,
  });
  const { files } = await test.client.call('imports.listFiles', { id: importId, page: {} });
  expect(files[0]?.ledger?.lost?.message).toBe(
    `This file is cut off at byte ${CUT.length}; what stands before was read.`,
  );
});

it('a log of which nothing is whole is an error that says so', async () => {
  await createWorkspace(test, folder.fresh('none.undercast'));
  const empty = folder.write('empty.log.gz', WHOLE.subarray(0, 12));
  await expect(importFiles(test, [empty])).rejects.toMatchObject({
    code: 'archive.truncated',
    message: expect.stringContaining('it ends at byte 12'),
  });
});

it('activities of a cut audit log count, small or large, and once when the whole file comes', async () => {
  await createWorkspace(test, folder.fresh('audit.undercast'));
  const records = (count: number): string =>
    Array.from({ length: count }, (_, at) =>
      JSON.stringify({
        CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, at)).toISOString().slice(0, 19),
        Id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
        Operation: 'FileDownloaded',
        Workload: 'OneDrive',
        UserId: `user${at % 3}@example.com`,
        ObjectId: (((at + 1) * 2_654_435_761) >>> 0).toString(36),
      }),
    ).join('\n');
  for (const [count, cut] of [
    [300, 400],
    [6000, 20_000],
  ] as const) {
    const whole = gzipSync(records(count));
    const torn = folder.write(`audit-${count}.json.gz`, whole.subarray(0, whole.length - cut));
    const [file] = (await importFiles(test, [torn])).ledger.files;
    expect(file).toMatchObject({ rejected: 0, lost: { offset: whole.length - cut, bytes: null } });
    expect(file?.parsed).toBeLessThan(count);
    const again = await importFiles(test, [folder.write(`whole-${count}.json.gz`, whole)]);
    expect(again.ledger.stored + again.ledger.duplicates).toBe(count);
    expect((await test.client.call('activities.describe', {})).records).toBe(count);
  }
});
