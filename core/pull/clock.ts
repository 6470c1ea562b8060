/** A clock that is off by more is wrong: windows and signatures made by it are not what they should be. */
const WRONG_MS = 60_000;

/** True where two clocks, or what one was off by at two times, are further apart than answers take to come. */
export function clockDiffers(one: number, other: number): boolean {
  return Math.abs(one - other) > WRONG_MS;
}
