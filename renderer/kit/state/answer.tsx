import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { StaleNote } from './stale-note.tsx';

interface Question<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  refetch(): unknown;
}

/** The four states of a view in one place: loading, error, empty (the child decides) and data. */
export function Answer<T>(props: {
  readonly question: Question<T>;
  readonly loading: ReactNode;
  readonly children: (data: T) => ReactNode;
}) {
  const { question, loading, children } = props;
  if (question.data !== undefined) {
    return (
      <>
        {question.error !== null && <StaleNote error={question.error} onRetry={() => void question.refetch()} />}
        {children(question.data)}
      </>
    );
  }
  if (question.error !== null) return <ErrorState error={question.error} onRetry={() => void question.refetch()} />;
  return loading;
}
