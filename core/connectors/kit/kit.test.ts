import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLocaleTime, readTime } from '../../kit/times.ts';
import { cleanIp } from './ip.ts';
import { operationTypes } from './operations.ts';
import { SourceRecord } from './source-record.ts';
import { typeByVerb } from './verbs.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

describe('readTime', () => {
  test('reads the usual form as the pattern reads it, whatever stands in one of its places', () => {
    const at = fc.integer({ min: 0, max: 19 });
    const sign = fc.oneof(fc.constantFrom(...'0123456789-:TtzZ ./'), fc.string({ minLength: 1, maxLength: 1 }));
    const instant = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom('', 'Z'), at, sign, fc.boolean(), (time, zone, place, letter, isChanged) => {
        const usual = `${time.toISOString().slice(0, 19)}${zone}`;
        const text = isChanged ? usual.slice(0, place) + letter + usual.slice(place + 1) : usual;
        // Blanks around it go to the pattern.
        expect(readTime(text)).toBe(readTime(`  ${text}  `));
        if (!isChanged) expect(readTime(text)).toBe(Date.parse(`${usual.slice(0, 19)}Z`));
      }),
    );
  });

  test.each([
    ['2021-05-18T21:13:33', '2021-05-18T21:13:33.000Z'],
    ['2019-10-18T04:45:48.0729893-05:00', '2019-10-18T09:45:48.072Z'],
    ['2023-03-15 16:33:50,5 +0530', '2023-03-15T11:03:50.500Z'],
    [1686150683340, '2023-06-07T15:11:23.340Z'],
    ['1686150683', '2023-06-07T15:11:23.000Z'],
    [1686150683340000, '2023-06-07T15:11:23.340Z'],
    ['Fri, 16 Jun 2023 14:06:45 GMT', '2023-06-16T14:06:45.000Z'],
    ['Wed May 06 06:17:35 GMT 2026', '2026-05-06T06:17:35.000Z'],
    ['Wed May  6 06:17:35 PDT 2026', '2026-05-06T13:17:35.000Z'],
    ['Thu Mar 05 2026 09:00:00 GMT+0100 (Central European Standard Time)', '2026-03-05T08:00:00.000Z'],
    ['Thu Mar 05 2026 09:00:00 GMT+0100 (Mitteleuropäische Normalzeit)', '2026-03-05T08:00:00.000Z'],
    ['Thu, 5 Mar 2026 09:00:00 +0000 (UTC)', '2026-03-05T09:00:00.000Z'],
    ['20260305112721.500', '2026-03-05T11:27:21.500Z'],
    ['20260305112721', '2026-03-05T11:27:21.000Z'],
  ])('reads %s', (text, expected) => expect(iso(readTime(text))).toBe(expected));

  test.each(['', '5/18/2021 9:13:33 PM', '2021-13-01T00:00:00Z', 'yesterday', 5, null, {}])(
    'does not read %s',
    (value) => expect(readTime(value)).toBeNaN(),
  );

  test('reads back any instant', () => {
    const date = fc.date({
      min: new Date('1995-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (instant) => {
        expect(readTime(instant.toISOString())).toBe(instant.getTime());
      }),
    );
  });
});

describe('readLocaleTime', () => {
  test.each([
    ['5/18/2021 9:13:33 PM', '2021-05-18T21:13:33.000Z'],
    ['11/15/2022, 7:03:19.865 PM', '2022-11-15T19:03:19.865Z'],
    ['12/1/2022 12:00:00 AM', '2022-12-01T00:00:00.000Z'],
    ['11/3/2020 9:06:42 AM +01:00', '2020-11-03T08:06:42.000Z'],
    ['18/05/2021 21:13:33', '2021-05-18T21:13:33.000Z'],
    ['18.05.2021 21:13', '2021-05-18T21:13:00.000Z'],
    ['3/1/2024, 9:00:00 AM PST', '2024-03-01T17:00:00.000Z'],
    ['Mar 1, 2024 12:30:00 PM', '2024-03-01T12:30:00.000Z'],
    ['Mar 1, 2024, 12:05:00 AM EST', '2024-03-01T05:05:00.000Z'],
    ['Mar 1, 2024 21:13', '2024-03-01T21:13:00.000Z'],
    ['Mon Oct 13 22:55:48 2025', '2025-10-13T22:55:48.000Z'],
    ['Wed Oct  1 02:05:08 2025', '2025-10-01T02:05:08.000Z'],
    ['26-1-2025 20:20:44', '2025-01-26T20:20:44.000Z'],
    ['26/1/2025 8:20:44 p. m.', '2025-01-26T20:20:44.000Z'],
    ['26.1.2025 klo 20.20.44', '2025-01-26T20:20:44.000Z'],
    ['26-Jan-2025 20:20:44', '2025-01-26T20:20:44.000Z'],
    ['2025-01-26 5:20:44,832', '2025-01-26T05:20:44.832Z'],
    ['2025/1/26 20:20:44', '2025-01-26T20:20:44.000Z'],
    ['05/05/2021 21:13:33', '2021-05-05T21:13:33.000Z'],
    ['5/6/2021 9:13:33 PM', '2021-05-06T21:13:33.000Z'],
  ])('reads %s', (text, expected) => expect(iso(readLocaleTime(text))).toBe(expected));

  test('does not guess which is the day', () => expect(readLocaleTime('05/06/2021 21:13:33')).toBeNaN());

  test('takes the order that it is given, but not against what the figures prove', () => {
    expect(iso(readLocaleTime('05/06/2021 21:13:33', 'day-first'))).toBe('2021-06-05T21:13:33.000Z');
    expect(iso(readLocaleTime('05/06/2021 21:13:33', 'month-first'))).toBe('2021-05-06T21:13:33.000Z');
    expect(iso(readLocaleTime('5/6/2021 9:13:33 PM', 'day-first'))).toBe('2021-06-05T21:13:33.000Z');
    expect(iso(readLocaleTime('05/26/2021 21:13:33', 'day-first'))).toBe('2021-05-26T21:13:33.000Z');
  });

  test.each([
    '3/1/2024, 9:00:00 AM IST',
    'Mar 1, 2024 9:00 AM BST',
    'Foo 1, 2024 9:00:00 AM',
    'Mon Foo 13 22:55:48 2025',
  ])('does not guess a zone or month: %s', (text) => expect(readLocaleTime(text)).toBeNaN());
});

test.each([
  ['192.0.2.1:5678', '192.0.2.1'],
  ['[2001:DB8::1]:443', '2001:db8::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['FE80::', 'fe80::'],
  ['192.0.2.1, 10.0.0.1', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['<null>', ''],
  ['host.example.com', ''],
])('cleanIp reads %s', (text, expected) => expect(cleanIp(text)).toBe(expected));

test('operations match without case, exact names before patterns, earlier patterns before later', () => {
  const typeOf = operationTypes({
    'New-*Rule': 'policy.create',
    'New-InboxRule': 'mail.rule.create',
    'new-*': 'other',
  });
  expect(typeOf('NEW-INBOXRULE.')).toBe('mail.rule.create');
  expect(typeOf('New-DlpComplianceRule')).toBe('policy.create');
  expect(typeOf('New-Thing')).toBe('other');
  expect(typeOf('Rule')).toBeUndefined();
});

test.each([
  ['deleteUser', 'user.delete'],
  ['group_member_added', 'group.member.add'],
  ['CreateSnapshot', 'resource.create'],
  ['CreateVpc', 'network.change'],
  ['ListViewCreated', 'resource.create'],
  ['ViewReport', 'report.view'],
  ['report.view', 'report.view'],
  ['CaseCopied', 'resource.create'],
  ['user_added_to_group', 'group.member.add'],
  ['Add user to team', 'group.member.add'],
  ['User joined channel', 'channel.member.add'],
  ['meeting.participant_joined', 'meeting.join'],
  ['role.added', 'admin.role.grant'],
  ['admin role created', 'role.create'],
  ['User signed in', 'login'],
  ['UserSignOut', 'logout'],
  ['sign-in failed', 'login.failed'],
  ['GetLoginProfile', 'resource.view'],
  ['2FA disabled', 'mfa.disable'],
  ['document.share_public', 'file.share.public'],
  ['access.request.create', 'resource.create'],
  ['system.import.user.delete', 'user.delete'],
  ['reports.export.download', 'data.export'],
  ['manual_export_started', 'data.export'],
  ['constructor', 'other'],
  ['__proto__', 'other'],
  ['Report', 'other'],
  ['settings', 'other'],
])('typeByVerb reads %s', (operation, type) => expect(typeByVerb(operation)).toBe(type));

test('a path finds nested, named, flattened and dotted values', () => {
  const record = new SourceRecord({
    a: { b: [{ Name: 'x', Value: 1 }] },
    'c.d': 'dotted',
    raw: '{"in":{"side":true}}',
  });
  expect(record.text('a.b.0.Value')).toBe('1');
  expect(record.text('a.b[Name=X].Value')).toBe('1');
  expect(record.text('c.d')).toBe('dotted');
  expect(record.object('raw')?.flag('in.side')).toBe(true);
  expect(record.text('constructor', 'a.__proto__.x', 'toString')).toBe('');
  expect(new SourceRecord({ c_d: 'flat' }, { flattened: true }).text('c.d')).toBe('flat');
});

describe('what PowerShell writes', () => {
  test.each([
    '/Date(1774515660000)/',
    '/Date(1774515660000+0200)/',
    '\\/Date(1774515660000)\\/',
    { value: '/Date(1774515660000)/', DisplayHint: 2, DateTime: 'Donnerstag, 26. März 2026 10:01:00' },
  ])('has its times read: %j', (value) => expect(readTime(value)).toBe(1_774_515_660_000));

  test('is read by the names that the service itself gives', () => {
    const record = new SourceRecord({ Id: '1', CreatedDateTime: 'x', IPAddress: '203.0.113.7', A: [{ AppId: 'b' }] });
    const forms = [record.otherForm(), record.otherForm()?.otherForm()];
    expect(forms[1]?.text('ipAddress')).toBe('203.0.113.7');
    expect(forms[1]?.text('a.0.appId')).toBe('b');
    expect(forms[1]?.otherForm()).toBeUndefined();
    expect(new SourceRecord({ Id: '1', CreatedDateTime: 'x', other: 1 }).otherForm()?.otherForm()).toBeUndefined();
  });
});

describe('a record whose keys have lost their capitals', () => {
  const row = new SourceRecord({ eventtype: 'a.b', actor: { alternateId: 'alice@example.com' } });

  test('is read by the paths of the original', () => {
    expect(row.text('eventType', 'actor.alternateId')).toBe('alice@example.com');
    expect(row.asLowered()?.text('eventType')).toBe('a.b');
    expect(row.asLowered()?.text('actor.alternateId')).toBe('alice@example.com');
  });

  test('may have kept some', () => {
    const mixed = new SourceRecord({ eventname: 'CreateUser', eventType: 'AwsApiCall' }).asLowered();
    expect([mixed?.text('eventName'), mixed?.text('eventType')]).toEqual(['CreateUser', 'AwsApiCall']);
    expect(mixed?.asLowered()).toBeUndefined();
  });
});
