import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CatalogChanges, catalogChanges } from '../../contract/catalog-exchange.ts';
import { readCsv } from '../../enrich/index.ts';
import { csvChunks } from '../../export/index.ts';
import { changesFromCsv, changesToCsv } from './changes-csv.ts';
import { cellOf, listCell, listOf, textOf } from './csv-cells.ts';

const text = fc
  .string({ unit: fc.constantFrom('a', "'", '=', '-', '+', '@', ';', ',', '"', '[', ' ', '\n', '＝', '1') })
  .map((one) => one.trim());

it('gives every text and list back as it was, and no cell runs', () => {
  fc.assert(
    fc.property(text, fc.array(text), (one, items) => {
      const table = {
        columns: [
          { key: 'x', title: 'x' },
          { key: 'y', title: 'y' },
          { key: 'z', title: 'z' },
        ],
        rows: [['x', cellOf(one), listCell(items)]],
      };
      const [row] = readCsv([...csvChunks(table)].join('')).rows;
      expect(textOf(row?.cells[1] ?? '')).toBe(one);
      expect(listOf(row?.cells[2] ?? '')).toEqual(items);
      expect(row?.cells[1] ?? '').not.toMatch(/^[=@]/);
    }),
  );
});

it('gives decisions back as they were', () => {
  const word = text.filter((one) => one !== '' && one.length < 50);
  const change = fc.record({
    id: fc.constantFrom('acme', 'box', 'dropbox'),
    tag: fc.constantFrom('sanctioned' as const, null),
    note: text,
    overrideScore: fc.option(fc.integer({ min: 0, max: 10 })),
    customTags: fc.array(word, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ id }) => id }), (apps) => {
      const changes: CatalogChanges = catalogChanges.parse({ format: 'undercast-catalog-changes', version: 1, apps });
      expect(changesFromCsv(readCsv(changesToCsv(changes, () => '=cmd')))).toEqual(changes);
    }),
  );
});
