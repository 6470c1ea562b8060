import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WORD_COLUMNS, type WordColumn } from '../../ingest/activities/columns.ts';
import { ACTIVITY_FILTER_FIELDS, type FilterLeaf, type FilterOperator, leafPredicate } from '../../query/index.ts';
import { openReader, type ReadConnection } from '../open.ts';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import { ActivityWords } from './activity-words.ts';

let workspace: TestWorkspace;
let reader: ReadConnection;
let words: ActivityWords;
beforeEach(() => {
  workspace = createTestWorkspace();
  reader = openReader(workspace.folder);
  words = new ActivityWords(reader);
});
afterEach(() => {
  reader.close();
  workspace.close();
});

/** @returns the number of the last */
function store(kind: WordColumn, ...texts: readonly string[]): number {
  const insert = workspace.db.prepare('INSERT INTO activity_word (kind, text) VALUES (?, ?)');
  const write = workspace.db.transaction(() => texts.map((text) => insert.run(WORD_COLUMNS[kind], text)));
  return Number(write().at(-1)?.lastInsertRowid);
}
const many = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

/** Sorted text by number. */
function kindOf(kind: WordColumn): readonly (readonly [number, string])[] {
  const { ids, texts } = words.ofKind(kind);
  return ids.map((id, at) => [id, texts[at] ?? ''] as const).sort(([a], [b]) => a - b);
}

it('has the words of a kind when they are asked for, and later ones behind them', () => {
  const zoe = store('user', 'zoe');
  const app = store('app', 'mail');
  const amy = store('user', 'amy');
  words.refresh();
  expect(words.size).toBe(amy);
  expect(kindOf('user')).toEqual([
    [zoe, 'zoe'],
    [amy, 'amy'],
  ]);
  const bob = store('user', 'bob');
  const chat = store('app', 'chat');
  // What is not taken up yet is not there.
  expect(kindOf('app')).toEqual([[app, 'mail']]);
  expect(words.ofKind('user').ids).not.toContain(bob);
  words.refresh();
  expect(words.ofKind('user').ids.at(-1)).toBe(bob);
  expect(kindOf('app')).toEqual([
    [app, 'mail'],
    [chat, 'chat'],
  ]);
});

it('knows the text of every number, whether it was asked for alone or among very many', () => {
  const first = many('user', 6000);
  store('user', ...first);
  words.refresh();
  const { ids } = words.ofKind('user');
  const expected = (id: number): string => `user${id - Math.min(...ids)}`;
  for (const id of ids.toReversed()) expect(words.text(id)).toBe(expected(id));
  const object = store('object', 'plan.docx');
  expect(words.text(object)).toBe('');
  words.refresh();
  expect(words.text(object)).toBe('plan.docx');
  expect(words.text(0)).toBe('');
  expect(words.text(object + 1)).toBe('');
});

it('reads ahead in pieces, whatever is added meanwhile', () => {
  const first = many('user', 40_000);
  store('user', ...first);
  words.refresh();
  expect(words.prepare('user')).toBe(true);
  store('user', 'added');
  words.refresh();
  let pieces = 0;
  while (words.prepare('user')) pieces++;
  expect(pieces).toBe(2);
  expect(words.ofKind('user').texts.toSorted()).toEqual([...first, 'added'].sort());
  expect(words.prepare('user')).toBe(false);
  store('app', 'mail');
  words.refresh();
  expect(words.prepare('app')).toBe(false);
  expect(kindOf('user')).toHaveLength(first.length + 1);
  expect(words.ofKind('object').ids).toEqual([]);
});

const OPERATORS: readonly FilterOperator[] = ['contains', 'startsWith', 'endsWith', 'matches'];
const letters = (alphabet: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...Array.from(alphabet)), { minLength, maxLength }).map((list) => list.join(''));

it('lets the database find the words that fit a condition, whatever they hold', () => {
  const field = ACTIVITY_FILTER_FIELDS.find('object');
  if (field === undefined) throw new Error('There is no such field.');
  const texts = fc.uniqueArray(letters('aAb%_\\\0É*', 1, 6), { minLength: 30, maxLength: 60 });
  for (const text of new Set(fc.sample(texts, { numRuns: 10, seed: 7 }).flat())) store('object', text);
  store('user', 'aab');
  words.refresh();
  // Not taken up yet.
  store('object', 'aabb');
  const all = openReader(workspace.folder);
  const known = new ActivityWords(all);
  known.refresh();
  const { ids, texts: of } = known.ofKind('object');
  fc.assert(
    fc.property(fc.constantFrom(...OPERATORS), letters('aAb%_\\\0É*?', 0, 4), (op, wanted) => {
      const leaf: FilterLeaf = { field: 'object', op, values: [wanted] };
      const test = leafPredicate(leaf, field);
      const expected = ids.filter((id, at) => id <= words.size && test(of[at] ?? '') === true);
      const found = words.fitting('object', leaf, (text) => test(text) === true);
      if (wanted.includes('\0')) expect(found).toBeNull();
      else expect(found?.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
    }),
    { numRuns: 400 },
  );
  expect(words.fitting('object', { field: 'object', op: 'eq', values: ['aab'] }, () => true)).toBeNull();
  words.ofKind('object');
  expect(words.fitting('object', { field: 'object', op: 'contains', values: ['a'] }, () => true)).toBeNull();
  all.close();
});
