import type { Query, QueryClient } from '@tanstack/react-query';

/**
 * Asks again what may have another answer now: at once where it is shown, when next needed elsewhere. A question whose first answer is
 * still on its way was perhaps read before the change, and the client would join it instead of asking anew; so it is given up
 * first where it is shown, and its answer does not count as known where somebody else waits for it.
 */
export async function askAgain(client: QueryClient, isMeant: (query: Query) => boolean): Promise<void> {
  const isFirstOnItsWay = (query: Query): boolean =>
    query.state.data === undefined && query.state.fetchStatus !== 'idle' && isMeant(query);
  for (const query of client.getQueryCache().findAll({ predicate: isFirstOnItsWay })) {
    if (query.isActive()) continue;
    const forget = (): void => query.invalidate();
    query.promise?.then(forget, forget);
  }
  await client.cancelQueries({ predicate: (query) => query.isActive() && isFirstOnItsWay(query) });
  await client.invalidateQueries({ predicate: isMeant });
}
