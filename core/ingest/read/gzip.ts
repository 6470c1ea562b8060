/**
 * In: a gzip file as a stream. Out: the bytes of all its members (RFC 1952).
 * Guarantee: what was given is what was packed, or the stream ends in an error; what stands behind the last member, zeros apart, and an
 * input that ends inside a member are told and not passed over. Node's own reader refuses the first with part of the log before it, and
 * leaves out members that stand behind zeros.
 */
import { constants, crc32, createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';
import type { PulledBytes } from './pulled-bytes.ts';
import type { OnLoss } from './unpack-loss.ts';

/** Magic, method, flags, time, level, system. */
const HEADER_BYTES = 10;
/** CRC-32 and size of what was packed. */
const TRAILER_BYTES = 8;
/** A member up to here, and what it may unpack to. */
const SMALL_BYTES = 128 * 1024;
const MOST_OF_SMALL = 8 * SMALL_BYTES;
/** Told to flush at its end, a decompressor gives what it has of a member that was cut. */
const FLUSHED = { finishFlush: constants.Z_SYNC_FLUSH };

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
const DEFLATED = 8;
const [HEADER_CRC, EXTRA, NAME, COMMENT, RESERVED] = [2, 4, 8, 16, 0xe0];
/** Names and comments in a header; a longer one is none. */
const MOST_TEXT = 64 * 1024;

export function isGzip(magic: Buffer): boolean {
  return magic.length >= 2 && magic[0] === 0x1f && magic[1] === 0x8b;
}

/** @param chunkSize bytes that are unpacked at once */
export async function* unpackGzip(input: PulledBytes, chunkSize: number, onLoss: OnLoss): AsyncGenerator<Buffer> {
  let isSmall = true;
  for (let members = 0; await input.passZeros(); members++) {
    const start = input.offset;
    await input.fill(HEADER_BYTES);
    if (!isHeader(input.rest)) {
      if (members === 0) throw new Error('its header is none of gzip');
      onLoss({ isCut: false, offset: start, bytes: await input.passAll() });
      return;
    }
    let isWhole = await passHeader(input);
    if (isWhole) {
      const small: Buffer | null = isSmall ? await smallMember(input) : null;
      isSmall = small !== null;
      if (small === null) isWhole = yield* member(input, chunkSize, start);
      else yield small;
    }
    if (!isWhole) {
      onLoss({ isCut: true, offset: input.offset + (await input.passAll()), bytes: null });
      return;
    }
  }
}

/**
 * All of a member that is small, its trailer too: files may hold thousands of them, and a stream for each costs more than all else.
 * @returns null for a larger one, for one that is cut and for one that is damaged: then nothing was taken
 */
async function smallMember(input: PulledBytes): Promise<Buffer | null> {
  await input.fill(SMALL_BYTES);
  const packed = input.rest.subarray(0, SMALL_BYTES);
  try {
    const options = { ...FLUSHED, info: true, maxOutputLength: MOST_OF_SMALL };
    // What `info` gives is in Node's documentation, and not in its types.
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated;
    const end = engine.bytesWritten;
    const trailer = input.rest.subarray(end, end + TRAILER_BYTES);
    // One that fills all there is may go on behind it.
    if (trailer.length < TRAILER_BYTES || trailer.readUInt32LE(0) !== crc32(buffer)) return null;
    if (trailer.readUInt32LE(4) !== buffer.length) return null;
    input.take(end + TRAILER_BYTES);
    return buffer;
  } catch {
    return null;
  }
}

/** What stands there, as far as it goes, may be a member's beginning. */
function isHeader(bytes: Buffer): boolean {
  const [method = DEFLATED, flags = 0] = bytes.subarray(2);
  return isGzip(bytes) && method === DEFLATED && (flags & RESERVED) === 0;
}

/** What follows a header. @returns whether it was whole: false where the input ends in it @throws Error where it is damaged */
async function* member(input: PulledBytes, chunkSize: number, start: number): AsyncGenerator<Buffer, boolean> {
  let sum = 0;
  let size = 0;
  const inflate = createInflateRaw({ chunkSize, ...FLUSHED });
  const fed = feed(input, inflate);
  try {
    for await (const part of inflate as AsyncIterable<Buffer>) {
      sum = crc32(part, sum);
      size += part.length;
      yield part;
    }
  } catch (cause) {
    throw damaged(start, cause instanceof Error ? cause.message : String(cause));
  }
  await fed;
  if (!(await input.fill(TRAILER_BYTES))) return false;
  const trailer = input.take(TRAILER_BYTES);
  if (trailer.readUInt32LE(0) !== sum) throw damaged(start, 'its checksum does not fit');
  if (trailer.readUInt32LE(4) !== size % 2 ** 32) throw damaged(start, 'its size does not fit');
  return true;
}

/** Gives the input to one decompressor until that has come to its end. */
async function feed(input: PulledBytes, inflate: InflateRaw): Promise<void> {
  const ended = new Promise<void>((resolve) => inflate.on('end', resolve).on('close', resolve));
  try {
    while (await input.fill()) {
      const { rest } = input;
      const before = inflate.bytesWritten;
      await Promise.race([new Promise<void>((resolve) => inflate.write(rest, () => resolve())), ended]);
      input.take(inflate.bytesWritten - before);
      if (input.rest.length > 0) return;
    }
    inflate.end();
  } catch (cause) {
    inflate.destroy(cause instanceof Error ? cause : new Error(String(cause)));
  }
}

/** @returns false where the input ends in it */
async function passHeader(input: PulledBytes): Promise<boolean> {
  if (!(await input.fill(HEADER_BYTES))) return false;
  const flags = input.take(HEADER_BYTES)[3] ?? 0;
  if ((flags & EXTRA) !== 0) {
    if (!(await input.fill(2))) return false;
    const length = input.take(2).readUInt16LE(0);
    if (!(await input.fill(length))) return false;
    input.take(length);
  }
  for (const text of [NAME, COMMENT]) {
    if ((flags & text) !== 0 && !(await passText(input))) return false;
  }
  if ((flags & HEADER_CRC) === 0) return true;
  if (!(await input.fill(2))) return false;
  input.take(2);
  return true;
}

/** A text that ends in a zero. */
async function passText(input: PulledBytes): Promise<boolean> {
  for (let length = 1; length <= MOST_TEXT; length++) {
    if (!(await input.fill())) return false;
    if (input.take(1)[0] === 0) return true;
  }
  throw new Error('a name in its header has no end');
}

/** What a person can do with the members before it is said: they are whole. */
function damaged(start: number, why: string): Error {
  return new Error(start === 0 ? why : `${why} in the part that begins at byte ${start}; what stands before is whole`);
}
