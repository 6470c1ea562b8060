/** Described formats on the command line: parse with a file, add to a workspace, import, export. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const workspace = ['--workspace', path.join(folder, 'case.undercast')];
const log = path.join(folder, 'edge.log');
const file = path.join(folder, 'edge.json');
const definition = {
  undercastFormat: 1,
  id: 'custom-edge',
  title: 'Edge',
  layout: { kind: 'keyvalue', pairSeparator: '|', keySeparator: ':' },
  fields: { time: { from: 'at', pattern: 'epoch-s' }, sourceIp: { from: 'c' }, destinationHost: { from: 'h' } },
};
writeFileSync(log, 'at:1735689600|c:10.0.0.1|h:www.dropbox.com\nat:1735689601|c:10.0.0.2|h:b.example.com\nrubbish\n');
writeFileSync(file, JSON.stringify(definition));

it('parse reads with a format of a file, and says what is wrong with one', async () => {
  const rejects = path.join(folder, 'rejects');
  const { status, out, err } = await callCli(['parse', log, '--format-file', file, '--rejects', rejects]);
  expect(status).toBe(0);
  expect(
    out
      .split('\n')
      .slice(0, 2)
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { line: 1, time: '2025-01-01T00:00:00.000Z', destinationHost: 'www.dropbox.com', format: 'custom-edge' },
    { line: 2, sourceIp: '10.0.0.2' },
  ]);
  expect(err).toContain('2 parsed, 1 rejected');
  expect(readFileSync(rejects, 'utf8')).toContain('"reason":"shape"');
  const broken = path.join(folder, 'broken.json');
  writeFileSync(broken, JSON.stringify({ ...definition, fields: {} }));
  const wrong = await callCli(['parse', log, '--format-file', broken]);
  expect([wrong.status, wrong.err]).toEqual([1, expect.stringContaining('a destination is needed')]);
});

it('import, detection and export know the formats of a workspace', async () => {
  const imported = await callCli(['import', log, ...workspace, '--format-file', file, '--json']);
  expect(JSON.parse(imported.out)).toMatchObject({ parsed: 2, rejected: 1 });
  const found = await callCli(['detect-format', log, ...workspace, '--json']);
  expect(JSON.parse(found.out)).toMatchObject([{ format: 'custom-edge' }]);
  const exported = await callCli(['formats', 'export', 'custom-edge', ...workspace]);
  expect(JSON.parse(exported.out)).toMatchObject(definition);
  const removed = await callCli(['formats', 'remove', 'custom-edge', ...workspace]);
  expect([removed.status, removed.out]).toEqual([0, 'custom-edge is removed.\n']);
});
