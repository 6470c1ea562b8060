import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { meraki } from './format.ts';

testFormat(meraki, import.meta.url);

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(meraki, lines.find((line) => line.includes(mark)) ?? '');

test('shows who came in over VPN, and from where', () => {
  const connected = shown('anyconnect_vpn_connect');
  expect([connected.sourceUser, connected.sourceIp]).toEqual(['alice@example.com', '198.51.100.7']);
  const session = shown('Sess-ID[12]');
  expect([session.sourceUser, session.sourceIp, session.destinationIp]).toEqual(['bob', '198.51.100.8', '']);
});
