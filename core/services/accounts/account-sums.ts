/**
 * Sums of accounts in columns, one row an account: what millions of activities pass by stays small and close together, and is told as
 * objects only when asked.
 */
import { ACTOR_KINDS } from '../../ingest/activities/columns.ts';
import { lengthened } from '../../kit/doubled.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';
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
type MetName = (typeof MET)[number];

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
  /** Types of the NOTED that it did, with the last of each. A list: of tens of thousands of accounts maps would be most of the work. */
  readonly noted: readonly Noted[];
}

/** Acts of one type, and the last of them. */
export interface Noted {
  readonly type: NotedType;
  readonly count: number;
  readonly mark: Mark;
}

/** Columns as they are stored, with their values an account. */
const WORD_COLUMNS = { events: 1, adminActs: 1, files: 1, displayName: 1, kinds: KINDS, noted: NOTED.length } as const;
const NUMBER_COLUMNS = {
  nameTime: 1,
  first: 1,
  last: 1,
  doneTime: 1,
  donePointer: 1,
  notedTime: NOTED.length,
  notedPointer: NOTED.length,
} as const;

function widthsOf<N extends string>(table: Readonly<Record<N, number>>): readonly (readonly [N, number])[] {
  return Object.entries(table) as [N, number][];
}

const NONE = new Uint32Array(0);

/** Words that accounts were met with, each once: side by side in one list, as accounts and their addresses are too many for sets. */
export class MetWords {
  private readonly words: Uint32Array;
  /** By account × the length of MET + place in MET, one on. */
  private readonly ends: Uint32Array;
  private stamps = NONE;
  private stamp = 0;

  constructor({ a, b, c, size }: Pick<TripleIndex, 'a' | 'b' | 'c' | 'size'>, accounts: number) {
    const places = accounts * MET.length;
    const ends = new Uint32Array(places + 1);
    const placeOf = (at: number): number => (a[at] ?? 0) * MET.length + (b[at] ?? 0);
    for (let at = 0; at < size; at++) ends[placeOf(at) + 1] = (ends[placeOf(at) + 1] ?? 0) + 1;
    for (let place = 0; place < places; place++) ends[place + 1] = (ends[place + 1] ?? 0) + (ends[place] ?? 0);
    const next = ends.slice();
    const words = new Uint32Array(size);
    for (let at = 0; at < size; at++) {
      const place = placeOf(at);
      words[next[place] ?? 0] = c[at] ?? 0;
      next[place] = (next[place] ?? 0) + 1;
    }
    this.words = words;
    this.ends = ends;
  }

  of(account: number, name: MetName): Uint32Array {
    const place = account * MET.length + MET.indexOf(name);
    const [start = 0, end = 0] = [this.ends[place], this.ends[place + 1]];
    return start === end ? NONE : this.words.subarray(start, end);
  }

  /** How many words several accounts were met with. Each is stamped when it is counted, which needs no set of them. */
  count(accounts: readonly number[], name: MetName): number {
    const column = MET.indexOf(name);
    if (this.stamps.length === 0) this.stamps = new Uint32Array(this.words.reduce((a, b) => Math.max(a, b), 0) + 1);
    this.stamp++;
    let count = 0;
    for (const account of accounts) {
      const place = account * MET.length + column;
      const end = this.ends[place + 1] ?? 0;
      for (let at = this.ends[place] ?? 0; at < end; at++) {
        const word = this.words[at] ?? 0;
        if (this.stamps[word] === this.stamp) continue;
        this.stamps[word] = this.stamp;
        count++;
      }
    }
    return count;
  }
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
  private met = new TripleIndex();
  private rows = 0;

  save(): SumColumns {
    const { rows, met } = this;
    return {
      ...Object.fromEntries(widthsOf(WORD_COLUMNS).map(([name, width]) => [name, this[name].slice(0, rows * width)])),
      ...Object.fromEntries(widthsOf(NUMBER_COLUMNS).map(([name, width]) => [name, this[name].slice(0, rows * width)])),
      metAccount: met.a.slice(0, met.size),
      metColumn: Uint8Array.from(met.b.subarray(0, met.size)),
      metWord: met.c.slice(0, met.size),
    };
  }

  /** @param rows accounts */
  load(stored: StoredSum, rows: number): void {
    this.makeRoom(rows);
    this.rows = rows;
    for (const [name] of widthsOf(WORD_COLUMNS)) this[name].set(stored.words(name));
    for (const [name] of widthsOf(NUMBER_COLUMNS)) this[name].set(stored.numbers(name));
    const columns = Uint32Array.from(stored.bytes('metColumn'));
    this.met = TripleIndex.of(stored.words('metAccount'), columns, stored.words('metWord'));
  }

  /** Makes room. @returns the new account's row */
  add(): number {
    if (this.rows === this.events.length) this.makeRoom(this.rows * 2);
    return this.rows++;
  }

  private makeRoom(rows: number): void {
    if (rows <= this.events.length) return;
    this.events = lengthened(this.events, rows);
    this.adminActs = lengthened(this.adminActs, rows);
    this.files = lengthened(this.files, rows);
    this.displayName = lengthened(this.displayName, rows);
    this.nameTime = lengthened(this.nameTime, rows, NEVER);
    this.first = lengthened(this.first, rows, Number.POSITIVE_INFINITY);
    this.last = lengthened(this.last, rows, NEVER);
    this.doneTime = lengthened(this.doneTime, rows, NEVER);
    this.donePointer = lengthened(this.donePointer, rows);
    this.kinds = lengthened(this.kinds, rows * KINDS);
    this.noted = lengthened(this.noted, rows * NOTED.length);
    this.notedTime = lengthened(this.notedTime, rows * NOTED.length, NEVER);
    this.notedPointer = lengthened(this.notedPointer, rows * NOTED.length);
    this.lastMet = lengthened(this.lastMet, rows * MET.length);
  }

  /** @param column place in MET */
  meet(account: number, column: number, word: number): void {
    const at = account * MET.length + column;
    if (this.lastMet[at] === word) return;
    this.lastMet[at] = word;
    if (word !== 0) this.met.numberOf(account, column, word);
  }

  words(): MetWords {
    return new MetWords(this.met, this.rows);
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

  /** A plain loop: accounts are tens of thousands, and spreading a typed array is slow. */
  private kindsOf(account: number): readonly number[] {
    const kinds = new Array<number>(KINDS);
    for (let kind = 0; kind < KINDS; kind++) kinds[kind] = this.kinds[account * KINDS + kind] ?? 0;
    return kinds;
  }

  of(account: number): AccountSum {
    const noted: Noted[] = [];
    for (let place = 0; place < NOTED.length; place++) {
      const type = NOTED[place];
      const at = account * NOTED.length + place;
      const count = this.noted[at] ?? 0;
      if (type === undefined || count === 0) continue;
      noted.push({ type, count, mark: { time: this.notedTime[at] ?? 0, pointer: this.notedPointer[at] ?? 0 } });
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
      kinds: this.kindsOf(account),
      noted,
    };
  }
}
