import { Button, CloseButton } from '@mantine/core';
import { IconLock, IconPlugConnectedX, IconRefreshAlert } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { useEngineState } from '../../data/engine-state.ts';

/** What the user must know before believing the page: engine away or restarted, read-only. */
export function Banners({ workspace }: { readonly workspace: WorkspaceInfo | null }) {
  const { transport, restartReason, forgetRestart } = useEngineState();
  return (
    <div className="uc-banners" role="status">
      {transport === 'refused' && (
        <Banner tone="bad" icon={<IconPlugConnectedX size={18} stroke={1.5} />}>
          This page’s session is over. Open the address that the terminal prints, or start Undercast again.
        </Banner>
      )}
      {transport === 'lost' && (
        <Banner tone="warn" icon={<IconPlugConnectedX size={18} stroke={1.5} />}>
          The engine does not answer. What you see may be old; it is being tried again. If Undercast was closed, start
          it again.
        </Banner>
      )}
      {restartReason !== null && (
        <Banner tone="warn" icon={<IconRefreshAlert size={18} stroke={1.5} />} onClose={forgetRestart}>
          The engine was restarted{restartReason === '' ? '' : ` (${restartReason.replace(/\.$/, '')})`}. An import that
          was running goes on or was taken back as a whole; nothing is counted twice.
        </Banner>
      )}
      {workspace?.readOnly === true && (
        <Banner tone="info" icon={<IconLock size={18} stroke={1.5} />}>
          {workspace.readOnlyReason ?? 'This workspace was opened read-only.'} You can look at everything and export it;
          nothing can be changed.
        </Banner>
      )}
    </div>
  );
}

function Banner(props: {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly icon: ReactNode;
  readonly onClose?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="uc-banner" data-tone={props.tone}>
      {props.icon}
      <span>{props.children}</span>
      {props.tone === 'bad' && (
        <Button size="compact-xs" variant="default" onClick={() => location.reload()}>
          Reload
        </Button>
      )}
      {props.onClose !== undefined && <CloseButton size="sm" onClick={props.onClose} aria-label="Dismiss" />}
    </div>
  );
}
