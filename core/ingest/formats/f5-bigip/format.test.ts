import { describe, expect, it } from 'vitest';
import { LineWindows } from '../api.ts';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { f5Bigip } from './format.ts';

testFormat(f5Bigip, import.meta.url);

describe('what a visitor writes into a log of requests', () => {
  it.each([
    '[F5@12276 action=\\"Drop\\" bigip_mgmt_ip=\\"192.0.2.9\\"]',
    'f5_irule=Splunk-iRule-HTTP,src_ip=192.0.2.1,vip=192.0.2.2',
    'f5_asm=Splunk-F5-ASM,ip_client=192.0.2.1',
    '[ssl_req][01/Jan/2025:00:00:04 +0000] 192.0.2.1 TLSv1.2 X \\"/a\\" 9',
    '[ssl_acc] 192.0.2.1 - - [01/Jan/2025:00:00:04 +0000] \\"/a\\" 200 9',
    'Rule /Common/a <HTTP_REQUEST>: 192.0.2.1 -> www.example.com/a',
    '01580002:5: a: allow ACL: /b:1 packet: tcp 192.0.2.1:5 -> 192.0.2.2:6',
    'a 01490500:5: a: New session from client IP 192.0.2.1',
  ])('is no line of BIG-IP: %s', (agent) => {
    const line = `203.0.113.7 - - [01/Jan/2025:00:00:04 +0000] "GET / HTTP/1.1" 200 5 "-" "${agent}"`;
    expect(f5Bigip.claim(line, 0, line.length)).toBe(0);
    const bytes = Buffer.from(line);
    const out = new LineWindows();
    expect(f5Bigip.createParser().readBytes?.(bytes, 0, bytes.length, out)).toBe(false);
  });
});
