/** Where receivers put what they got: the only thing they know of the spool. */

/**
 * Why a line was not kept. Nothing is dropped without being counted under one of these. `oversized`: longer than MAX_LINE, or given up
 * because too many long ones came at once.
 */
export const DROP_REASONS = ['congested', 'oversized', 'incomplete'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export interface LineSink {
  /** Takes one line, without its line end; the bytes are copied. */
  accept(line: Buffer, sender: string): void;
  /** Counts lines that cannot be kept. */
  drop(reason: DropReason, lines: number): void;
  /** True while the spool takes nothing more: who can make the sender wait does so, who cannot drops and counts. */
  readonly isCongested: boolean;
  /** Calls back once, as soon as there is room again. */
  onRelief(resume: () => void): void;
}

/** Longest line that is kept, in bytes; the same as for files. */
export const MAX_LINE = 1024 * 1024;
