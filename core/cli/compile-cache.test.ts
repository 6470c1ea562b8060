import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli, squidLog, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();

it('a checkout imports and answers from its sources, threads included', async () => {
  const log = path.join(folder, 'proxy.log');
  writeFileSync(log, squidLog(50));
  const env = { UNDERCAST_COMPILED: '' };
  const imported = await runCli(['import', log, '-w', path.join(folder, 'case.undercast')], { env });
  expect([imported.status, imported.out]).toEqual([0, expect.stringContaining('50')]);
  const users = await runCli(['users', '-w', path.join(folder, 'case.undercast'), '--json'], { env });
  expect([users.status, JSON.parse(users.out)]).toEqual([0, expect.objectContaining({})]);
});

it('compiled code is run from the folder that is named', async () => {
  writeFileSync(
    path.join(folder, 'cli.js'),
    'export const main = (words) => console.log("compiled", words.join(" "));',
  );
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const { out } = await runCli(['users', '--json'], { env: { UNDERCAST_COMPILED: folder } });
  expect(out).toBe('compiled users --json\n');
});
