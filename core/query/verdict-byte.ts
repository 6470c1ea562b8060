/** Three-valued verdicts as bytes, for masks: `and` is the lesser of two, `or` the greater, and `not` what is left to TRUE. */
import type { Verdict } from './values.ts';

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export function verdictByte(verdict: Verdict): number {
  return verdict === null ? UNKNOWN : verdict ? TRUE : FALSE;
}
