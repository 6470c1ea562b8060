import { useQuestion } from './use-question.ts';

/** What a pull is doing changes all the time. */
const EVERY_MS = 3_000;

export function useConnections() {
  return useQuestion('connections.list', {}, { everyMs: EVERY_MS });
}

/** What connections that may make changes can do in an app. */
export function useConnectionActions(app: string) {
  return useQuestion('connections.actions', { app });
}
