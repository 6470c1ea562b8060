import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvFields } from './csv-fields.ts';

function columns(line: string, limit?: number): string[] {
  const fields = new CsvFields(40);
  const text = `p,${line},s`;
  const count = fields.scan(text, 2, 2 + line.length, limit);
  return Array.from({ length: count }, (_, index) => fields.get(index));
}

test('keeps separators in quotes and undoes doubled quotes', () => {
  expect(columns('a,"b,c","say ""hi""",,d')).toEqual(['a', 'b,c', 'say "hi"', '', 'd']);
});

test('counts an empty column behind a closing separator', () => {
  expect(columns('a,')).toEqual(['a', '']);
});

test('ends an unclosed quote with the line', () => {
  expect(columns('a,"b,c')).toEqual(['a', 'b,c']);
});

test('stops at the limit and goes on from there', () => {
  const fields = new CsvFields(10);
  const text = 'a,"b",c,d';
  expect(fields.scan(text, 0, text.length, 2)).toBe(2);
  expect(fields.more(text.length, 10)).toBe(4);
  expect([fields.get(1), fields.get(2), fields.get(3), fields.get(4)]).toEqual(['b', 'c', 'd', '']);
  expect(fields.is(3, 'd')).toBe(true);
});

test('reads back what was written', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 30 }), (values) => {
      expect(columns(values.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))).toEqual(values);
    }),
  );
});
