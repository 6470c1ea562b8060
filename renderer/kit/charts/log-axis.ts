/** A logarithmic axis that has a place for 0: figures of 0 and of a billion in one plot. */
export function toLog(value: number): number {
  return Math.log2(1 + Math.max(0, value));
}

/** Ticks at 0 and at round powers up to at least `max`, about `wanted` of them, in axis units with their value. */
export function logTicks(
  max: number,
  wanted: number,
  binary: boolean,
): readonly { readonly at: number; readonly value: number }[] {
  const base = binary ? 1024 : 10;
  const top = Math.max(1, Math.ceil(Math.log(Math.max(max, base)) / Math.log(base) - 1e-9));
  const stride = Math.max(1, Math.ceil(top / Math.max(1, wanted)));
  const ticks = [{ at: 0, value: 0 }];
  for (let power = binary ? stride : 0; power <= top + stride - 1; power += stride) {
    const value = base ** power;
    ticks.push({ at: toLog(value), value });
  }
  return ticks;
}
