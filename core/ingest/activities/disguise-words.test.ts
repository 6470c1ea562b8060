import { expect, it } from 'vitest';
import { renamedGrant } from '../../connectors/index.ts';
import { WORD_COLUMN_LIST, type WordColumn } from './columns.ts';
import { disguiseWords } from './disguise-words.ts';
import type { FreshLists } from './word-memory.ts';

const disguise = {
  token: (kind: string, text: string) => `${kind}:${text.length}`,
  sealText: (text: string) => `sealed:${text.length}`,
  sealName: () => new Uint8Array(),
  mark: () => '',
  hash: (text: string) => text,
};
const wordsOf = (some: Partial<Record<WordColumn, readonly string[]>>): FreshLists =>
  Object.fromEntries(
    WORD_COLUMN_LIST.map((name) => [name, { first: 1, texts: some[name] ?? [] }]),
  ) as unknown as FreshLists;

it('people’s words are tokens, in their order; what programs and providers say stays', () => {
  const { words, sealed } = disguiseWords(
    wordsOf({
      user: ['ana@corp.example', 'bo'],
      operation: ['FileDownloaded'],
      ip: ['192.0.2.1', 'fe80::1%eth0', 'pc-of-ana', 'abe'],
      userAgent: ['Mozilla/5.0 (X11)', 'sync/1 ana@corp.example', 'corp\\ana', 'Añá'],
    }),
    disguise,
  );
  expect(words.user.texts).toEqual(['user:16', 'user:2']);
  expect(words.operation.texts).toEqual(['FileDownloaded']);
  expect(words.ip.texts).toEqual(['192.0.2.1', 'text:12', 'text:9', 'text:3']);
  expect(words.userAgent.texts).toEqual(['Mozilla/5.0 (X11)', 'text:23', 'text:8', 'text:3']);
  expect(sealed).toContainEqual(['user:16', 'sealed:16']);
  expect(sealed).toHaveLength(7);
});

it('of a grant the names are hidden, ids of machines and permissions are not', () => {
  const rename = () => 'X';
  const id = '7f000001-0000-4000-8000-0000000000aa';
  const grant = (...parts: unknown[]) => JSON.stringify(parts);
  expect(renamedGrant(grant(id, 'Ana’s helper', null, true, 'Mail.Read', 'read ana@corp.example'), rename)).toBe(
    grant(id, 'X', null, true, 'Mail.Read', 'X'),
  );
  expect(renamedGrant(grant('ana', null, 'Ana Ltd', false), rename)).toBe(grant('X', null, 'X', false));
  expect(renamedGrant('no grant', rename)).toBe('X');
});
