import { isAscii, isUtf8 } from 'node:buffer';

export type Encoding = 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export interface EncodingGuess {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly bom: number;
}

/** Encoding of a file from its first bytes: a byte order mark, the zero pattern of UTF-16 text, else UTF-8 or Latin-1. */
export function guessEncoding(head: Buffer): EncodingGuess {
  if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) {
    return { encoding: 'utf-16le', bom: 2 };
  }
  if (head.length >= 2 && head[0] === 0xfe && head[1] === 0xff) {
    return { encoding: 'utf-16be', bom: 2 };
  }
  if (head.length >= 3 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: 'utf-8', bom: 3 };
  }
  const zeros = [0, 0];
  // Most logs have none, and no text of theirs is looked at byte by byte.
  for (let i = head.indexOf(0); i >= 0 && i < head.length; i++) {
    if (head[i] === 0) {
      zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
    }
  }
  const half = head.length / 2;
  if (half >= 8 && (zeros[1] ?? 0) > half * 0.7 && (zeros[0] ?? 0) < half * 0.1) {
    return { encoding: 'utf-16le', bom: 0 };
  }
  if (half >= 8 && (zeros[0] ?? 0) > half * 0.7 && (zeros[1] ?? 0) < half * 0.1) {
    return { encoding: 'utf-16be', bom: 0 };
  }
  if (isAscii(head)) {
    return { encoding: 'ascii', bom: 0 };
  }
  // The head may end inside a character: up to three bytes may be missing.
  for (let cut = 0; cut <= 3 && cut < head.length; cut++) {
    if (isUtf8(head.subarray(0, head.length - cut))) {
      return { encoding: 'utf-8', bom: 0 };
    }
  }
  return { encoding: 'latin1', bom: 0 };
}

/** The text of a whole file, whatever its encoding. */
export function decodeText(bytes: Buffer): string {
  const { encoding, bom } = guessEncoding(bytes);
  return new TextDecoder(encoding === 'ascii' ? 'utf-8' : encoding).decode(bytes.subarray(bom));
}

/** UTF-16 bytes to UTF-8 bytes; characters split across chunks are kept whole, damaged ones become U+FFFD. */
export async function* decodeUtf16(
  input: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of input) {
    yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  }
  yield Buffer.from(decoder.decode(), 'utf8');
}
