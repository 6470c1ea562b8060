import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCircleDashed,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlugX,
} from '@tabler/icons-react';
import type { ConnectionState } from '../../../../core/contract/connections.ts';
import { STATE_TITLES } from '../../../kit/connection-words.ts';
import type { JoinedApp } from './joined-apps.ts';

const ICONS: Readonly<Record<ConnectionState, Icon>> = {
  connected: IconPlugConnected,
  attention: IconAlertTriangle,
  error: IconPlugConnectedX,
  new: IconCircleDashed,
  disabled: IconPlugX,
};

/** The state of a connected app, with what is wrong behind it. */
export function StatusMark({ app }: { readonly app: Pick<JoinedApp, 'state' | 'problems'> }) {
  const Mark = ICONS[app.state];
  return (
    <span className="uc-connstatus" data-status={app.state} title={app.problems.join('; ') || undefined}>
      <Mark size={15} stroke={1.75} aria-hidden />
      {STATE_TITLES[app.state]}
    </span>
  );
}
