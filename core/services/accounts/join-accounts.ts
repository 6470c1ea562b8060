/**
 * In: accounts of all apps. Out: which of them are one person.
 * Guarantee: accounts are joined by what names a person everywhere (mail, directory, directory object id), never by likeness; what the user
 * said of an account goes before all of it.
 */

import type { UserJoin } from '../../enrich/index.ts';
import { UNKNOWN_USER } from '../../enrich/index.ts';
import { isGlobalId, mailOf } from './account-names.ts';

export interface JoinedAccount {
  /** `app|name`, lower case. */
  readonly id: string;
  readonly name: string;
  readonly userIds: readonly string[];
  /** Further addresses of the account. */
  readonly aliases: readonly string[];
}

export type JoinReason = 'itself' | 'mail' | 'directory' | 'id' | 'you';

/** What the user said: account id → account id of the person it belongs to; its own id keeps it apart. */
export type OwnJoins = ReadonlyMap<string, string>;

/** @returns for each account the lowest index among its person's accounts, and why it is there */
export function joinAccounts(
  accounts: readonly JoinedAccount[],
  directory: UserJoin,
  own: OwnJoins,
): { readonly person: Int32Array; readonly reason: readonly JoinReason[] } {
  const parent = Int32Array.from(accounts, (_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let step = at; step !== root; ) {
      const next = parent[step] ?? root;
      parent[step] = root;
      step = next;
    }
    return root;
  };
  const reason: JoinReason[] = accounts.map(() => 'itself');
  const unite = (a: number, b: number, why: JoinReason): void => {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y);
    if (low === undefined || high === undefined || low === high) return;
    parent[high] = low;
    for (const at of why === 'you' ? [] : [a, b]) if (reason[at] === 'itself') reason[at] = why;
  };
  const holder = new Map<string, number>();
  const claim = (key: string, at: number, why: JoinReason): void => {
    const first = holder.get(key);
    if (first === undefined) holder.set(key, at);
    else unite(first, at, why);
  };
  const byId = new Map<string, number>();
  accounts.forEach(({ id, name, userIds, aliases }, at) => {
    const same = byId.get(id);
    if (same === undefined) byId.set(id, at);
    else unite(same, at, 'mail');
    if (own.has(id)) return;
    const mail = mailOf(name);
    for (const one of new Set([mail, ...aliases.map(mailOf)])) if (one !== null) claim(`mail ${one}`, at, 'mail');
    const person = directory.personOf(mail ?? name);
    if (person > UNKNOWN_USER) claim(`person ${person}`, at, 'directory');
    for (const userId of isGlobalId(name) ? [...userIds, name] : userIds) {
      if (isGlobalId(userId)) claim(`id ${userId.toLowerCase()}`, at, 'id');
    }
  });
  for (const [id, target] of own) {
    const at = byId.get(id);
    const to = byId.get(target);
    if (at === undefined) continue;
    if (to !== undefined && to !== at) unite(to, at, 'you');
    reason[at] = 'you';
  }
  return { person: parent.map((_, at) => find(at)), reason };
}
