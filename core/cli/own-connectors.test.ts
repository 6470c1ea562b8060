/** Described connectors on the command line: guess one, parse with it, import, and know it from then on. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const workspace = ['--workspace', path.join(folder, 'case.undercast')];
const audit = path.join(folder, 'acme audit.csv');
const file = path.join(folder, 'acme.json');
writeFileSync(
  audit,
  'When,Person,What,Address\n' +
    '2026-03-06T09:00:00Z,alice@example.com,Doc downloaded,192.0.2.10\n' +
    '2026-03-06T09:01:00Z,bob@example.com,Doc shared,203.0.113.7\n',
);

it('a description is guessed from an export, and parse reads with it', async () => {
  const described = await callCli(['connectors', 'describe', audit, '--out', file, '--json']);
  expect(JSON.parse(described.out)).toMatchObject({ counts: { parsed: 2 }, operations: [{ count: 1 }, { count: 1 }] });
  const definition = JSON.parse(readFileSync(file, 'utf8'));
  expect(definition).toMatchObject({ id: 'custom-acme-audit', time: { from: ['When'] } });
  writeFileSync(file, JSON.stringify({ ...definition, operations: { '* downloaded': 'file.download' } }));
  const { out } = await callCli(['parse', audit, '--connector-file', file]);
  expect(
    out
      .split('\n')
      .slice(0, 1)
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ connector: 'custom-acme-audit', sourceUser: 'alice@example.com', activityType: 'file.download' }]);
});

it('import, detection and the activity log know the connectors of a workspace', async () => {
  const imported = await callCli(['import', audit, ...workspace, '--connector-file', file, '--json']);
  expect(JSON.parse(imported.out)).toMatchObject({ parsed: 2, rejected: 0, stored: 2 });
  // From now on files like it are recognised by themselves.
  const again = await callCli(['import', audit, ...workspace, '--json']);
  expect(JSON.parse(again.out)).toMatchObject({ parsed: 2 });
  const named = await callCli(['import', audit, ...workspace, '--connector', 'custom-acme-audit', '--json']);
  expect(named.status).toBe(0);
  const found = await callCli(['activities', ...workspace, '--filter', 'type:file.download', '--json']);
  expect(JSON.parse(found.out)).toMatchObject([{ connector: 'custom-acme-audit' }]);
  const exported = await callCli(['export', 'activities', ...workspace, '--to', 'csv', '--filter', 'user:alice*']);
  expect(exported.out.split('\r\n')).toEqual([
    expect.stringContaining('Time,Activity type,'),
    expect.stringContaining(',alice@example.com,'),
    '',
  ]);
  const people = await callCli([
    'export',
    'accounts',
    ...workspace,
    '--to',
    'json',
    '--columns',
    'name',
    '--sort',
    'name:asc',
  ]);
  expect(JSON.parse(people.out)).toContainEqual({ name: 'alice@example.com' });
  const listed = await callCli(['connectors', ...workspace, '--json']);
  expect(JSON.parse(listed.out)).toContainEqual(expect.objectContaining({ id: 'custom-acme-audit', grade: 'own' }));
  const removed = await callCli(['connectors', 'remove', 'custom-acme-audit', ...workspace]);
  expect([removed.status, removed.out]).toEqual([0, 'custom-acme-audit is removed.\n']);
});

it('says what is wrong with a description', async () => {
  const broken = path.join(folder, 'broken.json');
  writeFileSync(broken, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), id: 'okta' }));
  const wrong = await callCli(['parse', audit, '--connector-file', broken]);
  expect([wrong.status, wrong.err]).toEqual([1, expect.stringContaining('must be custom-')]);
});
