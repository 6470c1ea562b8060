import { expect, it } from 'vitest';
import { sharesPort } from './shared-port.ts';

const at = (kind: 'udp' | 'tcp' | 'tls', host: string, port = 5514) => ({ kind, host, port });

it.each([
  [at('udp', '127.0.0.1'), at('udp', '127.0.0.1')],
  [at('tcp', '127.0.0.1'), at('tls', '127.0.0.1')],
  [at('tcp', '192.0.2.7'), at('tcp', '0.0.0.0')],
  [at('tcp', '0.0.0.0'), at('tcp', '::')],
  [at('udp', '2001:db8::1'), at('udp', '2001:DB8:0:0::1')],
  [at('udp', 'localhost'), at('udp', '127.0.0.1')],
  [at('udp', 'LocalHost'), at('udp', '::1')],
  [at('udp', 'log.example.com'), at('udp', 'LOG.example.com.')],
])('%j and %j cannot both listen', (one, other) => {
  expect(sharesPort(one, other)).toBe(true);
  expect(sharesPort(other, one)).toBe(true);
});

it.each([
  [at('udp', '127.0.0.1'), at('tcp', '127.0.0.1')],
  [at('udp', '127.0.0.1'), at('udp', '127.0.0.2')],
  [at('udp', '127.0.0.1'), at('udp', '127.0.0.1', 5515)],
  [at('tcp', '127.0.0.1', 0), at('tcp', '127.0.0.1', 0)],
  [at('tcp', '0.0.0.0'), at('tcp', '::1')],
  [at('tcp', 'log.example.com'), at('tcp', '192.0.2.7')],
  [at('tcp', '127.0.0.1'), { kind: 'folder' } as const],
])('%j and %j can', (one, other) => {
  expect(sharesPort(one, other)).toBe(false);
  expect(sharesPort(other, one)).toBe(false);
});
