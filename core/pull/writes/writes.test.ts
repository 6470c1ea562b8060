/** Every change of every provider as it leaves: exact requests, their way back, and what was read before, against what the APIs document. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTROL_VALUES, type ControlValue } from '../../model/control.ts';
import type { Ask, Values } from '../provider.ts';
import { findProvider, PROVIDERS } from '../providers.ts';
import { Reply } from '../reply.ts';
import {
  explainRefusal,
  type Looked,
  valuesForChanges,
  type WriteAction,
  writeKey,
  writeSettings,
} from '../writing.ts';

const WHERE: Values = {
  domain: 'example.okta.com',
  organisation: 'example-org',
  instance: 'example.my.salesforce.com',
  tenant: '11111111-2222-4333-8444-555555555555',
};
const GIVEN = Object.fromEntries(Object.keys(CONTROL_VALUES).map((name) => [name, `${name}@example.com`])) as Record<
  ControlValue,
  string
>;

/** One thing that is user, file, app, grant and all else that a provider would tell of it. */
const ENTRY = {
  id: 'id-1',
  login: 'user@example.com',
  status: 'active',
  accessible_by: { login: 'collaborator@example.com' },
  role: 'editor',
  emailAddress: 'collaborator@example.com',
  type: 'anyone',
  app_id: 'app@example.com',
  app_name: 'An App',
  session_id: 'session-1',
  Id: '005000000000001AAA',
};
const TOLD: Readonly<Record<string, object>> = {
  'microsoft-365': {
    ...{
      id: 'id-1',
      userPrincipalName: 'user@example.com',
      name: 'plan.docx',
      displayName: 'A Rule',
      accountEnabled: true,
    },
    ...{ appDisplayName: 'An App', roles: ['write'], link: { scope: 'anonymous' }, isEnabled: true },
    grantedToV2: { user: { email: 'guest@example.net' } },
    ...{ clientId: 'c', consentType: 'Principal', principalId: 'p', resourceId: 'r', scope: 'Mail.Read' },
  },
  'google-workspace': {
    ...{ id: 'id-1', primaryEmail: 'user@example.com', name: 'plan.docx', displayText: 'An App', scopes: ['drive'] },
    ...{ suspended: false, isAdmin: true, trashed: false, permissions: [{ ...ENTRY, allowFileDiscovery: true }] },
  },
  okta: {
    ...{ id: 'id-1', status: 'ACTIVE', label: 'Super Admin', type: 'SUPER_ADMIN', scopeId: 's', clientId: 'c' },
    profile: { login: 'user@example.com' },
  },
  github: { user: { login: 'user' }, role: 'admin', state: 'active' },
  slack: { ok: true, enterprise_id: 'E1', Resources: [{ id: 'U1', userName: 'user', active: true }] },
  box: {
    id: 'id-1',
    name: 'plan.docx',
    entries: [ENTRY, { ...ENTRY, id: 'id-2', login: 'newOwner@example.com' }],
    shared_link: { access: 'open' },
  },
  dropbox: {
    members_info: [{ profile: { email: 'user@example.com', team_member_id: 'dbmid:1', status: { '.tag': 'active' } } }],
    ...{ active_web_sessions: [ENTRY], desktop_client_sessions: [ENTRY], linked_api_apps: [ENTRY], name: 'plan.docx' },
  },
  atlassian: { account: { account_status: 'active', email: 'user@example.com' } },
  salesforce: { records: [{ Id: '005000000000001AAA', Username: 'user@example.com', IsActive: true }] },
};

const lineOf = ({ method = 'GET', url, headers, body, subject }: Ask): string =>
  [method, url, Object.keys(headers ?? {}).filter((name) => /^(?:as-user|dropbox)/.test(name)), subject, body]
    .flat()
    .filter((word) => word !== undefined)
    .join(' ');

async function seenBy(action: WriteAction, provider: string): Promise<{ seen: Looked; asked: Ask[] }> {
  const asked: Ask[] = [];
  const seen = await action.look({
    where: WHERE,
    given: GIVEN,
    read: async (ask) => {
      asked.push(ask);
      return new Reply(200, new Headers(), Buffer.from(JSON.stringify(TOLD[provider])));
    },
  });
  return { seen, asked };
}

const WRITERS = PROVIDERS.flatMap(({ id, writing }) => (writing === undefined ? [] : [{ id, writing }]));

it('asks and changes exactly what is reviewed here', async () => {
  const lines: string[] = [];
  for (const { id, writing } of WRITERS) {
    for (const action of writing.actions) {
      const { seen, asked } = await seenBy(action, id);
      const target = { where: WHERE, given: GIVEN, seen };
      const isAgain = (isRepeatable: boolean): string => (isRepeatable ? '' : ' (never twice)');
      lines.push(
        `${id} ${action.action}: "${seen.name}" ${JSON.stringify(seen.state)} done=${seen.isDone}`,
        ...asked.map((ask) => `  look ${lineOf(ask)}`),
        `  send ${lineOf(action.request(target))}${isAgain(action.isRepeatable)}`,
        action.undo === null
          ? `  back none: ${action.noWayBack}`
          : `  back ${lineOf(action.undo(target))}${isAgain(action.isUndoRepeatable ?? action.isRepeatable)}`,
      );
    }
  }
  const text = `${lines.join('\n')}\n`;
  const golden = path.join(import.meta.dirname, 'writes.golden.txt');
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

describe.each(WRITERS)('$id', ({ id, writing }) => {
  it('reads before it changes, asks its own origins only, and says what cannot be taken back', async () => {
    const provider = findProvider(id);
    const origins = [...(provider?.origins(WHERE) ?? []), ...(writing.origins ?? [])].map((one) => new URL(one).origin);
    for (const action of writing.actions) {
      const { seen, asked } = await seenBy(action, id);
      const target = { where: WHERE, given: GIVEN, seen };
      const writes = [action.request(target), ...(action.undo === null ? [] : [action.undo(target)])];
      expect(seen.name).not.toBe('');
      for (const { url } of [...asked, ...writes]) expect(origins).toContain(new URL(url).origin);
      for (const { method } of writes) expect(method).not.toBe('GET');
      expect(action.undo === null).toBe(action.noWayBack !== undefined);
      expect(action.needs.length).toBeGreaterThan(0);
    }
  });

  it('never lets in a change with what lets reading in', () => {
    const provider = findProvider(id);
    const keys = provider?.settings.filter(({ isSecret }) => isSecret).map(({ key }) => key) ?? [];
    for (const key of keys) expect(writing.credentials).toContain(key);
    const values = Object.fromEntries(writing.credentials.map((key) => [key, `read-${key}`]));
    expect(Object.values(valuesForChanges(values, writing)).some((value) => value.startsWith('read-'))).toBe(false);
    const [first = ''] = keys;
    expect(valuesForChanges({ [writeKey(first)]: 'w' }, writing)[first]).toBe('w');
    expect(writeSettings(provider?.settings ?? [], writing).map(({ key }) => key)).toContain(writeKey(first));
  });
});

it('a thing that the provider did not name makes no request', () => {
  const [suspend] = findProvider('okta')?.writing?.actions ?? [];
  const seen = { name: 'a', state: {}, isDone: null, ids: {} };
  expect(() => suspend?.request({ where: WHERE, given: {}, seen })).toThrow('does not say which one');
  expect(() => suspend?.request({ where: WHERE, given: {}, seen: { ...seen, ids: { user: '..' } } })).toThrow();
});

it('takes the words of every provider for a refusal', () => {
  const told = (status: number, json: unknown) =>
    explainRefusal(new Reply(status, new Headers(), Buffer.from(JSON.stringify(json))))?.message ?? null;
  expect(told(403, { error: { code: 'Authorization_RequestDenied', message: 'no rights' } })).toContain('(no rights)');
  expect(told(409, { error_summary: 'user_not_in_team/' })).toContain('user_not_in_team');
  expect(told(404, { errorSummary: 'Not found' })).toContain('Not found');
  expect(told(404, { Errors: { description: 'user_not_found', code: 404 } })).toContain('user_not_found');
  expect(told(400, [{ message: 'bad', errorCode: 'X' }])).toContain('bad');
  expect(told(418, null)).toContain('status 418');
  expect(told(200, { ok: true })).toBeNull();
  expect(told(200, [{ success: true }, { success: false }])).toBeNull();
});
