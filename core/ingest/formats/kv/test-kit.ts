/**
 * In: a format and the text of its sample. Out: what it made of each line, as `expected.json` beside the sample holds it.
 * For tests only; it stands here because several formats' tests use it.
 */
import { ipKind } from '../../../kit/ip.ts';
import type { TrafficRecord } from '../../../model/traffic.ts';
import { normalizeDraft } from '../../normalize/normalize.ts';
import { toRecord } from '../../normalize/record.ts';
import { createSyslogHeader, stripSyslog } from '../../normalize/syslog.ts';
import { EventDraft, type LineParser, PARSED, REJECTED, type TrafficFormat, type Verdict } from '../api.ts';

/** One line of a golden file: a record, or why there is none; `count` only when the line stands for more than one transaction. */
export type GoldenLine =
  | (TrafficRecord & { readonly count?: number })
  | { readonly line: number; readonly skipped: string }
  | { readonly line: number; readonly rejected: string };

/** Samples are dated 2025-01-01; yearless times fall before this. */
const FILE_DATE_MS = Date.UTC(2025, 0, 2);

const CONTEXT = { zoneOffset: () => 0, fileDateMs: FILE_DATE_MS, requireTime: false } as const;

/** What the format makes of every line of `text`, which is latin1. */
export function readGolden(format: TrafficFormat, text: string, wantDetail: boolean): GoldenLine[] {
  const parser = format.createParser();
  const draft = new EventDraft();
  draft.wantDetail = wantDetail;
  const golden: GoldenLine[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line === '') continue;
    const verdict = readLine(parser, line, 0, line.length, draft);
    if (verdict === REJECTED) golden.push({ line: number, rejected: draft.reason });
    else if (verdict !== PARSED) golden.push({ line: number, skipped: draft.reason });
    else {
      const problem = normalizeDraft(draft, CONTEXT);
      if (problem !== '') golden.push({ line: number, rejected: problem });
      else golden.push({ ...toRecord(draft, number, format.id), ...(draft.count > 1 ? { count: draft.count } : {}) });
    }
  }
  return golden;
}

/** Keys of a record that no figure needs, so that imports do not read them. */
const DETAIL: ReadonlySet<string> = new Set([
  'url',
  'method',
  'status',
  'userAgent',
  'contentType',
  'vendorCategory',
  'vendorApp',
]);

/** A golden line without its detail: what an import must find as well. */
export function figuresOf(read: GoldenLine): Record<string, unknown> {
  const figures = Object.fromEntries(Object.entries(read).filter(([key]) => !DETAIL.has(key)));
  // It comes from the URL, which is detail.
  const host = String(figures.destinationHost);
  if (ipKind(host, 0, host.length) !== 0) delete figures.destinationHost;
  return figures;
}

/**
 * Lines that the format reads or skips, but would not be asked about because it does not claim them. Rows under a header line have
 * no shape of their own: their format is asked because its header is in force.
 */
export function unclaimedLines(format: TrafficFormat, text: string): string[] {
  const lines = text.split('\n');
  return readGolden(format, text, true)
    .filter((read) => !('rejected' in read))
    .filter((read) => format.split !== 'directive' || ('skipped' in read && read.skipped === 'header'))
    .map((read) => lines[read.line - 1] ?? '')
    .filter((line) => {
      const header = createSyslogHeader();
      stripSyslog(line, 0, line.length, header);
      return format.claim(line, header.start, line.length) <= 0.5;
    });
}

/** Fields that records hold and the format does not list. */
export function undeclaredFields(format: TrafficFormat, text: string): string[] {
  const declared = new Set<string>([...format.fields, 'line', 'format', 'count', 'skipped', 'rejected']);
  const used = new Set(readGolden(format, text, true).flatMap((read) => Object.keys(read)));
  return [...used].filter((key) => !declared.has(key));
}

/** Strips the syslog header of the window and has the rest parsed. */
export function readLine(parser: LineParser, text: string, start: number, end: number, draft: EventDraft): Verdict {
  const header = createSyslogHeader();
  stripSyslog(text, start, end, header);
  draft.reset();
  return parser.parse(text, header.start, end, draft, header);
}
