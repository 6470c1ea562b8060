import { useQuestion } from './use-question.ts';

/** What a pull is doing changes all the time. */
const EVERY_MS = 3_000;

export function useConnections() {
  return useQuestion('connections.list', {}, { everyMs: EVERY_MS });
}
