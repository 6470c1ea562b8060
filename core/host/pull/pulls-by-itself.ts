import { isOffline } from '../../services/probe/probe-state.ts';
import type { EngineOptions } from '../api.ts';

/** The host wants connections to be read when they are due, and may go online. */
export function pullsByItself(options: EngineOptions): boolean {
  return options.collect?.autoStart === true && !isOffline();
}
