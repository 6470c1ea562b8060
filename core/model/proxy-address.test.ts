import { expect, test } from 'vitest';
import { bypassProblem, readProxyAddress, splitBypass } from './proxy-address.ts';

test.each([
  ['proxy.example.com:8080', 'http://proxy.example.com:8080'],
  [' HTTP://Proxy.example.com:8080/ ', 'http://proxy.example.com:8080'],
  ['https://proxy.example.com', 'https://proxy.example.com'],
  ['[2001:db8::1]:3128', 'http://[2001:db8::1]:3128'],
  ['192.0.2.1:3128', 'http://192.0.2.1:3128'],
])('%s is a proxy', (text, address) => expect(readProxyAddress(text)).toEqual({ address }));

test.each([
  ['', /Give the proxy as/],
  ['http://', /Give the proxy as/],
  ['proxy.example.com:0', /Give the proxy as/],
  ['proxy.example.com:70000', /Give the proxy as/],
  ['proxy example', /Give the proxy as/],
  ['proxy.example.com\r\nHost: x', /Give the proxy as/],
  ['socks5://proxy.example.com:1080', /not by socks5/],
  ['javascript:alert(1)', /Give the proxy as/],
  ['http://ann:secret@proxy.example.com:8080', /fields of their own/],
  ['http://proxy.example.com/proxy.pac', /PAC/],
])('%j is none, with the reason', (text, problem) =>
  expect(readProxyAddress(text)).toEqual({ problem: expect.stringMatching(problem) }),
);

test('a reason repeats nothing of what may be a password', () => {
  expect(JSON.stringify(readProxyAddress('http://ann:s3cret@proxy.example.com'))).not.toContain('s3cret');
});

test('hosts that need no proxy', () => {
  const good =
    'files.example.com, .example.org *.example.net,192.0.2.1 192.0.2.1-192.0.2.9,[2001:db8::1],localhost:8080,*';
  expect(bypassProblem(good)).toBeNull();
  expect(splitBypass(good)).toHaveLength(8);
  expect(bypassProblem('')).toBeNull();
  expect(bypassProblem('http://files.example.com')).toMatch(/is no host/);
  expect(bypassProblem('a\u202eb')).toMatch(/is no host/);
  expect(bypassProblem('x '.repeat(201))).toMatch(/At most 200/);
});
