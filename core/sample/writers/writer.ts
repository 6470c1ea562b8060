import type { TrafficEvent } from '../traffic/event.ts';

/** Writes transactions in one vendor's layout. */
export interface LogWriter {
  /** Lines before the first transaction; '' when the layout has none. Each ends in a line feed. */
  header(startMs: number): string;
  /** Lines of `header`. */
  readonly headerLines: number;
  /** Lines that one transaction takes. */
  readonly linesPerEvent: number;
  /** One transaction, line feeds included. */
  write(event: TrafficEvent): string;
  /** One line that the layout's real logs hold and that is no traffic; fills a log up to its exact length. */
  filler(event: TrafficEvent): string;
  /** Whether the gateway asks for sign-in with 407. */
  readonly challenges: boolean;
}
