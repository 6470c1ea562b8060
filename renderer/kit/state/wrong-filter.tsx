import { Button } from '@mantine/core';
import { AppError } from '../../../core/contract/errors.ts';
import { setSearch } from '../../state/location.ts';
import { EmptyState } from './empty-state.tsx';

/** Whether a question failed for its filter: the filter bar says where and why, so that nothing else needs to. */
export function isBadFilter(error: unknown): boolean {
  return error instanceof AppError && error.code === 'query.badFilter';
}

/**
 * In place of rows while the filter cannot be understood.
 * @param onClear where the filter is not the one that all pages of Discovery share
 */
export function WrongFilter({ onClear = clearShared }: { readonly onClear?: (() => void) | undefined }) {
  return (
    <EmptyState
      title="Nothing is shown until the filter can be understood"
      action={
        <Button variant="default" onClick={onClear}>
          Clear filter
        </Button>
      }
    >
      What is wrong is said below the filter.
    </EmptyState>
  );
}

function clearShared(): void {
  setSearch({ filter: null });
}
