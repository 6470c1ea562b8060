import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';
import { type Claims, ClaimWords } from './claim-words.ts';

const FORMATS = new URL('../formats/', import.meta.url);

/** Lines of every log beside the formats, from where their message begins. */
function messages(): string[] {
  const header = createSyslogHeader();
  return readdirSync(FORMATS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, FORMATS)).map((file) => new URL(`${name}/${file}`, FORMATS)))
    .filter(({ pathname }) => pathname.endsWith('.log'))
    .flatMap((file) => readFileSync(file, 'latin1').split(/\r?\n/))
    .flatMap((line) => {
      stripSyslog(line, 0, line.length, header);
      return header.start === 0 ? [line] : [line, line.slice(header.start)];
    });
}

/** The line with its words spoilt at each of their characters, one word after another and all of them at once. */
function* spoilt(line: string, words: readonly string[]): Generator<string> {
  const held = words.filter((word) => line.includes(word));
  for (const word of held) for (let at = 0; at < word.length; at++) yield line.replaceAll(word, withOther(word, at));
  let bare = line;
  for (const word of held) bare = bare.replaceAll(word, withOther(word, word.length >> 1));
  if (held.length > 1) yield bare;
}

function withOther(word: string, at: number): string {
  const other = word.charAt(at) === '~' ? '!' : '~';
  return word.slice(0, at) + other + word.slice(at + 1);
}

const ownerOf = (claimWords: readonly string[] | undefined): Claims => (claimWords === undefined ? {} : { claimWords });

describe('words of claims', () => {
  const lines = messages();

  it.each(TRAFFIC_FORMATS.filter(({ claimWords }) => claimWords !== undefined))(
    '$id claims no line without one of its words',
    ({ claim, claimWords = [], claimsHeaders }) => {
      const words = new ClaimWords([{ claimWords, ...(claimsHeaders ? { claimsHeaders } : {}) }]);
      let claimed = 0;
      const unheld: string[] = [];
      const ask = (line: string): void => {
        if (claim(line, 0, line.length) === 0 || !words.look(line, 0, line.length)) return;
        claimed++;
        if (!words.mayClaim(0)) unheld.push(line);
      };
      for (const line of lines) {
        ask(line);
        for (const other of spoilt(line, claimWords)) ask(other);
      }
      expect(unheld).toEqual([]);
      expect(claimed).toBeGreaterThan(0);
    },
  );

  it('say of objects, and of lines that may hold one in front, nothing', () => {
    const words = new ClaimWords([{ claimWords: ['a'] }]);
    for (const line of ['{"a":1}', '  {"a":1}', '@cee: {"a":1}', '', '   ']) {
      expect(words.look(line, 0, line.length)).toBe(false);
    }
  });

  it('are found in the window, and only there', () => {
    const words = new ClaimWords([['ab'], ['|'], undefined, ['bc', 'xyz']].map(ownerOf));
    const found = (text: string, start: number, end: number): number[] => {
      expect(words.look(text, start, end)).toBe(true);
      return [0, 1, 2, 3].filter((owner) => words.mayClaim(owner));
    };
    expect(found('abc|', 0, 4)).toEqual([0, 1, 2, 3]);
    expect(found('abc|', 0, 2)).toEqual([0, 2]);
    expect(found('abc|', 1, 3)).toEqual([2, 3]);
    expect(found('abc|', 3, 4)).toEqual([1, 2]);
    expect(found('abc|', 2, 3)).toEqual([2]);
    expect(found('.xyz', 0, 4)).toEqual([2, 3]);
  });

  it('are not needed in rows of column names where these are claimed', () => {
    const words = new ClaimWords([{ claimWords: [], claimsHeaders: true }, { claimWords: [] }]);
    for (const line of ['Date,Client,Host,Bytes', '\u00ef\u00bb\u00bfDate;Client;Host;Bytes']) {
      expect(words.look(line, 0, line.length)).toBe(true);
      expect([words.mayClaim(0), words.mayClaim(1)]).toEqual([true, false]);
    }
    expect(words.look('src=10.0.0.1,dst=192.0.2.1', 0, 26)).toBe(true);
    expect(words.mayClaim(0)).toBe(false);
  });

  it('are found as a search for each of them finds them', () => {
    const letters = [' ', 'e', '"', '=', '|', '[', '\u00ff', '\u0080', '\u0000'];
    const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 4 });
    const list = fc.option(fc.array(word, { maxLength: 5 }), { nil: undefined });
    const text = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 6 }), fc.array(text, { minLength: 1, maxLength: 4 }), (lists, texts) => {
        const words = new ClaimWords(lists.map(ownerOf));
        for (const line of texts) {
          if (!words.look(line, 0, line.length)) continue;
          for (const [owner, own] of lists.entries()) {
            const isHeld = own === undefined || own.some((one) => line.includes(one));
            expect({ line, owner, may: words.mayClaim(owner) }).toEqual({ line, owner, may: isHeld });
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
