/**
 * In: one line of a log as a window of a text in which every character is one byte (latin1 decoding).
 * Out: a verdict, and for PARSED a filled EventDraft.
 * Guarantee: a parser never throws on any input and keeps no reference to a draft.
 */
import type { TrafficField } from '../../model/traffic.ts';

/** What became of a line. Everything but PARSED sets `draft.reason`. */
export const PARSED = 0;
/** Well formed, but no traffic record: headers, comments, other message types, session starts. */
export const SKIPPED = 1;
/** Not of this format, or damaged. */
export const REJECTED = 2;
export type Verdict = typeof PARSED | typeof SKIPPED | typeof REJECTED;

export const ACTION_UNKNOWN = 0;
export const ACTION_ALLOWED = 1;
export const ACTION_BLOCKED = 2;
export type ActionCode = typeof ACTION_UNKNOWN | typeof ACTION_ALLOWED | typeof ACTION_BLOCKED;

/**
 * A mutable record that one parser fills again and again. Strings are raw latin1 windows of the line; the normaliser
 * decodes UTF-8, lowers host names and drops placeholders. Numbers use -1 for "the line does not say".
 */
export class EventDraft {
  /** True when every field is wanted (parse, evidence); false on the import path, where only cube fields are. */
  wantDetail = false;

  /** Event time in ms since the epoch; NaN when absent. Wall-clock ms when `timeIsLocal`. */
  timeMs = Number.NaN;
  /** The line names no zone: the import's zone applies. */
  timeIsLocal = false;
  /** The line names no year: the normaliser picks the one that fits the file's date. */
  timeIsYearless = false;
  /** The line names no time: it has the one at which a collector received it. */
  timeIsReceipt = false;

  sourceIp = '';
  sourceUser = '';
  sourceHost = '';
  destinationHost = '';
  destinationIp = '';
  destinationPort = -1;
  url = '';
  method = '';
  status = -1;
  action: ActionCode = ACTION_UNKNOWN;
  bytesSent = -1;
  bytesReceived = -1;
  bytesTotal = -1;
  /** Transactions this line stands for (counted rows), usually 1. */
  count = 1;
  userAgent = '';
  contentType = '';
  vendorCategory = '';
  vendorApp = '';

  /** Code of the skip or reject, e.g. `shape`, `time`, `header`, `comment`, `session-start`. */
  reason = '';

  reset(): void {
    this.timeMs = Number.NaN;
    this.timeIsLocal = false;
    this.timeIsYearless = false;
    this.timeIsReceipt = false;
    this.sourceIp = '';
    this.sourceUser = '';
    this.sourceHost = '';
    this.destinationHost = '';
    this.destinationIp = '';
    this.destinationPort = -1;
    this.url = '';
    this.method = '';
    this.status = -1;
    this.action = ACTION_UNKNOWN;
    this.bytesSent = -1;
    this.bytesReceived = -1;
    this.bytesTotal = -1;
    this.count = 1;
    this.userAgent = '';
    this.contentType = '';
    this.vendorCategory = '';
    this.vendorApp = '';
    this.reason = '';
  }
}

const MAX_VERDICT = 250;
const LINE_FEED = 10;

/**
 * What a byte reader found in a line: figures as numbers, names as windows of the bytes (empty when the line does not say). Used again
 * and again; a reader that takes a line sets every field.
 */
export class LineWindows {
  /** As in EventDraft; NaN for a line that says none, which has the time of the syslog header in front of it. */
  timeMs = Number.NaN;
  timeIsLocal = false;
  timeIsYearless = false;
  action: ActionCode = ACTION_UNKNOWN;
  bytesSent = -1;
  bytesReceived = -1;
  bytesTotal = -1;
  /** As in EventDraft; whoever asks a reader sets it to 1 before. */
  count = 1;

  sourceStart = 0;
  sourceEnd = 0;
  userStart = 0;
  userEnd = 0;
  deviceStart = 0;
  deviceEnd = 0;
  destStart = 0;
  destEnd = 0;

  /**
   * The words of the line that decide what became of the request, that the line is skipped or that it is a visit to a server of one's own
   * (`inbound`): what they mean is asked of `parse` once.
   * Empty when `action` says it already.
   */
  readonly verdict = new Uint8Array(MAX_VERDICT);
  verdictEnd = 0;

  beginVerdict(): void {
    this.verdictEnd = 0;
  }

  /** Adds a word, empty or not. @returns false when there is no room for it: the line is not plain */
  addVerdict(bytes: Uint8Array, start: number, end: number): boolean {
    let to = this.verdictEnd;
    if (to + (end - start) + 1 > MAX_VERDICT) return false;
    for (let at = start; at < end; at++) this.verdict[to++] = bytes[at] ?? 0;
    // No line holds one.
    this.verdict[to++] = LINE_FEED;
    this.verdictEnd = to;
    return true;
  }
}

/** What the syslog stripper found in front of the message; parsers whose lines carry no time of their own use it. */
export interface SyslogHeader {
  /** Where the message starts in the text. */
  start: number;
  /** Header time, same meaning as EventDraft.timeMs; NaN when there is none. */
  timeMs: number;
  timeIsLocal: boolean;
  timeIsYearless: boolean;
  host: string;
  tag: string;
}

/** A parser may hold state between lines (W3C `#Fields`, ASA built connections); one instance serves one file in order. */
export interface LineParser {
  /**
   * Reads text[start, end) (syslog header already behind `start`, line end and CR excluded) into `out`, which is reset.
   * @returns PARSED, or SKIPPED/REJECTED with `out.reason` set.
   */
  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict;
  /**
   * Reads the plain form of a whole line (bytes[start, end), or what stands behind a plain syslog header) without making a string of
   * it, and declines whatever is not plain. A line whose action or names a header in front could change is not plain, nor is one whose own time could be. True promises that `parse` of the line says PARSED with the same time, action, measures and
   * transactions, and no reason (or, where there is a verdict, whatever it says of any line with that verdict), that the format claims the
   * line with certainty or holds directives for it, and that each name depends on its own window and on nothing else; what a window's
   * bytes mean is asked of `parse` once.
   * @returns true when `out` is filled
   */
  readBytes?(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean;
  /**
   * The same, of whole lines only that begin as no header, no mark of a format (`leads`), no program's name and no quoted line does: asked
   * before any of those is looked for. A test holds every format to it.
   */
  readFirst?(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean;
  /** Directive state as a short string, so that another thread can go on in the middle of a file ('' when none yet). */
  saveState?(): string;
  restoreState?(state: string): void;
}

/** How sure we are of a layout: seen on real lines, written from vendor documents, neither, or described by the user. */
export type FormatGrade = 'verified' | 'documented' | 'unverified' | 'own';

export interface Certainty {
  readonly from: number;
  readonly rivals?: readonly string[];
}

export interface TrafficFormat {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly grade: FormatGrade;
  /** Where the layout is published. */
  readonly source: string;
  /** Fields its lines can give. A measure that is not listed is unknown, never 0. */
  readonly fields: readonly TrafficField[];
  /** `line`: any line alone; `directive`: header lines change how later lines read; `sequential`: lines in order only. */
  readonly split: 'line' | 'directive' | 'sequential';
  /**
   * Cheap test whether one line (syslog header stripped) looks like this format; used for detection and for relays'
   * files that mix products. Returns 0 (no) to 1 (nothing else looks like this).
   */
  claim(text: string, start: number, end: number): number;
  /**
   * Words of which every line holds one that is claimed and does not begin with a brace or an `@`: a line without any need not be asked about.
   * Absent: any line may be claimed. A test holds every format to it over all samples, whole and damaged.
   */
  readonly claimWords?: readonly string[];
  /** With `claimWords`: rows of column names (csv-header/header.ts) may be claimed whatever words they hold. */
  readonly claimsHeaders?: true;
  /**
   * What settles a line for this format without asking the others, so that a run of such lines needs few claims:
   * `parsed`: another format never claims a line more that this one's parser reads;
   * `claimed`: another format never claims a line with certainty that this one claims with certainty;
   * `from`: another format never claims a line more that this one claims so much, but for its `rivals` (ids), which are asked.
   * A test holds every format to it over all samples.
   */
  readonly certain?: 'parsed' | 'claimed' | Certainty;
  /**
   * Marks that lines of this format begin with, behind a syslog header, and no other's: such a line is this format's, whatever it quotes of
   * others. Of several formats' marks the earlier format's counts.
   */
  readonly leads?: readonly string[];
  /** Agents on devices write it: a stream of it is an endpoint stream, which the global view leaves out at first. */
  readonly fromEndpoints?: boolean;
  /**
   * Its lines are JSON objects, or some of them are; absent: none is. Lines of unknown files that begin with a brace are offered to
   * these formats only, and others not to those that read nothing else. A test holds every format to it over all samples.
   */
  readonly objects?: 'only' | 'too';
  /**
   * The claim to a line that begins with a brace hangs on nothing but which key sets it holds (keyed/json-keys.ts): it stays the same from
   * line to line of a log. A test holds every format to it over all samples.
   */
  readonly claimsByKeys?: true;
  /**
   * Of a format that claims objects, and not by their keys alone: the least and the most that it claims of an object with the keys of this
   * one. Absent where `claimsByKeys` is not, anything else may be claimed.
   */
  claimBounds?(text: string, start: number, end: number): readonly [least: number, most: number];
  /** What `claim` looked for, in words for the user: "ten columns, second a TCP_… result code". */
  readonly signature: string;
  createParser(): LineParser;
}
