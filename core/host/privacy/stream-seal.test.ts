/** A stream that was anonymised stays so, whatever goes; only taking the stream itself away opens the choice anew. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
beforeAll(async () => {
  process.env.UNDERCAST_CONFIG = folder.path('config');
  test = await startEngine(1);
  await createWorkspace(test, folder.path('case.undercast'));
  await test.client.call('privacy.createKey', { passphrase: 'correct horse' });
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const log = folder.write('a.log', squidLog(0, 50));
const bring = (anonymise?: boolean) =>
  importFiles(test, [log], { stream: 'Proxy', ...(anonymise === undefined ? {} : { anonymise }) });
const streams = async () => (await test.client.call('privacy.getState', {})).streams;

it('an anonymised stream whose last import is removed takes no clear line, said or unsaid', async () => {
  const { importId } = await bring(true);
  await test.client.run('imports.remove', { id: importId });
  expect(await streams()).toMatchObject([{ name: 'Proxy', anonymised: true, imports: 0, sealed: 0 }]);
  await expect(bring(false)).rejects.toMatchObject({ code: 'privacy.mixed' });
  await bring();
  expect((await test.client.call('discovery.listRows', { table: 'users' })).columns.key?.[0]).toMatch(/^User_/);
});

it('nor after an attempt that left no line; removing the stream opens the choice', async () => {
  const [{ id } = { id: 0 }] = await test.client.call('streams.list', {});
  await test.client.run('streams.remove', { id });
  const none = importFiles(test, [folder.write('none.log', 'no log at all\n')], { stream: 'Proxy', anonymise: true });
  await expect(none).rejects.toBeDefined();
  await expect(bring(false)).rejects.toMatchObject({ code: 'privacy.mixed' });
  const [left] = await test.client.call('streams.list', {});
  await test.client.run('streams.remove', { id: left?.id ?? 0 });
  await bring(false);
  expect(await streams()).toMatchObject([{ name: 'Proxy', anonymised: false, imports: 1 }]);
});
