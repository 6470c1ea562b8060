import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EventDraft, PARSED } from '../api.ts';
import { readLine } from '../kv/test-kit.ts';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { fortigate } from './format.ts';

testFormat(fortigate, import.meta.url);

test.each([
  ['attack', 'type=attack main_type="Example" action=Alert_Deny http_host="none"'],
  ['request', 'type=traffic subtype="http" http_host="shop.example.com"'],
])('reads an %s at FortiWeb as a visit to a server of the organisation', (_kind, pairs) => {
  const line = `date=2025-01-01 time=00:00:16 log_id=2 msg_id=1 device_id=FV1 ${pairs} src=198.51.100.16 dst=192.0.2.16`;
  const draft = new EventDraft();
  expect(readLine(fortigate.createParser(), line, 0, line.length, draft)).toBe(PARSED);
  expect(draft.reason).toBe('inbound');
});

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(fortigate, lines.find((line) => line.includes(mark)) ?? '');

test('takes the way in which an administrator came for no method of HTTP', () => {
  const out = shown('logdesc="Admin login failed"');
  expect([out.sourceUser, out.method]).toEqual(['admin', '']);
});
