/** The providers' records of activities, as they stood in their files. */
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection } from '../open.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import type { ActivityBlock } from './activity-store.ts';
import { rawParts } from './raw-parts.ts';

type StoredBlock = Pick<ActivityBlock, 'id'>;

/**
 * @param number of the kept line in its block
 * @param seal given only when the record of an anonymised stream was asked for in clear, with a reason
 * @returns '' in a workspace restored without its lines, and for a record that is sealed. @throws AppError workspace.corrupt
 */
export function rawLineOf(
  db: ReadConnection,
  block: StoredBlock,
  number: number,
  seal: WorkspaceSeal | null = null,
): string {
  return rawLinesOf(db, block, [number], seal).get(number) ?? '';
}

/**
 * Several lines of a block by their number. Each part is unpacked once, and only what is asked for becomes text.
 * @throws AppError workspace.corrupt
 */
export function rawLinesOf(
  db: ReadConnection,
  block: StoredBlock,
  numbers: Iterable<number>,
  seal: WorkspaceSeal | null = null,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const wanted = [...new Set(numbers)].sort((a, b) => a - b);
  if (wanted.length === 0) return found;
  for (const { places, lines } of rawParts(db, block.id, wanted, seal)) {
    for (const place of places) {
      const number = wanted[place] ?? 0;
      found.set(number, lines?.text(number) ?? damaged());
    }
  }
  return found;
}

function damaged(): never {
  throw new AppError(
    'workspace.corrupt',
    'The record of this activity is damaged on disk; the activity log is not affected.',
  );
}
