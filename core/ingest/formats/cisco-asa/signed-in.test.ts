import { expect, test } from 'vitest';
import { ACTION_BLOCKED, EventDraft } from '../api.ts';
import { readSignedIn } from './signed-in.ts';

test.each([
  ['Group <G1> User <bob@example.com> IP <203.0.113.8> IPv4 Address <10.9.0.5> assigned to session', 'bob@example.com'],
  ['Group G1 User bob IP 203.0.113.8 WebVPN session terminated: Idle timeout.', 'bob'],
  ["User 'bob', running 'CLI' from IP 203.0.113.8, executed 'clear'", 'bob'],
  ['(WebVPN-Primary) WebVPN session for client user bob, IPv4 203.0.113.8 has been created.', 'bob'],
  ['AAA user authentication Rejected : reason = x : local database : user = bob : user IP = 203.0.113.8', 'bob'],
  ['SSH session from 203.0.113.8 on interface inside for user "bob" terminated normally', 'bob'],
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

test('says what a user of the portal asked for, and whether it was given', () => {
  const out = new EventDraft();
  const text = 'Group G1 User bob IP 203.0.113.8 WebVPN access DENIED to specified location: http://app.example.com/a';
  readSignedIn(text, 0, text.length, out);
  expect([out.sourceUser, out.destinationHost, out.action]).toEqual(['bob', 'app.example.com', ACTION_BLOCKED]);
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
