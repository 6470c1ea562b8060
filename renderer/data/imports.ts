import { useMemo } from 'react';
import type { PageRequest } from '../../core/contract/common.ts';
import { useAvailableConnectors } from './activities.ts';
import { useQuestion } from './use-question.ts';

export function useImports() {
  return useQuestion('imports.list', {});
}

export function useImportFiles(id: number, page: PageRequest) {
  return useQuestion('imports.listFiles', { id, page });
}

/** Samples of lines that are shown at most. */
export const MOST_REJECTS = 2000;

export function useRejects(id: number, enabled: boolean) {
  return useQuestion('imports.listRejects', { id, limit: MOST_REJECTS }, { enabled, keep: false });
}

/** The built-in formats, and those that the workspace describes itself. */
export function useFormats() {
  return useQuestion('formats.list', {});
}

/** What people call a format or a connector, by its id; the id where it is not known any more. */
export function useReaderTitles(): (id: string) => string {
  const { data: formats } = useFormats();
  const { data: connectors } = useAvailableConnectors();
  return useMemo(() => {
    const titles = new Map([...(formats ?? []), ...(connectors ?? [])].map(({ id, title }) => [id, title]));
    return (id) => titles.get(id) ?? id;
  }, [formats, connectors]);
}

interface ReadAs {
  readonly format: string;
  readonly connector?: string;
}

/** What the tokens hold, read as a format or by a connector (or found out) in `zone`. */
export function usePreview(tokens: readonly string[], zone: string | null, as: ReadAs) {
  return useQuestion(
    'imports.preview',
    { tokens: [...tokens], ...as, ...(zone === null ? {} : { zone }) },
    { enabled: tokens.length > 0 },
  );
}
