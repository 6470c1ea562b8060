import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EventDraft } from '../api.ts';
import { readGolden, readLine, unclaimedLines, undeclaredFields } from '../kv/test-kit.ts';
import { withoutDetail } from '../shared/figures.ts';
import { apacheCombined } from './format.ts';

const EXPECTED = new URL('./expected.json', import.meta.url);
const text = readFileSync(new URL('./sample.log', import.meta.url), 'latin1');

test('reads its sample as the golden file says', () => {
  const golden = readGolden(apacheCombined, text, true);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(EXPECTED, `${JSON.stringify(golden, null, 2)}\n`);
  expect(golden).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});

test('finds the same figures without detail', () => {
  expect(readGolden(apacheCombined, text, false).map(withoutDetail)).toEqual(
    readGolden(apacheCombined, text, true).map(withoutDetail),
  );
});

test('claims every line it reads', () => {
  expect(unclaimedLines(apacheCombined, text)).toEqual([]);
});

test('lists every field it gives', () => {
  expect(undeclaredFields(apacheCombined, text)).toEqual([]);
});

test.each([
  ['GET https://www.example.com/a HTTP/2.0', 'inbound'],
  ['GET /a HTTP/1.1', 'inbound'],
  ['GET http://www.example.net/a HTTP/1.1', ''],
  ['CONNECT www.example.net:443 HTTP/2.0', ''],
])('tells visits that HAProxy balances from requests to proxies behind it: %s', (request, reason) => {
  const line = `198.51.100.19:50012 [01/Jan/2025:00:00:24.567] web~ app/app1 0/0/1/1/23 200 12 - - ---- 9/8/0/0/0 0/0 "${request}"`;
  const draft = new EventDraft();
  readLine(apacheCombined.createParser(), line, 0, line.length, draft);
  expect(draft.reason).toBe(reason);
});

test('leaves a text in quotes behind a time that no request follows to others', () => {
  const line =
    '[02/Jan/2025 03:04:05] DENY "Block P2P" packet from LAN, proto:TCP, len:48, 10.0.0.5:3421 -> 198.51.100.9:443';
  expect(apacheCombined.claim(line, 0, line.length)).toBe(0);
});
