/** A value that fits a condition holds the texts that are said of the condition. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { type FieldTable, fieldTable } from './fields.ts';
import { foldAscii } from './fold.ts';
import { heldTexts } from './held-texts.ts';
import type { FilterLeaf, FilterOperator } from './tree.ts';

const fields: FieldTable = fieldTable([{ name: 'text', title: 'Text', type: 'text', level: 'cell' }], []);
const OPERATORS: readonly FilterOperator[] = ['contains', 'startsWith', 'endsWith', 'matches', 'eq', 'ne'];
const texts = (alphabet: string, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((letters) => letters.join(''));

it('names only texts that every fitting value holds, and says when one is enough', () => {
  fc.assert(
    fc.property(fc.constantFrom(...OPERATORS), texts('aAb*?[]É', 6), texts('aAbB*[É', 12), (op, wanted, text) => {
      const leaf: FilterLeaf = { field: 'text', op, values: [wanted] };
      const { texts: held, isEnough } = heldTexts(leaf);
      const holds = held.every((one) => foldAscii(text).includes(one));
      const fits = evaluate(leaf, { text }, fields) === true;
      if (fits) expect(holds).toBe(true);
      if (isEnough) expect([held.length, fits]).toEqual([1, holds]);
    }),
    { numRuns: 5000 },
  );
});
