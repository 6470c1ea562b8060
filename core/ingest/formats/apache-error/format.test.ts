import { expect, test } from 'vitest';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { apacheError } from './format.ts';

testFormat(apacheError, import.meta.url);

const line = (client: string, word: string) =>
  `[Wed Jan 01 00:00:05.1 2025] [security2:error] [pid 1:tid 2] [client ${client}] ModSecurity: ${word} [id "1"] [hostname "www.example.com"] [uri "/x"]`;

test('takes the port off a client, whatever its family', () => {
  const clientOf = (client: string) => shownLine(apacheError, line(client, 'Warning.')).sourceIp;
  expect(clientOf('192.0.2.7:51000')).toBe('192.0.2.7');
  expect(clientOf('192.0.2.7')).toBe('192.0.2.7');
  expect(clientOf('2001:db8::7:51000')).toBe('2001:db8::7');
  expect(clientOf('2001:db8::7:9:51000] [client 2001:db8::7:9')).toBe('2001:db8::7:9');
  expect(clientOf('::1')).toBe('::1');
  expect(clientOf('nobody')).toBe('');
});

test('shows a request that only matched a rule, without a verdict', () => {
  expect(shownLine(apacheError, line('192.0.2.7:1', 'Warning. Pattern match'))).toMatchObject({
    sourceIp: '192.0.2.7',
    destinationHost: 'www.example.com',
    url: '/x',
    status: -1,
    action: 0,
    reason: 'message-type',
  });
});
