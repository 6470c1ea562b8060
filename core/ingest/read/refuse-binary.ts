import type { Readable } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import { guessEncoding } from './encoding.ts';
import { peek } from './peek.ts';

/** What a file is by its first bytes, and how a log comes out of it. */
interface Kind {
  /** The first bytes, in hexadecimal. */
  readonly magic: readonly string[];
  readonly what: string;
  readonly how: string;
}

const GIVE_TEXT = 'Give the log as text, or as gzip, zip or zstd.';

function unpackedBy(command: string): string {
  return `Unpack it first (${command}) and import what comes out.`;
}

const TAR: Kind = { magic: [], what: 'a tar archive', how: unpackedBy('tar -xf') };
const PACKETS =
  'Let Zeek or Suricata write the logs of its connections (zeek -C -r FILE LogAscii::use_json=T) and import those.';
const KINDS: readonly Kind[] = [
  { magic: ['89504e47'], what: 'a PNG image', how: GIVE_TEXT },
  { magic: ['ffd8ff'], what: 'a JPEG image', how: GIVE_TEXT },
  { magic: ['25504446'], what: 'a PDF document', how: GIVE_TEXT },
  { magic: ['7f454c46'], what: 'a program', how: GIVE_TEXT },
  { magic: ['4d5a90'], what: 'a Windows program', how: GIVE_TEXT },
  { magic: ['53514c69746520666f726d6174'], what: 'an SQLite database', how: GIVE_TEXT },
  {
    magic: ['50415231'],
    what: 'a Parquet file',
    how: 'Write it as CSV or JSON lines (DuckDB: COPY (FROM read_parquet(...)) TO ...) and import that.',
  },
  {
    magic: ['4f626a01'],
    what: 'an Avro file',
    how: 'Write it as JSON lines (avro-tools tojson FILE) and import that.',
  },
  { magic: ['377abcaf271c'], what: 'a 7z archive', how: unpackedBy('7z x') },
  { magic: ['526172211a07'], what: 'a RAR archive', how: unpackedBy('unrar x') },
  { magic: ['425a68'], what: 'a bzip2 file', how: unpackedBy('bzip2 -dk') },
  { magic: ['fd377a585a00'], what: 'an xz file', how: unpackedBy('xz -dk') },
  { magic: ['d0cf11e0'], what: 'an Office document', how: 'Save its sheet as CSV and import that.' },
  {
    magic: ['456c6646696c65'],
    what: 'an EVTX file of Windows',
    how: 'Write its events as XML (wevtutil qe FILE /lf:true /f:xml > events.xml) and import those.',
  },
  {
    magic: ['4c504b5348485248'],
    what: 'a journal file of systemd',
    how: 'Write its entries as JSON (journalctl --file FILE -o json > journal.json) and import those.',
  },
  // Of both byte orders, with times in microseconds and in nanoseconds; pcapng.
  { magic: ['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', 'a1b23c4d', '0a0d0d0a'], what: 'a packet capture', how: PACKETS },
  {
    magic: ['0ca50100', '0ca50200', 'a50c0001', 'a50c0002'],
    what: 'a file of nfdump',
    how: 'Write its flows as text (nfdump -r FILE) and import that.',
  },
];
/** What is unpacked once, or in an archive, and found packed again. */
const PACKED: readonly (readonly [string, string])[] = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
];
/** Bytes that `refuseBinary` looks at. */
export const MAGIC_BYTES = 512;
const TAR_AT = 257;

/** A clear word for what is plainly no log, instead of a million rejects. @throws AppError file.unsupported */
export function refuseBinary(name: string, head: Buffer): void {
  const hex = head.toString('hex', 0, 16);
  const isTar = head.toString('latin1', TAR_AT, TAR_AT + 5) === 'ustar';
  const found = isTar ? TAR : KINDS.find(({ magic }) => magic.some((bytes) => hex.startsWith(bytes)));
  if (found !== undefined) throw noLog(name, found);
  const wide = utf32Of(head);
  if (wide !== null) {
    throw new AppError(
      'file.unsupported',
      `${name} is text in ${wide}, which is not read. Write it as UTF-8 (iconv -f ${wide} -t UTF-8 FILE > log.txt) and import that.`,
      { path: name, found: wide },
    );
  }
  if (isNoText(head)) throw noLog(name, { what: 'a binary file', how: GIVE_TEXT });
}

/** Four bytes a character, two of them zero whatever the alphabet of a log; null for anything else. UTF-16 has its zeros elsewhere. */
function utf32Of(head: Buffer): 'UTF-32LE' | 'UTF-32BE' | null {
  const characters = Math.floor(head.length / 4);
  if (characters < 4) return null;
  let little = 0;
  let big = 0;
  for (let at = 0; at < characters * 4; at += 4) {
    const low = head.readUInt16LE(at);
    const high = head.readUInt16LE(at + 2);
    if (low !== 0 && high === 0) little++;
    if (low === 0 && high !== 0) big++;
  }
  // A byte order mark is one of them as well.
  if (little === characters) return 'UTF-32LE';
  return big === characters ? 'UTF-32BE' : null;
}

/** Bytes that texts have: NUL (holes of files that were cut off), tab, line ends, form feed, escape. */
const TEXT_CONTROLS = new Set([0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);
/** Of random bytes every ninth is another control, and nearly each of these is among 512 of them. */
const [LEAST_SEEN, LEAST_KINDS, LEAST_SHARE] = [64, 8, 0.05];

/**
 * Whether a beginning is that of packed, encrypted or compiled bytes: no text in any encoding, and controls of many kinds all over. Logs
 * hold some, as what separates fields or where somebody sent bytes to a text protocol.
 */
function isNoText(head: Buffer): boolean {
  if (head.length < LEAST_SEEN || guessEncoding(head).encoding !== 'latin1') return false;
  const controls = head.filter((byte) => byte < 0x20 && !TEXT_CONTROLS.has(byte));
  return controls.length >= head.length * LEAST_SHARE && new Set(controls).size >= LEAST_KINDS;
}

function noLog(name: string, { what, how }: Pick<Kind, 'what' | 'how'>): AppError {
  return new AppError('file.unsupported', `${name} is ${what}, not a log. ${how}`, { path: name, found: what });
}

/** Office's documents are zip archives with parts of fixed names (ECMA-376, part 2). */
const OFFICE: readonly (readonly [part: string, what: string, how: string])[] = [
  ['xl/workbook.xml', 'an Excel workbook', 'Save its sheet as CSV (UTF-8) and import that.'],
  ['xl/workbook.bin', 'an Excel workbook', 'Save its sheet as CSV (UTF-8) and import that.'],
  ['word/document.xml', 'a Word document', GIVE_TEXT],
  ['ppt/presentation.xml', 'a PowerPoint presentation', GIVE_TEXT],
];

/** @param members of a zip, by name @throws AppError file.unsupported where they are the parts of a document */
export function refuseOffice(name: string, members: readonly string[]): void {
  if (!members.includes('[Content_Types].xml')) return;
  const found = OFFICE.find(([part]) => members.includes(part));
  if (found !== undefined) throw noLog(name, { what: found[1], how: found[2] });
}

/** @throws AppError file.unsupported */
export function refusePacked(name: string, head: Buffer): void {
  const hex = head.toString('hex', 0, 4);
  const found = PACKED.find(([prefix]) => hex.startsWith(prefix))?.[1];
  if (found !== undefined) {
    throw new AppError(
      'file.unsupported',
      `${name} holds another packed file (${found}). Unpack it first and import what is in it.`,
      { path: name, found },
    );
  }
}

/** The stream, once its first bytes are known not to be a picture, a program or another archive. */
export async function refuseBinaryStream(name: string, input: Readable): Promise<Readable> {
  const { head, rest } = await peek(input, MAGIC_BYTES);
  try {
    refusePacked(name, head);
    refuseBinary(name, head);
  } catch (cause) {
    rest.destroy();
    throw cause;
  }
  return rest;
}
