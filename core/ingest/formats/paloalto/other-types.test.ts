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
