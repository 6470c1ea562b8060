/**
 * In: a log's bytes, decompressed and in a one-byte-safe encoding. Out: the same with one record a line.
 * Guarantee: memory does not grow with the input; a file whose records stand one a line passes through untouched.
 */
import type { Container } from './sniff.ts';

/** Unfolds a whole stream. @throws whatever the input throws */
export async function* unfold(input: AsyncIterable<Buffer>, container: Container): AsyncGenerator<Buffer> {
  const unfolder = container.create();
  for await (const chunk of input) {
    const lines = unfolder.push(chunk);
    if (lines.length > 0) yield lines;
  }
  const rest = unfolder.end(false);
  if (rest.length > 0) yield rest;
}

/** Unfolds the beginning of a file. @param complete there is no more of it */
export function unfoldHead(head: Buffer, container: Container, complete: boolean): Buffer {
  const unfolder = container.create();
  return Buffer.concat([unfolder.push(head), unfolder.end(!complete)]);
}
