/** The folder of an open workspace is taken away: the engine still ends, and with it the process that runs it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { squidLog, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
afterAll(() => folder.remove());

const HOST = path.join(import.meta.dirname, '..');
const SCRIPT = `
import { rmSync } from 'node:fs';
import { DirectClient } from ${JSON.stringify(path.join(HOST, 'direct-client.ts'))};
import { createEngine } from ${JSON.stringify(path.join(HOST, 'engine.ts'))};
const [place, log, resourcesDir] = process.argv.slice(2);
const engine = await createEngine({ resourcesDir, version: '0', actor: 'tester', parsers: 1, log: () => undefined });
const client = new DirectClient(engine);
engine.grant('place-token', place, true);
engine.grant('log-token', log, false);
await client.call('workspace.create', { token: 'place-token', name: 'Gone' });
await client.run('imports.start', { tokens: ['log-token'] });
rmSync(place, { recursive: true });
await engine.shutdown().catch((cause) => console.log(cause.message));
client.close();
`;

it('ends the process, though not without a word', () => {
  const words = [
    folder.fresh('gone.undercast'),
    folder.write('a.log', squidLog(0, 50)),
    path.join(HOST, '../../resources'),
  ];
  const script = folder.write('run.mjs', SCRIPT);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('database');
});
