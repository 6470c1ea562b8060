/** A file that is no traffic: `parse` says which connector knows it and how to call it, and only then. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { auditConnectors } from '../services/imports/audit-log.ts';
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

test('a path with blanks is quoted as a shell wants it', async () => {
  const log = file("ann's audit log.json", fixture('okta/okta.log'));
  const { err } = await callCli(['parse', log]);
  expect(err).toContain(`"undercast parse '${log.replace("'", "'\\''")}' --connector okta"`);
});

test('a file of nothing but sessions is traffic to an import as it is to parse', async () => {
  const session = (fixture('wallix/wallix.log').split('\n')[3] ?? '').concat('\n');
  const log = file('sessions.log', session.repeat(5));
  const { out, err } = await callCli(['parse', log]);
  expect(out.match(/"line"/g)).toHaveLength(5);
  expect(err).not.toContain('--connector');
  const found = await auditConnectors('sessions.log', async () => Readable.from([Buffer.from(session.repeat(5))]), []);
  expect(found).toEqual([]);
  const acts = fixture('wallix/wallix.log');
  const [best] = await auditConnectors('wallix.log', async () => Readable.from([Buffer.from(acts)]), []);
  expect(best?.format).toBe('wallix');
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
