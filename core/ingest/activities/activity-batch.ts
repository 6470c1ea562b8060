/**
 * In: activities of one slice, each with the line it was read from. Out: the slice as columns, with its words and its lines packed.
 * Guarantee: a batch and the earlier ones of its parser carry every word that its columns point to; word 0 is "none".
 */
import { createHash, hash } from 'node:crypto';
import {
  auditIdOf,
  eventId,
  isAdminEvent,
  provable,
  type ReadEvent,
  recordFacts,
  toActivity,
} from '../../connectors/index.ts';
import { LEFT_OUT, PRIVATE, type ScopeVerdict } from '../../enrich/index.ts';
import { APPLIED_ACTIONS } from '../../model/activity.ts';
import type { Disguise } from '../slice/disguise.ts';
import {
  ACTIVITY_OUTCOMES,
  ACTOR_KINDS,
  type ActivityColumns,
  COLUMN_LIST,
  DEVICE_PAIRS,
  emptyColumns,
  FLAG_ADMIN,
  FLAG_PAIRS,
  SIGN_IN_PAIRS,
  type WordColumn,
} from './columns.ts';
import { disguiseWords, type SealedWord } from './disguise-words.ts';
import { idHash } from './id-hash.ts';
import { KeptLines } from './kept-lines.ts';
import { recordGrams } from './record-grams.ts';
import { type FreshLists, MAX_WORD, takeFresh, type WordLists, WordMemory } from './word-memory.ts';

export interface RawPart {
  readonly first: number;
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly lines: number;
  /** What they hold; null of an anonymised stream, whose words are nowhere in clear. */
  readonly grams: Uint8Array<ArrayBuffer> | null;
}

export interface ActivityBatch {
  /** The first, where it holds several small ones. */
  readonly file: number;
  readonly slice: number;
  readonly rows: number;
  readonly columns: ActivityColumns;
  /** By column: the words that the parser's numbers stand for, as far as no earlier batch of the import brought them. */
  readonly words: FreshLists;
  readonly raw: readonly RawPart[];
  /** Of an anonymised stream: what stands behind the tokens among its words. */
  readonly sealed: readonly SealedWord[];
}

const PART_BYTES = 256 * 1024;
/** More than there are types. */
const TYPES = 1024;
/** Ids that stand for themselves in whatever tenant: a GUID has 36 characters, a hash or a ULID more than 20. */
const GLOBAL_ID = 20;
/** The connector of Microsoft 365's unified audit log. */
const AUDIT_LOG = 'm365-ual';
/** Room for somewhat more rows than the slice before had. */
const SPARE_ROWS = 1.1;

/** 53 bits of what joins records of several connectors: nobody can aim at it. @param digest SHA-256 */
function eventHash(digest: string): number {
  const low = halfAt(digest, 2);
  return (
    (digest.charCodeAt(0) * 2 ** 40 + digest.charCodeAt(1) * 2 ** 32 + low) * 32 + (digest.charCodeAt(6) & 31) || 1
  );
}

/** Digests as text, one character a byte: several times sooner made than a buffer. */
const BYTES = 'binary';

/** 32 bits of such a digest. */
function halfAt(digest: string, at: number): number {
  const of = (place: number): number => digest.charCodeAt(at + place);
  return ((of(0) << 24) | (of(1) << 16) | (of(2) << 8) | of(3)) >>> 0;
}

export class ActivityBatchBuilder {
  private columns: ActivityColumns;
  private rows = 0;
  private readonly words: WordLists;
  private readonly parts: RawPart[] = [];
  private readonly lines = new KeptLines();
  private kept = 0;
  private partFirst = 0;
  private readonly pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null;
  /** Which proofs records may hold, by the numbers of their operation and type. */
  private readonly among = new Map<number, number>();

  private readonly disguise: Disguise | null;
  private readonly keyed: (id: string) => string;
  private readonly memory: WordMemory;

  /** @param pack null: the lines are not kept; @param disguise of an anonymised stream; @param memory of the parser, for its import */
  constructor(
    pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null,
    disguise: Disguise | null = null,
    memory = new WordMemory(),
  ) {
    this.memory = memory;
    this.columns = emptyColumns(memory.rows);
    this.words = memory.ofSlice();
    this.pack = pack;
    this.disguise = disguise;
    this.keyed = disguise ? (id) => (id === '' ? id : disguise.mark('Id', id)) : (id) => id;
  }

  /**
   * @param line within the slice, from 0
   * @param bytes of the line itself, without its end; must stay as they are until `finish`
   * @param text the same line
   * @param verdicts what becomes of each event; null: all are stored
   * @param fileStep how many files behind the batch's own it stands in
   */
  add(
    events: readonly ReadEvent[],
    line: number,
    bytes: Buffer,
    text: string,
    verdicts: readonly ScopeVerdict[] | null = null,
    fileStep = 0,
  ): void {
    // Columns are filled at once: what the connector made of the record can go.
    for (let at = 0; at < events.length; at++) {
      const event = events[at];
      if (event === undefined) break;
      if (verdicts?.[at] === LEFT_OUT) continue;
      if (this.rows === this.columns.time.length) this.columns = resized(this.columns, this.rows * 2);
      const { columns, rows: row } = this;
      fillWords(columns, this.words, row, event);
      fillRest(columns, row, event, this.keyed);
      this.lookInto(event, row, text);
      const name = keyNameOf(event);
      const digest = name === '' ? ownDigest(event, bytes, at) : hash('sha256', name, BYTES);
      columns.same[row] = this.sameOf(event.draft.sameEvent, name, digest);
      const key = this.keyOf(digest);
      columns.keyHigh[row] = halfAt(key, 0);
      columns.keyLow[row] = halfAt(key, 4);
      columns.line[row] = line;
      columns.raw[row] = this.kept;
      columns.event[row] = at;
      columns.fileStep[row] = fileStep;
      if (verdicts?.[at] === PRIVATE) columns.private[row] = 1;
      this.rows++;
    }
    this.kept++;
    if (this.pack === null) return;
    this.lines.add(bytes);
    if (this.lines.bytes >= PART_BYTES) this.closePart();
  }

  /** Keeps what other views need of the record itself. */
  private lookInto(event: ReadEvent, row: number, record: string): void {
    const { columns, words } = this;
    const pair = (columns.operation[row] ?? 0) * TYPES + (columns.type[row] ?? 0);
    const { activityType, operation } = event.draft;
    let among = this.among.get(pair);
    if (among === undefined) {
      among = provable(activityType, operation.slice(0, MAX_WORD));
      this.among.set(pair, among);
    }
    const { proofs, grant } = recordFacts(activityType, () => toActivity(event, 1), record, among);
    columns.proofs[row] = proofs;
    if (grant !== '') columns.grant[row] = words.grant.number(grant);
  }

  /** Only who holds the key can tell whether a record of an anonymised stream is a certain one. */
  private keyOf(digest: string): string {
    const { disguise } = this;
    return disguise ? hash('sha256', disguise.mark('Id', Buffer.from(digest, BYTES).toString('hex')), BYTES) : digest;
  }

  /** @param name what the record is told apart by, with its digest: for some it is the event's name as well */
  private sameOf(sameEvent: string, name: string, digest: string): number {
    if (sameEvent === '') return 0;
    if (this.disguise !== null) return eventHash(hash('sha256', this.keyed(sameEvent), BYTES));
    const digested = digestedName(sameEvent);
    return eventHash(digested === name ? digest : hash('sha256', digested, BYTES));
  }

  private closePart(): void {
    if (this.lines.count === 0 || this.pack === null) return;
    const { count: lines } = this.lines;
    const raw = this.lines.take();
    const grams = this.disguise === null ? recordGrams(raw) : null;
    this.parts.push({ first: this.partFirst, packed: this.pack(raw), lines, grams });
    this.partFirst = this.kept;
  }

  /** @returns null when there is no activity */
  finish(file: number, slice: number): ActivityBatch | null {
    const { rows } = this;
    if (rows === 0) return null;
    this.closePart();
    // Slices are of one size: the next one has about as many.
    this.memory.rows = Math.ceil(rows * SPARE_ROWS);
    const fresh = takeFresh(this.words);
    const { words, sealed } = this.disguise ? disguiseWords(fresh, this.disguise) : { words: fresh, sealed: [] };
    return { file, slice, rows, columns: resized(this.columns, rows), words, raw: this.parts, sealed };
  }
}

/** The columns with another number of rows. */
function resized(columns: ActivityColumns, rows: number): ActivityColumns {
  const out = emptyColumns(rows);
  for (const name of COLUMN_LIST) out[name].set(columns[name].subarray(0, rows));
  return out;
}

/** The provider's id, within its tenant unless it is unique everywhere; '' for a record without one. */
function keyNameOf(event: ReadEvent): string {
  const id = eventId(event);
  return id === '' ? '' : keyName(event.connector.id, event.draft.instance, id);
}

function keyName(connector: string, instance: string, id: string): string {
  return `${connector}\n${id.length > GLOBAL_ID ? '' : instance}\n${id}`;
}

/** Records of Microsoft 365 go by the name that their own log's are told apart by: one digest serves for both. */
function digestedName(sameEvent: string): string {
  const auditId = auditIdOf(sameEvent);
  return auditId === '' ? sameEvent : keyName(AUDIT_LOG, '', auditId);
}

/** What stands for an id: the record's own bytes, and which of its events it is. */
function ownDigest({ connector }: ReadEvent, bytes: Buffer, at: number): string {
  return createHash('sha256').update(`${connector.id}\n${at}\n`).update(bytes).digest(BYTES);
}

function fillWords(columns: ActivityColumns, words: WordLists, row: number, event: ReadEvent): void {
  const { draft, connector } = event;
  const { device, place } = draft;
  const object = draft.objects[0];
  const set = (name: WordColumn, text: string): void => {
    if (text !== '') columns[name][row] = words[name].number(text);
  };
  set('user', draft.sourceUser);
  set('userId', draft.userId);
  set('userName', draft.userName);
  set('app', draft.app === '' ? connector.app : draft.app);
  set('instance', draft.instance);
  set('connector', connector.id);
  set('operation', draft.operation);
  set('type', draft.activityType);
  set('ip', draft.sourceIp);
  set('userAgent', draft.userAgent);
  set('target', draft.target);
  set('clientApp', draft.clientApp);
  set('reason', draft.reason);
  if (place !== undefined) {
    set('country', place.country ?? '');
    set('city', place.city ?? '');
    set('isp', place.isp ?? '');
  }
  if (device !== undefined) {
    set('device', device.name ?? device.id ?? '');
    set('os', device.os ?? '');
    set('browser', device.browser ?? '');
  }
  if (object !== undefined) {
    set('object', object.name ?? object.id ?? '');
    set('objectType', object.type);
    set('sharing', object.sharing ?? '');
    set('owner', object.owner ?? personalSiteOf(object.id));
    set('folder', object.parent ?? '');
  }
}

/** A OneDrive address names its owner as `…/personal/alice_example_com/…`; '' for any other. */
function personalSiteOf(id: string | undefined): string {
  if (id === undefined) return '';
  const start = id.indexOf(PERSONAL);
  if (start < 0 || !id.startsWith('https://')) return '';
  const end = id.indexOf('/', start + PERSONAL.length);
  return id.slice(start + PERSONAL.length, end < 0 ? undefined : end);
}
const PERSONAL = '/personal/';

function fillRest(columns: ActivityColumns, row: number, event: ReadEvent, keyed: (id: string) => string): void {
  const { draft } = event;
  columns.outcome[row] = ACTIVITY_OUTCOMES.indexOf(draft.outcome);
  columns.actor[row] = draft.actorKind === undefined ? 0 : ACTOR_KINDS.indexOf(draft.actorKind) + 1;
  columns.flags[row] =
    (isAdminEvent(event) ? FLAG_ADMIN : 0) |
    pair(draft.impersonated, FLAG_PAIRS.impersonated) |
    pair(draft.device?.managed, FLAG_PAIRS.managed) |
    pair(draft.device?.compliant, FLAG_PAIRS.compliant);
  columns.deviceFlags[row] =
    pair(draft.device?.hybridJoined, DEVICE_PAIRS.hybridJoined) |
    pair(draft.device?.certificate, DEVICE_PAIRS.certificate);
  columns.applied[row] = draft.appliedAction === undefined ? 0 : APPLIED_ACTIONS.indexOf(draft.appliedAction) + 1;
  columns.signIn[row] = pair(draft.mfa, SIGN_IN_PAIRS.mfa) | pair(draft.legacyAuth, SIGN_IN_PAIRS.legacyAuth);
  columns.id[row] = idHash(keyed(eventId(event)));
  columns.session[row] = idHash(keyed(draft.sessionId));
  columns.token[row] = idHash(keyed(draft.tokenId));
  columns.correlation[row] = idHash(keyed(draft.correlationId));
  columns.objectId[row] = idHash(keyed(draft.objects[0]?.id ?? ''));
  columns.time[row] = draft.timeMs;
  columns.bytes[row] = draft.bytes;
}

/** Two bits: known to be so, known not to be so. */
function pair(value: boolean | undefined, bit: number): number {
  if (value === undefined) return 0;
  return value ? bit : bit * 2;
}
