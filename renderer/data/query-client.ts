import { QueryClient } from '@tanstack/react-query';
import { AppError } from '../../core/contract/errors.ts';

/**
 * Answers stay good until the engine says that data changed, so nothing is asked again by time or focus. Only a lost
 * engine is worth a second try: every other failure is an answer.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
