import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePercent } from '../kit/text.ts';
import { CONTROL_ACTIONS, CONTROL_VALUES, USER_BY_ID } from '../model/control.ts';
import { CONTROL_GAPS } from '../model/control-gaps.ts';
import { commandsFor, valuesOf } from './commands-for.ts';
import { fill, quotePowershell, quoteSh, requireSafe } from './quote.ts';
import { TEMPLATES } from './templates.ts';

const HOSTILE = [
  "'; rm -rf / #",
  '$(id)',
  '`id`',
  '"; Remove-Item C:\\ #',
  '\u2019; Stop-Computer; \u2018',
  '%0a',
  '../..',
  'a b',
  '{user}',
  '\\',
  '!!',
];

/** What a cloud access broker does in each app. */
const BROKER_ACTIONS: readonly (readonly [app: string, actions: string])[] = [
  [
    'microsoft-365',
    'inherit-permissions make-private admin-quarantine user-quarantine trash remove-collaborator remove-external apply-label remove-label notify-user revoke-sessions suspend revoke-consent disable-app confirm-compromised remove-admin open-settings notify-owner notify-app-user',
  ],
  [
    'google-drive',
    'apply-label remove-label grant-domain-read make-private reduce-public-access remove-collaborator remove-external limit-resharing remove-public-link reset-password notify-owner transfer-ownership transfer-file trash suspend notify-user revoke-sessions revoke-consent remove-collaborations',
  ],
  ['salesforce', 'notify-user suspend revoke-sessions revoke-consent trash open-settings'],
  ['amazon-web-services', 'make-private remove-public-link remove-collaborator notify-user suspend revoke-sessions'],
  ['google-cloud', 'reset-password suspend notify-user revoke-sessions'],
  [
    'box',
    'reduce-public-access admin-quarantine user-quarantine remove-collaborator remove-direct-link remove-external notify-owner expire-link trash make-private suspend notify-user revoke-sessions remove-collaborations',
  ],
  [
    'dropbox',
    'remove-public-link notify-owner trash make-private remove-collaborator suspend notify-user revoke-sessions',
  ],
  ['webex', 'trash suspend notify-user revoke-sessions'],
  ...[
    'servicenow',
    'atlassian-cloud',
    'zendesk',
    'asana',
    'docusign',
    'egnyte',
    'miro',
    'mural',
    'netdocuments',
    'onelogin',
  ].map((app) => [app, 'suspend notify-user revoke-sessions'] as const),
  ...['slack', 'smartsheet', 'workplace-from-meta', 'microsoft-azure'].map(
    (app) => [app, 'suspend notify-user revoke-sessions'] as const,
  ),
];

/** Reads what PowerShell makes of a single-quoted literal: a doubled quote of any kind is one, a single one ends it. */
function readPowershell(text: string): { value: string; rest: string } {
  const quotes = "'\u2018\u2019\u201a\u201b";
  let value = '';
  let at = 1;
  for (; at < text.length; at++) {
    const char = text[at] ?? '';
    if (!quotes.includes(char)) value += char;
    else if (quotes.includes(text[at + 1] ?? ' ')) value += text[++at];
    else break;
  }
  return { value, rest: text.slice(at + 1) };
}

describe('quoting', () => {
  const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, unit: 'grapheme', maxLength: 40 }));

  test('a POSIX shell reads back exactly the value', () => {
    const values = [...HOSTILE, ...fc.sample(text, 100)].filter(
      (value) => !value.includes('\0') && !value.includes('\n'),
    );
    const script = values.map((value) => `printf '%s\\n' ${quoteSh(value)}`).join('\n');
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\n').slice(0, -1)).toEqual(values);
  });

  test('PowerShell reads back the value and nothing behind it', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(readPowershell(quotePowershell(value))).toEqual({ value, rest: '' });
      }),
    );
  });

  test('a part of an address holds nothing that ends it, a quote or a shell word', () => {
    fc.assert(
      fc.property(text, (value) => {
        const part = encodePercent(value.toWellFormed());
        expect(part).toMatch(/^[A-Za-z0-9\-_.~%]*$/);
        expect(decodeURIComponent(part)).toBe(value.toWellFormed());
      }),
    );
  });

  test.each([
    ...['', ' ', '-rf', '--url=x', 'a\nb', 'a\u0000b', 'a\u202eb', 'a\u2028b', 'x'.repeat(2001)],
    ...['a\u061cb', 'a\u200bb', 'a\u00adb', 'a\u2060b', 'a\ufeffb', 'a\u{e0041}b'],
  ])('refuses %j', (value) => expect(() => requireSafe('user', value)).toThrow(/No command is made: user/));

  test('a value that looks like a place in the command is not filled again', () => {
    expect(fill('a {user} {key}', { user: '{key}', key: 'k' }, 'sh')).toBe("a '{key}' 'k'");
  });
});

describe('commands', () => {
  test('every action has one, and every way that cannot be undone says so', () => {
    expect(new Set(TEMPLATES.map(({ action }) => action))).toEqual(new Set(CONTROL_ACTIONS));
    for (const { undo, noWayBack } of TEMPLATES) expect((undo === null) === (noWayBack !== undefined)).toBe(true);
  });

  test('ask for known values only', () => {
    for (const template of TEMPLATES) {
      expect(valuesOf(template).length).toBeGreaterThan(0);
      for (const name of valuesOf(template)) expect(Object.keys(CONTROL_VALUES)).toContain(name);
    }
  });

  test('a word is quoted once: no template puts quotes around a value', () => {
    for (const { command, undo } of TEMPLATES)
      expect(`${command} ${undo ?? ''}`).not.toMatch(/['"]\{[a-zA-Z]+\}|\{[a-zA-Z]+\}['"]/);
  });

  test('a hostile value changes nothing but its own word', () => {
    const names = Object.keys(CONTROL_VALUES);
    const plain = Object.fromEntries(names.map((name) => [name, 'VALUE']));
    for (const bad of HOSTILE) {
      const values = Object.fromEntries(names.map((name) => [name, bad]));
      const expected = commandsFor({ values: plain });
      for (const [at, { command, shell }] of commandsFor({ values }).entries()) {
        const word = shell === 'sh' ? quoteSh(bad) : quotePowershell(bad);
        const restored = command.replaceAll(word, "'VALUE'").replaceAll(encodePercent(bad), 'VALUE');
        expect(restored).toBe(expected[at]?.command);
      }
    }
  });

  test('a shell runs nothing of a hostile value, in any command or way back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'undercast-control-'));
    const tools = ['az', 'aws', 'box', 'curl', 'gam', 'gcloud', 'gh', 'grep', 'jq', 'm365', 'sf', 'tee', 'xargs'];
    const stubs = tools.map((tool) => `${tool}() { :; }`).join('\n');
    try {
      for (const bad of [
        "'; echo > canary #",
        '$(echo > canary)',
        '`echo > canary`',
        '"; echo > canary; "',
        '> canary',
      ]) {
        const values = Object.fromEntries(Object.keys(CONTROL_VALUES).map((name) => [name, bad]));
        const commands = commandsFor({ values }).filter(({ shell }) => shell === 'sh');
        const lines = commands.flatMap(({ command, undo }) => [command, undo ?? ':']);
        const script = [stubs, ...lines.map((line) => `( ${line}\n) < /dev/null > /dev/null`)].join('\n');
        writeFileSync(join(folder, 'script.sh'), script);
        execFileSync('/bin/sh', ['script.sh'], { cwd: folder, stdio: 'pipe' });
      }
      expect(readdirSync(folder).filter((name) => /^canary/.test(name))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a shell understands every command and way back, wherever values stand', () => {
    const values = Object.fromEntries(Object.keys(CONTROL_VALUES).map((name) => [name, "o'brien $x"]));
    const lines = commandsFor({ values }).flatMap(({ shell, command, undo }) =>
      shell === 'sh' ? [command, undo ?? ':'] : [],
    );
    execFileSync('/bin/sh', ['-n'], { input: lines.join('\n'), stdio: 'pipe' });
    expect(lines.length).toBeGreaterThan(100);
  });

  test('a tool does an action of an app in one way', () => {
    const ways = TEMPLATES.flatMap(({ action, apps, tool }) => apps.map((app) => `${action} ${app} ${tool}`));
    expect(ways.filter((way, at) => ways.indexOf(way) !== at)).toEqual([]);
  });

  test.each(BROKER_ACTIONS)('do in %s what a cloud access broker does there', (app, actions) => {
    const found = new Set<string>(commandsFor({ app, values: {} }).map(({ action }) => action));
    expect(actions.split(' ').filter((action) => !found.has(action))).toEqual([]);
  });

  test('stand beside no reason why there is none', () => {
    const both = CONTROL_GAPS.flatMap(({ action, apps }) =>
      action === null ? [] : apps.filter((app) => commandsFor({ action, app, values: {} }).length > 0),
    );
    expect(both).toEqual([]);
  });

  test('a mail says the same whomever it is for', () => {
    const [mail] = commandsFor({ action: 'notify-user', app: 'slack', values: { mail: 'a@example.com' } });
    expect(mail?.command).toContain("Address = 'a@example.com' }");
    expect(mail?.missing).toEqual([]);
  });

  test('the file leaves its place only once its copy in the quarantine is complete', () => {
    const [found] = commandsFor({ action: 'admin-quarantine', app: 'sharepoint-online', values: {} });
    expect(found?.command).toMatch(/-ne 'completed'\) \{ throw .*Remove-MgDriveItem/);
  });

  test('are those of the app, with what is still to be given', () => {
    const found = commandsFor({ action: 'suspend', app: 'okta', values: { user: "o'brien@example.com" } });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ missing: ['domain'], tool: 'Okta REST' });
    expect(found[0]?.command).toContain('/users/o%27brien%40example.com/lifecycle/suspend');
    const [entra] = commandsFor({ action: 'suspend', app: 'microsoft-365', values: { user: "o'brien@example.com" } });
    expect(entra?.command).toBe("Update-MgUser -UserId 'o''brien@example.com' -AccountEnabled:$false");
  });

  test.each([
    ['salesforce', 'https://example.my.salesforce.com/services/oauth2/revoke'],
    ['slack', 'https://slack.com/api/admin.apps.uninstall'],
    ['github', '/orgs/example/credential-authorizations/g1'],
    ['auth0', 'https://example.my.salesforce.com/api/v2/grants/g1'],
  ])('take an app’s access to %s away', (app, address) => {
    const values = { app: 'a1', grant: 'g1', user: 'u1', org: 'example', domain: 'example.my.salesforce.com' };
    const [found] = commandsFor({ action: 'revoke-consent', app, values });
    expect(found).toMatchObject({ kind: 'oauth', missing: [], undo: null });
    expect(found?.command).toContain(`"${address}"`);
    expect(found?.noWayBack).not.toBe('');
  });

  test('an app that Slack restricts can be allowed again', () => {
    const [found] = commandsFor({ action: 'disable-app', app: 'slack', values: { app: 'A1', org: 'E1' } });
    expect(found?.command).toContain("app_id='A1' --data-urlencode enterprise_id='E1'");
    expect(found?.undo).toContain('admin.apps.clearResolution');
  });

  test('a way that does what the action does nowhere else says so', () => {
    const effects = (app: string) => commandsFor({ action: 'trash', app, values: {} }).map(({ effect }) => effect);
    expect(effects('webex')).toEqual(['The message and the file in it are deleted for good.']);
    for (const effect of effects('box')) expect(effect).toContain('can be restored');
  });
});

test('resetting sign-in methods of Entra ID asks twice for every kind, since the default one goes last', () => {
  const [reset] = TEMPLATES.filter(({ action, shell }) => action === 'reset-mfa' && shell === 'powershell');
  const command = fill(reset?.command ?? '', { user: 'a@example.com' }, 'powershell');
  for (const kind of ['Phone', 'MicrosoftAuthenticator', 'SoftwareOath', 'Fido2'])
    expect(command).toContain(
      `Remove-MgUserAuthentication${kind}Method -UserId 'a@example.com' -${kind}AuthenticationMethodId $_.Id`,
    );
  expect(command).toMatch(
    /^1\.\.2 \| ForEach-Object \{ .* \}; Get-MgUserAuthenticationMethod -UserId 'a@example\.com'$/,
  );
});

describe('an app that knows accounts by their ids alone', () => {
  test.each(['atlassian-cloud', 'auth0', 'box', 'egnyte', 'onelogin', 'salesforce', 'servicenow', 'slack', 'zendesk'])(
    'gets no mail where %s wants an id',
    (app) => {
      const [own, ...others] = commandsFor({ action: 'suspend', app, values: { user: 'a@example.com', domain: 'd' } });
      expect(own?.missing).toEqual(['user']);
      const [given] = commandsFor({ action: 'suspend', app, values: { user: '42', domain: 'd' } });
      expect(given?.missing).toEqual([]);
      for (const other of others) expect(other.command).toContain('{signIn}');
    },
  );
});

test('whoever is asked for an account of an app that goes by ids is told so', () => {
  const asked = new Set(
    TEMPLATES.filter(({ apps }) => apps.some((app) => USER_BY_ID.has(app))).flatMap(({ command }) =>
      [...command.matchAll(/\{(user|newOwner)\}/g)].map(([, name = '']) => name),
    ),
  );
  expect([...asked].sort()).toEqual(['newOwner', 'user']);
  for (const name of asked) expect(CONTROL_VALUES[name as keyof typeof CONTROL_VALUES]).toMatch(/\bid\b/);
});
