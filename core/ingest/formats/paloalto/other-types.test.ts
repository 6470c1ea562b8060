import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTION_ALLOWED, ACTION_BLOCKED } from '../api.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { paloalto } from './format.ts';

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(paloalto, lines.find((line) => line.includes(mark)) ?? '');

test('shows the ends of GTP sessions', () => {
  const out = shown(',GTP,');
  expect(out).toMatchObject({ sourceIp: '192.0.2.31', destinationIp: '198.51.100.31', destinationPort: 2152 });
  expect(out.action).toBe(ACTION_ALLOWED);
});

test('finds the verdict of SCTP in both places where it may stand', () => {
  expect(shown(',192.0.2.32,').action).toBe(ACTION_BLOCKED);
  expect(shown(',192.0.2.33,').action).toBe(ACTION_ALLOWED);
});

test('names the host of a session that was decrypted', () => {
  expect(shown(',192.0.2.11,0.0.0.0,0.0.0.0,rule,').destinationHost).toBe('www.example.com');
});

test('shows who came from where in lines about sessions with the firewall', () => {
  const portal = shown(',gateway-auth,');
  expect(portal).toMatchObject({ sourceIp: '203.0.113.40', sourceUser: 'example\\dora', sourceHost: 'NB-0007' });
  expect(portal.timeMs).toBe(Date.UTC(2025, 0, 1, 0, 0, 26, 500));
  expect(portal.timeIsLocal).toBe(false);
  expect(shown(',gateway-tunnel-latency,')).toMatchObject({ sourceIp: '2001:db8::40', sourceUser: 'erin' });
  expect(shown(',USERID,')).toMatchObject({ sourceIp: '10.1.2.41', sourceUser: 'example\\frank' });
  expect(shown(',HIPMATCH,')).toMatchObject({ sourceIp: '10.1.2.42', sourceHost: 'NB-0009' });
  expect(shown(',AUTHENTICATION,')).toMatchObject({ sourceIp: '10.1.2.43', sourceUser: 'heidi' });
});
