import { EXCLUDED } from '../../enrich/index.ts';
import type { ClockState } from '../normalize/wall-clock.ts';
import { emptyCounts, type LineCounts } from './counts.ts';
import { Directives } from './directives.ts';

export interface SliceInput {
  readonly file: number;
  readonly slice: number;
  /** Whole lines only; the last line of a file may lack its line end. */
  readonly bytes: Buffer;
  readonly startsFile: boolean;
  readonly endsFile: boolean;
  /** Directive lines in force at the slice's start, and the file's first line if it is a header. */
  readonly prelude: string;
  /** A collector received its lines: they are no duplicates, whatever is stored. */
  readonly isSegment?: boolean;
  /** A small file, all of it: the files behind it are compared with it before it is stored. */
  readonly isWhole?: boolean;
  /** Where the lines before left the clock; null where that is not known. */
  readonly clock?: ClockState | null;
}

export interface RejectSample {
  readonly file: number;
  readonly slice: number;
  /** Line within the slice, from 0. */
  readonly line: number;
  readonly verdict: 'rejected' | 'skipped';
  readonly reason: string;
  readonly raw: string;
}

export interface SliceResult {
  readonly file: number;
  readonly slice: number;
  readonly bytes: number;
  readonly lines: number;
  readonly counts: LineCounts;
  readonly samples: readonly RejectSample[];
  readonly tMin: number | null;
  readonly tMax: number | null;
  /** Where its lines of traffic leave the clock. */
  readonly clock?: ClockState;
}

/** Samples kept of each reason in a slice; the ledger keeps the first of a file. */
const SAMPLES_PER_REASON = 5;
const SAMPLE_CHARS = 2000;
/** State of one slice while it is read. */
export class SliceRun {
  readonly counts = emptyCounts();
  readonly samples: RejectSample[] = [];
  readonly directives: Directives;
  lines = 0;
  private format = '';
  private ofFormat = 0;
  private tMin = Number.POSITIVE_INFINITY;
  private tMax = Number.NEGATIVE_INFINITY;
  readonly input: SliceInput;
  private latin1: string | null = null;

  constructor(input: SliceInput) {
    this.input = input;
    this.directives = new Directives(input.prelude);
  }

  /** The slice as text, one character a byte; made when a line first needs it. */
  get text(): string {
    this.latin1 ??= this.input.bytes.toString('latin1');
    return this.latin1;
  }

  /** Most files are of one format: its count is kept apart from the record of all. */
  noteFormat(format: string): void {
    if (format !== this.format) {
      this.settleFormat();
      this.format = format;
    }
    this.ofFormat++;
  }

  private settleFormat(): void {
    if (this.ofFormat > 0) {
      this.counts.formats[this.format] = (this.counts.formats[this.format] ?? 0) + this.ofFormat;
      this.ofFormat = 0;
    }
  }

  /** Something is to be known of counted lines: the ledger says of how many. */
  noteCounted(reason: string, lines = 1): void {
    if (lines !== 0) this.counts.reasons[reason] = (this.counts.reasons[reason] ?? 0) + lines;
  }

  noteReason(reason: string, line: number, verdict: 'rejected' | 'skipped', start: number, end: number): void {
    const seen = (this.counts.reasons[reason] ?? 0) + 1;
    this.counts.reasons[reason] = seen;
    // Whoever is excluded was to be left out: no sample either.
    if (seen <= SAMPLES_PER_REASON && reason !== EXCLUDED) {
      const raw = this.input.bytes
        .subarray(start, Math.min(end, start + SAMPLE_CHARS))
        .toString('utf8')
        .replace(/\r$/, '');
      this.samples.push({ file: this.input.file, slice: this.input.slice, line, verdict, reason, raw });
    }
  }

  seeTimes(min: number, max: number): void {
    this.tMin = Math.min(this.tMin, min);
    this.tMax = Math.max(this.tMax, max);
  }

  /**
   * @param bytes size of the slice as it was handed in
   * @param clock where its lines left it
   */
  result(bytes: number, clock: ClockState): SliceResult {
    this.settleFormat();
    // Less than none where its lines settle what was assumed of those before.
    this.noteCounted('time-repeated', clock.assumed - (this.input.clock?.assumed ?? 0));
    const known = this.tMax >= this.tMin;
    return {
      file: this.input.file,
      slice: this.input.slice,
      bytes,
      lines: this.lines,
      counts: this.counts,
      samples: this.samples,
      tMin: known ? this.tMin : null,
      tMax: known ? this.tMax : null,
      clock,
    };
  }
}
