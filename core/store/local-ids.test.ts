/** Parsers number names by themselves; the workspace has one number for each. */
import { expect, it, onTestFinished } from 'vitest';
import { WordBook } from './activities/word-book.ts';
import { LocalIds } from './local-ids.ts';
import { createTestWorkspace } from './store.test-kit.ts';

function book(): WordBook {
  const workspace = createTestWorkspace();
  // As an import does: each word on its own would be a wait for the disk.
  workspace.db.exec('BEGIN');
  onTestFinished(() => {
    workspace.db.exec('COMMIT');
    workspace.close();
  });
  return new WordBook(workspace.db);
}
const mapped = (ids: LocalIds, ...column: number[]): number[] => {
  const numbers = Uint32Array.from(column);
  ids.mapInPlace(numbers);
  return [...numbers];
};

it('gives a word of two parsers one number, and reads each parser’s numbers as its own', () => {
  const words = book();
  const numbers = ['ana', 'bo'].map((text) => words.number('user', text));
  const [one, other] = [new LocalIds(), new LocalIds()];
  one.extend(numbers);
  other.extend([words.number('user', 'bo')]);
  other.extend([words.number('user', 'ana')]);
  expect(mapped(one, 1, 2, 0)).toEqual([...numbers, 0]);
  expect(mapped(other, 2, 1, 0)).toEqual([...numbers, 0]);
});

it('follows a parser that counts anew, and keeps columns apart', () => {
  const words = book();
  const [users, objects] = [new LocalIds(), new LocalIds()];
  users.extend(Array.from({ length: 2000 }, (_, at) => words.number('user', `user${at}`)));
  const object = words.number('object', 'user150');
  objects.extend([object]);
  const again = words.number('user', 'user150');
  expect(mapped(users, 151)).toEqual([again]);
  users.extend([again], 1);
  users.extend([object]);
  expect([mapped(users, 1, 2), mapped(objects, 1)]).toEqual([[again, object], [object]]);
  expect(again).not.toBe(object);
});
