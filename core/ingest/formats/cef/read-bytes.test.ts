import { expect, it } from 'vitest';
import { lineReader } from '../../slice/slice.test-kit.ts';

it('leaves lines of Infoblox that name what was asked for beside the resolver to the reader of text', () => {
  const line =
    'CEF:0|Infoblox|NIOS Threat|8.4.4|120303001|blocklist:bad.example.org|7|rt=1735689660000 src=10.1.2.33 dst=192.0.2.53 dpt=53 act=DROP fqdn=bad.example.org';
  const reader = lineReader('cef');
  expect(reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length)).toBe(false);
  reader.read(line, 0, line.length);
  expect(reader.draft.destinationHost).toBe('bad.example.org');
  const unnamed = line.replace(' fqdn=bad.example.org', '');
  expect(reader.readBytes(Buffer.from(unnamed, 'latin1'), 0, unnamed.length)).toBe(true);
});
