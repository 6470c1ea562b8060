/**
 * In: a line as a window of a latin1 text. Out: a verdict and the normalised draft.
 * Guarantee: the one place where syslog stripping, parsing, normalising and direction come together, for imports, previews,
 * `parse` and evidence alike, so that a line always reads the same way.
 */
import type { Profile } from '../../contract/workspace.ts';
import { type AutoParser, createAutoParser } from '../detect/auto.ts';
import {
  EventDraft,
  type LineParser,
  PARSED,
  REJECTED,
  SKIPPED,
  type TrafficFormat,
  type Verdict,
} from '../formats/api.ts';
import { MAX_LINE_BYTES } from '../frames/cut.ts';
import { createDirectionRules, type DirectionRules, directionOf } from '../normalize/direction.ts';
import { createNormalizeContext, type NormalizeContext, normalizeDraft } from '../normalize/normalize.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';

export interface ReadingOptions {
  /** Formats to choose from, line by line; one format reads every line. */
  readonly formats: readonly TrafficFormat[];
  /** IANA zone for times that name none. */
  readonly zone: string;
  readonly profile: Profile;
  /** Inbound and internal lines are skipped (imports) or parsed all the same (`parse`, evidence). */
  readonly skipForeignDirection: boolean;
  readonly wantDetail: boolean;
}

export const BLANK = 3;
export type LineVerdict = Verdict | typeof BLANK;

export class LineReader {
  readonly draft = new EventDraft();
  private readonly header = createSyslogHeader();
  private readonly options: ReadingOptions;
  private readonly rules: DirectionRules;
  private parser: LineParser;
  private auto: AutoParser | null;
  private readonly single: string;
  private context: NormalizeContext;

  constructor(options: ReadingOptions) {
    this.options = options;
    this.draft.wantDetail = options.wantDetail;
    this.rules = createDirectionRules(options.profile);
    this.single = options.formats.length === 1 ? (options.formats[0]?.id ?? '') : '';
    this.auto = null;
    this.parser = this.newParser();
    this.context = createNormalizeContext({ zone: options.zone, fileDateMs: Number.NaN });
  }

  private newParser(): LineParser {
    const only = this.options.formats.length === 1 ? this.options.formats[0] : undefined;
    this.auto = only ? null : createAutoParser(this.options.formats);
    return only ? only.createParser() : (this.auto as AutoParser);
  }

  /** Forgets parser state. @param fileDateMs the file's own date, for year-less times; NaN when unknown */
  beginFile(fileDateMs: number): void {
    this.parser = this.newParser();
    this.context = createNormalizeContext({ zone: this.options.zone, fileDateMs });
  }

  /** Id of the format that read the last line. */
  get formatId(): string {
    return this.auto ? this.auto.formatId : this.single;
  }

  /** Reads header lines that stand earlier in the file, for their effect on the parser only. */
  prime(prelude: string): void {
    let start = 0;
    while (start < prelude.length) {
      const newline = prelude.indexOf('\n', start);
      const end = newline < 0 ? prelude.length : newline;
      this.read(prelude, start, end);
      start = end + 1;
    }
  }

  /** @param end the line end excluded; a CR before it is dropped here */
  read(text: string, start: number, end: number): LineVerdict {
    let stop = end;
    while (stop > start && isSpace(text.charCodeAt(stop - 1))) {
      stop--;
    }
    const draft = this.draft;
    draft.reset();
    if (stop === start) {
      return BLANK;
    }
    if (stop - start > MAX_LINE_BYTES) {
      draft.reason = 'line-too-long';
      return REJECTED;
    }
    stripSyslog(text, start, stop, this.header);
    const verdict = this.parser.parse(text, this.header.start, stop, draft, this.header);
    if (verdict !== PARSED) {
      return verdict;
    }
    const reject = normalizeDraft(draft, this.context);
    if (reject !== '') {
      draft.reason = reject;
      return REJECTED;
    }
    if (this.options.skipForeignDirection) {
      const direction = directionOf(draft, this.rules);
      if (direction !== 'outbound') {
        draft.reason = direction;
        return SKIPPED;
      }
    }
    return PARSED;
  }
}

/** CR, blanks, NUL (preallocated files end in them): nothing a line's meaning hangs on. */
function isSpace(code: number): boolean {
  return code === 13 || code === 32 || code === 0;
}
