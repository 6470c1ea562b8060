const SEQUENCE_MS = 1200;

/** The first key of a two-key shortcut, while it still counts. */
export interface KeySequence {
  /** @param at when the key was pressed, in milliseconds */
  lead(stroke: string, at: number): void;
  /** Both keys as one shortcut, or null when no first key came shortly before; either way the first one is used up. */
  complete(stroke: string, at: number): string | null;
}

/** Times are those of the keys, not of their handling: a page that was busy meanwhile makes nobody slow. */
export function createKeySequence(): KeySequence {
  let first: { readonly stroke: string; readonly at: number } | null = null;
  return {
    lead(stroke, at) {
      first = { stroke, at };
    },
    complete(stroke, at) {
      const before = first;
      first = null;
      return before === null || at - before.at > SEQUENCE_MS ? null : `${before.stroke} ${stroke}`;
    },
  };
}
