import type { AppError } from '../../contract/errors.ts';
import { type DoneLedger, FIRST_FILES, type FileLedger, type FileLoss, type Ledger } from '../../contract/imports.ts';
import { addCounts, addRecord, emptyCounts, type LineCounts } from '../../ingest/slice/counts.ts';
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';
import type { FileSample } from '../../store/write/imports.ts';

/** Samples kept of each reason in a file. */
const SAMPLES_PER_REASON = 20;

/** Gathers a file's slices, which may finish in any order. */
export class FileTally {
  readonly counts: LineCounts = emptyCounts();
  /** Slices that came before one in front of them: no more are kept than parsers are at work on. */
  private readonly early = new Map<number, SliceResult>();
  private next = 0;
  private readonly lines: number[] = [];
  private linesBefore = 0;
  private readonly kept: FileSample[] = [];
  private readonly seen = new Map<string, number>();
  tMin: number | null = null;
  tMax: number | null = null;

  add(result: SliceResult): void {
    addCounts(this.counts, result.counts);
    this.tMin = least(this.tMin, result.tMin);
    this.tMax = most(this.tMax, result.tMax);
    this.early.set(result.slice, result);
    for (let slice = this.early.get(this.next); slice; slice = this.early.get(this.next)) this.take(slice);
  }

  /** Takes the slice's lines and samples, which stand behind those of all taken before. */
  private take(slice: SliceResult): void {
    this.early.delete(slice.slice);
    this.next = slice.slice + 1;
    for (const sample of slice.samples) {
      const seen = (this.seen.get(sample.reason) ?? 0) + 1;
      this.seen.set(sample.reason, seen);
      if (seen <= SAMPLES_PER_REASON) {
        const { line, verdict, reason, raw } = sample;
        this.kept.push({ line: this.linesBefore + line + 1, verdict, reason, raw });
      }
    }
    this.lines.push(slice.lines);
    this.linesBefore += slice.lines;
  }

  /** Takes what is left although slices in front of it never came: reading stopped on the way. */
  private takeRest(): void {
    for (const slice of [...this.early.values()].sort((a, b) => a.slice - b.slice)) this.take(slice);
  }

  /** Lines of each slice; call when no slice will follow. */
  sliceLines(): readonly number[] {
    this.takeRest();
    return this.lines;
  }

  /** The first lines of each reason; call when no slice will follow. */
  samples(): readonly FileSample[] {
    this.takeRest();
    return this.kept;
  }

  /** The format that read most lines; `unknown` when none was read. */
  format(): string {
    const best = Object.entries(this.counts.formats).sort((a, b) => b[1] - a[1])[0];
    return best?.[0] ?? 'unknown';
  }
}

export function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

export function most(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** A file's line in the ledger. */
export function fileLedger(
  path: string,
  counts: LineCounts,
  facts: {
    readonly format: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly encoding: string;
    readonly alreadyImported: boolean;
    readonly lost?: AppError | undefined;
  },
): FileLedger {
  return {
    path,
    format: facts.format,
    read: counts.read,
    parsed: counts.parsed,
    rejected: counts.rejected,
    skipped: counts.skipped,
    blank: counts.blank,
    duplicates: counts.duplicates,
    stored: counts.parsed - counts.duplicates,
    bytes: facts.bytes,
    sha256: facts.sha256,
    alreadyImported: facts.alreadyImported,
    encoding: facts.encoding,
    reasons: counts.reasons,
    formats: counts.formats,
    error: null,
    ...(facts.lost === undefined ? {} : { lost: lossOf(facts.lost) }),
  };
}

function lossOf({ code, message, data }: AppError): FileLoss {
  return { code, message, offset: Number(data.offset), bytes: data.bytes === null ? null : Number(data.bytes) };
}

/** A file that could not be read: its place in the ledger with the reason. */
export function failedFile(path: string, code: string, message: string): FileLedger {
  const nothing = fileLedger(path, emptyCounts(), {
    format: 'unknown',
    bytes: 0,
    sha256: '',
    encoding: 'unknown',
    alreadyImported: false,
  });
  return { ...nothing, error: { code, message } };
}

export function sumLedger(
  files: readonly FileLedger[],
  span: { readonly from: number | null; readonly to: number | null },
  seconds: number,
): Ledger {
  const sum = emptyCounts();
  let bytes = 0;
  for (const file of files) {
    sum.read += file.read;
    sum.parsed += file.parsed;
    sum.rejected += file.rejected;
    sum.skipped += file.skipped;
    sum.blank += file.blank;
    sum.duplicates += file.duplicates;
    addRecord(sum.reasons, file.reasons);
    bytes += file.bytes;
  }
  return {
    files: [...files],
    read: sum.read,
    parsed: sum.parsed,
    rejected: sum.rejected,
    skipped: sum.skipped,
    blank: sum.blank,
    duplicates: sum.duplicates,
    stored: sum.parsed - sum.duplicates,
    bytes,
    from: isoOf(span.from),
    to: isoOf(span.to),
    seconds: Math.round(seconds * 1000) / 1000,
    linesPerSecond: seconds > 0 ? Math.round(sum.read / seconds) : 0,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    reasons: sum.reasons,
  };
}

/** An import's result: its totals, and the first of its files. */
export function firstFiles(ledger: Ledger): DoneLedger {
  return { ...ledger, files: ledger.files.slice(0, FIRST_FILES), fileCount: ledger.files.length };
}

/** One ledger for several imports of one job. */
export function joinLedgers(ledgers: readonly Ledger[]): Ledger {
  const files = ledgers.flatMap((one) => one.files);
  const seconds = ledgers.reduce((sum, one) => sum + one.seconds, 0);
  const from = ledgers.reduce<number | null>((edge, one) => least(edge, secondsOf(one.from)), null);
  const to = ledgers.reduce<number | null>((edge, one) => most(edge, secondsOf(one.to)), null);
  return sumLedger(files, { from, to }, seconds);
}

function secondsOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso) / 1000;
}

function isoOf(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

/** Names of files for the governance log, which everybody reads: of an anonymised import only how many there were. */
export function filesOf(ledger: Ledger, anonymised: boolean): { files: string[] | number } {
  return { files: anonymised ? ledger.files.length : ledger.files.map((file) => file.path).slice(0, 100) };
}
