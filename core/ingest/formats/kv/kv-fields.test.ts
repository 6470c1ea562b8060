import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KvFields } from './kv-fields.ts';

function pairs(line: string): string[] {
  const fields = new KvFields();
  const text = `x="y" ${line} z="w"`;
  const start = 6;
  fields.reset(text, start, start + line.length);
  const out: string[] = [];
  while (fields.next()) out.push(`${text.substring(fields.keyStart, fields.keyEnd)}>${fields.value()}`);
  return out;
}

test('reads bare and quoted values', () => {
  expect(pairs('a=1 b="two words" c= d=""')).toEqual(['a>1', 'b>two words', 'c>', 'd>']);
});

test('tells commas that separate from commas in values by the first pair', () => {
  expect(pairs('a=1,b="x, y",c=2')).toEqual(['a>1', 'b>x, y', 'c>2']);
  expect(pairs('a=1 b=x,y c=2')).toEqual(['a>1', 'b>x,y', 'c>2']);
});

test('keeps equals signs and escaped quotes in a value', () => {
  expect(pairs('u="/a?b=c&d=\\"e\\"" k=v=w')).toEqual(['u>/a?b=c&d="e"', 'k>v=w']);
});

test('ends a value that a backslash closes, when a pair follows', () => {
  expect(pairs('u="C:\\Users\\" a=1')).toEqual(['u>C:\\Users\\', 'a>1']);
});

test('passes over words that belong to no pair', () => {
  expect(pairs('  lead a=1 free words b=2 tail')).toEqual(['a>1', 'b>2']);
});

test('reads on after a quote that did not close where it should', () => {
  expect(pairs('m="he said "hi" now" s=1')).toContain('s>1');
});

test('runs an unclosed quote to the end of the line and no further', () => {
  expect(pairs('a=1 b="open c=2')).toEqual(['a>1', 'b>open c=2']);
});

test('finds what was written', () => {
  const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
  const value = fc.stringMatching(/^[^"\\\n]{0,20}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value), { minLength: 1 }), (written) => {
      const line = written.map(([name, text]) => `${name}="${text}"`).join(' ');
      expect(pairs(line)).toEqual(written.map(([name, text]) => `${name}>${text}`));
    }),
  );
});
