import { expect, it } from 'vitest';
import { callCli } from './run-cli.test-kit.ts';

it('control prints reviewed commands with their way back, and runs none', async () => {
  const { status, out } = await callCli([
    'control',
    'suspend',
    '--app',
    'google-workspace',
    '--set',
    "user=o'brien@example.com",
  ]);
  expect(status).toBe(0);
  expect(out).toContain(String.raw`gam update user 'o'\''brien@example.com' suspended on`);
  expect(out).toContain('# Way back: gam update user');
  const json = await callCli(['control', 'suspend', '--app', 'okta', '--json']);
  expect(JSON.parse(json.out)).toMatchObject([{ action: 'suspend', missing: ['domain', 'user'] }]);
});

it('control refuses unknown actions, unknown values and values that are no words', async () => {
  expect(await callCli(['control', 'explode'])).toMatchObject({ status: 2 });
  expect(await callCli(['control', 'suspend', '--set', 'colour=red'])).toMatchObject({ status: 2 });
  const hostile = await callCli(['control', 'suspend', '--set', 'user=-x']);
  expect([hostile.status, hostile.err]).toEqual([2, expect.stringContaining('begins with a dash')]);
});

it('control says why no command does it, where the provider has no interface for it', async () => {
  const { out, err } = await callCli(['control', 'disable-app', '--app', 'google-workspace']);
  expect([out.trim(), err]).toEqual(['', expect.stringContaining('Google documents no interface that blocks an app')]);
  expect((await callCli(['control', 'disable-app', '--app', 'zoom'])).err).toContain(
    'No reviewed command does this in zoom',
  );
  const unknown = await callCli(['control', 'suspend', '--app', 'm365']);
  expect(unknown.err).toMatch(/Apps where one does: .*microsoft-entra-id/);
  const byMail = await callCli(['control', 'suspend', '--app', 'slack', '--set', 'user=alice@example.com']);
  expect(byMail.out).toMatch(/Still to be given: user \(.*its id/);
});
