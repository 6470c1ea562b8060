import { expect, test } from 'vitest';
import { EventDraft } from '../api.ts';
import { readAnyEnds } from './any-ends.ts';

test.each([
  [
    'Received event from application Snort for TCP flow 10.0.0.1/710 to 198.51.100.4/443',
    '10.0.0.1',
    '198.51.100.4',
    443,
  ],
  [
    'IPSEC: An outbound SA between 192.0.2.1 and 203.0.113.3 (user= bob) has been created.',
    '192.0.2.1',
    '203.0.113.3',
    -1,
  ],
  [
    'AAA user authentication Rejected : reason = x : server = 10.0.0.9 : user = scan : user IP = 203.0.113.9',
    '203.0.113.9',
    '10.0.0.9',
    -1,
  ],
  ['Interface changed state from up to down', '', '', -1],
  ['failover from primary to 10.0.0.2', '', '', -1],
])('finds the ends of %s', (text, source, destination, port) => {
  const out = new EventDraft();
  readAnyEnds(text, 0, text.length, out);
  expect([out.sourceIp, out.destinationIp, out.destinationPort]).toEqual([source, destination, port]);
});
