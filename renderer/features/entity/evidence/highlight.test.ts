import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from './highlight.ts';

const marked = (text: string, terms: readonly string[]): readonly string[] =>
  highlight(text, terms)
    .filter((part) => part.marked)
    .map((part) => part.text);

describe('highlight', () => {
  it('marks every place, whatever its letter case, longest term first', () => {
    expect(marked('GET http://Files.Example.com/ example.com', ['example.com', 'files.example.com'])).toEqual([
      'Files.Example.com',
      'example.com',
    ]);
    expect(marked('nothing here', ['x'])).toEqual([]);
  });

  it('never loses or changes a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, terms) => {
        expect(
          highlight(text, terms)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
