type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** The same values in an array of twice the length. */
export function doubled<A extends Numbers>(old: A): A {
  return lengthened(old, old.length * 2);
}

/** The same values in an array of a length that is no less. @param rest what the new room holds */
export function lengthened<A extends Numbers>(old: A, length: number, rest = 0): A {
  const Type = old.constructor as new (length: number) => A;
  const longer = new Type(length);
  longer.set(old);
  if (rest !== 0) longer.fill(rest, old.length);
  return longer;
}
