import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCustomConnector } from '../../contract/custom-connector.ts';
import type { FilePreview } from '../../contract/imports.ts';
import { previewImport } from './preview.ts';

const folder = mkdtempSync(join(tmpdir(), 'undercast-preview-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OWN = readCustomConnector({
  undercastConnector: 1,
  id: 'custom-acme',
  title: 'Acme audit',
  app: 'acme',
  shapes: [{ has: ['When', 'Who', 'What'] }],
  time: { from: ['When'], zone: 'Europe/Berlin', order: 'dmy' },
  paths: { operation: ['What'], sourceUser: ['Who'] },
});
const ACME = 'When,Who,What\n03/04/2026 09:00:00,alice@example.com,doc.get\nsoon,bob@example.com,doc.put\n';

async function preview(
  name: string,
  text: string,
  more: { own?: boolean; format?: string; connector?: string } = {},
): Promise<{ file: FilePreview; stream: string }> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { files, streamGuess } = await previewImport({
    files: [{ path, shown: path, token: 'token' }],
    format: more.format ?? 'auto',
    connector: more.connector,
    zone: undefined,
    profile: null,
    ownFormats: [],
    ownConnectors: more.own === true ? [OWN] : [],
  });
  const [file] = files;
  if (file === undefined) throw new Error('no file was looked at');
  return { file, stream: streamGuess };
}

describe('a preview of audit logs', () => {
  const OKTA = {
    uuid: 'a',
    published: '2026-03-06T09:00:00.000Z',
    eventType: 'user.session.start',
    displayMessage: 'User login to Okta',
    severity: 'INFO',
    actor: { id: '00u1', type: 'User', alternateId: 'alice@example.com', displayName: 'Alice' },
    outcome: { result: 'SUCCESS' },
    client: { ipAddress: '192.0.2.1' },
    target: [],
  };

  test('names the connector and shows activities', async () => {
    const { file, stream } = await preview('okta.json', JSON.stringify([OKTA, { ...OKTA, published: 'soon' }]));
    expect(file).toMatchObject({ kind: 'activities', mayBeAudit: false, candidates: [{ format: 'okta' }] });
    expect(file.sampled).toMatchObject({ parsed: 1, rejected: 1 });
    expect(file.records[0]?.record).toMatchObject({ activityType: 'login', sourceUser: 'alice@example.com' });
    expect(file.rejects).toMatchObject([{ reason: 'time' }]);
    expect(file.firstEvent).toBe(Date.UTC(2026, 2, 6, 9));
    expect(stream).toBe('Connected apps');
  });

  test('reads it as traffic where a format is named', async () => {
    expect((await preview('okta.json', JSON.stringify([OKTA]), { format: 'squid' })).file.kind).toBe('traffic');
  });

  test.each([
    ['a CSV', 'acme.csv', ACME],
    [
      'JSON lines',
      'acme.json',
      '{"at":"2026-03-06T09:00:00Z","actor":"alice@example.com","action":"doc.get"}\n{"at":"2026-03-06T09:00:01Z","actor":"bob@example.com","action":"doc.put"}\n',
    ],
  ])('offers to describe one that nothing knows: %s', async (_, name, text) => {
    const rows = text.replace('soon', '04/04/2026 10:00:00');
    expect((await preview(name, rows)).file).toMatchObject({ kind: 'traffic', mayBeAudit: true });
  });

  test('takes no traffic for one', async () => {
    const text =
      '{"at":"2026-03-06T09:00:00Z","user":"alice@example.com","action":"allow","url":"http://a.example/"}\n';
    expect((await preview('proxy.json', text)).file.mayBeAudit).toBe(false);
  });

  test('reads by a description, with its zone and order of day and month', async () => {
    const { file } = await preview('acme.csv', ACME, { own: true });
    expect(file.kind).toBe('activities');
    expect(file.candidates[0]).toMatchObject({ format: 'custom-acme', grade: 'own' });
    expect(file.firstEvent).toBe(Date.UTC(2026, 3, 3, 7));
    expect(file.sampled).toMatchObject({ parsed: 1, rejected: 1 });
  });

  test('tells lines whose header names no zone from records that say their own', async () => {
    const login = 'sshd[9]: Accepted password for eve from 203.0.113.9 port 1 ssh2\n';
    const local = await preview('auth.log', `2026-05-04 10:20:32,250 ${login}`);
    expect(local.file).toMatchObject({ kind: 'activities', zoneInLog: false });
    const zoned = await preview('auth.log', `2026-05-04T10:20:32.250Z host ${login}`);
    expect(zoned.file).toMatchObject({ kind: 'activities', zoneInLog: true });
    const relayed = await preview('okta.log', `May  4 10:20:32 relay okta: ${JSON.stringify(OKTA)}\n`);
    expect(relayed.file).toMatchObject({ kind: 'activities', zoneInLog: true });
  });

  test('reads by the connector that is named, whatever the file looks like', async () => {
    const okta = JSON.stringify([OKTA]);
    const { file } = await preview('okta.json', okta, { own: true, connector: 'custom-acme' });
    expect(file).toMatchObject({ kind: 'activities', sampled: { parsed: 0, rejected: 1 } });
    expect((await preview('plain.txt', ACME, { own: true, connector: 'custom-acme' })).file.sampled.parsed).toBe(1);
  });
});

describe('a preview of a tenant’s state', () => {
  const user = { id: 'u1', userPrincipalName: 'alice@example.com', displayName: 'Alice', accountEnabled: true };

  test.each([
    ['Graph’s JSON', 'users.json', JSON.stringify({ value: [user] }, null, 2), 'users'],
    ['a list longer than what is looked at', 'many.json', JSON.stringify(Array(2000).fill(user)), 'users'],
    ['a cmdlet’s CSV', 'MFA.csv', 'UserPrincipalName,MFAStatus\nalice@example.com,Disabled\n', 'mfaRegistration'],
    [
      'one with a quoted header and a byte order mark',
      'rules.csv',
      '\ufeff"RuleName","ForwardTo","Enabled"\n"a","x@evil.example","True"\n',
      'inboxRules',
    ],
  ])('knows %s', async (_, name, text, kind) => {
    const { file } = await preview(name, text);
    expect(file).toMatchObject({ kind: 'traffic', mayBeAudit: false, state: { kind, isSure: true } });
  });

  test('takes neither traffic nor an audit log for it', async () => {
    const proxy =
      '{"at":"2026-03-06T09:00:00Z","user":"alice@example.com","action":"allow","url":"http://a.example/"}\n';
    expect((await preview('proxy.json', proxy)).file.state).toBeNull();
    expect((await preview('acme.csv', ACME, { own: true })).file.state).toBeNull();
  });
});
