import { IconAlertTriangle, IconPlugConnected } from '@tabler/icons-react';
import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { doubtsOf } from './ability-words.ts';

/** Connected, or connected with something to look at. */
export function StatusMark({ app }: { readonly app: ConnectedApp }) {
  const fine = app.status === 'connected';
  const Mark = fine ? IconPlugConnected : IconAlertTriangle;
  return (
    <span className="uc-connstatus" data-status={app.status} title={doubtsOf(app).join('; ') || undefined}>
      <Mark size={15} stroke={1.75} aria-hidden />
      {fine ? 'Connected' : 'Needs attention'}
    </span>
  );
}
