/** The providers' records of activities, as they stood in their files. */
import { AppError } from '../../contract/errors.ts';
import { unpackFrame } from '../evidence/frame-codec.ts';
import type { ReadConnection } from '../open.ts';
import type { ActivityBlock } from './activity-store.ts';

type StoredBlock = Pick<ActivityBlock, 'id'>;

/** @param number of the kept line in its block. @returns '' in a workspace restored without its lines. @throws AppError workspace.corrupt */
export function rawLineOf(db: ReadConnection, block: StoredBlock, number: number): string {
  return rawLinesOf(db, block, [number]).get(number) ?? '';
}

/**
 * Several lines of a block by their number. Each part is unpacked once, and only what is asked for becomes text.
 * @throws AppError workspace.corrupt
 */
export function rawLinesOf(
  db: ReadConnection,
  block: StoredBlock,
  numbers: Iterable<number>,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const wanted = [...new Set(numbers)].sort((a, b) => a - b);
  if (wanted.length === 0) return found;
  const firsts = db
    .prepare<[number], number>('SELECT first FROM activity_raw WHERE block = ? ORDER BY first')
    .pluck()
    .all(block.id);
  const read = db
    .prepare<[number, number], Buffer>('SELECT data FROM activity_raw WHERE block = ? AND first = ?')
    .pluck();
  let at = 0;
  for (const [part, first] of firsts.entries()) {
    const end = firsts[part + 1] ?? Number.POSITIVE_INFINITY;
    const here: number[] = [];
    for (; (wanted[at] ?? end) < end; at++) here.push((wanted[at] ?? 0) - first);
    const data = here.length === 0 ? undefined : read.get(block.id, first);
    if (data !== undefined) takeLines(unpackFrame(data, null, null), first, here, found);
  }
  return found;
}

const LF = 10;

/** @param places of the wanted lines in the part, ascending */
function takeLines(
  bytes: Uint8Array | null | undefined,
  first: number,
  places: readonly number[],
  into: Map<number, string>,
): void {
  const part =
    bytes === null || bytes === undefined ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  let line = 0;
  for (const place of places) {
    while (part !== null && line < place && start >= 0) {
      const end = part.indexOf(LF, start);
      start = end < 0 ? -1 : end + 1;
      line++;
    }
    if (part === null || start < 0) {
      throw new AppError(
        'workspace.corrupt',
        'The record of this activity is damaged on disk; the activity log is not affected.',
      );
    }
    const end = part.indexOf(LF, start);
    into.set(first + place, part.toString('utf8', start, end < 0 ? undefined : end));
  }
}
