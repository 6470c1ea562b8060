/** Keys of a FortiOS line by length and first letter: most of a line's fifty keys are passed over at the cost of one look. */

/** Length and first letter of the keys that are read: `S5` is a key of five letters that begins with `s`. */
export const T2 = (2 << 8) | 116;
export const T4 = (4 << 8) | 116;
export const T8 = (8 << 8) | 116;
export const T14 = (14 << 8) | 116;
export const D4 = (4 << 8) | 100;
export const E9 = (9 << 8) | 101;
export const S5 = (5 << 8) | 115;
export const S3 = (3 << 8) | 115;
export const D5 = (5 << 8) | 100;
export const D3 = (3 << 8) | 100;
export const U4 = (4 << 8) | 117;
export const U10 = (10 << 8) | 117;
export const S7 = (7 << 8) | 115;
export const H8 = (8 << 8) | 104;
export const H9 = (9 << 8) | 104;
export const Q5 = (5 << 8) | 113;
export const U3 = (3 << 8) | 117;
export const S8 = (8 << 8) | 115;
export const R8 = (8 << 8) | 114;
export const S4 = (4 << 8) | 115;
export const R4 = (4 << 8) | 114;
export const A6 = (6 << 8) | 97;
export const S6 = (6 << 8) | 115;
export const U9 = (9 << 8) | 117;
export const D7 = (7 << 8) | 100;
export const D8 = (8 << 8) | 100;
export const H18 = (18 << 8) | 104;
export const H19 = (19 << 8) | 104;

/** Marks the lengths and first letters above, so that other keys are passed over at the cost of one look. */
export const WANTED = new Uint8Array(32 << 8);
for (const key of [
  T2,
  T4,
  T8,
  T14,
  D4,
  E9,
  S5,
  S3,
  D5,
  D3,
  U4,
  U10,
  S7,
  H8,
  H9,
  Q5,
  U3,
  S8,
  R8,
  S4,
  R4,
  A6,
  S6,
  U9,
  D7,
  D8,
  H18,
  H19,
])
  WANTED[key] = 1;
