import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useQuestion } from './use-question.ts';

/** A format that the workspace describes itself. */
export function useOwnFormat(id: string | undefined) {
  return useQuestion('formats.get', { id: id ?? '' }, { enabled: id !== undefined, keep: false });
}

export type DescribedLines = { readonly token: string } | { readonly text: string };

/** What a description makes of lines; without one, a first guess. */
export function useDescribed(lines: DescribedLines | null, definition: unknown, zone: string) {
  return useQuestion(
    'formats.describe',
    { ...(lines ?? { text: '' }), ...(definition === undefined ? {} : { definition }), zone, limit: 60 },
    { enabled: lines !== null || definition !== undefined },
  );
}

/** A connector that the workspace describes itself. */
export function useOwnConnector(id: string | undefined) {
  return useQuestion('connectors.getOwn', { id: id ?? '' }, { enabled: id !== undefined, keep: false });
}

/** What a connector's description makes of records; without one, a first guess. */
export function useDescribedRecords(records: DescribedLines | null, definition: unknown) {
  return useQuestion(
    'connectors.describe',
    { ...(records ?? { text: '' }), ...(definition === undefined ? {} : { definition }), limit: 60 },
    { enabled: records !== null },
  );
}

/** Previews of imports are kept as they were read; a new format may read the files in another way, also of the import that is open. */
export function useRenewPreviews(): () => void {
  const client = useQueryClient();
  return useCallback(
    () => void client.invalidateQueries({ queryKey: ['engine', 'imports', 'imports.preview'] }),
    [client],
  );
}
