/**
 * In: activities of one slice, each with the line it was read from. Out: the slice as columns, with its words and its lines packed.
 * Guarantee: a batch carries every word that its columns point to; word 0 is "none".
 */
import { hash } from 'node:crypto';
import type { Activity } from '../../model/activity.ts';
import {
  ACTIVITY_OUTCOMES,
  ACTOR_KINDS,
  type ActivityColumns,
  emptyColumns,
  FLAG_ADMIN,
  FLAG_PAIRS,
  WORD_COLUMN_LIST,
  type WordColumn,
} from './columns.ts';

export interface RawPart {
  readonly first: number;
  readonly packed: Uint8Array<ArrayBuffer>;
}

export interface ActivityBatch {
  readonly file: number;
  readonly slice: number;
  readonly rows: number;
  readonly columns: ActivityColumns;
  /** By column: the words that its numbers stand for, from 1 on. */
  readonly words: Readonly<Record<WordColumn, readonly string[]>>;
  readonly raw: readonly RawPart[];
}

/** Longer words are cut: the whole is in the raw record. */
const MAX_WORD = 1024;
const PART_BYTES = 256 * 1024;
/** Ids that stand for themselves in whatever tenant: a GUID has 36 characters, a hash or a ULID more than 20. */
const GLOBAL_ID = 20;

/** 53 bits of a text that nobody can aim at: ids are as many as the activities, and only equality is asked of them. */
export function idHash(text: string): number {
  if (text === '') return 0;
  const digest = hash('sha256', text, 'buffer');
  return digest.readUIntBE(0, 6) * 32 + ((digest[6] ?? 0) & 31) + 1;
}

class Words {
  private readonly numbers = new Map<string, number>();
  readonly list: string[] = [];

  number(text: string | undefined): number {
    if (text === undefined || text === '') return 0;
    let number = this.numbers.get(text);
    if (number === undefined) {
      this.list.push(text.length > MAX_WORD ? text.slice(0, MAX_WORD) : text);
      number = this.list.length;
      this.numbers.set(text, number);
    }
    return number;
  }
}

interface Entry {
  readonly activity: Activity;
  readonly line: number;
  readonly raw: number;
  readonly event: number;
  readonly key: Buffer;
}

export class ActivityBatchBuilder {
  private readonly entries: Entry[] = [];
  private readonly parts: RawPart[] = [];
  private lines: string[] = [];
  private lineBytes = 0;
  private kept = 0;
  private partFirst = 0;
  private readonly pack: (raw: Uint8Array) => Uint8Array<ArrayBuffer>;

  constructor(pack: (raw: Uint8Array) => Uint8Array<ArrayBuffer>) {
    this.pack = pack;
  }

  /** @param line within the slice, from 0; @param text the line itself */
  add(activities: readonly Activity[], line: number, text: string): void {
    for (const [event, activity] of activities.entries()) {
      this.entries.push({ activity, line, raw: this.kept, event, key: keyOf(activity, text, event) });
    }
    this.lines.push(text);
    this.lineBytes += text.length + 1;
    this.kept++;
    if (this.lineBytes >= PART_BYTES) this.closePart();
  }

  private closePart(): void {
    if (this.lines.length === 0) return;
    this.parts.push({ first: this.partFirst, packed: this.pack(Buffer.from(this.lines.join('\n'), 'utf8')) });
    this.partFirst = this.kept;
    this.lines = [];
    this.lineBytes = 0;
  }

  /** @returns null when there is no activity */
  finish(file: number, slice: number): ActivityBatch | null {
    const { entries } = this;
    if (entries.length === 0) return null;
    this.closePart();
    const columns = emptyColumns(entries.length);
    const words = Object.fromEntries(WORD_COLUMN_LIST.map((name) => [name, new Words()])) as Record<WordColumn, Words>;
    for (const [row, entry] of entries.entries()) fill(columns, words, row, entry);
    return {
      file,
      slice,
      rows: entries.length,
      columns,
      words: listsOf(words),
      raw: this.parts,
    };
  }
}

function listsOf(words: Record<WordColumn, Words>): Record<WordColumn, readonly string[]> {
  const lists: Partial<Record<WordColumn, readonly string[]>> = {};
  for (const name of WORD_COLUMN_LIST) lists[name] = words[name].list;
  return lists as Record<WordColumn, readonly string[]>;
}

/** The provider's id, within its tenant unless it is unique everywhere; else the record's own bytes. */
function keyOf(activity: Activity, text: string, event: number): Buffer {
  const { id, connector, instance } = activity;
  if (id === undefined) return hash('sha256', `${connector}\n${event}\n${text}`, 'buffer');
  return hash('sha256', `${connector}\n${id.length > GLOBAL_ID ? '' : (instance ?? '')}\n${id}`, 'buffer');
}

function fill(columns: ActivityColumns, words: Record<WordColumn, Words>, row: number, entry: Entry): void {
  const { activity, key } = entry;
  const { device, place } = activity;
  const [object] = activity.objects ?? [];
  const texts: Readonly<Record<WordColumn, string | undefined>> = {
    user: activity.sourceUser,
    userId: activity.userId,
    userName: activity.userName,
    app: activity.app,
    instance: activity.instance,
    connector: activity.connector,
    operation: activity.operation,
    type: activity.activityType,
    ip: activity.sourceIp,
    country: place?.country,
    city: place?.city,
    isp: place?.isp,
    userAgent: activity.userAgent,
    device: device?.name ?? device?.id,
    os: device?.os,
    browser: device?.browser,
    object: object?.name ?? object?.id,
    objectType: object?.type,
    target: activity.target,
    clientApp: activity.clientApp,
    reason: activity.reason,
    sharing: object?.sharing,
  };
  for (const name of WORD_COLUMN_LIST) columns[name][row] = words[name].number(texts[name]);
  columns.outcome[row] = ACTIVITY_OUTCOMES.indexOf(activity.outcome);
  columns.actor[row] = activity.actorKind === undefined ? 0 : ACTOR_KINDS.indexOf(activity.actorKind) + 1;
  columns.flags[row] =
    (activity.admin ? FLAG_ADMIN : 0) |
    pair(activity.impersonated, FLAG_PAIRS.impersonated) |
    pair(device?.managed, FLAG_PAIRS.managed) |
    pair(device?.compliant, FLAG_PAIRS.compliant);
  columns.id[row] = idHash(activity.id ?? '');
  columns.session[row] = idHash(activity.sessionId ?? '');
  columns.token[row] = idHash(activity.tokenId ?? '');
  columns.correlation[row] = idHash(activity.correlationId ?? '');
  columns.same[row] = idHash(activity.sameEvent ?? '');
  columns.time[row] = Date.parse(activity.time ?? '');
  columns.line[row] = entry.line;
  columns.raw[row] = entry.raw;
  columns.event[row] = entry.event;
  columns.keyHigh[row] = key.readUInt32BE(0);
  columns.keyLow[row] = key.readUInt32BE(4);
}

/** Two bits: known to be so, known not to be so. */
function pair(value: boolean | undefined, bit: number): number {
  if (value === undefined) return 0;
  return value ? bit : bit * 2;
}
