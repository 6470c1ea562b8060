import { describe, expect, test } from 'vitest';
import { byAction, type ControlCommand, scriptOf } from './script.ts';
import { accountSubjects, fileSubject, oauthSubject, objectIdOf } from './subject.ts';

const account = (app: string, more: object = {}) => ({
  id: `${app}|alice`,
  app,
  appName: app,
  instance: null,
  name: 'alice@example.com',
  userIds: ['U1'],
  ...more,
});

describe('what is responded to', () => {
  test('an account is named as the commands of its app name it', () => {
    const [okta, github, slack, unnamed] = accountSubjects([
      account('github', { instance: 'example-org' }),
      account('slack'),
      account('box', { userIds: [] }),
      account('okta', { instance: 'example.okta.com' }),
    ]);
    const address = { signIn: 'alice@example.com', mail: 'alice@example.com' };
    expect(okta?.values).toEqual({ user: 'alice@example.com', ...address, domain: 'example.okta.com' });
    expect(github?.values).toEqual({ user: 'alice@example.com', ...address, org: 'example-org' });
    expect(slack?.values).toEqual({ user: 'U1', ...address });
    expect(unnamed?.values).toEqual(address);
    for (const app of ['atlassian-cloud', 'auth0', 'egnyte', 'onelogin', 'servicenow', 'zendesk'])
      expect(accountSubjects([account(app)])[0]?.values.user).toBe('U1');
  });

  test('a file has no id where logs name it by its address', () => {
    const file = {
      name: 'plan.docx',
      owner: 'alice@example.com',
      fileId: 'f1',
      listedAs: null,
      collaborators: ['bob@example.net'],
    };
    expect(fileSubject({ ...file, app: 'google-drive' }).values).toEqual({
      file: 'f1',
      user: 'alice@example.com',
      mail: 'alice@example.com',
      collaborator: 'bob@example.net',
    });
    expect(fileSubject({ ...file, app: 'sharepoint-online', owner: null, collaborators: [] }).values).toEqual({});
    const listedAs = { id: '01A', drive: 'd1' };
    expect(fileSubject({ ...file, app: 'sharepoint-online', owner: null, collaborators: [], listedAs }).values).toEqual(
      {
        file: '01A',
        drive: 'd1',
      },
    );
  });

  test('an app is revoked for the only user that consented, and for nobody where there are several', () => {
    const app = { app: 'google-workspace', name: 'Helper', appId: 'c1' };
    expect(oauthSubject({ ...app, users: ['a@example.com'] }).values).toEqual({
      app: 'c1',
      user: 'a@example.com',
      mail: 'a@example.com',
    });
    expect(oauthSubject({ ...app, users: ['a', 'b'] }).values).toEqual({ app: 'c1' });
  });
});

test('the id of a file is that of the object of its name', () => {
  expect(
    objectIdOf(
      [
        { name: 'other', id: 'f0' },
        { name: 'plan.docx', id: 'f1' },
      ],
      'plan.docx',
    ),
  ).toBe('f1');
  expect(objectIdOf([{ name: 'plan.docx' }], 'plan.docx')).toBeNull();
  expect(objectIdOf(undefined, 'plan.docx')).toBeNull();
});

describe('a script', () => {
  const command: ControlCommand = {
    action: 'suspend',
    title: 'Suspend the account',
    kind: 'account',
    effect: 'Nobody can sign in.',
    tool: 'GAM',
    shell: 'sh',
    command: "gam update user 'a' suspended on",
    undo: "gam update user 'a' suspended off",
    noWayBack: '',
    permission: 'Administrator',
    source: 'https://example.com/',
    missing: [],
  };
  test('says what it does and how to go back, in comments that end with their line', () => {
    const { name, text } = scriptOf({ ...command, noWayBack: 'a\nb', undo: null });
    expect(name).toBe('suspend-the-account.sh');
    expect(text).toContain('# No way back: a b\n');
    expect(text.endsWith("set -eu\ngam update user 'a' suspended on\n")).toBe(true);
    expect(scriptOf({ ...command, shell: 'powershell' }).name).toBe('suspend-the-account.ps1');
  });
  test('of each tool stands with its action', () => {
    const other = { ...command, action: 'reset-mfa' } as const;
    expect(byAction([command, other, { ...command, tool: 'REST' }]).map((group) => group.length)).toEqual([2, 1]);
  });
});
