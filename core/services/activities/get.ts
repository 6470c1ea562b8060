/** One activity: its row, everything its connector reads of it, and the provider's record. */
import { ActivityReader, connectorsFor, toActivity } from '../../connectors/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { REPEATED } from '../../ingest/activities/columns.ts';
import type { ActivityBlock } from '../../store/activities/activity-store.ts';
import { rawLineOf } from '../../store/activities/raw-lines.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { readOwnConnectors } from '../../store/write/own-connectors.ts';
import { getImport, shownFile } from '../imports/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { appNames, requireRecord, type Shown } from './question.ts';
import { activityRowOf } from './rows.ts';

/**
 * @param seal given only when the record of an anonymised stream was asked for in clear, with a reason
 * @throws AppError entity.unknown, also for a private activity unless `all` are shown
 */
export function getActivity(
  view: WorkspaceView,
  ref: string,
  shownRows: Shown = 'public',
  seal: WorkspaceSeal | null = null,
): MethodOutput<'activities.get'> {
  const { block, row } = requireRecord(view, ref);
  const store = view.activities;
  if (shownRows === 'public' && store.isPrivate(block, row)) {
    throw new AppError(
      'entity.unknown',
      'This activity is private. Show private activities in the activity log first.',
      {
        ref,
      },
    );
  }
  const apps = appNames(view);
  const shown = activityRowOf(view, block, row, apps);
  const raw = rawLineOf(view.db, block, store.column(block, 'raw')[row] ?? 0, seal);
  const line = block.firstLine + (store.column(block, 'line')[row] ?? 0) + 1;
  const reader = new ActivityReader(
    connectorsFor(shown.connector, readOwnConnectors(view.db)) ?? [],
    { fileName: '' },
    Number.MAX_SAFE_INTEGER,
    // Which order its file's times have is known no more: the time that was read then is.
    'month-first',
  );
  const event = reader.readLine(raw).events[store.column(block, 'event')[row] ?? 0];
  const { anonymised } = getImport(view, block.import);
  return {
    row: shown,
    activity: event === undefined ? {} : { ...toActivity(event, line), time: new Date(shown.time).toISOString() },
    raw,
    sealed: anonymised && seal === null,
    source: { importId: block.import, file: fileOf(view, block, row, seal), line },
    sameEvent: recordsOfEvent(view, block, row, shownRows).map((other) =>
      activityRowOf(view, other.block, other.row, apps),
    ),
  };
}

/** Where it stood, in clear for who may see the record. */
function fileOf(view: WorkspaceView, block: ActivityBlock, row: number, seal: WorkspaceSeal | null): string {
  const file = block.file + (view.activities.column(block, 'fileStep')[row] ?? 0);
  if (!seal) return shownFile(view, block.import, file);
  const path = view.db.prepare<[number], string>('SELECT path FROM file WHERE id = ?').pluck().get(file) ?? '';
  return getImport(view, block.import).anonymised ? (seal.openText(path) ?? '') : path;
}

/** Records of other connectors that tell of the same event. */
function recordsOfEvent(
  view: WorkspaceView,
  of: ActivityBlock,
  ofRow: number,
  shown: Shown,
): readonly { readonly block: ActivityBlock; readonly row: number }[] {
  const store = view.activities;
  const event = store.column(of, 'same')[ofRow] ?? 0;
  if (event === 0) return [];
  const found: { block: ActivityBlock; row: number }[] = [];
  for (const block of store.blocks) {
    const same = store.column(block, 'same');
    const marks = shown === 'all' ? store.allMarks(block) : store.column(block, 'mark');
    for (let row = same.indexOf(event); row >= 0; row = same.indexOf(event, row + 1)) {
      const isItself = block === of && row === ofRow;
      if (!isItself && marks[row] !== REPEATED) found.push({ block, row });
    }
  }
  return found;
}
