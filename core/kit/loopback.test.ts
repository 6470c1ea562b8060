import { expect, it } from 'vitest';
import { isListenHost, isLoopbackHost } from './loopback.ts';

it('tells addresses and names to listen on from other text', () => {
  const hosts = ['127.0.0.1', '0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'log-1.example.com', 'node_2', 'a.'];
  expect(hosts.filter((host) => !isListenHost(host))).toEqual([]);
  const others = [
    'not an address',
    '',
    '999.0.2.1',
    '192.0.2',
    '12',
    'http://x',
    'x:1',
    '-x',
    'a..b',
    '::1%',
    'x\u202ey',
  ];
  expect(others.filter(isListenHost)).toEqual([]);
  expect(isListenHost(`${'a.'.repeat(127)}a`)).toBe(false);
});

it('knows the hosts that no other machine reaches', () => {
  expect(['127.8.0.1', '::1', 'LocalHost'].every(isLoopbackHost)).toBe(true);
  expect(['0.0.0.0', '::', '127.example.com', '192.0.2.1'].some(isLoopbackHost)).toBe(false);
});
