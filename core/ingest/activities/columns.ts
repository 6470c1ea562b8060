/** The columns of a block of activities: their numbers on disk, how they lie in memory, and what kind of word they point to. */

/** Columns that point to words; the number is the kind's and the column's, and never given twice. */
export const WORD_COLUMNS = {
  user: 1,
  userId: 2,
  userName: 3,
  app: 4,
  instance: 5,
  connector: 6,
  operation: 7,
  type: 8,
  ip: 9,
  country: 10,
  city: 11,
  isp: 12,
  userAgent: 13,
  device: 14,
  os: 15,
  browser: 16,
  object: 17,
  objectType: 18,
  target: 19,
  clientApp: 20,
  reason: 21,
  sharing: 22,
  /** Of the first object. */
  owner: 23,
  /** What the record of a consent grants; '' for other activities. Older blocks have none. */
  grant: 24,
  /** What the first object, a file or folder, lies in. Older blocks have none. */
  folder: 25,
} as const;
export type WordColumn = keyof typeof WORD_COLUMNS;

/** Columns of bytes. */
export const BYTE_COLUMNS = {
  /** ACTIVITY_OUTCOMES. */
  outcome: 40,
  /** ACTOR_KINDS plus one; 0: unknown. */
  actor: 41,
  /** FLAG_… below. */
  flags: 42,
  /** FIRST, REPEATED or SEEN_ELSEWHERE. */
  mark: 43,
  /** DEVICE_… below. */
  deviceFlags: 44,
  /** SIGN_IN_PAIRS. */
  signIn: 45,
  /** 1: of a user of a group whose activities are private, as the groups were when it was read. Older blocks have none. */
  private: 46,
  /** APPLIED_ACTIONS plus one; 0: the record does not say. Older blocks have none. */
  applied: 47,
} as const;
export type ByteColumn = keyof typeof BYTE_COLUMNS;

/** Columns of 53-bit hashes of ids that are as many as the activities; 0: none. */
export const HASH_COLUMNS = { id: 50, session: 51, token: 52, correlation: 53, same: 54, objectId: 55 } as const;
export type HashColumn = keyof typeof HASH_COLUMNS;

/** What is stored beside columns of ids that can be asked for, to tell which blocks may have one. Older blocks have none. */
export const HASH_FILTERS = { id: 70, session: 71, token: 72, correlation: 73, objectId: 75 } as const;
export type FilteredHash = keyof typeof HASH_FILTERS;

/** What the kept records may hold (`record-grams.ts`), stored beside the columns: not of anonymised streams. Older blocks have none. */
export const RECORD_GRAMS = 80;

export const OTHER_COLUMNS = {
  /** Milliseconds since the epoch. */
  time: 60,
  /** Line within the slice, from 0. */
  line: 61,
  /** Kept line within the block, and which of its activities. */
  raw: 62,
  event: 63,
  /** What identifies the activity among all: two halves of 64 bits. */
  keyHigh: 64,
  keyLow: 65,
  /** Bits of what the record proves. Older blocks do not have it, nor do they have grants: whether it is stored says which they are. */
  proofs: 68,
  /** Of the data that was handed over; 0: the record does not say. Older blocks have none. */
  bytes: 67,
  /** How many files behind the block's own the record stood in: a block may hold many small ones. Older blocks have none. */
  fileStep: 69,
} as const;

export const FLAG_ADMIN = 1;
/** Each of these comes as a pair: known to be so, known not to be so. */
export const FLAG_PAIRS = { impersonated: 2, managed: 8, compliant: 32 } as const;
/** The same in a column of their own: older blocks do not have it. */
export const DEVICE_PAIRS = { hybridJoined: 1, certificate: 4 } as const;

/** The same, of the column signIn. */
export const SIGN_IN_PAIRS = { mfa: 1, legacyAuth: 4 } as const;

/** @param yes bit of "known to be so"; the next one is "known not to be so" */
export function pairOf(value: number, yes: number): boolean | null {
  if ((value & yes) !== 0) return true;
  return (value & (yes * 2)) !== 0 ? false : null;
}

export const ACTIVITY_OUTCOMES = ['unknown', 'success', 'failure'] as const;
export const ACTOR_KINDS = ['user', 'admin', 'app', 'system', 'anonymous'] as const;

/** The first that was stored of an event. */
export const FIRST = 0;
/** The same record as an earlier one: not shown. */
export const REPEATED = 1;
/** Another connector's record of an event that is stored already: shown with it, counted once. */
export const SEEN_ELSEWHERE = 2;

export type ActivityColumns = Readonly<
  Record<WordColumn, Uint32Array<ArrayBuffer>> &
    Record<ByteColumn, Uint8Array<ArrayBuffer>> &
    Record<HashColumn, Float64Array<ArrayBuffer>> & {
      time: Float64Array<ArrayBuffer>;
      line: Uint32Array<ArrayBuffer>;
      raw: Uint32Array<ArrayBuffer>;
      event: Uint32Array<ArrayBuffer>;
      keyHigh: Uint32Array<ArrayBuffer>;
      keyLow: Uint32Array<ArrayBuffer>;
      proofs: Uint32Array<ArrayBuffer>;
      bytes: Float64Array<ArrayBuffer>;
      fileStep: Uint32Array<ArrayBuffer>;
    }
>;
export type ActivityColumn = keyof ActivityColumns;
/** Columns with few values: words and bytes. */
export type ValueColumn = WordColumn | ByteColumn;

export function isValueColumn(name: ActivityColumn): name is ValueColumn {
  return Object.hasOwn(WORD_COLUMNS, name) || Object.hasOwn(BYTE_COLUMNS, name);
}

/** Number of each column on disk. */
export const COLUMN_NUMBERS: Readonly<Record<ActivityColumn, number>> = {
  ...WORD_COLUMNS,
  ...BYTE_COLUMNS,
  ...HASH_COLUMNS,
  ...OTHER_COLUMNS,
};
export const COLUMN_LIST = Object.keys(COLUMN_NUMBERS) as readonly ActivityColumn[];
export const WORD_COLUMN_LIST = Object.keys(WORD_COLUMNS) as readonly WordColumn[];

/** Fresh, zeroed columns of `rows` values. */
export function emptyColumns(rows: number): ActivityColumns {
  return Object.fromEntries(COLUMN_LIST.map((name) => [name, emptyColumn(name, rows)])) as unknown as ActivityColumns;
}

export function emptyColumn<C extends ActivityColumn>(name: C, rows: number): ActivityColumns[C];
export function emptyColumn(name: ActivityColumn, rows: number): ActivityColumns[ActivityColumn] {
  const number = COLUMN_NUMBERS[name];
  if (name === 'time' || name === 'bytes' || Object.hasOwn(HASH_COLUMNS, name)) return new Float64Array(rows);
  return number >= 40 && number < 50 ? new Uint8Array(rows) : new Uint32Array(rows);
}
