import { expect, test } from 'vitest';
import { EventDraft } from '../api.ts';
import { readSignedIn } from './signed-in.ts';

test.each([
  ['Group <G1> User <bob@example.com> IP <203.0.113.8> IPv4 Address <10.9.0.5> assigned to session', 'bob@example.com'],
  ['Group = G1, Username = bob, IP = 203.0.113.8, Session disconnected. Session Type: SSL', 'bob'],
  ['DAP: User bob, Addr 203.0.113.8, Connection AnyConnect: the policy was selected', 'bob'],
  ['User authentication failed: IP address: 203.0.113.8, Uname: bob', 'bob'],
  ['Group <G1> User <*****> IP <203.0.113.8> WebVPN session terminated.', ''],
])('says of "%s" who it was', (text, user) => {
  const out = new EventDraft();
  readSignedIn(text, 0, text.length, out);
  expect([out.sourceIp, out.sourceUser]).toEqual(['203.0.113.8', user]);
});

test('takes what the appliance had from the client for what it sent', () => {
  const out = new EventDraft();
  const text = 'Username = bob, IP = 2001:db8::8, Session disconnected. Bytes xmt: 900, Bytes rcv: 70, Reason: Idle';
  readSignedIn(text, 0, text.length, out);
  expect([out.sourceIp, out.bytesSent, out.bytesReceived]).toEqual(['2001:db8::8', 70, 900]);
});

test.each(['Username = bob, IP = none, Session', 'Line protocol changed state to up', 'User <bob> IP <>'])(
  'gives no user without an address: "%s"',
  (text) => {
    const out = new EventDraft();
    readSignedIn(text, 0, text.length, out);
    expect([out.sourceIp, out.sourceUser]).toEqual(['', '']);
  },
);

test('stays quick on a line that begins the same words again and again', () => {
  const text = 'Username = User <'.repeat(40_000);
  const out = new EventDraft();
  readSignedIn(text, 0, text.length, out);
  expect(out.sourceIp).toBe('');
});
