/**
 * In: the words of a batch of an anonymised stream. Out: the same as they may be written to disk, and what stands behind tokens, sealed.
 * Guarantee: whoever and whatever a record names by words of people is a token: actors, targets, owners, devices, objects, client apps,
 * reasons. What providers and programs say stays: operations, types, addresses and places, user agents, instances, permissions.
 */
import { renamedGrant } from '../../connectors/index.ts';
import type { Disguise } from '../slice/disguise.ts';
import type { WordColumn } from './columns.ts';

export type WordLists = Readonly<Record<WordColumn, readonly string[]>>;
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
  words: WordLists,
  disguise: Disguise,
): { readonly words: WordLists; readonly sealed: SealedWord[] } {
  const sealed = new Map<string, string>();
  const standIn = (kind: Kind) => (text: string) => {
    const token = disguise.token(kind, text);
    if (!sealed.has(token)) sealed.set(token, disguise.sealText(text));
    return token;
  };
  const unless = (harmless: RegExp) => (text: string) => (harmless.test(text) ? text : standIn('text')(text));
  const lists = Object.entries(words).map(([column, list]) => {
    const kind = KIND_OF[column as WordColumn];
    if (kind !== undefined) return [column, list.map(standIn(kind))];
    if (column === 'grant') return [column, list.map((word) => renamedGrant(word, standIn('object')))];
    if (column === 'ip') return [column, list.map(unless(ADDRESS))];
    return [column, column === 'userAgent' ? list.map(unless(PROGRAM)) : list];
  });
  return { words: Object.fromEntries(lists) as WordLists, sealed: [...sealed] };
}
