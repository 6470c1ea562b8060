import { UnstyledButton } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { runCommand } from '../../state/commands.ts';

/** The zone in which all times are shown; leads to its setting. */
export function ZoneBadge({ zone }: { readonly zone: string }) {
  return (
    <UnstyledButton
      data-tip="Every time on every page is shown in this zone. Click to change it."
      className="uc-top__item"
      onClick={() => runCommand('view.settings')}
      aria-label={`Display zone ${zone}`}
    >
      <IconWorld size={16} stroke={1.5} aria-hidden />
      <span>{zone}</span>
    </UnstyledButton>
  );
}
