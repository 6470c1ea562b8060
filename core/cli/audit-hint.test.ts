/** A file that is no traffic: `parse` says which connector knows it and how to call it, and only then. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { callCli, squidLog, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const fixture = (name: string): string => readFileSync(new URL(`../connectors/${name}`, import.meta.url), 'utf8');
function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

test.each([
  ['okta', 'okta/okta.log'],
  ['adobe-admin', 'adobe-admin/audit-log.csv'],
  ['windows-security', 'windows-security/windows-security.log'],
])('an audit log of %s read as traffic names its connector', async (id, name) => {
  const log = file(path.basename(name), fixture(name));
  const { status, out, err } = await callCli(['parse', log]);
  expect({ status, out }).toEqual({ status: 0, out: '' });
  expect(err).toContain(`"undercast parse ${log} --connector ${id}"`);
});

test('sessions of a bastion are flows, what was done in them is none, and the connector that an import takes is named', async () => {
  const log = file('wallix.log', fixture('wallix/wallix.log'));
  const { out, err } = await callCli(['parse', log]);
  expect(out.match(/"line":\d+/g)).toEqual(['"line":4']);
  expect(err).toContain('--connector wallix');
});

test.each([
  ['traffic', squidLog(20)],
  ['lines that nobody knows', 'first\nsecond\nthird\n'],
])('%s gets no such hint', async (_, text) => {
  const { err } = await callCli(['parse', file('some.log', text)]);
  expect(err).not.toContain('--connector');
});

test('a chosen format or connector gets none either', async () => {
  const log = file('chosen.log', fixture('okta/okta.log'));
  expect((await callCli(['parse', log, '--format', 'squid'])).err).not.toContain('look like');
  expect((await callCli(['parse', log, '--connector', 'github'])).err).not.toContain('look like');
});
