import { expect, test } from 'vitest';
import { SpacedFields } from './spaced-fields.ts';

function pairs(line: string): string[] {
  const fields = new SpacedFields();
  const text = `k=${line} z=w`;
  fields.reset(text, 2, 2 + line.length);
  const out: string[] = [];
  while (fields.next()) out.push(`${text.substring(fields.keyStart, fields.keyEnd)}>${fields.value()}`);
  return out;
}

test('lets values hold blanks, and undoes escapes', () => {
  expect(pairs(' act=not blocked msg=a\\=b c\\\\d e\\nf src=10.1.2.3 ')).toEqual([
    'act>not blocked',
    'msg>a=b c\\d e f',
    'src>10.1.2.3',
  ]);
});

test('keeps equals signs that follow no key in the value', () => {
  expect(pairs(' request=http://example.com/?a=b&c=d dst=192.0.2.1 x=a=b')).toEqual([
    'request>http://example.com/?a=b&c=d',
    'dst>192.0.2.1',
    'x>a=b',
  ]);
});

test('gives empty values and strips quotes', () => {
  expect(pairs(' suser= tz="+0000" cs1Label="two words"')).toEqual(['suser>', 'tz>+0000', 'cs1Label>two words']);
});
