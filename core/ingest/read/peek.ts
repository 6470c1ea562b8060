import { Readable } from 'node:stream';

/** First bytes of a stream (fewer if it is shorter) and a stream that still has all of them. */
export async function peek(
  input: Readable,
  bytes: number,
): Promise<{ readonly head: Buffer; readonly rest: Readable }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = input.read() as Buffer | null;
    if (chunk === null) {
      if (!(await readableOrEnd(input))) {
        const all = Buffer.concat(chunks);
        return {
          head: all.subarray(0, bytes),
          rest: Readable.from(all.length > 0 ? [all] : [], { objectMode: false }),
        };
      }
      continue;
    }
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) {
      const all = Buffer.concat(chunks);
      // In the same turn as the read: once the end is announced, nothing can be put back.
      input.unshift(all);
      return { head: all.subarray(0, bytes), rest: input };
    }
  }
}

/** @returns false at the end of the stream */
function readableOrEnd(input: Readable): Promise<boolean> {
  if (input.readableEnded) {
    return Promise.resolve(false);
  }
  return new Promise((resolve, reject) => {
    const done = (more: boolean | Error) => {
      input.off('readable', onReadable).off('end', onEnd).off('error', onError).off('close', onEnd);
      if (more instanceof Error) reject(more);
      else resolve(more);
    };
    const onReadable = () => done(true);
    const onEnd = () => done(false);
    const onError = (cause: Error) => done(cause);
    input.on('readable', onReadable).on('end', onEnd).on('error', onError).on('close', onEnd);
  });
}
