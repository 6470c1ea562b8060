/** Entries of the governance log that may name people of sealed lists: what they say opens with the key only. */
import type { GovernanceAction } from '../../model/governance-action.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

type Detail = Readonly<Record<string, unknown>>;

/** Actions whose subject and detail hold words of people: names, groups, notes, commands. */
const NAMING: ReadonlySet<string> = new Set<GovernanceAction>([
  'account.link',
  'account.unlink',
  'account.joinUndo',
  'control.copy',
  'control.done',
  'control.run',
  'control.result',
  'oauth.mark',
  'posture.accept',
  'posture.reopen',
  'scope.add',
  'scope.change',
  'scope.remove',
  'scope.private',
  'scope.notPrivate',
]);
export const NAMING_ACTIONS: readonly string[] = [...NAMING];
/** What stands in place of the subject. */
export const SEALED_SUBJECT = 'sealed';

export function isNaming(action: string): boolean {
  return NAMING.has(action);
}

/** What of an entry stands on disk. @param seal null while the workspace's lists are in clear */
export function storedNote(
  action: string,
  subject: string,
  detail: Detail,
  seal: WorkspaceSeal | null,
): readonly [subject: string, detail: Detail] {
  if (seal === null || !isNaming(action) || typeof detail.sealed === 'string') return [subject, detail];
  return [SEALED_SUBJECT, { sealed: seal.sealText(JSON.stringify([subject, detail])) }];
}

/** The entry as it was written; without the key, that it is sealed. */
export function openedNote(
  subject: string,
  detail: Detail,
  seal: WorkspaceSeal | null,
): readonly [subject: string, detail: Detail] {
  if (typeof detail.sealed !== 'string' || subject !== SEALED_SUBJECT) return [subject, detail];
  const text = seal?.openText(detail.sealed) ?? null;
  return text === null ? [SEALED_SUBJECT, { sealed: true }] : (JSON.parse(text) as [string, Detail]);
}
