/**
 * In: the words of a batch of an anonymised stream. Out: the same as they may be written to disk, and what stands behind tokens, sealed.
 * Guarantee: whoever and whatever a record names by words of people is a token: actors, targets, owners, devices, objects, client apps,
 * reasons. What providers and programs say stays: operations, types, addresses and places, user agents, instances, permissions.
 */
import { renamedGrant } from '../../connectors/index.ts';
import type { Disguise } from '../slice/disguise.ts';
import type { WordColumn } from './columns.ts';
import type { FreshLists, FreshWords } from './word-memory.ts';

/** A token, and its text sealed. */
export type SealedWord = readonly [token: string, sealed: string];
type Kind = Parameters<Disguise['token']>[0];

const KIND_OF: Partial<Readonly<Record<WordColumn, Kind>>> = {
  user: 'user',
  userId: 'user',
  userName: 'user',
  target: 'user',
  owner: 'user',
  device: 'device',
  object: 'object',
  folder: 'object',
  clientApp: 'object',
  reason: 'text',
};
const ADDRESS = /^(?=.*\d)(?=.*[.:])[0-9a-f.:%[\]]+$/i;
/** Printable ASCII without the signs of a mail address or of a domain's user. */
const PROGRAM = /^[ -?A-[\]-~]+$/;

export function disguiseWords(
  words: FreshLists,
  disguise: Disguise,
): { readonly words: FreshLists; readonly sealed: SealedWord[] } {
  const sealed = new Map<string, string>();
  const standIn = (kind: Kind) => (text: string) => {
    const token = disguise.token(kind, text);
    if (!sealed.has(token)) sealed.set(token, disguise.sealText(text));
    return token;
  };
  const unless = (harmless: RegExp) => (text: string) => (harmless.test(text) ? text : standIn('text')(text));
  const standInFor = (column: WordColumn): ((text: string) => string) | null => {
    const kind = KIND_OF[column];
    if (kind !== undefined) return standIn(kind);
    if (column === 'grant') return (word) => renamedGrant(word, standIn('object'));
    if (column === 'ip') return unless(ADDRESS);
    return column === 'userAgent' ? unless(PROGRAM) : null;
  };
  const lists = Object.entries(words).map(([column, { first, texts }]): [string, FreshWords] => {
    const stand = standInFor(column as WordColumn);
    return [column, { first, texts: stand === null ? texts : texts.map(stand) }];
  });
  return { words: Object.fromEntries(lists) as Record<WordColumn, FreshWords>, sealed: [...sealed] };
}
