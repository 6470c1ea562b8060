import { QueryCache, QueryClient } from '@tanstack/react-query';
import { AppError } from '../../core/contract/errors.ts';

/** The answer is sealed, and the key that opens it is locked. */
export function isLocked(error: unknown): boolean {
  return error instanceof AppError && error.code === 'privacy.locked';
}

/**
 * Answers stay good until the engine says that data changed, so nothing is asked again by time or focus. Only a lost
 * engine is worth a second try: every other failure is an answer.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    // What was answered while the key was there is not shown, as old as it may be called, once it is gone.
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isLocked(error)) query.setState({ data: undefined });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (count, error) => count < 3 && error instanceof AppError && error.code === 'engine.gone',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
