import { expect, test } from 'vitest';
import { describeConnector } from './describe.ts';

const RECORDS = ['users', 'files', 'files']
  .map((table, at) =>
    JSON.stringify({ at: `2026-03-06T09:00:0${at}Z`, who: 'alice@example.com', action: 'UPDATE', table }),
  )
  .join('\n');

test('operations are named as the table of types is asked for them', async () => {
  const first = await describeConnector({ text: RECORDS, definition: undefined, limit: 5, file: null });
  expect(first.operations).toEqual([{ name: 'UPDATE', count: 3, type: 'resource.update' }]);
  expect(first.paths.find(({ path }) => path === 'table')?.values).toEqual(['users', 'files']);
  const definition = {
    ...(first.definition as object),
    typedBy: ['action', 'table'],
    operations: { 'update files': 'file.edit' },
  };
  const { operations } = await describeConnector({ text: RECORDS, definition, limit: 5, file: null });
  expect(operations).toMatchObject([
    { name: 'UPDATE files', count: 2, type: 'file.edit' },
    { name: 'UPDATE users', count: 1 },
  ]);
  // One of an envelope that is refused leaves the names of the others as they are.
  const [users = '', ...files] = RECORDS.split('\n');
  const envelope = `{"records":[${[users.replace('2026', 'some '), ...files].join(',')}]}`;
  const { operations: rest } = await describeConnector({
    text: `${files[0]}\n${envelope}`,
    definition,
    limit: 5,
    file: null,
  });
  expect(rest).toEqual([{ name: 'UPDATE files', count: 3, type: 'file.edit' }]);
});

test('times that only their file tells the order of are tried as an import reads them', async () => {
  const days = ['03/04', '05/04', '06/04', '07/04', '09/04'];
  const text = days
    .map((day, at) =>
      JSON.stringify({ at: `${day}/2026 09:00:0${at}`, who: 'alice@example.com', action: 'UPDATE', table: 'users' }),
    )
    .join('\n');
  const { definition, counts } = await describeConnector({ text, definition: undefined, limit: 5, file: null });
  expect(counts).toEqual({ parsed: 5, skipped: 0, rejected: 0 });
  const { time } = definition as { time: object };
  const inZone = { ...(definition as object), time: { ...time, zone: 'Europe/Berlin' } };
  const { records } = await describeConnector({ text, definition: inZone, limit: 1, file: null });
  expect(records[0]?.activity).toMatchObject({ time: '2026-04-03T07:00:00.000Z' });
  const halfDays = text.replaceAll(/09:00:0\d/g, '09:00:00 PM');
  const inHalfDays = await describeConnector({
    text: `${halfDays}\n${text.replaceAll('03/04', '23/04')}`,
    definition: inZone,
    limit: 1,
    file: null,
  });
  expect(inHalfDays.records[0]?.activity).toMatchObject({ time: '2026-04-03T19:00:00.000Z' });
  const monthFirst = { ...(definition as object), time: { ...time, order: 'mdy' } };
  const asSaid = await describeConnector({ text, definition: monthFirst, limit: 1, file: null });
  expect(asSaid.records[0]?.activity).toMatchObject({ time: '2026-03-04T09:00:00.000Z' });
});
