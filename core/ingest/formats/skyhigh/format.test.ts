import { expect, it } from 'vitest';
import { ACTION_ALLOWED, ACTION_BLOCKED, EventDraft, LineWindows } from '../api.ts';
import { readLine } from '../kv/test-kit.ts';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { skyhigh } from './format.ts';

testFormat(skyhigh, import.meta.url);

it.each([
  ['3210 "Mozilla/5.0" "" "81"', -1, ACTION_BLOCKED],
  ['3210 512 "Mozilla/5.0" "" "81"', 512, ACTION_BLOCKED],
  ['3210 512 "Mozilla/5.0" "" "0"', 512, ACTION_ALLOWED],
])('tells from a log without names of its columns whether it counts what clients send: %s', (rest, sent, action) => {
  const line = `[01/Jan/2025:00:00:00 +0000] "tom" 10.0.0.5 403 "GET http://www.example.com/x HTTP/1.1" "Games" "High Risk" "text/html" ${rest}`;
  const draft = new EventDraft();
  draft.wantDetail = true;
  readLine(skyhigh.createParser(), line, 0, line.length, draft);
  expect([draft.bytesReceived, draft.bytesSent, draft.userAgent, draft.action]).toEqual([
    3210,
    sent,
    'Mozilla/5.0',
    action,
  ]);
  const isPlain = skyhigh.createParser().readBytes?.(Buffer.from(line), 0, line.length, new LineWindows());
  expect(isPlain).toBe(sent < 0);
});
