import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyslogHeader } from '../../normalize/syslog.ts';
import { ACTION_BLOCKED, EventDraft } from '../api.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { DraftFiller } from './draft-filler.ts';
import { type FieldSpec, FieldTable, SLOTS } from './field-table.ts';
import { PairReader } from './pair-reader.ts';
import { readZoneMinutes } from './zone-minutes.ts';

const SPEC: FieldSpec = {
  time: ['ts'],
  date: ['date'],
  clock: ['clock'],
  zone: ['tz'],
  source: ['from'],
  sourceEndpoint: ['src'],
  destinationEndpoint: ['dst'],
  destinationHost: ['sni', 'host'],
  destinationPort: ['dport'],
  sourceUser: ['user', 'login'],
  url: ['url'],
  action: ['verdict', 'result'],
  bytesSent: ['up'],
  bytesReceived: ['down'],
  bytesTotal: ['all'],
  userAgent: ['ua'],
};

function fill(pairs: readonly (readonly [string, string])[], wantDetail = true, spec = SPEC): EventDraft {
  const table = new FieldTable(spec);
  const filler = new DraftFiller(table, { actions: new Map([['nope', ACTION_BLOCKED]]) });
  const draft = new EventDraft();
  draft.wantDetail = wantDetail;
  filler.begin();
  for (const [key, value] of pairs) filler.put(table.find(key, 0, key.length), value, 0, value.length, draft);
  filler.finish(draft, createSyslogHeader());
  return draft;
}

describe('a table of keys', () => {
  it('finds every key it was given and no other', () => {
    const table = new FieldTable(SPEC);
    const keys = Object.values(SPEC).flat();
    for (const key of keys) expect(table.find(`x${key}y`, 1, key.length + 1)).toBeGreaterThanOrEqual(0);
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (word) => table.find(word, 0, word.length) >= 0 === keys.includes(word)),
    );
  });

  it('refuses a key that fills two slots', () => {
    expect(() => new FieldTable({ url: ['a'], action: ['a'] })).toThrow('"a"');
  });
});

describe('filling a draft', () => {
  it.each([
    ['192.0.2.1:443', '192.0.2.1', ''],
    ['[2001:db8::1]:443', '2001:db8::1', ''],
    ['2001:db8::1', '2001:db8::1', ''],
    ['pc7', '', 'pc7'],
    ['pc7:443', '', 'pc7:443'],
  ])('takes %s for what it is where an address or a name may stand', (value, address, name) => {
    expect(fill([['from', value]])).toMatchObject({ sourceIp: address, sourceHost: name });
  });

  it('believes the best key whatever the order, and passes over placeholders', () => {
    expect(
      fill([
        ['host', 'b.example.com'],
        ['sni', 'a.example.com'],
      ]).destinationHost,
    ).toBe('a.example.com');
    expect(
      fill([
        ['sni', 'a.example.com'],
        ['host', 'b.example.com'],
      ]).destinationHost,
    ).toBe('a.example.com');
    expect(
      fill([
        ['sni', '-'],
        ['host', 'b.example.com'],
      ]).destinationHost,
    ).toBe('b.example.com');
    expect(
      fill([
        ['user', 'N/A'],
        ['login', 'ana'],
      ]).sourceUser,
    ).toBe('ana');
    expect(
      fill([
        ['verdict', 'whatever'],
        ['result', 'nope'],
      ]).action,
    ).toBe(ACTION_BLOCKED);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1', -1],
    ['192.0.2.1:443', '192.0.2.1', 443],
    ['192.0.2.1/443', '192.0.2.1', 443],
    ['[2001:db8::1]:8443', '2001:db8::1', 8443],
    ['2001:db8::1', '2001:db8::1', -1],
    ['[2001:db8::1', '', -1],
    ['192.0.2.1:99999', '192.0.2.1', -1],
    ['example.com:443', '', -1],
  ])('reads the endpoint %s', (text, ip, port) => {
    const draft = fill([['dst', text]]);
    expect([draft.destinationIp, draft.destinationPort]).toEqual([ip, port]);
  });

  it('puts date, clock and zone together', () => {
    const draft = fill([
      ['tz', '+01:00'],
      ['clock', '01:00:00'],
      ['date', '2025-01-01'],
    ]);
    expect([draft.timeMs, draft.timeIsLocal]).toEqual([Date.UTC(2025, 0, 1), false]);
    expect(
      fill([
        ['clock', '01:00:00'],
        ['date', '2025-01-01'],
      ]).timeIsLocal,
    ).toBe(true);
    expect(fill([['clock', '01:00:00']]).timeMs).toBeNaN();
  });

  it('derives the other direction from a total and keeps a total that stands alone', () => {
    const bytes = (draft: EventDraft) => [draft.bytesSent, draft.bytesReceived, draft.bytesTotal];
    expect(
      bytes(
        fill([
          ['all', '100'],
          ['up', '30'],
        ]),
      ),
    ).toEqual([30, 70, -1]);
    expect(
      bytes(
        fill([
          ['all', '100'],
          ['down', '30'],
        ]),
      ),
    ).toEqual([70, 30, -1]);
    expect(bytes(fill([['all', '100']]))).toEqual([-1, -1, 100]);
    expect(
      bytes(
        fill([
          ['all', '10'],
          ['up', '30'],
        ]),
      ),
    ).toEqual([30, -1, -1]);
    expect(bytes(fill([['up', 'many']]))).toEqual([-1, -1, -1]);
  });

  it('takes the host from the URL where no key names it, and an address from neither name nor nonsense', () => {
    expect(fill([['url', 'https://a.example.com/x']]).destinationHost).toBe('a.example.com');
    expect(fill([['from', 'laptop-1']])).toMatchObject({ sourceHost: 'laptop-1', sourceIp: '' });
    expect(fill([['from', '10.0.0.1']])).toMatchObject({ sourceHost: '', sourceIp: '10.0.0.1' });
  });

  it('leaves detail alone on the import path', () => {
    expect(fill([['ua', 'curl']], false).userAgent).toBe('');
    expect(fill([['ua', 'curl']], true).userAgent).toBe('curl');
  });

  it('survives any value in any slot', () => {
    const spec: FieldSpec = Object.fromEntries(SLOTS.map((slot) => [slot, [slot]]));
    const pair = fc.tuple(fc.constantFrom(...SLOTS), fc.string({ maxLength: 40 }));
    fc.assert(fc.property(fc.array(pair), (pairs) => void fill(pairs, true, spec)));
  });
});

it.each([
  ['+0100', 60],
  ['-05:30', -330],
  ['+02', 120],
  ['Z', 0],
  ['utc', 0],
  ['CEST', Number.NaN],
  ['+1', Number.NaN],
  ['+01:0', Number.NaN],
  ['', Number.NaN],
])('reads the zone %s', (text, minutes) => {
  expect(readZoneMinutes(text, 0, text.length)).toBe(minutes);
});

describe('reading pairs', () => {
  it('remembers noted values, whether or not they fill a field', () => {
    const pairs = new PairReader({ url: ['url'], action: ['verdict'] }, ['kind', 'verdict']);
    const fields = new KvFields();
    const draft = new EventDraft();
    draft.wantDetail = true;
    const read = (line: string): void => {
      draft.reset();
      pairs.begin();
      fields.reset(line, 0, line.length);
      pairs.takeAll(fields, line, draft);
      pairs.finish(draft, createSyslogHeader());
    };
    read('kind=web verdict=deny url="http://example.com/\\"a\\""');
    expect([pairs.note(0), pairs.noteIs(1, 'deny'), pairs.noteBegins(0, 'we')]).toEqual(['web', true, true]);
    expect([draft.url, draft.action]).toEqual(['http://example.com/"a"', ACTION_BLOCKED]);
    read('url=http://example.org/');
    expect([pairs.note(0), pairs.hasNote(1), draft.url]).toEqual(['', false, 'http://example.org/']);
  });
});
