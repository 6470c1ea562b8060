/** All of an audit log that is small, be it plain, compressed or in an archive. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { AppError } from '../../contract/errors.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { shortened } from '../../ingest/read/unpack.ts';

/**
 * @param place for its bytes; used again for the next one
 * @param onLoss as in `OpenSource`
 * @returns null for one that does not fit, or can be opened only once
 * @throws AppError file.changed where a plain file became shorter meanwhile; what its archive is at fault for
 */
export async function smallBytes(
  source: LogSource,
  place: Uint8Array<ArrayBuffer>,
  onLoss: (loss: AppError) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { bytes, plainPath } = source;
  if (bytes === null || bytes > place.length) return null;
  return plainPath !== null ? plainBytes(plainPath, place) : streamedBytes(source, place, onLoss);
}

function plainBytes(path: string, place: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    if (size > place.length) return null;
    let have = 0;
    for (let got = -1; have < size && got !== 0; have += got) got = readSync(fd, place, have, size - have, have);
    if (have < size) throw shortened(path);
    return place.subarray(0, size);
  } finally {
    closeSync(fd);
  }
}

async function streamedBytes(
  source: LogSource,
  place: Uint8Array<ArrayBuffer>,
  onLoss: (loss: AppError) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const stream = await source.open({ onLoss });
  let have = 0;
  // Leaving the loop closes the stream.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (have + chunk.length > place.length) return null;
    place.set(chunk, have);
    have += chunk.length;
  }
  return place.subarray(0, have);
}
