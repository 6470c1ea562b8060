/** What follows from activities follows from none that are private: a file's name or a finding would tell of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine(1);
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const link = {
  CreationTime: '2025-03-04T09:00:00',
  Id: '10000000-0000-4000-8000-000000000001',
  Operation: 'AnonymousLinkCreated',
  Workload: 'SharePoint',
  UserId: 'ana@example.com',
  ClientIP: '192.0.2.10',
  ObjectId: 'https://example.sharepoint.com/sites/council/plan.docx',
  SourceFileName: 'plan.docx',
  ItemType: 'File',
};
const other = {
  ...link,
  Id: '10000000-0000-4000-8000-000000000002',
  Operation: 'FileAccessed',
  UserId: 'bea@example.com',
  ObjectId: 'https://example.sharepoint.com/sites/sales/offer.docx',
  SourceFileName: 'offer.docx',
};

it('files and posture hide what private activities say', async () => {
  await createWorkspace(test, folder.fresh('derived.undercast'));
  const { client } = test;
  const people = 'userPrincipalName,groups\nana@example.com,Works council\n';
  await client.call('directory.import', { token: test.grant(folder.write('council.csv', people)) });
  const told = async () => {
    const files = await client.call('files.list', {});
    const posture = await client.call('posture.list', {});
    return {
      files: files.rows.map(({ name }) => name).sort(),
      found: posture.rows.filter(({ events }) => (events ?? 0) > 0).length,
    };
  };
  const file = folder.write('audit.json', JSON.stringify([link, other]));
  const { importId } = await importFiles(test, [file], { connector: 'auto' });
  const open = await told();
  expect(open.files).toEqual(['offer.docx', 'plan.docx']);
  expect(open.found).toBeGreaterThan(0);

  await client.call('scope.setPrivateGroups', { groups: ['Works council'] });
  await client.run('imports.reread', { id: importId });
  expect(await told()).toEqual({ files: ['offer.docx'], found: 0 });
});
