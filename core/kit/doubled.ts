/** The same values in an array of twice the length. */
export function doubled<A extends Uint8Array | Int32Array | Uint32Array | Float64Array>(old: A): A {
  const Type = old.constructor as new (length: number) => A;
  const bigger = new Type(old.length * 2);
  bigger.set(old);
  return bigger;
}
