/** In: i-FILTER's word for what became of a request. Out: what it means. */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';

export function actionOf(word: string): ActionCode {
  if (word === 'block') return ACTION_BLOCKED;
  return word === 'proxy' || word === 'pass' || word === 'allow' ? ACTION_ALLOWED : ACTION_UNKNOWN;
}
