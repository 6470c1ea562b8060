import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { createZone } from '../kit/zone.ts';
import { checkTree } from './check.ts';
import { discoveryFields } from './discovery-fields.ts';
import { parseFilter } from './parse-text.ts';
import { printFilter } from './print.ts';
import { anyTree, TEST_FIELDS } from './testing.ts';
import { mayBeRelative } from './times.ts';
import { FILTER_LIMITS } from './tree.ts';

const APPS = discoveryFields('apps', [
  { id: 'isSoc2', title: 'SOC 2', valueKind: 'flag', naAllowed: false },
  { id: 'founded', title: 'Founded', valueKind: 'year', naAllowed: false },
]);
const parse = (text: string) => parseFilter(text, APPS);
const canonical = (text: string) => printFilter(parse(text), APPS);

function failure(text: string): { readonly message: string; readonly position: unknown } {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'query.badFilter') {
      return { message: error.message, position: error.data.position };
    }
    throw error;
  }
  throw new Error(`no failure for ${text}`);
}

describe('parseFilter', () => {
  it('reads the worked example', () => {
    expect(
      parse('category:"Cloud storage" and score<=6 and (users>50 or bytesSent>1GB) and not tag:sanctioned'),
    ).toEqual({
      and: [
        { field: 'category', op: 'eq', values: ['cloud-storage'] },
        { field: 'score', op: 'lte', values: [6] },
        {
          or: [
            { field: 'users', op: 'gt', values: [50] },
            { field: 'bytesSent', op: 'gt', values: [1e9] },
          ],
        },
        { not: { field: 'tag', op: 'eq', values: ['sanctioned'] } },
      ],
    });
  });

  it.each([
    ['user:*@example.com', 'user:*@example.com'],
    ['user:CORP\\*', 'user:CORP\\*'],
    ['USER:alice AND App:Dropbox', 'user:alice and app:Dropbox'],
    ['source:10.0.0.0/8', 'source:10.0.0.0/8'],
    ['source:10.9.9.9/8', 'source:10.0.0.0/8'],
    ['source:(10.0.0.1, 10.0.0.0/16)', 'source:10.0.0.1 or source:10.0.0.0/16'],
    ['source!=10.0.0.0/8', 'not source:10.0.0.0/8'],
    ['source:2001:DB8:0::1', 'source:2001:db8::1'],
    ['source:10.1.*', 'source:10.1.*'],
    ['host:in(a.example, b.example)', 'host:(a.example, b.example)'],
    ['host:(a.example, *.b.example)', 'host:a.example or host:*.b.example'],
    ['category:(crm, "Cloud storage")', 'category:(crm, cloud-storage)'],
    ['category:web*', 'category:(web-analytics, webmail, website-monitoring)'],
    ['category!=crm', 'category!=crm'],
    ['score:2..6', 'score:2..6'],
    ['score:2..', 'score>=2'],
    ['score:..6', 'score<=6'],
    ['score == 5', 'score:5'],
    ['score > 5 score < 8', 'score>5 and score<8'],
    ['coverage>=30%', 'coverage>=0.3'],
    ['bytesSent:known', 'bytesSent:known'],
    ['upload:unknown', 'bytesSent:unknown'],
    ['traffic>10MB', 'bytesTotal>10MB'],
    ['traffic>1.5GiB', 'bytesTotal>1536MiB'],
    ['lastSeen>=2026-01-05', 'lastSeen>=2026-01-05'],
    ['lastSeen<=2026-01-05', 'lastSeen<=2026-01-05'],
    ['lastSeen>2026-01-05T10:00+02:00', 'lastSeen>2026-01-05T08:00:00Z'],
    ['firstSeen:2026-01-05', 'firstSeen:2026-01-05..2026-01-05'],
    ['custom:TRUE', 'custom:yes'],
    ['factor.isSoc2:no factor.founded<2010', 'factor.isSoc2:no and factor.founded<2010'],
    ['dropbox', 'dropbox'],
    ['dropbox box', 'dropbox and box'],
    ['*.example.com', '*.example.com'],
    ['"Google "*', '"Google "*'],
    ['"a:b"', '"a:b"'],
    ['not not dropbox', 'dropbox'],
    ['not (a or b)', 'not (a or b)'],
    ['(a and b) or c and (d or e)', 'a and b or c and (d or e)'],
    ['user~ali app^=Drop app$=box', 'user~ali and app^=Drop and app$=box'],
    ['user~"known"', 'user~"known"'],
    ['user:"known"', 'user:"known"'],
    ['user:*', 'user:known'],
    ['user!=unknown', 'not user:unknown'],
    ['user:"*"', 'user:"*"'],
    ['user:a"*"*', 'user:"a*"*'],
    ['headquarters:(US, DE)', 'headquarters:(US, DE)'],
    ['  ', ''],
  ])('%s reads as %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
    expect(canonical(expected)).toBe(expected);
  });

  it.each([
    ['category:', 9, 'value for category is missing'],
    ['catgory:crm', 0, 'Did you mean category?'],
    ['name:x', 0, 'Names are asked by app, user, host or device.'],
    ['category:crmm', 9, 'Did you mean "CRM"'],
    ['score>high', 6, 'no number'],
    ['traffic>5 parsecs (', 19, 'missing'],
    ['traffic>5x', 8, '10MB'],
    ['score:6..2', 6, 'empty'],
    ['score:..', 6, 'start or an end'],
    ['(score>5', 0, 'never closed'],
    ['score>5)', 7, 'closes nothing'],
    ['score>5 or', 10, 'missing'],
    ['and score>5', 0, 'missing before "and"'],
    ['not', 3, 'missing'],
    ['user:"alice', 5, 'never closed'],
    ['a, b', 1, 'Lists are written'],
    ['category:(crm', 9, 'never closed'],
    ['category:(crm sales)', 14, 'commas'],
    ['category:()', 10, 'missing'],
    ['>5', 0, "field's name is missing"],
    ['http://example.com', 0, 'quotes'],
    ['source:300.1.1.1', 7, 'no address'],
    ['source:10.0.0.0/33', 7, 'range'],
    ['lastSeen>yesterday', 9, 'no time'],
    ['lastSeen>2026-02-30', 9, 'no time'],
    ['custom:maybe', 7, 'yes or no'],
    ['app>5', 4, 'cannot be asked'],
    ['category~cloud', 9, 'cannot be asked'],
    ['category:zzz*', 9, 'No value'],
    ['user:a\u0000b', 5, 'character'],
  ])('%s fails at %i: %s', (text, position, words) => {
    const found = failure(text);
    expect(found.message).toContain(words);
    expect(found.position).toBe(position);
  });

  it('limits length and nesting instead of overflowing', () => {
    expect(failure('a '.repeat(FILTER_LIMITS.textLength)).message).toContain('longer');
    expect(failure('('.repeat(19_000)).message).toContain('nested');
    expect(failure('not '.repeat(4_000)).message).toContain('nested');
    expect(failure(`user:${'x'.repeat(FILTER_LIMITS.valueLength + 1)}`).message).toContain('longer');
    expect(failure('a '.repeat(FILTER_LIMITS.leaves + 1)).message).toContain('conditions');
  });

  it('never throws anything but query.badFilter', () => {
    const pieces = fc.constantFrom(
      ...'()":=<>~!^$,*?\\ ',
      'and ',
      'or ',
      'not ',
      'user',
      'score',
      'category',
      'lastSeen',
      'source',
      'in(',
      '..',
      '5',
      '10MB',
      '2026-01-05',
      '10.0.0.0/8',
      'known',
      'crm',
      'toString',
      '__proto__',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 20 }).map((list) => list.join('')),
        ),
        (text) => {
          try {
            const printed = canonical(text);
            expect(canonical(printed)).toBe(printed);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            expect(error.code).toBe('query.badFilter');
            const position = Number(error.data.position);
            expect(position >= 0 && position <= text.length).toBe(true);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('reads dates in the given zone', () => {
    const zone = createZone('America/New_York');
    if (zone === undefined) throw new Error('no zone');
    const tree = parseFilter('lastSeen<=2026-01-05', APPS, { zone });
    expect(tree).toEqual({ field: 'lastSeen', op: 'lte', values: [Date.parse('2026-01-06T05:00:00Z') - 1] });
    expect(printFilter(tree, APPS, { zone })).toBe('lastSeen<=2026-01-05');
    expect(printFilter(tree, APPS)).toBe('lastSeen<=2026-01-06T04:59:59.999Z');
  });
});

describe('printFilter', () => {
  it.each([['UTC'], ['Europe/Berlin'], ['Pacific/Apia']])('is read back to the same tree (%s)', (name) => {
    const zone = createZone(name);
    if (zone === undefined) throw new Error('no zone');
    fc.assert(
      fc.property(anyTree, (raw) => {
        const tree = checkTree(raw, TEST_FIELDS);
        const text = printFilter(tree, TEST_FIELDS, { zone });
        expect(parseFilter(text, TEST_FIELDS, { zone })).toEqual(tree);
        expect(checkTree(tree, TEST_FIELDS)).toEqual(tree);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('times counted from another', () => {
  // 2026-03-10T01:30Z is still 9 March in New York.
  const now = Date.parse('2026-03-10T01:30:00Z');
  const end = Date.parse('2020-01-01T00:00:00Z');
  const zone = createZone('America/New_York');
  const times = { now, end, ...(zone === undefined ? {} : { zone }) };
  const read = (text: string) => printFilter(parseFilter(text, APPS, times), APPS);

  it.each([
    ['lastSeen>now', 'lastSeen>2026-03-10T01:30:00Z'],
    ['lastSeen>=now-90m', 'lastSeen>=2026-03-10'],
    ['lastSeen<now+1h', 'lastSeen<2026-03-10T02:30:00Z'],
    ['lastSeen:now-1h..now', 'lastSeen:2026-03-10T00:30:00Z..2026-03-10T01:30:00Z'],
    ['lastSeen>END-2w', 'lastSeen>2019-12-18T00:00:00Z'],
    ['lastSeen:end-1h..', 'lastSeen>=2019-12-31T23:00:00Z'],
    ['lastSeen:today', 'lastSeen:2026-03-09T04:00:00Z..2026-03-10T03:59:59.999Z'],
    // The clocks went forward on 8 March: that day had 23 hours.
    ['lastSeen:yesterday', 'lastSeen:2026-03-08T05:00:00Z..2026-03-09T03:59:59.999Z'],
    ['lastSeen>=today-1w', 'lastSeen>=2026-03-02T05:00:00Z'],
    ['lastSeen!=today', 'not lastSeen:2026-03-09T04:00:00Z..2026-03-10T03:59:59.999Z'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['lastSeen>now-', 'lastSeen>now-7', 'lastSeen>now-7y', 'lastSeen>today-3h', 'lastSeen>nowhere'])(
    'refuses %s and says what can be written',
    (text) => {
      expect(() => read(text)).toThrow(/no time for lastSeen.*now-7d/);
    },
  );

  it('refuses them where nobody says what the present is, and never takes a word of another field for one', () => {
    expect(failure('lastSeen>now-7d').message).toMatch(/no time/);
    expect(() => parseFilter('lastSeen>end-7d', APPS, { now })).toThrow(/no time/);
    expect(canonical('app:now-7d')).toBe('app:now-7d');
  });

  it('is told from filters whose meaning never changes', () => {
    for (const text of ['lastSeen>now-7d', 'lastSeen:(2026-01-01, today)', 'lastSeen:2026-01-01..END', 'a>"now"'])
      expect(mayBeRelative(text), text).toBe(true);
    for (const text of ['lastSeen>2026-01-01', 'app:nowhere', 'app:weekend', ''])
      expect(mayBeRelative(text)).toBe(false);
  });

  it('reads any step and never breaks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('now', 'end', 'today', 'yesterday'),
        fc.constantFrom('+', '-'),
        fc.nat({ max: 999_999 }),
        fc.constantFrom('s', 'm', 'h', 'd', 'w'),
        (anchor, sign, count, unit) => {
          try {
            read(`lastSeen>${anchor}${sign}${count}${unit}`);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
    );
  });
});
