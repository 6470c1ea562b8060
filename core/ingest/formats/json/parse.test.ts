import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSyslogHeader } from '../../normalize/syslog.ts';
import { EventDraft } from '../api.ts';
import { NamedJsonParser } from './parse.ts';

const value = fc.constantFrom(
  '192.0.2.7',
  'alice',
  'www.example.com',
  'https://example.com/a?b',
  '2025-01-01 10:00:00',
  '',
  null,
  17,
);
const name = fc.constantFrom(
  'client_ip',
  'username',
  'dest_host',
  'request_url',
  'action',
  'bytes_sent',
  'time',
  'Time [UTC]',
);
const object = fc.dictionary(
  name,
  fc.oneof(
    { weight: 4, arbitrary: value },
    fc.dictionary(name, value, { maxKeys: 3 }),
    fc.array(fc.dictionary(name, value)),
  ),
  { maxKeys: 7 },
);

function parse(parser: NamedJsonParser, line: string): unknown {
  const draft = new EventDraft();
  return [parser.parse(line, 0, line.length, draft, createSyslogHeader()), { ...draft }];
}

it('reads a line as if it were the first of its names', () => {
  const parser = new NamedJsonParser();
  fc.assert(
    fc.property(object, fc.array(value, { minLength: 1, maxLength: 6 }), (shape, values) => {
      for (let round = 0; round < 4; round++) {
        let next = round;
        const line = JSON.stringify(shape, (_, held: unknown) =>
          typeof held === 'string' ? String(values[next++ % values.length]) : held,
        );
        expect(parse(parser, line)).toEqual(parse(new NamedJsonParser(), line));
      }
    }),
  );
});

it.each([
  ['{"DeviceVendor":"SonicWall",', 1],
  ['{"DeviceVendor":"Palo Alto Networks",', 372727],
  ['{"EventVendor":"Example",', 372727],
])('takes the EventCount of %s for what it is', (head, count) => {
  const line = `${head}"EventCount":"372727","SourceIP":"10.0.0.5","DestinationIP":"192.0.2.7","SentBytes":"52"}`;
  const parser = new NamedJsonParser();
  // The second line is read by the layout that the first one taught.
  for (const _ of [1, 2]) expect(parse(parser, line)).toEqual([expect.anything(), expect.objectContaining({ count })]);
});

it('takes how many records a reply holds for no page that was asked for', () => {
  const line = '{"client_ip":"10.0.0.9","results":{"items_per_page":500},"user":{"name":"alice"}}';
  const out = new EventDraft();
  new NamedJsonParser().parse(line, 0, line.length, out, createSyslogHeader());
  expect([out.sourceIp, out.url, out.destinationHost]).toEqual(['10.0.0.9', '', '']);
});
