import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCircleDashed,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlugX,
} from '@tabler/icons-react';
import type { ConnectionState } from '../../../../core/contract/connections.ts';
import type { JoinedApp } from './joined-apps.ts';

export const STATE_WORDS: Readonly<Record<ConnectionState, readonly [text: string, icon: Icon]>> = {
  connected: ['Connected', IconPlugConnected],
  attention: ['Needs attention', IconAlertTriangle],
  error: ['Connection error', IconPlugConnectedX],
  new: ['Not tried yet', IconCircleDashed],
  disabled: ['Disabled', IconPlugX],
};

/** The state of a connected app, with what is wrong behind it. */
export function StatusMark({ app }: { readonly app: Pick<JoinedApp, 'state' | 'problems'> }) {
  const [text, Mark] = STATE_WORDS[app.state];
  return (
    <span className="uc-connstatus" data-status={app.state} title={app.problems.join('; ') || undefined}>
      <Mark size={15} stroke={1.75} aria-hidden />
      {text}
    </span>
  );
}
