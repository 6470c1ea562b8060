import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { useEngineState } from '../../data/engine-state.ts';
import { formatCount, formatInstant, plural } from '../../kit/format.ts';
import { usePath } from '../../state/location.ts';
import { extentAt } from '../../state/scope.ts';
import { useStatus } from '../../state/status.ts';

const ENGINE_WORDS = {
  open: 'Engine ready',
  connecting: 'Connecting to the engine',
  lost: 'Engine away, trying again',
  refused: 'Session over',
} as const;

/** Rows, selection and its sum, how long the question took, how new the data is, the engine's health. */
export function StatusLine({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const status = useStatus();
  const extent = extentAt(usePath(), workspace);
  const transport = useEngineState((state) => state.transport);
  return (
    <footer className="uc-status">
      {status.rows !== null && <span className="uc-num">{plural(status.rows, 'row')}</span>}
      {status.selected > 0 && <span className="uc-num">{formatCount(status.selected)} selected</span>}
      {status.sum !== null && <span className="uc-num">{status.sum}</span>}
      <span className="uc-status__gap" />
      {status.queryMs !== null && (
        <span className="uc-num">answered in {formatCount(Math.max(1, Math.round(status.queryMs)))} ms</span>
      )}
      <span className="uc-time">
        {extent === null
          ? 'No data yet'
          : `Data up to ${formatInstant(extent.to - 1, workspace.displayZone)} (${workspace.displayZone})`}
      </span>
      <span className="uc-status__engine" data-state={transport}>
        {ENGINE_WORDS[transport]}
      </span>
    </footer>
  );
}
