import { Button } from '@mantine/core';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { hrefWithScope, navigate } from '../../../state/location.ts';
import { useScope } from '../../../state/scope.ts';

/** A table without rows although there is data: says what hides it and takes that away. */
export function NothingFound({
  what,
  isFiltered,
  onClear,
}: {
  readonly what: string;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}) {
  const { rangeId, setRelative } = useScope();
  const narrowed = rangeId !== 'all';
  return (
    <EmptyState
      title={`No ${what} here`}
      action={
        isFiltered ? (
          <Button variant="default" onClick={onClear}>
            Clear filter and search
          </Button>
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
        ? `No ${what} in this period fit the filter and the search.`
        : narrowed
          ? `The chosen period has no ${what}.`
          : what === 'apps'
            ? 'No host of the imported logs belongs to an app of the catalog.'
            : `The imported logs have no ${what}.`}
    </EmptyState>
  );
}
