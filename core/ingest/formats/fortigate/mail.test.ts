import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTION_ALLOWED, ACTION_BLOCKED } from '../api.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { fortigate } from './format.ts';

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(fortigate, lines.find((line) => line.includes(mark)) ?? '');

test('shows who delivered a message to FortiMail, and that it was taken', () => {
  const out = shown('disposition="Accept"');
  expect(out).toMatchObject({ sourceIp: '198.51.100.61', sourceHost: 'mail.example.org', destinationIp: '192.0.2.25' });
  expect([out.sourceUser, out.action]).toEqual(['news@example.org', ACTION_ALLOWED]);
});

test('takes the address in brackets for one of a sender without a name', () => {
  const out = shown('disposition="Reject"');
  expect([out.sourceIp, out.sourceHost, out.action]).toEqual(['198.51.100.62', '', ACTION_BLOCKED]);
});

test('claims the log that FortiMail saves itself, without a device', () => {
  const line = '2025-01-01 00:00:02.041 log_id=0300000505 type=spam subtype=default pri=information session_id="a"';
  expect(fortigate.claim(line, 0, line.length)).toBe(1);
});
