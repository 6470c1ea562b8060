import { expect, test } from 'vitest';
import { headerOf } from './request-headers.ts';

test.each([
  ['GET /a HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: curl/8\r\n\r\n', 'www.example.com', 'curl/8'],
  [String.raw`GET /a HTTP/1.1\r\nhost: www.example.com\r\nuser-agent: A (B; C)\r\n\r\n`, 'www.example.com', 'A (B; C)'],
  ['GET /a HTTP/1.1  Host: www.example.com  User-Agent: A/1 (B C)', 'www.example.com', 'A/1 (B C)'],
  ['GET /?Host: x HTTP/1.1', '', ''],
  ['', '', ''],
])('finds the headers of %j', (request, host, agent) => {
  expect([headerOf(request, 'Host'), headerOf(request, 'User-Agent')]).toEqual([host, agent]);
});
