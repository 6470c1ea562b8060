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
