import type { CreateEngine } from '../host/api.ts';
import type { Output } from './output.ts';

/** What every command is given. */
export interface CommandContext {
  readonly out: Output;
  /** A line on standard error that is no failure. */
  readonly note: (text: string) => void;
  readonly signal: AbortSignal;
  /** Where its engine comes from, when it needs one. */
  readonly startEngine: CreateEngine;
}
