/**
 * In: a page of a feed, whose records may stand for documents that are asked for one by one. Out: what is kept of it.
 * Guarantee: no more than one document is held; one that is gone, or larger than is taken, is named and holds nothing up.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TooLarge } from './fault.ts';
import type { PageRead } from './provider.ts';
import type { FeedPage, FeedPosition, FeedTask } from './read-feed.ts';
import { BadBody, type Reply } from './reply.ts';

/** Files that a note names. */
const MAX_NAMED = 5;
const MAX_UNPACKED = 1 << 30;
const QUOTE = 34;
const NEW_LINE = 10;
const unzip = promisify(gunzip);

/** A page with what its records stand for. Files come one by one, so that no more than one is held. */
export async function* pageOf(
  task: FeedTask,
  read: PageRead,
  position: FeedPosition,
  note: string | null,
): AsyncGenerator<FeedPage> {
  const { feed, client, values } = task;
  if (!feed.document) {
    yield { records: read.records, files: [], position, note };
    return;
  }
  const isGone = (reply: Reply): boolean =>
    reply.status === 404 || reply.status === 410 || (feed.isGone?.(reply) ?? false);
  let gone = 0;
  const tooLarge: string[] = [];
  for (const record of read.records) {
    const document = feed.document(values, record);
    if (document === null) continue;
    const { holds, name } = document;
    const ask = <T>(parse: (reply: Reply) => T | Promise<T>): Promise<T | 'gone' | 'tooLarge'> =>
      client
        .ask<T | 'gone'>(document.ask, (reply) => (isGone(reply) ? 'gone' : parse(reply)), isGone)
        .catch((cause: unknown) => {
          // It will be as large another time, and would hold up all that comes after it.
          if (cause instanceof TooLarge) return 'tooLarge';
          throw cause;
        });
    const found =
      holds === 'records' ? await ask((reply) => reply.list()) : await ask(holds === 'gzip' ? wholeGzip : wholeCsv);
    if (found === 'gone') gone++;
    else if (found === 'tooLarge') tooLarge.push(name);
    else if (Buffer.isBuffer(found)) yield { records: [], files: [{ name, bytes: found }], position: null, note: null };
    else yield { records: found, files: [], position: null, note: null };
  }
  const notes = [
    note,
    gone === 0 ? null : `What the provider listed was there no longer when it was asked for (${gone}).`,
    tooLarge.length === 0 ? null : tooLargeNote(tooLarge),
  ];
  yield { records: [], files: [], position, note: notes.filter((one) => one !== null).join(' ') || null };
}

function tooLargeNote(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `Larger than is taken at once, and left out: ${names.slice(0, MAX_NAMED).join(', ')}${more}. Download and import it by hand.`;
}

/** @throws BadBody where the file is cut off or something else: its records would be lost, the position beyond it being kept */
async function wholeGzip({ body }: Reply): Promise<Buffer> {
  try {
    await unzip(body, { maxOutputLength: MAX_UNPACKED });
  } catch {
    throw new BadBody('a file is no whole gzip archive');
  }
  return body;
}

/** @throws BadBody */
function wholeCsv({ body }: Reply): Buffer {
  const isWhole = body.length === 0 || (body[0] === QUOTE && body[body.length - 1] === NEW_LINE);
  if (!isWhole) throw new BadBody('a file is no whole table');
  return body;
}
