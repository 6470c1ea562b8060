import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePercent } from '../kit/text.ts';
import { CONTROL_ACTIONS, CONTROL_VALUES } from '../model/control.ts';
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

  test.each(['', ' ', '-rf', '--url=x', 'a\nb', 'a\u0000b', 'a\u202eb', 'a\u2028b', 'x'.repeat(2001)])(
    'refuses %j',
    (value) => expect(() => requireSafe('user', value)).toThrow(/No command is made: user/),
  );

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
});
