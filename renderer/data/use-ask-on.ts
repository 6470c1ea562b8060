import { useEffect } from 'react';

interface Asked {
  readonly isFetching: boolean;
  readonly error: Error | null;
  refetch(options: { readonly cancelRefetch: boolean }): unknown;
}

/** Asks those questions again that were answered in part only, until they are whole. One that failed waits for somebody to try again. */
export function useAskOn(questions: readonly Asked[], isPart: readonly boolean[]): void {
  useEffect(() => {
    for (const [at, { isFetching, error, refetch }] of questions.entries()) {
      if (isPart[at] === true && !isFetching && error === null) void refetch({ cancelRefetch: false });
    }
  });
}
