import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { EntityRow } from '../../../../core/contract/discovery.ts';
import { usePrivacy } from '../../../data/privacy.ts';
import { useWorkspace } from '../../../data/workspace.ts';
import { isToken, type PseudonymKind, RevealDialog } from '../../../kit/privacy/reveal-dialog.tsx';
import type { RowAction } from '../../../kit/table/columns.ts';

const tokensOf = (rows: readonly EntityRow[]): string[] => rows.map((row) => row.key).filter(isToken);

/** Names behind the tokens of a table's rows; offered only where there are tokens and the key is on this computer. */
export function useReveal(kind: PseudonymKind): {
  readonly actions: readonly RowAction<EntityRow>[];
  readonly tools: (rows: readonly EntityRow[]) => ReactNode;
  readonly dialog: ReactNode;
} {
  const { data: privacy } = usePrivacy();
  const readOnly = useWorkspace().data?.readOnly !== false;
  const [tokens, setTokens] = useState<readonly string[] | null>(null);
  const hasTokens = (kind === 'user' ? privacy?.users : privacy?.devices) ?? 0;
  const isOffered = !readOnly && hasTokens > 0 && (privacy?.key === 'unlocked' || privacy?.key === 'locked');
  const actions = useMemo<readonly RowAction<EntityRow>[]>(
    () =>
      isOffered
        ? [
            {
              id: 'reveal',
              title: 'Reveal name …',
              key: 'r',
              when: (rows) => tokensOf(rows).length > 0,
              run: (rows) => setTokens(tokensOf(rows)),
            },
          ]
        : [],
    [isOffered],
  );
  return {
    actions,
    tools: (rows) =>
      isOffered && tokensOf(rows).length > 0 ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconEye size={14} stroke={1.5} />}
          onClick={() => setTokens(tokensOf(rows))}
        >
          Reveal {rows.length === 1 ? 'name' : `${rows.length} names`} …
        </Button>
      ) : null,
    dialog: tokens === null ? null : <RevealDialog kind={kind} tokens={tokens} onClose={() => setTokens(null)} />,
  };
}
