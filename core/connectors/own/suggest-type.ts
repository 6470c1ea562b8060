/**
 * In: an operation of a log that is being described. Out: the activity type that a first description proposes for it, where its words say one.
 * Bolder than `typeByVerb`, which types records unasked: whoever describes a log sees the proposal and can change it.
 */
import type { ActivityType } from '../../model/activity-types.ts';
import { typeByVerb } from '../kit/verbs.ts';

/** Every word of a row has to be there, in any form that begins so; the first row that fits is proposed. */
const ROWS: readonly (readonly [words: readonly string[], type: ActivityType])[] = [
  [['fail', 'login'], 'login.failed'],
  [['fail', 'logon'], 'login.failed'],
  [['fail', 'sign', 'in'], 'login.failed'],
  [['logout'], 'logout'],
  [['logoff'], 'logout'],
  [['log', 'out'], 'logout'],
  [['sign', 'out'], 'logout'],
  [['signout'], 'logout'],
  [['session', 'end'], 'logout'],
  [['login'], 'login'],
  [['logon'], 'login'],
  [['signin'], 'login'],
  [['log', 'in'], 'login'],
  [['sign', 'in'], 'login'],
  [['session', 'start'], 'login'],
  [['password', 'reset'], 'password.reset'],
  [['password'], 'password.change'],
  [['mfa', 'disable'], 'mfa.disable'],
  [['mfa'], 'mfa.change'],
  [['impersonat'], 'impersonate'],
  [['unshare'], 'file.unshare'],
  [['share', 'public'], 'file.share.public'],
  [['share', 'extern'], 'file.share.external'],
  [['share'], 'file.share'],
  [['download'], 'file.download'],
  [['upload'], 'file.upload'],
  [['print'], 'file.print'],
  [['invite'], 'user.invite'],
  [['suspend', 'user'], 'user.suspend'],
  [['grant', 'role'], 'admin.role.grant'],
  [['assign', 'role'], 'admin.role.grant'],
  [['revoke', 'role'], 'admin.role.revoke'],
  [['consent', 'revoke'], 'app.consent.revoke'],
  [['consent'], 'app.consent'],
];
/** Reading is of a file only where the operation names one. */
const FILE = ['file', 'document', 'doc', 'item'];
const OF_FILES: Readonly<Record<string, ActivityType>> = {
  view: 'file.view',
  preview: 'file.view',
  open: 'file.view',
  read: 'file.view',
  copy: 'file.copy',
  move: 'file.move',
  rename: 'file.rename',
  restore: 'file.restore',
};

/** @returns undefined where its words say none, or `typeByVerb` reads it as exactly already */
export function suggestType(operation: string): ActivityType | undefined {
  const known = typeByVerb(operation);
  if (known !== 'other' && !known.startsWith('resource.')) return undefined;
  const words = operation
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  const has = (beginning: string): boolean => words.some((word) => word.startsWith(beginning));
  const row = ROWS.find(([all]) => all.every(has));
  if (row !== undefined) return row[1];
  if (!FILE.some(has)) return undefined;
  const verb = Object.keys(OF_FILES).find(has);
  return verb === undefined ? undefined : OF_FILES[verb];
}
