import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readServicePrincipal } from './apps.ts';
import { readAutoReply, readMailClient } from './mail-clients.ts';
import { readGroup, readUser } from './people.ts';
import { badLinesText, readSnapshots, type SnapshotFile, whyNoSnapshot } from './read-snapshot.ts';
import { isMet, readScoreControls } from './score.ts';

const readSnapshot = (name: string, text: string): SnapshotFile | null => readSnapshots(name, text)[0] ?? null;

test.each([
  [
    'users.json',
    '{"value":[{"id":"1","userPrincipalName":"alice@example.com","displayName":"Alice","accountEnabled":true}]}',
    'users',
    '',
  ],
  [
    'AADUsers_example.onmicrosoft.com_users_raw.json',
    '[{"id":"1","userPrincipalName":"a@example.com","displayName":"A"}]',
    'users',
    'example.onmicrosoft.com',
  ],
  [
    '20260306090000-ConditionalAccessPolicy.csv',
    'DisplayName,State,ClientAppTypes\nBlock legacy,enabled,other\n',
    'conditionalAccess',
    '',
  ],
  ['OAuthPermissions.csv', 'PermissionType,ClientObjectId,Permission\nDelegated,1,Mail.Read\n', 'delegatedGrants', ''],
  ['reg.json', '[{"userPrincipalName":"a@example.com","isMfaRegistered":false}]', 'mfaRegistration', ''],
  [
    'grants.ndjson',
    '{"clientId":"1","consentType":"AllPrincipals","scope":"User.Read"}\n{"clientId":"2","consentType":"Principal","scope":""}\n',
    'delegatedGrants',
    '',
  ],
  ['rules.csv', 'MailboxOwnerId,Name,Enabled,ForwardTo,RedirectTo\nbob,a,True,x@example.net,\n', 'inboxRules', ''],
  [
    'EntraIDAdministrators.csv',
    '"AdminGroupName","Members","MemberType","ObjectId"\n"Global Reader","a@example.com","User","1"\n',
    'roles',
    '',
  ],
  ['Groups.csv', '"GroupId","DisplayName","MembershipRule"\n"1","Staff",""\n', 'groups', ''],
  ['DynamicGroups.csv', 'GroupName,GroupId,MembershipRule,MembershipRuleProcessingState\nA,1,x,On\n', 'groups', ''],
  [
    'GroupMembers.csv',
    'GroupName,GroupId,MemberId,DisplayName,Email,UserPrincipalName\nStaff,1,7,Bob,bob@example.com,bob@example.com\n',
    'groups',
    '',
  ],
  [
    'Applications.csv',
    'DisplayName,Id,AppId,CreatedDateTime,OwnerIds,OwnerDisplayNames\nMerge,1,2,2026-03-01T00:00:00Z,7,Bob\n',
    'servicePrincipals',
    '',
  ],
  [
    'SPNCertsAndSecrets.csv',
    'AppName,AppObjectID,KeyID,StartDate,EndDate,KeyType,CredType\nMerge,1,k,2026-03-01,2027-03-01,,PasswordSecret\n',
    'servicePrincipals',
    '',
  ],
  ['locations.json', '{"value":[{"displayName":"Office","ipRanges":[],"isTrusted":true}]}', 'namedLocations', ''],
])('knows what %s holds', (name, text, kind, tenant) => {
  const found = readSnapshot(name, text);
  expect(found).toMatchObject({ kind, tenant });
  expect(found?.rows.length).toBeGreaterThan(0);
});

test('puts what stands in a row for each part together into objects', () => {
  const members = readSnapshot(
    'GroupMembers.csv',
    'GroupName,GroupId,MemberId,DisplayName,Email,UserPrincipalName\nStaff,1,7,Bob,,bob@example.com\nStaff,1,8,Ann,,ann@example.com\nAll,2,7,Bob,,bob@example.com\n',
  );
  expect(members?.rows.map(readGroup).map(({ name, members: of }) => [name, of])).toEqual([
    ['Staff', ['7', 'bob@example.com', '8', 'ann@example.com']],
    ['All', ['7', 'bob@example.com']],
  ]);
  const apps = readSnapshot(
    'ApplicationCertsAndSecrets.csv',
    'AppName,AppObjectID,KeyID,StartDate,EndDate,KeyType,CredType\nMerge,1,k1,2026-03-01,2027-03-01,,PasswordSecret\nMerge,1,k2,2026-03-02,2027-03-02,AsymmetricX509Cert,X509Certificate\n',
  );
  expect(apps?.rows.map(readServicePrincipal).map(({ name, credentials }) => [name, credentials])).toEqual([
    [
      'Merge',
      [
        { kind: 'secret', name: 'k1', start: Date.UTC(2026, 2, 1), end: Date.UTC(2027, 2, 1) },
        { kind: 'certificate', name: 'k2', start: Date.UTC(2026, 2, 2), end: Date.UTC(2027, 2, 2) },
      ],
    ],
  ]);
});

test('tells the day from the month by all rows of a table', () => {
  const users = (...times: readonly string[]) =>
    readSnapshot(
      'Users.csv',
      `UserPrincipalName,DisplayName,Id,CreatedDateTime\n${times.map((time, at) => `u${at}@example.com,U,${at},${time}\n`).join('')}`,
    )?.rows.map((row) => readUser(row).created);
  expect(users('03/04/2026 10:00:00', '28/04/2026 10:00:00')).toEqual([
    Date.UTC(2026, 3, 3, 10),
    Date.UTC(2026, 3, 28, 10),
  ]);
  expect(users('3/4/2026 10:00:00 PM', '4/28/2026 10:00:00 PM')).toEqual([
    Date.UTC(2026, 2, 4, 22),
    Date.UTC(2026, 3, 28, 22),
  ]);
  expect(users('3/4/2026 10:00:00 PM', '28/4/2026 10:00:00 PM')).toEqual([
    Date.UTC(2026, 3, 3, 22),
    Date.UTC(2026, 3, 28, 22),
  ]);
  expect(users('03/04/2026 10:00:00', '04/04/2026 10:00:00')).toEqual([null, Date.UTC(2026, 3, 4, 10)]);
});

test('is no snapshot of anything else, and never throws', () => {
  expect(readSnapshot('a.log', '1.2.3.4 - - GET /')).toBeNull();
  fc.assert(fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), (name, text) => void readSnapshot(name, text)));
});

test('knows scores, licences, phones and automatic replies by their columns', () => {
  const csv = (...columns: string[]): string => `${columns.join(',')}\n${columns.map(() => 'x').join(',')}\n`;
  const kindOf = (text: string): string | undefined => readSnapshot('a.csv', text)?.kind;
  expect(kindOf(csv('Category', 'Title', 'Status', 'CurrentScore', 'MaxScore', 'ScoreGap'))).toBe('secureScore');
  expect(kindOf('{"value":[{"currentScore":1,"maxScore":2,"controlScores":[]}]}')).toBe('secureScore');
  expect(kindOf(csv('Sku', 'Status', 'Scope', 'Units', 'Retention', 'ServicePlans'))).toBe('licences');
  expect(kindOf(csv('FriendlyName', 'DeviceType', 'FirstSyncTime'))).toBe('mailClients');
  expect(kindOf(csv('Identity', 'AutoReplyState', 'InternalMessage'))).toBe('autoReplies');
});

test('says of a score what the export says, and nothing of what it leaves out', () => {
  const [control] = readScoreControls({ Title: 'T', CurrentScore: '2', MaxScore: 'n/a', Status: '' });
  expect(control).toMatchObject({ name: 'T', score: 2, most: null, percent: null, status: null, day: null });
  expect(control === undefined ? true : isMet(control)).toBeNull();
  expect(readScoreControls({ controlScores: [{ controlName: 'A', scoreInPercentage: 100 }, {}] }).map(isMet)).toEqual([
    true,
  ]);
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (row) => void readScoreControls(row).map(isMet)));
});

test('reads who is answered, and whose phone it is', () => {
  expect(readAutoReply({ Identity: 'Eve', AutoReplyState: 'Scheduled', ExternalAudience: 'Known' })).toMatchObject({
    mailbox: 'eve',
    state: 'scheduled',
    outside: 'contacts',
  });
  const phone = {
    Identity: 'corp.example/Users/Bob/ExchangeActiveSyncDevices/iPhone§1',
    DeviceModel: 'iPhone',
    DeviceOS: 'iOS 18',
  };
  expect(readMailClient({ ...phone, DeviceAccessState: 'Allowed' })).toMatchObject({
    mailbox: 'bob',
    name: 'iPhone, iOS 18',
    access: 'Allowed',
    lastSync: null,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), (row) => void [readAutoReply(row), readMailClient(row)]),
  );
});

test.each([
  ['', 'It is empty.'],
  ['{"value": [ {"id": "1", ', 'cut off'],
  ['{"value": []}', 'lists no object'],
  ['[]', 'lists no object'],
  ['[{"colour":"red"}]', 'no kind of snapshot'],
  ['colour,size\nred,1\n', 'no kind of snapshot'],
])('says of %j why it is no snapshot', (text, why) => {
  expect(readSnapshots('a.json', text)).toEqual([]);
  expect(whyNoSnapshot(text)).toContain(why);
});

test('lines that are no objects are counted, and the first of them is named', () => {
  const user = (id: string) => JSON.stringify({ id, userPrincipalName: `${id}@example.com`, accountEnabled: true });
  const damaged = ['', user('a'), '{"id":"b","userPrinc', '  ', user('c'), 'null', '"text"', `[${user('d')}]`, ''].join(
    '\r\n',
  );
  const [snapshot] = readSnapshots('users.ndjson', `\ufeff${damaged}`);
  expect(snapshot).toMatchObject({ kind: 'users', badLines: { count: 3, first: 3 } });
  expect(snapshot?.rows.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  expect(badLinesText({ count: 3, first: 3 })).toContain('3 lines, from line 3 on, are no JSON objects');
  expect(badLinesText({ count: 1, first: 3 })).toContain('Line 3 is no JSON object');
  expect(readSnapshot('users.ndjson', [user('a'), user('b')].join('\n'))?.badLines).toBeNull();
  expect(readSnapshot('users.json', `[${user('a')},\n${user('b')}]`)?.badLines).toBeNull();
});

test('every line of a file is an object or is counted', () => {
  const line = fc.oneof(fc.constant(null), fc.constantFrom('', '  '), fc.constantFrom('{"id":', 'null', '7', 'x', ']'));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const good = '{"id":"a","userPrincipalName":"a@example.com","accountEnabled":true}';
      const text = [good, good, ...lines.map((one) => one ?? good)].join('\n');
      const [read] = readSnapshots('users.ndjson', text);
      const blank = lines.filter((one) => one?.trim() === '').length;
      expect((read?.rows.length ?? 0) + (read?.badLines?.count ?? 0) + blank).toBe(lines.length + 2);
      const first = lines.findIndex((one) => one !== null && one.trim() !== '');
      expect(read?.badLines?.first ?? null).toBe(first < 0 ? null : first + 3);
    }),
  );
});
