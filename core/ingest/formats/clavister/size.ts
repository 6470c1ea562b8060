/** In: a byte count for people (`3.09 K`, `414 `, `1.2 M`), as Clavister writes it. Out: bytes, as near as two digits behind the point allow. */
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const DOT = 46;
const KIB = 1024;

/** @param at start of the number; the unit may stand one blank behind it. @returns -1 when no number stands there */
export function readSize(text: string, at: number, end: number): number {
  let value = 0;
  let scale = 0;
  let next = at;
  while (next < end) {
    const code = text.charCodeAt(next);
    if (code === DOT && scale === 0) scale = 1;
    else if (isDigit(code)) {
      value = value * 10 + code - 48;
      if (scale > 0) scale *= 10;
    } else break;
    next++;
  }
  if (next === at || next - at > 16) return -1;
  if (scale > 1) value /= scale;
  const unit = next < end && text.charCodeAt(next) === SPACE ? next + 1 : next;
  if (unit >= end) return Math.round(value);
  switch (text.charCodeAt(unit)) {
    case 75:
      return Math.round(value * KIB);
    case 77:
      return Math.round(value * KIB * KIB);
    case 71:
      return Math.round(value * KIB * KIB * KIB);
    case 84:
      return Math.round(value * KIB * KIB * KIB * KIB);
    default:
      return Math.round(value);
  }
}
