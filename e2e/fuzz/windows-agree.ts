/**
 * In: lines, each as bytes and as text. Out: where the reader of bytes says something that the reader of text does not.
 * An import learns from lines read as text what a window of bytes means, and takes it as known whenever the same bytes stand in such a window
 * again; so does this, for names and for verdicts, over all lines of a format.
 */
import { PARSED } from '../../core/ingest/formats/api.ts';
import type { LineReader } from '../../core/ingest/slice/line-reader.ts';

/** What stands around a line in the buffer: nothing that a reader says may hang on it. */
const SURROUNDINGS = ['\n', '7', '"', ' ', '=x', ']', ':1', ',,'] as const;

interface Windows {
  readonly timeMs: number;
  readonly sent: number;
  readonly received: number;
  readonly total: number;
  readonly count: number;
  readonly action: number;
  readonly source: string;
  readonly user: string;
  readonly device: string;
  readonly dest: string;
  /** '' where the action is settled without one. */
  readonly verdict: string;
  /** Whose verdict it is. */
  readonly format: string;
}

/** @returns undefined when the line is not plain; a text when a window leaves the line */
function windowsOf(reader: LineReader, bytes: Buffer, start: number, end: number): Windows | string | undefined {
  if (!reader.readBytes(bytes, start, end)) return undefined;
  const { windows } = reader;
  const texts = { source: '', user: '', device: '', dest: '' };
  for (const name of ['source', 'user', 'device', 'dest'] as const) {
    const from = windows[`${name}Start`];
    const to = windows[`${name}End`];
    if (to <= from) continue;
    // Of a line that the line holds, a copy may have been read.
    const isCopy = reader.windowBytes !== bytes;
    if (!isCopy && (from < start || to > end))
      return `the window of ${name}, ${from - start} to ${to - start}, leaves the line`;
    texts[name] = reader.windowText(from, to);
  }
  return {
    timeMs: windows.timeMs,
    sent: windows.bytesSent,
    received: windows.bytesReceived,
    total: windows.bytesTotal,
    count: windows.count,
    action: windows.action,
    ...texts,
    verdict: Buffer.from(windows.verdict.subarray(0, windows.verdictEnd)).toString('latin1'),
    format: reader.formatId,
  };
}

export class WindowsAgree {
  private readonly reader: LineReader;
  private readonly names = { source: new Map<string, string>(), user: new Map<string, string>() };
  private readonly devices = new Map<string, string>();
  private readonly dests = new Map<string, string>();
  private readonly verdicts = new Map<string, string>();
  /** Lines that were read from bytes. */
  plain = 0;

  constructor(reader: LineReader) {
    this.reader = reader;
  }

  /**
   * Reads a line both ways.
   * @param turn which surroundings the line gets beside those of a file
   * @returns '' or what does not agree
   */
  check(line: string, turn: number): string {
    const { reader } = this;
    const around = SURROUNDINGS[turn % SURROUNDINGS.length] ?? '';
    const found = windowsOf(reader, Buffer.from(`\n${line}\n`, 'latin1'), 1, 1 + line.length);
    const elsewhere = windowsOf(
      reader,
      Buffer.from(around + line + around, 'latin1'),
      around.length,
      around.length + line.length,
    );
    reader.read(line, 0, line.length);
    if (typeof found === 'string') return found;
    if (JSON.stringify(found) !== JSON.stringify(elsewhere)) {
      return `what stands around it (${JSON.stringify(around)}) counts: ${JSON.stringify(found)}, ${JSON.stringify(elsewhere)}`;
    }
    return found === undefined ? '' : this.compare(line, found);
  }

  /** An import learns verdicts of its own format's lines only, and counts none that names no destination; it skips what it learned to. */
  private verdictDiffers({ format, verdict, dest }: Windows, outcome: string): string {
    const key = `${format}\n${verdict}`;
    if (this.reader.agrees) return differs(this.verdicts, key, outcome);
    const before = this.verdicts.get(key);
    const counts = before?.startsWith('other') === true || (before?.startsWith('action') === true && dest !== '');
    return before === undefined || before === outcome || !counts ? '' : `${outcome}, and before ${before}`;
  }

  private compare(line: string, found: Windows): string {
    this.plain++;
    const verdict = this.reader.read(line, 0, line.length);
    const { draft } = this.reader;
    const isOther = this.reader.isOtherKind;
    const outcome = isOther ? `other: ${draft.reason}` : verdict === PARSED ? `action ${draft.action}` : draft.reason;
    if (found.verdict === '') {
      if (outcome !== `action ${found.action}`) return `bytes: action ${found.action}, text: ${outcome}`;
    } else {
      const told = this.verdictDiffers(found, outcome);
      if (told !== '') return `verdict ${JSON.stringify(found.verdict)}: ${told}`;
    }
    // A visit, a message of another kind or a damaged line is no transaction, whatever else it says. One without a destination is counted as
    // text.
    if (isOther || verdict !== PARSED || found.dest === '') return '';
    const { timeMs, bytesSent, bytesReceived, bytesTotal, count } = draft;
    const want = [timeMs, bytesSent, bytesReceived, bytesTotal, count, draft.reason].join(' ');
    const got = [found.timeMs, found.sent, found.received, found.total, found.count, ''].join(' ');
    if (want !== got) return `bytes: ${got}, text: ${want}`;
    const { names } = this;
    const dest = draft.destinationHost === '' ? draft.destinationIp : draft.destinationHost;
    return (
      nameDiffers('source', names.source, found.source, draft.sourceIp) ||
      nameDiffers('user', names.user, found.user, draft.sourceUser) ||
      nameDiffers('device', this.devices, found.device, draft.sourceHost) ||
      nameDiffers('destination', this.dests, found.dest, dest)
    );
  }
}

/** Remembers what a text came to, or says that it came to something else before. */
function differs(known: Map<string, string>, window: string, value: string): string {
  const before = known.get(window);
  if (before === undefined) known.set(window, value);
  return before === undefined || before === value ? '' : `${value}, and before ${before}`;
}

function nameDiffers(what: string, known: Map<string, string>, window: string, value: string): string {
  const told = window === '' ? (value === '' ? '' : `${value}, and no window`) : differs(known, window, value);
  return told === '' ? '' : `${what} ${JSON.stringify(window)}: ${told}`;
}
