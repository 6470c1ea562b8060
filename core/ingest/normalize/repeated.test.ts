import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatById } from '../formats/registry.ts';
import { LineReader } from '../slice/line-reader.ts';
import { repeatedMessage } from './repeated.ts';

const find = (text: string) => repeatedMessage(text, 0, text.length);

describe('repeatedMessage', () => {
  it('finds the message and how often it came again', () => {
    const text = 'message repeated 3 times: [ a [b] c]';
    const found = find(text);
    expect(found?.times).toBe(3);
    expect(text.slice(found?.start, found?.end)).toBe('a [b] c');
  });

  test.each([
    'message repeated many times: [a]',
    'message repeated 12345678 times: [a]',
    'last message repeated 3 times',
    'messages',
  ])('leaves "%s" as it is', (text) => expect(find(text)).toBeUndefined());

  it('never reaches outside of the line', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(2_000_000), (rest, times) => {
        const text = `message repeated ${times} times: [${rest}`;
        const found = find(text);
        if (found === undefined) return;
        expect(found.start).toBeLessThanOrEqual(text.length);
        expect(found.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

const PACKET = '[FW DROP] IN=eth0 OUT= MAC= SRC=192.0.2.1 DST=198.51.100.2 LEN=60 PROTO=TCP SPT=59282 DPT=631';
const FLOW =
  'RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed TCP FIN: 10.10.10.2/53836->198.51.100.1/22 junos-ssh 10.10.10.2/53836->198.51.100.1/22 None None 6 p1 trust untrust 5 78(6657) 122(13305) 45';

function reader(id: string): LineReader {
  const format = formatById(id);
  if (format === undefined) throw new Error(id);
  const made = new LineReader({
    formats: [format],
    zone: 'UTC',
    requireTime: true,
    wantDetail: false,
    readSkipped: false,
    skipForeignDirection: false,
    profile: { internalRanges: [], managedDomains: [], organisation: '', logZone: 'UTC' },
  });
  made.beginFile(Date.UTC(2025, 0, 2));
  return made;
}

describe('a line that stands for messages that came again', () => {
  it('counts each of them, with its bytes', () => {
    const lines = reader('juniper-srx');
    const line = `Jan  1 00:00:00 fw1 message repeated 3 times: [ ${FLOW}]`;
    lines.read(line, 0, line.length);
    expect([lines.draft.count, lines.draft.bytesSent, lines.draft.bytesReceived]).toEqual([3, 3 * 6657, 3 * 13305]);
  });

  it('is read as text, where its number stands', () => {
    const lines = reader('netfilter');
    for (const line of [
      `Jan  1 00:00:00 fw kernel: ${PACKET}`,
      `Jan  1 00:00:00 fw kernel: message repeated 3 times: [ ${PACKET}]`,
    ]) {
      lines.read(line, 0, line.length);
      const bytes = Buffer.from(line);
      const isPlain = lines.readBytes(bytes, 0, bytes.length);
      expect(isPlain && lines.windows.count !== lines.draft.count).toBe(false);
    }
    expect(lines.draft.count).toBe(3);
    expect(lines.draft.destinationPort).toBe(631);
  });
});
