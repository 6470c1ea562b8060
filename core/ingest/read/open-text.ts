/**
 * In: a log as a stream of decompressed bytes. Out: its text as bytes in which one line is one record: UTF-16 as UTF-8, without the
 * byte order mark, lines that end in CR with LF, containers (JSON arrays, table exports, XML) unfolded.
 * Guarantee: the one way from bytes to lines, for imports, previews, `parse` and detection alike.
 */
import { Readable } from 'node:stream';
import { type Container, SNIFF_BYTES, sniffContainer } from '../containers/sniff.ts';
import { unfold, unfoldHead } from '../containers/unfold.ts';
import { CONTINUED_MARK } from '../normalize/record-marks.ts';
import { decodeUtf16, type Encoding, type EncodingGuess, guessEncoding } from './encoding.ts';
import { crToLf, endsInCr } from './line-ends.ts';
import { KEPT_LINE_BYTES } from './long-lines.ts';
import { peek } from './peek.ts';

export interface OpenText {
  readonly encoding: Encoding;
  readonly text: AsyncIterable<Buffer>;
  /** Ends the reading early. */
  destroy(): void;
}

export interface OpenOptions {
  /** The records stand one on a line already: what an import has kept is not unfolded again. */
  readonly unfolded?: boolean;
  /** Every CSV with a header is a table of records: audit logs are. */
  readonly rows?: boolean;
  /** Sees the bytes as they come in, before anything is done to them. */
  readonly onBytes?: (bytes: Buffer) => void;
}

export async function openText(input: Readable, options: OpenOptions = {}): Promise<OpenText> {
  const { head, rest } = await peek(input, SNIFF_BYTES);
  const guess = guessEncoding(head);
  const shown = decodedHead(head, guess);
  const container = options.unfolded ? null : await sniffContainer(await withLf(shown), options.rows);
  const bytes = watched(rest, options.onBytes);
  const wide = wideOf(guess);
  const decoded = wide === null ? skipBom(bytes, guess.bom) : decodeUtf16(bytes, wide);
  const text = !options.unfolded && endsInCr(shown) ? crToLf(decoded) : decoded;
  return {
    encoding: guess.encoding,
    text: container ? unfold(text, container) : text,
    destroy: () => rest.destroy(),
  };
}

export interface HeadText {
  readonly encoding: Encoding;
  /** Whole lines, one character a byte. */
  readonly text: string;
}

/** Behind this much without a line end, the first line is too long for any reader. */
const MOST_HEAD = KEPT_LINE_BYTES + SNIFF_BYTES;

/**
 * The same for the first `bytes` of a log, or for more where its first record goes on behind them; a last line that goes on behind what was
 * read is left out, unless it is the only one.
 * @param rows as in `OpenOptions`
 */
export async function openHead(input: Readable, bytes: number, rows = false): Promise<HeadText> {
  const seen: Seen = { head: Buffer.alloc(0), rest: input };
  try {
    return await seeHead(seen, bytes, rows);
  } finally {
    seen.rest.destroy();
  }
}

/** As much of a stream as `openHead` would look at, for one that can be opened once, and a stream that still has all of it. */
export async function peekHead(
  input: Readable,
  bytes: number,
): Promise<{ readonly head: Buffer; readonly rest: Readable }> {
  const seen: Seen = { head: Buffer.alloc(0), rest: input };
  await seeHead(seen, bytes, false);
  return seen;
}

interface Seen {
  head: Buffer;
  rest: Readable;
}

async function seeHead(seen: Seen, bytes: number, rows: boolean): Promise<HeadText> {
  for (let most = bytes; ; most = Math.min(most * 4, MOST_HEAD)) {
    const { head, rest } = await peek(seen.rest, most);
    seen.head = head;
    seen.rest = rest;
    const guess = guessEncoding(head);
    const complete = head.length < most;
    const text = await unfolded(decodedHead(head, guess), complete, rows);
    if (complete || most >= MOST_HEAD || hasRecord(text)) return { encoding: guess.encoding, text };
  }
}

/** Whether a whole line is there that is neither blank nor part of a record above it. */
function hasRecord(text: string): boolean {
  for (let start = 0, end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
    if (text.charCodeAt(start) !== CONTINUED_MARK && text.slice(start, end).trim() !== '') return true;
  }
  return false;
}

/** All of a log whose bytes are at hand, as `openText` gives it: every CSV with a header is a table of records. */
export async function textOf(bytes: Buffer): Promise<Buffer> {
  const guess = guessEncoding(bytes.subarray(0, SNIFF_BYTES));
  const decoded = decodedHead(bytes, guess);
  const text = endsInCr(decoded.subarray(0, SNIFF_BYTES)) ? await inLf(decoded) : decoded;
  const container = await sniffContainer(text.subarray(0, SNIFF_BYTES), true);
  return container ? unfoldHead(text, container, true) : text;
}

/** The same for text that is at hand, pasted by somebody: every CSV with a header is a table of records. */
export function headOf(text: Buffer): Promise<string> {
  return unfolded(text, true, true);
}

async function unfolded(shown: Buffer, complete: boolean, rows: boolean): Promise<string> {
  const decoded = await withLf(shown);
  const container = await sniffContainer(decoded.subarray(0, SNIFF_BYTES), rows);
  if (container) return unfoldHead(decoded, container, complete).toString('latin1');
  const text = decoded.toString('latin1');
  const end = text.lastIndexOf('\n');
  return complete || end < 0 ? text : text.slice(0, end + 1);
}

/**
 * What a plain file's beginning says about how it has to be read.
 * @param rows as in `OpenOptions`
 * @returns `isCoded` where the file's bytes are not those of its lines
 */
export async function sniffHead(
  head: Buffer,
  rows = false,
): Promise<{ readonly guess: EncodingGuess; readonly container: Container | null; readonly isCoded: boolean }> {
  const guess = guessEncoding(head);
  const shown = decodedHead(head, guess);
  const isCoded = wideOf(guess) !== null || endsInCr(shown);
  return { guess, container: await sniffContainer(await withLf(shown), rows), isCoded };
}

/** A text's beginning with line ends as they are read. */
async function withLf(shown: Buffer): Promise<Buffer> {
  return endsInCr(shown) ? inLf(shown) : shown;
}

async function inLf(shown: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of crToLf(Readable.from([shown]))) parts.push(part);
  return Buffer.concat(parts);
}

function wideOf(guess: EncodingGuess): 'utf-16le' | 'utf-16be' | null {
  return guess.encoding === 'utf-16le' || guess.encoding === 'utf-16be' ? guess.encoding : null;
}

function decodedHead(head: Buffer, guess: EncodingGuess): Buffer {
  const body = head.subarray(guess.bom);
  const wide = wideOf(guess);
  return wide === null ? body : Buffer.from(new TextDecoder(wide).decode(body), 'utf8');
}

async function* watched(input: Readable, onBytes: OpenOptions['onBytes']): AsyncGenerator<Buffer> {
  for await (const chunk of input as AsyncIterable<Buffer>) {
    onBytes?.(chunk);
    yield chunk;
  }
}

async function* skipBom(input: AsyncIterable<Buffer>, bom: number): AsyncGenerator<Buffer> {
  let left = bom;
  for await (const chunk of input) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    if (skipped < chunk.length) yield skipped === 0 ? chunk : chunk.subarray(skipped);
  }
}
