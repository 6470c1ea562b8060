import type { ControlAction } from '../model/control.ts';
import type { Quoting } from './quote.ts';

/** One reviewed command. */
export interface ControlTemplate {
  readonly action: ControlAction;
  /** Catalog ids of the apps whose accounts, files or grants it acts on. */
  readonly apps: readonly string[];
  /** What runs it. */
  readonly tool: string;
  readonly shell: Quoting;
  readonly command: string;
  /** What it does where that is not what the action does elsewhere. */
  readonly effect?: string;
  /** The way back; null when there is none, with `noWayBack` saying why. */
  readonly undo: string | null;
  readonly noWayBack?: string;
  /** Scope or role that the caller needs. */
  readonly permission: string;
  /** Where the provider documents it. */
  readonly source: string;
}
