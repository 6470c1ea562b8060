import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CustomConnector, readCustomConnector } from '../../contract/custom-connector.ts';
import { ActivityReader, CONNECTORS, connectorsFor, detectConnector, toActivity } from '../index.ts';
import { recordsOf } from '../unwrap.ts';
import { compileConnector } from './compile.ts';
import { guessConnector, recordPaths } from './guess.ts';
import { appNamed } from './guess-more.ts';

const LATE = Date.UTC(2030, 0, 1);

const ACME = readCustomConnector({
  undercastConnector: 1,
  id: 'custom-acme',
  title: 'Acme audit',
  app: 'acme',
  shapes: [{ has: ['when', 'who.mail', 'what'], where: { product: ['acme*'] } }],
  time: { from: ['when'] },
  paths: { operation: ['what'], sourceUser: ['who.mail'], sourceIp: ['from'] },
  outcome: { from: ['res'], failure: ['NO*'], success: ['FINE'] },
  object: { type: 'file', id: ['doc.id'], name: ['doc.title'] },
  operations: { 'doc.get': 'file.download', 'doc.*': 'file.edit' },
});

function read(definition: CustomConnector, ...records: object[]): object[] {
  const reader = new ActivityReader([compileConnector(definition)], { fileName: '' }, LATE);
  return records.flatMap((record) =>
    reader.readLine(JSON.stringify(record)).events.map((event) => toActivity(event, 1)),
  );
}

const RECORD = {
  product: 'Acme Docs',
  when: '2026-03-06T09:00:00Z',
  who: { mail: 'alice@example.com' },
  from: '192.0.2.10:443',
  what: 'doc.get',
  res: 'NOPE',
  doc: { id: 7, title: 'Pay' },
};

describe('a described connector', () => {
  test('reads by its paths, words and types', () => {
    expect(read(ACME, RECORD, { ...RECORD, what: 'doc.put', res: 'fine' })).toMatchObject([
      {
        connector: 'custom-acme',
        app: 'acme',
        sourceUser: 'alice@example.com',
        sourceIp: '192.0.2.10',
        operation: 'doc.get',
        activityType: 'file.download',
        outcome: 'failure',
        objects: [{ type: 'file', id: '7', name: 'Pay' }],
      },
      { activityType: 'file.edit', outcome: 'success' },
    ]);
  });

  test('claims its records and no others, and none that a known product claims', () => {
    const own = connectorsFor('auto', [ACME])?.at(-1);
    const [record] = recordsOf(JSON.stringify(RECORD));
    const [other] = recordsOf(JSON.stringify({ ...RECORD, product: 'Other' }));
    expect(record && own?.claim(record).score).toBe(0.6);
    expect(other && own?.claim(other).score).toBe(0);
    expect(detectConnector({ text: JSON.stringify(RECORD), fileName: '' }, [ACME])[0]?.format).toBe('custom-acme');
  });

  test.each([
    ['an id of ours', { id: 'okta' }, 'id'],
    ['an unknown type', { operations: { a: 'file.frobnicate' } }, 'operations.a'],
    ['no path of the operation', { paths: { operation: [] } }, 'paths.operation'],
    ['a field that there is not', { extra: 1 }, ''],
  ])('is refused with %s', (_, change, where) => {
    expect(() => readCustomConnector({ ...ACME, ...change })).toThrow(
      expect.objectContaining({ code: 'format.invalid', data: expect.objectContaining({ where }) }),
    );
  });

  test('never throws, whatever its paths and the records are', () => {
    const path = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.constantFrom('__proto__', 'a.b', 'x[y=z].w', 'constructor.name'),
    );
    fc.assert(
      fc.property(path, path, fc.json(), (time, operation, text) => {
        const checked = { ...ACME, time: { from: [time], local: [] }, paths: { operation: [operation] } };
        new ActivityReader([compileConnector(checked)], { fileName: '' }, LATE).readLine(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('guessing', () => {
  test('names time, user, operation, address and result by name and value', () => {
    const records = [
      {
        id: 'a',
        happenedAt: '2026-01-01T10:00:00Z',
        actor: { email: 'alice@example.com' },
        action: 'file.get',
        ip: '192.0.2.1',
        result: 'OK',
      },
      {
        id: 'b',
        happenedAt: '2026-01-01T10:00:01Z',
        actor: { email: 'bob@example.com' },
        action: 'file.put',
        ip: '192.0.2.2',
        result: 'OK',
      },
    ].flatMap((record) => recordsOf(JSON.stringify(record)));
    const definition = guessConnector(recordPaths(records), records.length, 'Acme Docs');
    expect(definition).toMatchObject({
      id: 'custom-acme-docs',
      time: { from: ['happenedAt'] },
      paths: { sourceUser: ['actor.email'], operation: ['action'], sourceIp: ['ip'], id: ['id'] },
      outcome: { from: ['result'] },
    });
    expect(readCustomConnector(definition)).toEqual(definition);
    expect(read(definition, ...records.map(({ data }) => data))).toHaveLength(2);
  });

  test('proposes types where an operation says one that is not read by itself', () => {
    const records = ['session.start', 'user.delete', 'policy.flip', 'Open Item'].map((action) => ({
      at: '2026-01-01T10:00:00Z',
      action,
    }));
    const parsed = records.flatMap((record) => recordsOf(JSON.stringify(record)));
    expect(guessConnector(recordPaths(parsed), parsed.length, 'Acme').operations).toEqual({
      'Open Item': 'file.view',
    });
  });

  test('gives a title when only blanks were given for one', () => {
    expect(readCustomConnector(guessConnector([], 0, ' ')).title).toBe('My audit log');
  });

  test('gives a description that can be read for any records', () => {
    fc.assert(
      fc.property(
        fc.array(fc.object({ maxDepth: 3 }), { minLength: 1, maxLength: 5 }),
        fc.string(),
        (objects, title) => {
          const records = objects.flatMap((record) => recordsOf(JSON.stringify(record)));
          const paths = recordPaths(records);
          readCustomConnector(guessConnector(paths, records.length, title));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a first description', () => {
  const rows = (header: string, ...lines: string[]): { found: ReturnType<typeof recordPaths>; total: number } => {
    const names = header.split(',');
    const records = lines.flatMap((line) =>
      recordsOf(JSON.stringify(Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])))),
    );
    return { found: recordPaths(records), total: records.length };
  };

  test('maps every column that its name tells, and knows the app by the file', () => {
    const { found, total } = rows(
      'Timestamp,Member name,Member email,Event type,Country,City,IP address,File name,File ID,Shared with,Details',
      '2026-03-05 07:08:09,Alice,alice@example.com,file_download,DE,Berlin,192.0.2.9,Pay.xlsx,f1,,got it',
      '2026-03-05 07:09:09,Bob,bob@example.com,login_fail,DE,Berlin,192.0.2.10,,,carol@example.net,',
    );
    const guess = readCustomConnector(guessConnector(found, total, 'dropbox_activity_2026', CONNECTORS));
    expect(guess).toMatchObject({
      app: 'dropbox',
      paths: {
        sourceUser: ['Member email'],
        userName: ['Member name'],
        operation: ['Event type'],
        sourceIp: ['IP address'],
        target: ['Shared with'],
        description: ['Details'],
      },
      object: { name: ['File name'], id: ['File ID'] },
      place: { country: ['Country'], city: ['City'] },
    });
    expect(read(guess, { ...Object.fromEntries(found.map(({ path, values }) => [path, values[0]])) })).toMatchObject([
      { app: 'dropbox', sourceUser: 'alice@example.com', activityType: 'file.download', place: { country: 'DE' } },
    ]);
  });

  test('of sign-ins alone takes the kind of what was used for the operation', () => {
    const { found, total } = rows(
      'Timestamp (UTC),User,Email,Application,Access IP,Result,Reason',
      '2026-03-05T07:08:09,alice,alice@example.com,VPN,192.0.2.9,success,User approved',
    );
    expect(guessConnector(found, total, 'export', CONNECTORS)).toMatchObject({
      app: 'export',
      paths: { operation: ['Application'], sourceUser: ['Email'], userName: ['User'], reason: ['Reason'] },
      outcome: { from: ['Result'] },
    });
  });

  test('takes no app for sure that two names fit, or none', () => {
    expect(appNamed('okta and slack', CONNECTORS)).toBeUndefined();
    expect(appNamed('activity', CONNECTORS)).toBeUndefined();
    expect(appNamed('1Password-audit', CONNECTORS)).toBe('1password');
    expect(appNamed('AuditLog_monday.com', CONNECTORS)).toBe('monday-com');
  });
});
