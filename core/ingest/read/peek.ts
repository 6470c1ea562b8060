import { PassThrough, type Readable } from 'node:stream';

/** First bytes of a stream (fewer if it is shorter) and a stream that still has all of them. */
export async function peek(
  input: Readable,
  bytes: number,
): Promise<{ readonly head: Buffer; readonly rest: Readable }> {
  const chunks: Buffer[] = [];
  let length = 0;
  const iterator = input.iterator({ destroyOnReturn: false });
  while (length < bytes) {
    const next = await iterator.next();
    if (next.done) {
      break;
    }
    const chunk = next.value as Buffer;
    chunks.push(chunk);
    length += chunk.length;
  }
  const head = Buffer.concat(chunks);
  const rest = new PassThrough({ highWaterMark: 1 << 20 });
  if (head.length > 0) {
    rest.write(head);
  }
  if (input.readableEnded) {
    rest.end();
  } else {
    input.on('error', (cause) => rest.destroy(cause));
    rest.on('close', () => input.destroy());
    input.pipe(rest);
  }
  return { head: head.subarray(0, bytes), rest };
}
