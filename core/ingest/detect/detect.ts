/**
 * In: the beginning of a file and its name. Out: the formats it may be in, best first, each with what speaks for it and against it.
 * Pure and deterministic: the same sample always gives the same answer.
 */
import { EventDraft, PARSED, SKIPPED, type TrafficFormat } from '../formats/api.ts';
import { isQuotedLine, unquotedLine } from '../normalize/quoted.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';
import { WrappedLines } from '../normalize/wrapped.ts';

export interface Sample {
  /** The beginning of the file as latin1 text; a last line without line end is left out when others are there. */
  readonly text: string;
  readonly fileName: string;
}

export interface Candidate {
  readonly kind: 'traffic' | 'connector';
  readonly format: string;
  readonly title: string;
  /** 0 (no) to 1 (certain). */
  readonly score: number;
  /** Of the sampled lines that are neither blank nor skipped by the format, the share it reads as traffic. */
  readonly parsedShare: number;
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
}

/** Lines looked at: enough to see a mix, few enough to answer at once. */
const MAX_LINES = 200;

/** Longer lines are cut for detection; a line of a megabyte is no reason to read it forty times. */
const MAX_LINE = 65_536;

interface Window {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The line stood in a field of a log service's record. */
  readonly wrapped: boolean;
}

/**
 * Ranks `formats` for a sample; formats that neither claim nor read a line are left out.
 * @param above formats whose claims cannot bring them above this score are left out unread: reading costs far more than claiming
 */
export function detectFormat(sample: Sample, formats: readonly TrafficFormat[], above = 0): Candidate[] {
  const wrapped = new WrappedLines();
  const lines = splitLines(sample.text).map((line) => unwrap(line, wrapped));
  const found: Candidate[] = [];
  for (const format of formats) {
    if (above > 0 && highestScore(sample, lines, format) <= above) continue;
    const candidate = weigh(sample, lines, format);
    if (candidate !== undefined && candidate.score > above) found.push(candidate);
  }
  // Equal scores keep the registry's order: sort is stable.
  return found.sort((a, b) => b.score - a.score);
}

/** Windows of the lines that are not blank, evenly spread over the sample when there are more than needed. */
function splitLines(text: string): readonly Window[] {
  const all: Window[] = [];
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    if (newline < 0 && all.length > 0) break;
    const stop = newline < 0 ? text.length : newline;
    const end = stop > at && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    if (!isBlank(text, at, end)) all.push({ text, start: at, end: Math.min(end, at + MAX_LINE), wrapped: false });
    at = stop + 1;
  }
  if (all.length <= MAX_LINES) return all;
  // The first lines carry directives; the rest are spread, as a file may change on the way.
  const head = all.slice(0, MAX_LINES / 2);
  const step = (all.length - head.length) / (MAX_LINES / 2);
  for (let i = 0; i < MAX_LINES / 2; i++) {
    const line = all[head.length + Math.floor(i * step)];
    if (line !== undefined) head.push(line);
    if (head.length >= MAX_LINES) break;
  }
  return head;
}

/** The raw line that a log service's record holds, where it says so: it is what will be read. */
function unwrap(line: Window, wrapped: WrappedLines): Window {
  if (isQuotedLine(line.text, line.start, line.end)) {
    const text = unquotedLine(line.text, line.start, line.end);
    return { text, start: 0, end: text.length, wrapped: false };
  }
  if (wrapped.find(line.text, line.start, line.end) !== 'raw') return line;
  return { text: wrapped.line, start: 0, end: wrapped.line.length, wrapped: true };
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 32) return false;
  return true;
}

interface Tally {
  parsed: number;
  skipped: number;
  rejected: number;
  withTime: number;
  withSource: number;
  withDestination: number;
  inbound: number;
  claims: number;
  syslog: number;
  wrapped: number;
  readonly reasons: Map<string, number>;
}

/** A file name that fits decides between formats that fit the lines alike. */
const NAME_BONUS = 0.02;

function scoreOf(evidence: number, claimMean: number, isNamed: boolean): number {
  const score = evidence * (0.25 + 0.75 * claimMean) + (isNamed ? NAME_BONUS : 0);
  return Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000;
}

/** The score if every line were read with all that a transaction has. */
function highestScore(sample: Sample, lines: readonly Window[], format: TrafficFormat): number {
  // Lines under a directive inherit its claim, which takes reading them.
  if (format.split === 'directive') return 1;
  const header = createSyslogHeader();
  let claims = 0;
  for (const { text, start, end } of lines) {
    stripSyslog(text, start, end, header);
    claims += format.claim(text, header.start, end);
  }
  return scoreOf(1, lines.length === 0 ? 0 : claims / lines.length, isNamedIn(sample.fileName, format));
}

function weigh(sample: Sample, lines: readonly Window[], format: TrafficFormat): Candidate | undefined {
  const tally = readLines(lines, format);
  const judged = tally.parsed + tally.rejected;
  if (tally.parsed === 0 && tally.claims === 0) return undefined;
  const parsedShare = judged === 0 ? 0 : tally.parsed / judged;
  const claimMean = lines.length === 0 ? 0 : tally.claims / lines.length;
  const share = (count: number): number => (tally.parsed === 0 ? 0 : count / tally.parsed);
  const quality = (share(tally.withTime) + share(tally.withSource) + share(tally.withDestination)) / 3;
  const isNamed = isNamedIn(sample.fileName, format);
  // A file of headers alone is known by its claims.
  const evidence = judged === 0 ? 0.5 : parsedShare * (0.7 + 0.3 * quality);
  return {
    kind: 'traffic',
    format: format.id,
    title: format.title,
    score: scoreOf(evidence, claimMean, isNamed),
    parsedShare,
    reasons: reasonsOf(tally, format, isNamed),
    doubts: doubtsOf(tally),
  };
}

function readLines(lines: readonly Window[], format: TrafficFormat): Tally {
  const parser = format.createParser();
  const draft = new EventDraft();
  const header = createSyslogHeader();
  const tally: Tally = {
    parsed: 0,
    skipped: 0,
    rejected: 0,
    withTime: 0,
    withSource: 0,
    withDestination: 0,
    inbound: 0,
    claims: 0,
    syslog: 0,
    wrapped: 0,
    reasons: new Map(),
  };
  let directiveClaim = 0;
  for (const line of lines) {
    const { text } = line;
    stripSyslog(text, line.start, line.end, header);
    if (line.wrapped) tally.wrapped++;
    if (header.start > line.start) tally.syslog++;
    const claim = format.claim(text, header.start, line.end);
    const verdict = parser.parse(text, header.start, line.end, draft, header);
    // Lines under a directive have no shape of their own: they inherit the directive's claim.
    if (verdict === SKIPPED && format.split === 'directive') directiveClaim = Math.max(directiveClaim, claim);
    tally.claims += verdict === PARSED ? Math.max(claim, directiveClaim) : claim;
    if (verdict === PARSED) countParsed(tally, draft);
    else if (verdict === SKIPPED) tally.skipped++;
    else {
      tally.rejected++;
      tally.reasons.set(draft.reason, (tally.reasons.get(draft.reason) ?? 0) + 1);
    }
  }
  return tally;
}

function countParsed(tally: Tally, draft: EventDraft): void {
  tally.parsed++;
  if (!Number.isNaN(draft.timeMs)) tally.withTime++;
  if (draft.sourceIp !== '' || draft.sourceUser !== '' || draft.sourceHost !== '') tally.withSource++;
  if (draft.destinationHost !== '' || draft.destinationIp !== '') tally.withDestination++;
  if (draft.reason === 'inbound') tally.inbound++;
}

/** The first word of the id or of the vendor occurs in the file's name. */
function isNamedIn(fileName: string, format: TrafficFormat): boolean {
  const name = fileName.toLowerCase();
  const words = [format.id.split('-')[0] ?? '', format.vendor.split(/[\s,]+/)[0] ?? ''];
  return words.some((word) => word.length > 2 && name.includes(word.toLowerCase()));
}

/** `1 line does` or `7 lines do`. */
function lines(count: number, does: string, doAll: string): string {
  return count === 1 ? `1 line ${does}` : `${count} lines ${doAll}`;
}

function reasonsOf(tally: Tally, format: TrafficFormat, isNamed: boolean): string[] {
  const reasons: string[] = [];
  const judged = tally.parsed + tally.rejected;
  if (tally.claims > 0) reasons.push(`Lines have ${format.signature}`);
  if (tally.parsed > 0) reasons.push(`${tally.parsed} of ${judged} sampled lines read as traffic`);
  if (tally.skipped > 0)
    reasons.push(
      lines(tally.skipped, 'is a header, a comment or another message', 'are headers, comments or other messages') +
        ' of this format',
    );
  if (tally.syslog > 0) reasons.push(`${lines(tally.syslog, 'came', 'came')} through syslog`);
  if (tally.wrapped > 0)
    reasons.push(`${lines(tally.wrapped, 'stands', 'stand')} in a field of a log service's records`);
  if (isNamed) reasons.push('The file name says so');
  return reasons;
}

function doubtsOf(tally: Tally): string[] {
  const doubts: string[] = [];
  if (tally.rejected > 0) {
    const [reason, count] = [...tally.reasons].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    const most = count === tally.rejected ? 'for' : 'most for';
    const share = count === tally.rejected ? '' : ` (${count})`;
    doubts.push(`${lines(tally.rejected, 'does', 'do')} not fit, ${most} the reason ${reason}${share}`);
  }
  if (tally.parsed === 0) doubts.push('No sampled line reads as traffic');
  if (tally.inbound > 0)
    doubts.push(
      `${lines(tally.inbound, 'is a visit', 'are visits')} to a server of your own, which discovery leaves out`,
    );
  if (tally.parsed > 0 && tally.withTime < tally.parsed)
    doubts.push(`${lines(tally.parsed - tally.withTime, 'carries', 'carry')} no time`);
  if (tally.parsed > 0 && tally.withDestination < tally.parsed) {
    doubts.push(`${lines(tally.parsed - tally.withDestination, 'names', 'name')} no destination`);
  }
  return doubts;
}
