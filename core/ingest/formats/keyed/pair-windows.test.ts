import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalizeHost } from '../../normalize/host.ts';
import { normalizeDraft } from '../../normalize/normalize.ts';
import { createSyslogHeader } from '../../normalize/syslog.ts';
import { EventDraft, LineWindows } from '../api.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { PairReader } from './pair-reader.ts';
import { PairWindows } from './pair-windows.ts';
import { scanSpaced } from './spaced-bytes.ts';

const SPEC = { time: ['time'], sourceIp: ['src'], destinationIp: ['dst'], destinationHost: ['host'], url: ['url'] };
const CONTEXT = { zoneOffset: () => 0, onInstant: () => undefined, fileDateMs: Date.now(), requireTime: false };

const windows = new PairWindows({ spec: SPEC, judged: [] });

/** Destination and verdict of a line read from bytes; null where it is not plain. */
function fromBytes(line: string): { to: string; verdict: string } | null {
  const bytes = Buffer.from(`${line}\n    `, 'latin1');
  const out = new LineWindows();
  windows.begin(out);
  if (!scanSpaced(bytes, 0, line.length, windows, out) || !windows.finish(bytes, out)) return null;
  const verdict = Buffer.from(out.verdict.subarray(0, out.verdictEnd)).toString('latin1');
  return { to: line.slice(out.destStart, out.destEnd), verdict };
}

/** The destination of the same line read as text. */
function fromText(line: string): string {
  const reader = new PairReader(SPEC);
  const pairs = new SpacedFields();
  const draft = new EventDraft();
  reader.begin();
  pairs.reset(line, 0, line.length);
  while (pairs.next()) {
    const entry = reader.entry(line, pairs.keyStart, pairs.keyEnd);
    if (entry >= 0) reader.take(entry, line, pairs.valueStart, pairs.valueEnd, draft);
  }
  reader.finish(draft, createSyslogHeader());
  normalizeDraft(draft, CONTEXT);
  return draft.destinationHost || draft.destinationIp;
}

const host = fc.constantFrom('a.example.com', '198.51.100.7', '198.51.100', '198.51.100.7a', '256.1.1.1', 'x');
const url = fc
  .tuple(
    fc.constantFrom('', 'http://', 'https://', 'ftp://', 'http://u@'),
    host,
    fc.constantFrom('', '/', ':8080', ':8080/p?a=b', '?q=1'),
  )
  .map((parts) => parts.join(''));
const value = fc.oneof(host, url, fc.constantFrom('-', 'Alice Example', 'a b=c', '"quoted one"', 'OU=x,DC=y'));
const key = fc.constantFrom('src', 'dst', 'host', 'url', 'user', 'odd.key', 'k'.repeat(40), '9k');
const pair = fc.tuple(key, value).map(([name, text]) => `${name}=${text}`);
const line = fc
  .tuple(fc.array(pair, { maxLength: 7 }), fc.constantFrom(' ', '  ', '\t'))
  .map(([pairs, gap]) => pairs.join(gap));

it('names the destination that reading the line as text names', () => {
  fc.assert(
    fc.property(line, (text) => {
      const read = fromBytes(text);
      // A name stands there as the device wrote it.
      if (read !== null) expect({ text, to: normalizeHost(read.to) }).toEqual({ text, to: fromText(text) });
    }),
    { numRuns: 2000 },
  );
});

it('takes the address of a URL where the line has no other', () => {
  expect(fromBytes('src=192.0.2.1 url=http://198.51.100.7:8080/x')?.to).toBe('198.51.100.7');
  expect(fromBytes('src=192.0.2.1 dst=203.0.113.9 url=http://198.51.100.7/x')?.to).toBe('203.0.113.9');
  expect(fromBytes('src=192.0.2.1 dst=203.0.113.9 url=http://a.example.com/x')?.to).toBe('a.example.com');
});

it('tells in the verdict whether the URL names an address', () => {
  const named = fromBytes('src=192.0.2.1 url=http://a.example.com/x');
  const numbered = fromBytes('src=192.0.2.1 url=http://198.51.100.7/x');
  expect(numbered?.verdict).not.toBe(named?.verdict);
  expect(numbered?.verdict).toBe(fromBytes('src=192.0.2.1 url=http://203.0.113.9/')?.verdict);
});
