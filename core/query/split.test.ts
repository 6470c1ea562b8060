import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTree } from './check.ts';
import { discoveryFields } from './discovery-fields.ts';
import { evaluate } from './evaluate.ts';
import { parseFilter } from './parse-text.ts';
import { printFilter } from './print.ts';
import { splitLevels } from './split.ts';
import { anyRecord, anyTree, TEST_FIELDS } from './testing.ts';

const FIELDS = discoveryFields('apps');
const USERS = discoveryFields('users');
function split(text: string, fields = FIELDS): { readonly cell: string | null; readonly row: string | null } {
  const { cell, row } = splitLevels(parseFilter(text, fields), fields);
  return {
    cell: cell === null ? null : printFilter(cell, fields),
    row: row === null ? null : printFilter(row, fields),
  };
}

describe('splitLevels', () => {
  it.each([
    ['', null, null],
    ['user:alice', 'user:alice', null],
    ['users>5', null, 'users>5'],
    ['user:alice users>5 category:crm', 'user:alice and category:crm', 'users>5'],
    ['not (user:alice or users>5)', 'not user:alice', 'not users>5'],
    ['(users>5 or bytesSent>1GB) and score<3', 'score<3', 'users>5 or bytesSent>1GB'],
    ['users>5 or category:crm', null, 'users>5 or category:crm'],
  ])('%s', (text, cell, row) => {
    expect(split(text)).toEqual({ cell, row });
  });

  it('refuses what has no single meaning, with the words at fault', () => {
    expect(() => split('score<3 and (users>5 or user:alice)')).toThrow('"users>5 or user:alice"');
    expect(() => split('not (hosts>5 and user:alice)')).toThrow('Join them with "and"');
    expect(() => split('apps>5 or category:crm', USERS)).toThrow('Join them with "and"');
    expect(split('apps>5 or user:alice', USERS)).toEqual({ cell: null, row: 'apps>5 or user:alice' });
  });

  it('keeps exactly what the whole tree keeps', () => {
    fc.assert(
      fc.property(anyTree, anyRecord, (raw, record) => {
        const tree = checkTree(raw, TEST_FIELDS);
        let parts: ReturnType<typeof splitLevels>;
        try {
          parts = splitLevels(tree, TEST_FIELDS);
        } catch {
          return;
        }
        const keeps = [parts.cell, parts.row].every(
          (part) => part === null || evaluate(part, record, TEST_FIELDS) === true,
        );
        expect(keeps).toBe(evaluate(tree, record, TEST_FIELDS) === true);
      }),
      { numRuns: 3_000 },
    );
  });
});
