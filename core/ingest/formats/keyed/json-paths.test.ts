import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventDraft } from '../api.ts';
import { DraftFiller } from './draft-filler.ts';
import { JsonPaths } from './json-paths.ts';

const SPEC = {
  sourceIp: ['source.ip', 'src'],
  destinationHost: ['url.domain', 'dns.queries.rrname'],
  bytesSent: ['network.bytes_out'],
  url: ['url.original'],
} as const;

function read(line: string): { draft: EventDraft; kind: string; found: boolean } {
  const paths = new JsonPaths(SPEC, ['event.kind']);
  const filler = new DraftFiller(paths.table);
  const draft = new EventDraft();
  draft.wantDetail = true;
  const found = paths.read(line, 0, line.length, filler, draft);
  return { draft, kind: paths.watched(0), found };
}

describe('JsonPaths', () => {
  test.each([
    '{"source":{"port":1,"ip":"10.0.0.1"},"event":{"kind":"x"},"url":{"domain":"a.example.com","original":"q\\"\\u00fc"}}',
    '{"source.ip":"10.0.0.1","event.kind":"x","url.domain":"a.example.com","url.original":"q\\"\\u00fc"}',
    ' { "skip" : [ { "source" : { "ip" : "10.9.9.9" } } , "]}" ] , "src" : null, "source" : [{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}] , "event":{"kind":"x"},"dns":{"queries":[{"rrname":"a.example.com"}]},"url":{"original":"q\\"\\u00fc"}}',
  ])('reads nested and joined names, and the first of an array: %s', (line) => {
    const { draft, kind } = read(line);
    expect([draft.sourceIp, draft.destinationHost, draft.url, kind]).toEqual([
      '10.0.0.1',
      'a.example.com',
      'q"\u00c3\u00bc',
      'x',
    ]);
  });

  test('prefers the better path whatever the order, and takes a lesser one where the better says nothing', () => {
    expect(read('{"src":"10.0.0.2","source":{"ip":"10.0.0.1"}}').draft.sourceIp).toBe('10.0.0.1');
    expect(read('{"source":{"ip":null},"src":"10.0.0.2"}').draft.sourceIp).toBe('10.0.0.2');
    expect(read('{"network":{"bytes_out":7}}').draft.bytesSent).toBe(7);
    expect(read('[1]').found).toBe(false);
  });

  test('stays in its window and ends, whatever it is fed', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      'source',
      'ip',
      '"source":',
      '"ip":',
      ' ',
      '1',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        read(`{${parts.join('')}`);
      }),
    );
    read(`{"source":${'['.repeat(100_000)}`);
    read('{"source":'.repeat(100_000));
  });

  test('finds the same as a JSON parser', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.string(), (before, value) => {
        const text = Buffer.from(
          JSON.stringify({ before: JSON.parse(before) as unknown, event: { kind: value } }),
        ).toString('latin1');
        expect(Buffer.from(read(text).kind, 'latin1').toString()).toBe(value.toWellFormed());
      }),
    );
  });
});
