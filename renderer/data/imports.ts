import { useQuestion } from './use-question.ts';

export function useImports() {
  return useQuestion('imports.list', {});
}

export function useRejects(id: number, enabled: boolean) {
  return useQuestion('imports.listRejects', { id, limit: 2000 }, { enabled, keep: false });
}

/** The built-in formats, and those that the workspace describes itself. */
export function useFormats() {
  return useQuestion('formats.list', {});
}

/** What the tokens hold, read as `format` (or found out) in `zone`. */
export function usePreview(tokens: readonly string[], zone: string | null, format: string) {
  return useQuestion(
    'imports.preview',
    { tokens: [...tokens], format, ...(zone === null ? {} : { zone }) },
    { enabled: tokens.length > 0 },
  );
}
