import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomFormat } from '../../../contract/custom-format.ts';
import { createAutoParser } from '../../detect/auto.ts';
import { detectFormat } from '../../detect/detect.ts';
import { createSyslogHeader, stripSyslog } from '../../normalize/syslog.ts';
import { EventDraft } from '../api.ts';
import { formatsFor } from '../choose.ts';
import { TRAFFIC_FORMATS } from '../registry.ts';
import { CSV, CSV_LINES, definitionOf, JSON_LINES, KEYVALUE, REGEX, W3C } from './custom.test-kit.ts';
import { explainLines } from './explain.ts';

const OPTIONS = { zone: 'UTC', fileDateMs: Date.UTC(2026, 0, 1) };
const ALL = [CSV, KEYVALUE, JSON_LINES, W3C, REGEX];

const explain = (definition: CustomFormat, ...lines: string[]) => explainLines(definition, lines, OPTIONS);
const record = (definition: CustomFormat, ...lines: string[]) => explain(definition, ...lines).at(-1)?.record;

describe('a described format', () => {
  it('reads columns under a header line, quoted ones too', () => {
    const [header, first, second] = explain(CSV, ...CSV_LINES);
    expect(header).toMatchObject({ verdict: 'skipped', reason: 'header' });
    expect(first?.record).toEqual({
      line: 2,
      format: 'custom-edge',
      // Nine in the morning in Berlin.
      time: '2025-03-07T08:05:06.000Z',
      sourceIp: '10.1.2.3',
      sourceUser: 'alice',
      destinationHost: 'files.example.com',
      url: 'https://files.example.com/a;b',
      action: 'allowed',
      bytesReceived: 1536,
    });
    expect(second?.record).toMatchObject({ sourceUser: 'bob', action: 'blocked', bytesReceived: 2048 });
  });

  it('reads columns whose order the header changes, and names columns by number without one', () => {
    expect(
      record(
        CSV,
        'Volume;Address;Verdict;Account;Client;Clock;Day',
        '1;http://a.example.com/;no;x;10.0.0.1;10:00:00;1/2/2025',
      ),
    ).toMatchObject({
      destinationHost: 'a.example.com',
      action: 'blocked',
    });
    const byNumber = definitionOf(
      { kind: 'csv', delimiter: ' ', header: false },
      { time: { from: '1', pattern: 'epoch-s' }, sourceIp: { from: '2' }, destinationHost: { from: '3' } },
    );
    expect(record(byNumber, '1735689600.25   10.0.0.1  www.example.com')).toMatchObject({
      time: '2025-01-01T00:00:00.250Z',
      destinationHost: 'www.example.com',
    });
  });

  it('reads pairs behind separators of any kind', () => {
    const line = 'when=1735689600123^^who=10.0.0.9^^note="a^^b"^^to=WWW.Example.com^^port=443^^size=77';
    expect(record(KEYVALUE, line)).toEqual({
      line: 1,
      format: 'custom-edge',
      time: '2025-01-01T00:00:00.123Z',
      sourceIp: '10.0.0.9',
      destinationHost: 'www.example.com',
      destinationPort: 443,
      bytesTotal: 77,
    });
    const colons = definitionOf(
      { kind: 'keyvalue', pairSeparator: ';', keySeparator: ':', quote: "'" },
      { destinationHost: { from: 'to' }, sourceUser: { from: 'who', domainFrom: 'realm' } },
    );
    expect(record(colons, "<13>Jan  5 10:00:00 gw app: who: 'o''neil'; realm: CORP; to: a.example.com")).toMatchObject({
      sourceUser: "CORP\\o'neil",
      time: '2025-01-05T10:00:00.000Z',
    });
  });

  it('reads paths of JSON objects, nested or flat', () => {
    const nested =
      '{"event":{"at":"2025-01-01T00:00:00Z"},"client":{"ip":"10.0.0.1","name":"pc\\u0037"},"server":{"domain":"x.example.com"},"hits":"4"}';
    const flat =
      '{"event.at":"2025-01-01T00:00:00Z","client.ip":"10.0.0.1","client":{"name":"pc\\u0037"},"server.domain":"x.example.com","hits":4}';
    expect(record(JSON_LINES, nested)).toMatchObject({
      destinationHost: 'x.example.com',
      sourceHost: 'pc7',
      sourceIp: '10.0.0.1',
    });
    expect({ ...record(JSON_LINES, flat) }).toEqual({ ...record(JSON_LINES, nested) });
  });

  it('reads W3C columns by the directive in force', () => {
    const lines = [
      '#Version: 1.0',
      '#Fields: date time x-src x-site x-up',
      '2025-01-01 10:00:00 10.0.0.1 a.example.com 5',
    ];
    expect(record(W3C, ...lines)).toMatchObject({ time: '2025-01-01T10:00:00.000Z', bytesSent: 5 });
    expect(explain(W3C, lines[2] ?? '')[0]).toMatchObject({ verdict: 'rejected', reason: 'header-missing' });
  });

  it('reads what a pattern finds, without ever running away', () => {
    expect(record(REGEX, '[03-Feb-2025 04:05:06] 10.0.0.1 asked for a.example.com, denied by rule 7')).toMatchObject({
      time: '2025-02-03T04:05:06.000Z',
      action: 'blocked',
    });
    const evil = definitionOf({ kind: 'regex', pattern: '(?P<host>(a+)+)$' }, { destinationHost: { from: 'host' } });
    expect(explain(evil, `${'a'.repeat(10_000)}!`)[0]).toMatchObject({ verdict: 'rejected', reason: 'shape' });
    expect(explain(evil, 'a'.repeat(20_000))[0]).toMatchObject({ reason: 'line-too-long' });
    const wide = definitionOf(
      { kind: 'regex', pattern: '(?P<host>(a|b|aa|ab|aaa){1,60})$' },
      { destinationHost: { from: 'host' } },
    );
    expect(explain(wide, `${'a'.repeat(2_000)}!`)[0]).toMatchObject({ reason: 'shape' });
    expect(explain(wide, 'a'.repeat(4_000))[0]).toMatchObject({ reason: 'line-too-long' });
  });

  it('says why a line is none, and which of its fields do not fit', () => {
    const filtered = definitionOf(CSV.layout, CSV.fields, {
      lines: { comment: '#', contain: [';'], lack: ['HEALTH'] },
    });
    const reasons = explain(
      filtered,
      CSV_LINES[0] ?? '',
      '# a remark',
      'no separator',
      '7/3/2025;09:05:06;10.1.2.3;HEALTH;http://x.example.com/;yes;1',
      '31/2/2025;09:05:06;10.1.2.3;a;http://x.example.com/;yes;1',
      '7/3/2025;09:05:06;10.1.2.3;a;;yes;1',
      '7/3/2025;09:05:06;10.1.2.3',
    ).map((line) => line.reason);
    expect(reasons).toEqual(['header', 'comment', 'filtered', 'filtered', 'time', 'destination', 'columns']);
    const [, line] = explain(CSV, CSV_LINES[0] ?? '', '7/3/2025;09:05:06;somebody;a;http://x.example.com/;yes;much');
    expect(line?.verdict).toBe('parsed');
    expect(line?.fields).toMatchObject({
      sourceIp: { raw: 'somebody', fits: false },
      bytesReceived: { raw: 'much', fits: false },
      time: { raw: '7/3/2025 09:05:06', fits: true },
    });
    expect(line?.record).not.toHaveProperty('bytesReceived');
  });

  it('is refused with the part that is wrong', () => {
    const broken = (layout: object, fields: object) => () => formatsFor('auto', [definitionOf(layout, fields)]);
    const host = { destinationHost: { from: 'h' } };
    expect(broken({ kind: 'json' }, {})).toThrow('a destination is needed');
    expect(broken({ kind: 'regex', pattern: '(' }, host)).toThrow('The pattern cannot be used');
    expect(broken({ kind: 'regex', pattern: '(?P<h>(a?){1000}a{1000})' }, host)).toThrow('steps, 1000 at most');
    expect(broken({ kind: 'regex', pattern: '(?P<a>x)' }, host)).toThrow('no group named h. Its groups: a');
    expect(broken({ kind: 'json' }, { ...host, time: { from: 't', pattern: 'd/M/yyyy' } })).toThrow(
      'the hour is needed',
    );
    expect(broken({ kind: 'json' }, { ...host, time: { from: 't', zone: 'Mars/Base' } })).toThrow('not a time zone');
  });
});

describe('beside the built-in formats', () => {
  const formats = formatsFor('auto', ALL);

  it('is recognised by itself', () => {
    const [best] = detectFormat({ text: `${CSV_LINES.join('\n')}\n`, fileName: 'a.log' }, formatsFor('auto', [CSV]));
    expect(best).toMatchObject({ format: 'custom-edge', parsedShare: 1 });
    expect(formatsFor('custom-edge', [CSV]).map((format) => format.grade)).toEqual(['own']);
  });

  it('takes no line from them', () => {
    const draft = new EventDraft();
    const header = createSyslogHeader();
    for (const format of TRAFFIC_FORMATS) {
      const text = readFileSync(new URL(`../${format.id}/sample.log`, import.meta.url), 'latin1');
      const auto = createAutoParser(formats);
      for (const line of text.split('\n')) {
        if (line === '') continue;
        stripSyslog(line, 0, line.length, header);
        auto.parse(line, header.start, line.length, draft, header);
        expect(auto.formatId, line).not.toBe('custom-edge');
      }
    }
  });

  it('never throws, whatever the line', () => {
    const piece = fc.constantFrom(
      ...CSV_LINES,
      ';',
      '"',
      '=',
      '^^',
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '\\',
      '#Fields:',
      'client',
      'é',
      '1735689600',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }),
        fc.constantFrom(...ALL),
        (parts, definition) => {
          const line = Buffer.from(parts.join('').replaceAll('\n', ' ')).toString('latin1');
          expect(explain(definition, ...CSV_LINES.slice(0, 1), line).length).toBeLessThanOrEqual(2);
          for (const format of formatsFor(definition.id, [definition])) {
            expect(format.claim(line, 0, line.length)).toBeLessThanOrEqual(0.7);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
