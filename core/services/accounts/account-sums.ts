/**
 * Sums of accounts in columns, one row an account: what millions of activities pass by stays small and close together, and is told as
 * objects only when asked.
 */
import { ACTOR_KINDS } from '../../ingest/activities/columns.ts';
import { doubled } from '../../kit/doubled.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import { TripleIndex } from '../../store/activities/triple-index.ts';

/** Types whose acts are counted by account. */
export const NOTED = [
  'login',
  'login.failed',
  'file.download',
  'file.sync',
  'app.consent',
  'file.share.public',
  'file.share.external',
  'mail.forward.set',
  'mail.rule.create',
  'mail.rule.update',
  'mail.delegate.add',
  'mfa.disable',
  'key.create',
  'data.export',
] as const satisfies readonly ActivityType[];
export type NotedType = (typeof NOTED)[number];

/** Words of which an account is told each it was met with. */
export const MET = ['userId', 'country', 'ip', 'device'] as const;

/** The last of a kind: when, and which record says so. */
export interface Mark {
  readonly time: number;
  readonly pointer: number;
}

const KINDS = ACTOR_KINDS.length + 1;
const FIRST_ROWS = 256;
const NEVER = Number.NEGATIVE_INFINITY;

/** One account's sums. */
export interface AccountSum {
  /** Number of the display name's word; 0 for none. */
  readonly displayName: number;
  readonly nameTime: number;
  readonly events: number;
  readonly first: number;
  readonly last: number;
  /** Last act that did not fail. */
  readonly lastDone: Mark | null;
  readonly adminActs: number;
  readonly files: number;
  /** Activities by kind of actor, the unknown first. */
  readonly kinds: readonly number[];
  readonly counts: ReadonlyMap<NotedType, number>;
  readonly marks: ReadonlyMap<NotedType, Mark>;
}

export class AccountSums {
  events = new Uint32Array(FIRST_ROWS);
  adminActs = new Uint32Array(FIRST_ROWS);
  files = new Uint32Array(FIRST_ROWS);
  displayName = new Uint32Array(FIRST_ROWS);
  nameTime = new Float64Array(FIRST_ROWS).fill(NEVER);
  first = new Float64Array(FIRST_ROWS).fill(Number.POSITIVE_INFINITY);
  last = new Float64Array(FIRST_ROWS).fill(NEVER);
  doneTime = new Float64Array(FIRST_ROWS).fill(NEVER);
  donePointer = new Float64Array(FIRST_ROWS);
  kinds = new Uint32Array(FIRST_ROWS * KINDS);
  noted = new Uint32Array(FIRST_ROWS * NOTED.length);
  notedTime = new Float64Array(FIRST_ROWS * NOTED.length).fill(NEVER);
  notedPointer = new Float64Array(FIRST_ROWS * NOTED.length);
  /** What the row before had, by account and column of MET: most rows repeat it. */
  private lastMet = new Uint32Array(FIRST_ROWS * MET.length);
  /** Account, place in MET, word. */
  private readonly met = new TripleIndex();
  private rows = 0;

  /** Makes room. @returns the new account's row */
  add(): number {
    if (this.rows === this.events.length) this.grow();
    return this.rows++;
  }

  private grow(): void {
    this.events = doubled(this.events);
    this.adminActs = doubled(this.adminActs);
    this.files = doubled(this.files);
    this.displayName = doubled(this.displayName);
    this.nameTime = further(this.nameTime, NEVER);
    this.first = further(this.first, Number.POSITIVE_INFINITY);
    this.last = further(this.last, NEVER);
    this.doneTime = further(this.doneTime, NEVER);
    this.donePointer = doubled(this.donePointer);
    this.kinds = doubled(this.kinds);
    this.noted = doubled(this.noted);
    this.notedTime = further(this.notedTime, NEVER);
    this.notedPointer = doubled(this.notedPointer);
    this.lastMet = doubled(this.lastMet);
  }

  /** @param column place in MET */
  meet(account: number, column: number, word: number): void {
    const at = account * MET.length + column;
    if (this.lastMet[at] === word) return;
    this.lastMet[at] = word;
    if (word !== 0) this.met.numberOf(account, column, word);
  }

  /** Words that accounts were met with, by account, then place in MET. */
  words(): readonly (readonly ReadonlySet<number>[])[] {
    const found = Array.from({ length: this.rows }, () => MET.map(() => new Set<number>()));
    const { a, b, c, size } = this.met;
    for (let at = 0; at < size; at++) found[a[at] ?? 0]?.[b[at] ?? 0]?.add(c[at] ?? 0);
    return found;
  }

  /** Counts an act of one of the NOTED. */
  note(account: number, type: number, time: number, pointer: number): void {
    const at = account * NOTED.length + type;
    this.noted[at] = (this.noted[at] ?? 0) + 1;
    if (time < (this.notedTime[at] ?? 0)) return;
    this.notedTime[at] = time;
    this.notedPointer[at] = pointer;
  }

  countKind(account: number, kind: number): void {
    const at = account * KINDS + kind;
    this.kinds[at] = (this.kinds[at] ?? 0) + 1;
  }

  of(account: number): AccountSum {
    const counts = new Map<NotedType, number>();
    const marks = new Map<NotedType, Mark>();
    for (const [type, name] of NOTED.entries()) {
      const at = account * NOTED.length + type;
      if (this.noted[at] === 0) continue;
      counts.set(name, this.noted[at] ?? 0);
      marks.set(name, { time: this.notedTime[at] ?? 0, pointer: this.notedPointer[at] ?? 0 });
    }
    const done = this.doneTime[account] ?? NEVER;
    return {
      displayName: this.displayName[account] ?? 0,
      nameTime: this.nameTime[account] ?? NEVER,
      events: this.events[account] ?? 0,
      first: this.first[account] ?? 0,
      last: this.last[account] ?? 0,
      lastDone: done === NEVER ? null : { time: done, pointer: this.donePointer[account] ?? 0 },
      adminActs: this.adminActs[account] ?? 0,
      files: this.files[account] ?? 0,
      kinds: [...this.kinds.subarray(account * KINDS, (account + 1) * KINDS)],
      counts,
      marks,
    };
  }
}

/** Twice the room, the new half filled. */
function further(old: Float64Array<ArrayBuffer>, rest: number): Float64Array<ArrayBuffer> {
  return doubled(old).fill(rest, old.length);
}
