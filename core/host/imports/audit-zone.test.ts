import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

let test: TestEngine;
const folder = new TestFolder();

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const LINE = '2026-05-04 10:20:32,250 sshd[1]: Accepted password for eve from 203.0.113.9 port 1 ssh2\n';

it.each([
  ['Europe/Berlin', '2026-05-04T08:20:32.250Z'],
  ['UTC', '2026-05-04T10:20:32.250Z'],
])('a clock that names no zone is read in the one of its import: %s', async (zone, time) => {
  await createWorkspace(test, folder.fresh(`zone-${zone.replace('/', '-')}.undercast`));
  const log = folder.write('auth.log', LINE);
  const { ledger } = await importFiles(test, [log], { connector: 'auto', zone });
  expect(ledger).toMatchObject({ stored: 1, from: time.replace('.250', '.000') });
});
