import type { ActionRun } from '../../core/contract/connection-actions.ts';
import type { ConnectionState } from '../../core/contract/connections.ts';

/** States of connections as people read them, wherever they stand. */
export const STATE_TITLES: Readonly<Record<ConnectionState, string>> = {
  new: 'Not tried yet',
  connected: 'Connected',
  error: 'Connection error',
  attention: 'Needs attention',
  disabled: 'Disabled',
};

/** What came of a change at a provider, and its colour. */
export const ACTION_OUTCOMES: Readonly<Record<ActionRun['outcome'], readonly [text: string, color: string]>> = {
  running: ['Under way', 'blue'],
  done: ['Done', 'teal'],
  refused: ['Refused: nothing was changed', 'red'],
  notSent: ['Not sent: nothing was changed', 'red'],
  unknown: ['Unknown: look at the provider', 'yellow'],
};

/** Time to make another one. */
const SOON_MS = 30 * 86_400_000;

/** Whether a secret that ends then is to be replaced now. */
export function endsSoon(at: number): boolean {
  return at - Date.now() < SOON_MS;
}
