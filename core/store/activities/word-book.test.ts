/** Parsers number words by themselves; the database has one number for each. */
import { expect, it, onTestFinished } from 'vitest';
import { createTestWorkspace } from '../store.test-kit.ts';
import { ParserWords, WordBook } from './word-book.ts';

function book(): WordBook {
  const workspace = createTestWorkspace();
  onTestFinished(() => workspace.close());
  return new WordBook(workspace.db);
}

it('gives a word of two parsers one number, and reads each parser’s numbers as its own', () => {
  const words = book();
  const [one, other] = [new ParserWords(), new ParserWords()];
  const learnt = one.learn('user', { first: 1, texts: ['ana', 'bo'] }, words);
  other.learn('user', { first: 1, texts: ['bo'] }, words);
  other.learn('user', { first: 2, texts: ['ana'] }, words);
  const columns = [Uint32Array.of(1, 2, 0), Uint32Array.of(2, 1, 0)];
  one.translate('user', columns[0] ?? new Uint32Array());
  other.translate('user', columns[1] ?? new Uint32Array());
  const numbers = learnt.map(([number]) => number);
  expect(columns.map((column) => [...column])).toEqual([
    [...numbers, 0],
    [...numbers, 0],
  ]);
  expect(learnt.map(([, text]) => text)).toEqual(['ana', 'bo']);
});

it('follows a parser that counts anew, and keeps columns apart', () => {
  const words = book();
  const parser = new ParserWords();
  const many = Array.from({ length: 200 }, (_, at) => `user${at}`);
  parser.learn('user', { first: 1, texts: many }, words);
  const [[object] = [0]] = parser.learn('object', { first: 1, texts: ['plan.docx'] }, words);
  const [[again] = [0]] = parser.learn('user', { first: 1, texts: ['user150'] }, words);
  const column = Uint32Array.of(1);
  parser.translate('user', column);
  expect([...column]).toEqual([again]);
  const objects = Uint32Array.of(1);
  parser.translate('object', objects);
  expect([...objects]).toEqual([object]);
});
