/**
 * Words of people's decisions beside an anonymised stream: names of groups in rules, whom an account was joined with, notes, commands.
 * They stand in their own columns, either in clear or sealed behind a prefix, so that both can stand side by side.
 */
import { listsLocked } from './sealed-lists.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

const PREFIX = 'sealed:';

/** What stands on disk. @param seal null while the workspace's lists are in clear */
export function storedWords(words: string, seal: WorkspaceSeal | null): string {
  return seal === null || words === '' ? words : PREFIX + seal.sealText(words);
}

/** @throws AppError privacy.locked without the key of what is sealed */
export function openedWords(stored: string, seal: WorkspaceSeal | null): string {
  if (!stored.startsWith(PREFIX)) return stored;
  const words = seal?.openText(stored.slice(PREFIX.length)) ?? null;
  if (words === null) throw listsLocked();
  return words;
}

/** What is still in clear sealed, and what is sealed as it is. */
export function sealedWords(stored: string, seal: WorkspaceSeal): string {
  return stored.startsWith(PREFIX) ? stored : storedWords(stored, seal);
}
