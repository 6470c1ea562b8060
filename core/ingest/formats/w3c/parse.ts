/**
 * In: W3C extended logs (ELFF) of any product, read by their `#Fields` directive, which may recur; lines without one are read by the
 * shape of well-known defaults; lines that name their columns themselves are read by those names.
 */
import {
  type EventDraft,
  type LineParser,
  type LineWindows,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { untilByte } from '../shared/bytes.ts';
import { findCode, wordAt } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { looksRelayed } from '../shared/relayed-bytes.ts';
import { readIsoDate, readIsoTime, skipSpaces } from '../shared/time.ts';
import { Assembler, type LineContext } from './assemble.ts';
import { type ColumnPlan, planColumns } from './columns.ts';
import { guessColumns, guessIsaColumns } from './guess.ts';
import { blueCoatPlan, isaPlan, isIisVisit } from './guess-bytes.ts';
import { claimKeyed, KeyedLine } from './keyed.ts';
import { type BytePlan, bytePlanOf, readVisitBytes, readW3cBytes } from './read-bytes.ts';
import { MAX_COLUMNS, SEPARATOR, Tokens } from './tokens.ts';

const HASH = 35;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const UPPER_T = 84;
const OPEN_BRACE = 123;
/** Digits of a year, and bytes of a day. */
const YEAR = 4;
const DAY = 10;
/** `2025-01-01T00:00:00` */
const ISO_LENGTH = 19;

interface Directives {
  /** The text behind `#Fields:`, '' when none was seen. */
  fields: string;
  date: string;
  isLocal: boolean;
}

export function createW3cParser(): LineParser {
  return new W3cParser();
}

class W3cParser implements LineParser {
  readonly #tokens = new Tokens();
  readonly #assembler = new Assembler(this.#tokens);
  readonly #keyed = new KeyedLine();
  readonly #stamp: SyslogHeader = {
    start: 0,
    timeMs: Number.NaN,
    timeIsLocal: false,
    timeIsYearless: false,
    host: '',
    tag: '',
  };
  readonly #directives: Directives = { fields: '', date: '', isLocal: false };
  readonly #context: LineContext = { dayMs: Number.NaN, timesAreLocal: false };
  #plan: ColumnPlan | undefined;
  #separator: number = SEPARATOR.space;
  /** The same plan, where its lines can be read from bytes. */
  #bytePlan: BytePlan | undefined;
  readonly #columns = new ByteColumns(MAX_COLUMNS);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    out.reset();
    if (start >= end) return fail(out, REJECTED, 'shape');
    if (text.charCodeAt(start) === HASH) return this.#readDirective(text, start, end, out);
    const plan = this.#split(text, start, end);
    if (plan !== undefined) return this.#assembler.read(text, plan, this.#context, header, out);
    if (claimKeyed(text, start, end) > 0) {
      const keyed = this.#keyed.read(text, start, end, this.#tokens);
      if (keyed !== undefined) {
        const stamp = this.#readStamp(text, start, end, header);
        return this.#assembler.read(this.#keyed.text, keyed, this.#context, stamp, out);
      }
    }
    if (this.#plan !== undefined) return fail(out, REJECTED, 'columns');
    return fail(out, REJECTED, this.#directives.fields === '' ? 'shape' : 'fields');
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const { timesAreLocal } = this.#context;
    if (bytes[start] === OPEN_BRACE)
      return this.#plan === undefined && this.#keyed.readBytes(bytes, start, end, timesAreLocal, out);
    if (bytes[start] === HASH || looksRelayed(bytes, start, end)) return false;
    const named = this.#plan;
    if (named === undefined) return this.#readGuessed(bytes, start, end, false, out);
    const columns = this.#columns;
    const isSpaced = this.#separator === SEPARATOR.space;
    if (!columns.splitWords(bytes, start, end, this.#separator)) return false;
    const { count } = named;
    if (columns.count === count || (columns.count > count && !isSpaced)) {
      const plan = this.#bytePlan;
      return plan !== undefined && readW3cBytes(bytes, columns, plan, timesAreLocal, out);
    }
    // Tabs may part the columns all the same.
    if (isSpaced && untilByte(bytes, SEPARATOR.tab, start, end) < end) return false;
    return this.#readGuessed(bytes, start, end, isSpaced, out);
  }

  /**
   * Lines of a file without `#Fields`, or that do not fit it.
   * @param isSplit at blanks, just now
   */
  #readGuessed(bytes: Uint8Array, start: number, end: number, isSplit: boolean, out: LineWindows): boolean {
    const columns = this.#columns;
    const { timesAreLocal } = this.#context;
    if (!isDigit(bytes[start])) return this.#keyed.readPairBytes(bytes, start, end, timesAreLocal, out);
    if (bytes[start + DAY] === UPPER_T) return this.#keyed.readStampedBytes(bytes, start, end, timesAreLocal, out);
    const mark = bytes[start + YEAR];
    if (mark !== MINUS && mark !== SLASH) {
      if (!columns.splitWords(bytes, start, end, SEPARATOR.comma)) return false;
      const isa = isaPlan(bytes, columns);
      return isa !== undefined && readW3cBytes(bytes, columns, isa, timesAreLocal, out);
    }
    if (!isSplit && !columns.splitWords(bytes, start, end, SEPARATOR.space)) return false;
    const plan = blueCoatPlan(bytes, columns);
    if (plan !== undefined) return readW3cBytes(bytes, columns, plan, timesAreLocal, out);
    return isIisVisit(bytes, columns) && readVisitBytes(bytes, columns, timesAreLocal, out);
  }

  /** The time in front of pairs that name none, `2025-07-11T12:45:10proxy1 bluecoat - …`: Blue Coat's Splunk layout puts UTC there. */
  #readStamp(text: string, start: number, end: number, header: SyslogHeader): SyslogHeader {
    const stamp = this.#stamp;
    stamp.timeMs = header.timeMs;
    stamp.timeIsLocal = header.timeIsLocal;
    stamp.timeIsYearless = header.timeIsYearless;
    if (isDigit(text.charCodeAt(start)) && readIsoTime(text, start, Math.min(end, start + ISO_LENGTH), stamp) > 0)
      stamp.timeIsLocal = false;
    return stamp;
  }

  saveState(): string {
    const { fields, date, isLocal } = this.#directives;
    return fields === '' && date === '' && !isLocal ? '' : JSON.stringify([fields, date, isLocal]);
  }

  restoreState(state: string): void {
    const saved: unknown = state === '' ? ['', '', false] : JSON.parse(state);
    if (!Array.isArray(saved)) return;
    const [fields, date, isLocal] = saved as readonly unknown[];
    this.#directives.isLocal = isLocal === true;
    this.#context.timesAreLocal = this.#directives.isLocal;
    this.#setDate(typeof date === 'string' ? date : '');
    this.#setFields(typeof fields === 'string' ? fields : '');
  }

  /** Splits by the directive's layout, else by a guessed one. @returns the plan that fits the line's columns */
  #split(text: string, start: number, end: number): ColumnPlan | undefined {
    const tokens = this.#tokens;
    const plan = this.#plan;
    if (plan !== undefined) {
      const count = tokens.split(text, start, end, this.#separator);
      // With spaces a column too many means that something is out of place; tabs and commas keep theirs.
      if (count === plan.count || (count > plan.count && this.#separator !== SEPARATOR.space)) return plan;
      if (this.#separator === SEPARATOR.space && findCode(text, SEPARATOR.tab, start, end) >= 0) {
        if (tokens.split(text, start, end, SEPARATOR.tab) === plan.count) return plan;
      }
    }
    if (!isDigit(text.charCodeAt(start))) return undefined;
    if (!Number.isNaN(readIsoDate(text, start, end))) {
      tokens.split(text, start, end, SEPARATOR.space);
      return guessColumns(text, tokens);
    }
    if (findCode(text, SEPARATOR.comma, start, Math.min(end, start + 46)) < 0) return undefined;
    tokens.split(text, start, end, SEPARATOR.comma);
    return guessIsaColumns(text, tokens);
  }

  #readDirective(text: string, start: number, end: number, out: EventDraft): Verdict {
    const colon = findCode(text, COLON, start, Math.min(end, start + 32));
    const name =
      colon < 0
        ? ''
        : text
            .substring(start + 1, colon)
            .trim()
            .toLowerCase();
    const value = colon < 0 ? '' : text.substring(colon + 1, end).trim();
    if (name === 'fields') this.#setFields(value);
    else if (name === 'date' || name === 'start-date') this.#setDate(value);
    else if (name === 'time format') {
      this.#directives.isLocal = value.toLowerCase() === 'local';
      this.#context.timesAreLocal = this.#directives.isLocal;
    } else return fail(out, SKIPPED, name === '' ? 'comment' : 'header');
    return fail(out, SKIPPED, 'header');
  }

  #setFields(value: string): void {
    this.#directives.fields = value;
    this.#separator = separatorOf(value);
    const names = namesIn(value, this.#separator);
    this.#plan = value === '' ? undefined : planColumns(names.filter((name, index) => name !== '' || index > 0));
    this.#bytePlan = bytePlanOf(this.#plan);
  }

  #setDate(value: string): void {
    this.#directives.date = value;
    this.#context.dayMs = readIsoDate(value, 0, value.length);
  }
}

function separatorOf(fields: string): number {
  if (fields.includes('\t')) return SEPARATOR.tab;
  return fields.includes(',') ? SEPARATOR.comma : SEPARATOR.space;
}

/** Blanks around commas are trimmed name by name: a pattern for both would look at a long run of them once per blank. */
function namesIn(fields: string, separator: number): string[] {
  if (separator === SEPARATOR.tab) return fields.split('\t');
  return separator === SEPARATOR.comma ? fields.split(',').map((name) => name.trim()) : fields.split(/ +/);
}

function fail(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}

const claimTokens = new Tokens();

/** 1 for a `#Fields` line, 0.9 for other directives, 0.8 for lines that have the shape of a known default or name their columns. */
export function claimW3c(text: string, start: number, end: number): number {
  const at = skipSpaces(text, start, end);
  if (at >= end) return 0;
  const first = text.charCodeAt(at);
  if (first === HASH) {
    if (wordAt(text, at, end, '#Fields:')) return 1;
    return DIRECTIVES.some((name) => wordAt(text, at, end, name)) ? 0.9 : 0;
  }
  if (isDigit(first)) {
    if (!Number.isNaN(readIsoDate(text, at, end))) {
      claimTokens.split(text, at, end, SEPARATOR.space);
      return guessColumns(text, claimTokens) === undefined ? claimKeyed(text, at, end) : 0.8;
    }
    if (findCode(text, SEPARATOR.comma, at, Math.min(end, at + 46)) > 0) {
      claimTokens.split(text, at, end, SEPARATOR.comma);
      return guessIsaColumns(text, claimTokens) === undefined ? 0 : 0.9;
    }
  }
  return claimKeyed(text, at, end);
}

const DIRECTIVES = [
  '#Software:',
  '#Version:',
  '#Date:',
  '#Start-Date:',
  '#End-Date:',
  '#Remark:',
  '#Time Format:',
] as const;
