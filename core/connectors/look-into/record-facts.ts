/**
 * In: an activity as its connector read it, and its record. Out: what views beside the activity log need of the record, so that none of them
 * has to open records again: proofs for posture rules, and the grant of a consent.
 */
import type { ActivityType } from '../../model/activity-types.ts';
import { proofsIn } from './proofs.ts';
import { type Grant, readGrant } from './read-grant.ts';

/** Types that tell of an app and what it may do. */
const GRANT_TYPES = [
  'app.consent',
  'app.consent.revoke',
  'app.create',
  'app.update',
  'app.delete',
  'app.credential.add',
] as const satisfies readonly ActivityType[];
export type GrantType = (typeof GRANT_TYPES)[number];

interface RecordFacts {
  readonly proofs: number;
  /** '' where the activity tells of no app. */
  readonly grant: string;
}

const NO_FACTS: RecordFacts = { proofs: 0, grant: '' };

export function isGrantType(type: string): type is GrantType {
  return (GRANT_TYPES as readonly string[]).includes(type);
}

/**
 * @param activity what a grant is read from beside the record, asked for where the type tells of one
 * @param among the proofs that its type and operation allow, from `provable`
 */
export function recordFacts(
  type: string,
  activity: () => Parameters<typeof readGrant>[0],
  record: string,
  among: number,
): RecordFacts {
  const isGrant = isGrantType(type);
  if (among === 0 && !isGrant) return NO_FACTS;
  return {
    proofs: among === 0 ? 0 : proofsIn(record, among),
    grant: isGrant ? printGrant(readGrant(activity(), record)) : '',
  };
}

/** A grant as the word that stands for it. */
function printGrant({ appId, name, publisher, permissions, forEverybody }: Grant): string {
  return JSON.stringify([appId, name, publisher, forEverybody, ...permissions]);
}

/** The same grant with another name in place of each that people gave: of the app, of its publisher, and of an id that is none of a machine. */
export function renamedGrant(word: string, rename: (name: string) => string): string {
  const grant = parseGrant(word);
  if (grant === null) return rename(word);
  const { appId, name, publisher, permissions, forEverybody } = grant;
  return printGrant({
    appId: appId === null || MACHINE_ID.test(appId) ? appId : rename(appId),
    name: name === null ? null : rename(name),
    publisher: publisher === null ? null : rename(publisher),
    permissions: permissions.map((one) => (PERMISSION.test(one) ? one : rename(one))),
    forEverybody,
  });
}

const MACHINE_ID = /^(?:\d+|[0-9a-f-]{20,})$/i;
const PERMISSION = /^[A-Za-z][\w.:/-]{1,200}$/;

/** @param word from `printGrant`, of a workspace file: nothing is believed of it. Null for what is no grant. */
export function parseGrant(word: string): Grant | null {
  try {
    const parts: unknown = JSON.parse(word);
    if (!Array.isArray(parts)) return null;
    const [appId, name, publisher, forEverybody, ...permissions] = parts as unknown[];
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    return {
      appId: text(appId),
      name: text(name),
      publisher: text(publisher),
      forEverybody: forEverybody === true,
      permissions: permissions.flatMap((one) => text(one) ?? []),
    };
  } catch {
    return null;
  }
}
