/** The providers' records of activities, as they stood in their files. */
import { AppError } from '../../contract/errors.ts';
import type { ActivityBlock } from '../../store/activities/activity-store.ts';
import { unpackFrame } from '../../store/evidence/frame-codec.ts';
import type { ReadConnection } from '../../store/open.ts';

interface Part {
  readonly first: number;
  readonly data: Buffer;
}

/** @param number of the kept line in its block. @returns '' in a workspace restored without its lines. @throws AppError workspace.corrupt */
export function rawLineOf(db: ReadConnection, block: ActivityBlock, number: number): string {
  return rawLinesOf(db, block, [number])[0] ?? '';
}

/** Several lines of a block, each part unpacked once when they come in order. @throws AppError workspace.corrupt */
export function rawLinesOf(db: ReadConnection, block: ActivityBlock, numbers: readonly number[]): string[] {
  const ask = db.prepare<[number, number], Part>(
    'SELECT first, data FROM activity_raw WHERE block = ? AND first <= ? ORDER BY first DESC LIMIT 1',
  );
  let first = -1;
  let lines: readonly string[] = [];
  return numbers.map((number) => {
    if (first < 0 || number < first || number >= first + lines.length) {
      const part = ask.get(block.id, number);
      if (part === undefined) return '';
      first = part.first;
      lines = unpackFrame(part.data, null, null)?.toString('utf8').split('\n') ?? [];
    }
    const line = lines[number - first];
    if (line === undefined) {
      throw new AppError(
        'workspace.corrupt',
        'The record of this activity is damaged on disk; the activity log is not affected.',
      );
    }
    return line;
  });
}
