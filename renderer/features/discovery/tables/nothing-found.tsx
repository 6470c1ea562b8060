import { Button, Group } from '@mantine/core';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { hrefWithScope, navigate } from '../../../state/location.ts';
import { useScope } from '../../../state/scope.ts';

/** A table, or a whole page, without rows although there is data: says what hides it and takes that away. */
export function NothingFound({
  what,
  isFiltered,
  narrowing = 'filter and search',
  onClear,
}: {
  readonly what: string;
  readonly isFiltered: boolean;
  /** What the page may be narrowed by, beside the period. */
  readonly narrowing?: 'filter' | 'filter and search';
  readonly onClear: () => void;
}) {
  const { rangeId, setRelative } = useScope();
  const narrowed = rangeId !== 'all';
  return (
    <EmptyState
      title={`No ${what} here`}
      action={
        isFiltered ? (
          <Group gap={8} justify="center">
            <Button variant="default" onClick={onClear}>
              Clear {narrowing}
            </Button>
            {narrowed && (
              <Button variant="default" onClick={() => setRelative('all')}>
                Show all data
              </Button>
            )}
          </Group>
        ) : narrowed ? (
          <Button variant="default" onClick={() => setRelative('all')}>
            Show all data
          </Button>
        ) : what === 'apps' ? (
          <Button variant="default" onClick={() => navigate(hrefWithScope('/discovery/unmatched'))}>
            Show unmatched hosts
          </Button>
        ) : undefined
      }
    >
      {isFiltered
        ? `No ${what} in this period fit the ${narrowing.replace('and ', 'and the ')}.`
        : narrowed
          ? `The chosen period has no ${what}.`
          : what === 'apps'
            ? 'No host of the imported logs belongs to an app of the catalog.'
            : `The imported logs have no ${what}.`}
    </EmptyState>
  );
}
