/**
 * In: a line as a window of a latin1 text. Out: a verdict and the normalised draft.
 * Guarantee: the one place where syslog stripping, parsing, normalising and direction come together, for imports, previews,
 * `parse` and evidence alike, so that a line always reads the same way.
 */

import { AppError } from '../../contract/errors.ts';
import { EXCLUDED, Exclusions } from '../../enrich/index.ts';
import { createZone, type Zone } from '../../kit/zone.ts';
import { type AutoParser, autoParsers } from '../detect/auto.ts';
import {
  EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  REJECTED,
  SKIPPED,
  type Verdict,
} from '../formats/api.ts';
import { findCode } from '../formats/shared/fields.ts';
import { MAX_LINE_BYTES } from '../frames/cut.ts';
import { readBehindWords } from '../normalize/cut-header.ts';
import {
  createDirectionProfile,
  type Direction,
  type DirectionProfile,
  directionOf,
  isOwnDestination,
} from '../normalize/direction.ts';
import { type NormalizeContext, normalizeDraft } from '../normalize/normalize.ts';
import { isQuotedLine, unescapedLine, unquotedLine } from '../normalize/quoted.ts';
import { BROKEN_MARK, CONTINUED_MARK } from '../normalize/record-marks.ts';
import { multiply, repeatedMessage } from '../normalize/repeated.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';
import { MAX_FUTURE_MS, normalizeTime } from '../normalize/time.ts';
import { WallClock } from '../normalize/wall-clock.ts';
import { WrappedLines } from '../normalize/wrapped.ts';
import { LineBytes, type LinePart } from './line-bytes.ts';
import { lineStop } from './line-stop.ts';
import type { ReadingOptions } from './reading-options.ts';

/** Cells hold seconds in 32 bits; a file dated later than they reach (2106) has no plausible date. */
const LATEST_FILE_MS = (2 ** 32 - 1) * 1000 - MAX_FUTURE_MS;

const HASH = 35;
const COLON = 58;
const SPACE = 32;
const AT = 64;
const OPEN_BRACE = 123;

export const BLANK = 3;
export type LineVerdict = Verdict | typeof BLANK;

export class LineReader {
  readonly draft = new EventDraft();
  /** Some line named no zone, so the reading depends on the import's zone. */
  sawLocalTime = false;
  private readonly header = createSyslogHeader();
  private readonly options: ReadingOptions;
  private readonly own: DirectionProfile;
  /** Whom to leave out; null where that is nobody. */
  readonly exclusions: Exclusions | null;
  private readonly zone: Zone;
  private parser: LineParser;
  private auto: AutoParser | null;
  private readonly newAuto: () => AutoParser;
  private readonly single: string;
  /** Its user described where each part of a line stands. */
  private readonly isOwn: boolean;
  /** Tells times that the clock shows twice apart, by the lines before. */
  clock: WallClock;
  private context: NormalizeContext;
  /** What the line at hand is normalised by: the file's context unless the line comes with a date of its own. */
  private lineContext: NormalizeContext;
  private readonly wrapped = new WrappedLines();
  private readonly found = new LineBytes(this.wrapped);
  private readonly innerHeader = createSyslogHeader();

  constructor(options: ReadingOptions) {
    this.options = options;
    this.draft.wantDetail = options.wantDetail;
    this.own = createDirectionProfile(options.profile.internalRanges, options.profile.managedDomains);
    const exclusions = options.profile.excluded ? new Exclusions(options.profile.excluded) : null;
    this.exclusions = exclusions?.isEmpty === false ? exclusions : null;
    const zone = createZone(options.zone);
    if (!zone) {
      throw new AppError(
        'zone.unknown',
        `"${options.zone}" is not a time zone. Use a name such as Europe/Berlin or UTC.`,
        { zone: options.zone },
      );
    }
    this.zone = zone;
    this.clock = new WallClock(zone);
    this.isOwn = options.formats.length === 1 && options.formats[0]?.grade === 'own';
    this.single = options.formats.length === 1 ? (options.formats[0]?.id ?? '') : '';
    this.auto = null;
    this.newAuto = autoParsers(options.formats);
    this.parser = this.newParser();
    this.context = this.newContext(Date.now());
    this.lineContext = this.context;
  }

  private newParser(): LineParser {
    const only = this.options.formats.length === 1 ? this.options.formats[0] : undefined;
    this.auto = only ? null : this.newAuto();
    return only ? only.createParser() : (this.auto as AutoParser);
  }

  private newContext(fileDateMs: number, isReceived = false): NormalizeContext {
    const clock = new WallClock(this.zone, isReceived ? fileDateMs : undefined);
    this.clock = clock;
    return {
      zoneOffset: (wallMs) => clock.offset(wallMs),
      onInstant: (instantMs) => clock.settle(instantMs),
      fileDateMs,
      ...(isReceived ? { receivedMs: fileDateMs } : {}),
      requireTime: this.options.requireTime,
    };
  }

  /** What `readBytes` found. */
  get windows(): LineWindows {
    return this.found.windows;
  }

  /** What `windows` are windows of; until the next line is read from bytes. */
  get windowBytes(): Uint8Array {
    return this.found.bytes;
  }

  /** A window as text, one byte a character. */
  windowText(start: number, end: number): string {
    const { buffer, byteOffset } = this.found.bytes;
    return Buffer.from(buffer, byteOffset + start, Math.max(0, end - start)).toString('latin1');
  }

  /** What name evidence added to the line just read, in words; '' for nothing. */
  get namedBy(): string {
    return this.options.names?.namedBy ?? '';
  }

  /** The transaction just read goes to the organisation itself: only then can it be inbound or internal. */
  get ownDestination(): boolean {
    return this.draft.reason === 'inbound' || isOwnDestination(this.draft, this.own);
  }

  /** Which way the transaction just read went. */
  get direction(): Direction {
    return directionOf(this.draft, this.own);
  }

  /**
   * Forgets parser state.
   * @param fileDateMs the file's own date: year-less times fit it, later ones are implausible
   * @param isReceived a collector received its lines up to then: that is the time of lines that name none
   */
  beginFile(fileDateMs: number, isReceived = false): void {
    this.parser = this.newParser();
    this.context = this.newContext(Math.min(fileDateMs, LATEST_FILE_MS), isReceived);
  }

  /** Directives in force, for `restoreState`. */
  saveState(): string {
    return this.parser.saveState?.() ?? '';
  }

  restoreState(state: string): void {
    this.parser.restoreState?.(state);
  }

  /** Id of the format that read the last line. */
  get formatId(): string {
    return this.auto ? this.auto.formatId : this.single;
  }

  /**
   * Reads header lines that stand earlier in the file, for their effect on the parser only.
   * @returns the row of column names among them, '' when there is none
   */
  prime(prelude: string): string {
    let header = '';
    let start = 0;
    while (start < prelude.length) {
      const newline = prelude.indexOf('\n', start);
      const end = newline < 0 ? prelude.length : newline;
      if (this.read(prelude, start, end) === SKIPPED && this.isHeaderRow(prelude, start, end)) {
        header = prelude.slice(start, end);
      }
      start = end + 1;
    }
    return header;
  }

  /** True when the line just read names the columns of those behind it and is no directive (`#Name: …`). */
  isHeaderRow(text: string, start: number, end: number): boolean {
    if (this.draft.reason !== 'header') return false;
    return text.charCodeAt(start) !== HASH || findCode(text, COLON, start, end) < 0;
  }

  /** The line just read was skipped for what it is, not for whom it concerns. */
  isOtherKind = false;
  private part: LinePart = 'whole';
  /** The format that `windows` are of. */
  private windowsFormat = '';

  /** The line just read as text was read by the format that found its windows: what came of it comes of others like it. */
  get agrees(): boolean {
    return this.part === this.found.part && this.formatId === this.windowsFormat;
  }

  /** A skipped line that names both ends (a session's start), or a person and an address (a VPN's), still makes a record for `parse`. */
  hasRecord = false;

  private normalizeSkipped(): void {
    const { draft } = this;
    const { reason } = draft;
    const hasTarget = draft.destinationIp !== '' || draft.destinationHost !== '' || draft.url !== '';
    const isWhole = draft.sourceIp === '' ? draft.sourceHost !== '' && hasTarget : hasTarget || draft.sourceUser !== '';
    this.hasRecord = isWhole && normalizeDraft(draft, this.lineContext) === '';
    draft.reason = reason;
  }

  /**
   * Reads a plain line from its bytes, without making a string of it. Names stay windows of the bytes, as the device wrote them.
   * @returns true when `windows` is filled as `read` would fill the draft; false when the line must be read as text
   */
  readBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const { found, windows } = this;
    if (this.parser.readBytes === undefined) return false;
    const stop = lineStop(bytes, start, end);
    if (stop === start || stop - start > MAX_LINE_BYTES) return false;
    if (!found.read(this.parser, bytes, start, stop)) return false;
    if (this.options.names?.wants(windows, found.bytes) === true) return false;
    const isLocal = windows.timeIsLocal;
    const context = windows.timeIsYearless ? this.contextNear(found.nearMs) : this.context;
    if (normalizeTime(windows, context) !== '' || Number.isNaN(windows.timeMs)) return false;
    this.sawLocalTime ||= isLocal;
    this.windowsFormat = this.formatId;
    return true;
  }

  /** The export may be years younger than its lines: a time without a year is near the one beside it. */
  private contextNear(timeMs: number): NormalizeContext {
    return Number.isNaN(timeMs) ? this.context : { ...this.context, yearDateMs: timeMs };
  }

  /** A line, whatever a table or a string of JSON did to its quotes. */
  private readQuoted(text: string, start: number, stop: number): Verdict {
    if (isQuotedLine(text, start, stop)) {
      const line = unquotedLine(text, start, stop);
      return this.readMessage(line, 0, line.length);
    }
    const verdict = this.readMessage(text, start, stop);
    if (verdict !== REJECTED) return verdict;
    const { reason } = this.draft;
    const line = unescapedLine(text, start, stop);
    if (line !== '') {
      this.draft.reset();
      const unescaped = this.readMessage(line, 0, line.length);
      if (unescaped !== REJECTED) return unescaped;
    }
    if (reason === 'shape' && !this.isOwn) {
      const isRecord = readBehindWords(text, start, stop, this.header, () => {
        this.draft.reset();
        return this.readBehind(text, stop) === PARSED;
      });
      if (isRecord) return PARSED;
    }
    this.draft.reset();
    this.draft.reason = reason;
    return REJECTED;
  }

  private readMessage(text: string, start: number, stop: number): Verdict {
    stripSyslog(text, start, stop, this.header);
    const repeated = repeatedMessage(text, this.header.start, stop);
    if (repeated === undefined) return this.readBehind(text, stop);
    this.header.start = repeated.start;
    const verdict = this.readBehind(text, repeated.end);
    if (verdict === PARSED) multiply(this.draft, repeated.times);
    return verdict;
  }

  /** What stands behind the header at hand. */
  private readBehind(text: string, stop: number): Verdict {
    const code = text.charCodeAt(this.header.start);
    return code === OPEN_BRACE || code === AT
      ? this.readObject(text, this.header.start, stop)
      : this.parser.parse(text, this.header.start, stop, this.draft, this.header);
  }

  /** A JSON object may hold the raw line of another product: that line is read as if the object were its syslog header. */
  private readObject(text: string, start: number, stop: number): Verdict {
    const { draft, wrapped } = this;
    const kind = wrapped.find(text, start, stop);
    if (kind === 'raw') {
      const inner = this.readWrapped();
      if (inner !== REJECTED) {
        this.part = 'raw';
        return inner;
      }
      draft.reset();
      this.lineContext = this.context;
    }
    const verdict = this.parser.parse(text, start, stop, draft, this.header);
    const { reason } = draft;
    // Marks of the line within may have been taken for the object's.
    const isMistaken = kind === 'text' && verdict === SKIPPED && reason === 'message-type';
    if (kind === '' || (verdict !== REJECTED && !isMistaken)) return verdict;
    this.part = 'other';
    if (isMistaken) {
      draft.reset();
      if (this.readWrapped() === PARSED) return PARSED;
      draft.reset();
      return this.parser.parse(text, start, stop, draft, this.header);
    }
    if (kind === 'text') {
      draft.reset();
      const inner = this.readWrapped();
      if (inner !== REJECTED || draft.reason !== 'shape') return inner;
      draft.reason = reason;
    }
    // The table holds whatever its devices wrote: a whole log line without two ends is theirs, and no damaged transaction.
    if (reason !== 'address' || (kind === 'text' && this.innerHeader.start === 0)) return REJECTED;
    draft.reason = 'no-traffic';
    return SKIPPED;
  }

  private readWrapped(): Verdict {
    const { wrapped, innerHeader } = this;
    const { line } = wrapped;
    const end = lineStop(line, 0, line.length);
    let from = 0;
    while (line.charCodeAt(from) === SPACE) from++;
    if (from >= end) return REJECTED;
    stripSyslog(line, from, end, innerHeader);
    wrapped.fillHeader(innerHeader);
    this.lineContext = this.contextNear(wrapped.timeMs);
    return this.parser.parse(line, innerHeader.start, end, this.draft, innerHeader);
  }

  /** @param end the line end excluded; a CR before it is dropped here */
  read(text: string, start: number, end: number): LineVerdict {
    const stop = lineStop(text, start, end);
    const draft = this.draft;
    this.hasRecord = false;
    this.isOtherKind = false;
    this.part = 'whole';
    this.lineContext = this.context;
    if (stop === start) {
      return BLANK;
    }
    if (stop - start > MAX_LINE_BYTES) {
      draft.reset();
      draft.reason = 'line-too-long';
      return REJECTED;
    }
    let from = start;
    while (text.charCodeAt(from) === SPACE) from++;
    const first = text.charCodeAt(from);
    if (first === CONTINUED_MARK || first === BROKEN_MARK) {
      draft.reset();
      draft.reason = first === BROKEN_MARK ? 'unterminated' : 'continued';
      return first === BROKEN_MARK ? REJECTED : SKIPPED;
    }
    // Parsers are promised a clean draft; what a line does not say must not come from the line before.
    draft.reset();
    const verdict = this.readQuoted(text, from, stop);
    if (verdict !== PARSED) {
      this.isOtherKind = verdict === SKIPPED;
      if (this.options.readSkipped && verdict === SKIPPED) {
        this.normalizeSkipped();
      }
      return verdict;
    }
    this.sawLocalTime ||= draft.timeIsLocal;
    const reject = normalizeDraft(draft, this.lineContext);
    if (reject !== '') {
      draft.reason = reject;
      return REJECTED;
    }
    // A visitor of the organisation's own server, as the format says of lines of this kind.
    this.isOtherKind = draft.reason === 'inbound';
    this.options.names?.apply(draft);
    if (this.options.skipForeignDirection) {
      const direction = directionOf(draft, this.own);
      if (direction !== 'outbound') {
        draft.reason = direction;
        return SKIPPED;
      }
      if (this.exclusions?.has(draft)) {
        draft.reason = EXCLUDED;
        return SKIPPED;
      }
    }
    return PARSED;
  }
}
