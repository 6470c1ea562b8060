import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSnapshot } from './read-snapshot.ts';

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
  ['locations.json', '{"value":[{"displayName":"Office","ipRanges":[],"isTrusted":true}]}', 'namedLocations', ''],
])('knows what %s holds', (name, text, kind, tenant) => {
  const found = readSnapshot(name, text);
  expect(found).toMatchObject({ kind, tenant });
  expect(found?.rows.length).toBeGreaterThan(0);
});

test('is no snapshot of anything else, and never throws', () => {
  expect(readSnapshot('a.log', '1.2.3.4 - - GET /')).toBeNull();
  fc.assert(fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), (name, text) => void readSnapshot(name, text)));
});
