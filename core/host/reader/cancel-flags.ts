/** Which calls are to stop, told between threads. Many may be on their way at once, and each is told of by itself. */

/** More than wait for a thread at once: a call shares its place with one that many calls ago has ended. */
const PLACES = 1024;

/** The side that asks. */
export class CancelFlags {
  private readonly flags = new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
  private last = 0;

  /** For the thread that answers. */
  get buffer(): SharedArrayBuffer {
    return this.flags.buffer;
  }

  /** The number of another call, and what stops it. */
  next(): { readonly call: number; readonly stop: () => void } {
    this.last++;
    const call = this.last;
    return { call, stop: () => Atomics.store(this.flags, call % PLACES, call) };
  }
}

/** The side that answers. @returns whether a call is to stop */
export function stopsOf(buffer: SharedArrayBuffer): (call: number) => boolean {
  const flags = new Int32Array(buffer);
  return (call) => Atomics.load(flags, call % PLACES) === call;
}
