import { expect, it } from 'vitest';
import { sampleAuditFiles, sampleTenantFiles } from '../index.ts';

const OPTIONS = { seed: 7, lines: 20_000, end: Date.UTC(2026, 5, 29) };

it('is the same for the same options, ASCII, dated inside the period, and knows the people of the audit logs', () => {
  const files = sampleTenantFiles(OPTIONS);
  expect(sampleTenantFiles(OPTIONS)).toEqual(files);
  for (const { text, taken } of files) {
    expect(text).toMatch(/^[\u0020-\u007e]*$/);
    expect(taken).toBeLessThanOrEqual(OPTIONS.end);
  }
  const users = files.filter(({ name }) => name.endsWith('_users.json')).map(({ text }) => JSON.parse(text).value);
  expect(users).toHaveLength(2);
  const ids = (users[1] as { id: string }[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const log = sampleAuditFiles(OPTIONS).find(({ name }) => name.startsWith('m365'))?.text ?? '';
  const acting = new Set([...log.matchAll(/"UserId":"([^"]+)"/g)].map(([, user]) => user));
  const known = new Set(
    (users[1] as { userPrincipalName: string }[]).map(({ userPrincipalName }) => userPrincipalName),
  );
  expect([...acting].filter((user) => !known.has(user ?? ''))).toEqual([]);
});
