/**
 * In: the slots of a line that a reader of bytes has filled, each a window of it or a number. Out: the line's time.
 * What readers of pairs and of objects have in common: which number each slot has, and how date, clock and zone make a time.
 */
import type { LineWindows } from '../api.ts';
import { SLOTS, type Slot } from './field-table.ts';

const MINUTE_MS = 60_000;

export const slotAt = (slot: Slot): number => SLOTS.indexOf(slot);
/** In a slot's place: no figure needs it. */
export const PASSED = -1;
export const TIME = slotAt('time');
export const DATE = slotAt('date');
export const CLOCK = slotAt('clock');
export const ZONE = slotAt('zone');
export const SOURCE = slotAt('sourceIp');
export const SOURCE_END = slotAt('sourceEndpoint');
export const SOURCE_ANY = slotAt('source');
export const USER = slotAt('sourceUser');
export const DEVICE = slotAt('sourceHost');
export const DESTINATION = slotAt('destinationIp');
export const DESTINATION_END = slotAt('destinationEndpoint');
export const DESTINATION_ANY = slotAt('destination');
export const HOST = slotAt('destinationHost');
export const URL = slotAt('url');
export const ACTION = slotAt('action');
export const SENT = slotAt('bytesSent');
export const RECEIVED = slotAt('bytesReceived');
export const TOTAL = slotAt('bytesTotal');
export const COUNT = slotAt('count');

/** Slots that a line has filled: where their windows end (0: not filled) and what was read of them. */
export interface FilledSlots {
  readonly tos: Int32Array;
  readonly numbers: Float64Array;
}

/**
 * The time of a line, else its date and clock, else NaN: the header's counts then, and no zone beside it.
 * @param isTimeLocal the time names no zone @param isDateLocal date and clock may have a zone beside them
 */
export function settleTime(
  { tos, numbers }: FilledSlots,
  isTimeLocal: boolean,
  isDateLocal: boolean,
  out: LineWindows,
): void {
  const hasTime = tos[TIME] !== 0;
  const own = tos[DATE] !== 0 && tos[CLOCK] !== 0 ? (numbers[DATE] ?? 0) + (numbers[CLOCK] ?? 0) : Number.NaN;
  const wall = hasTime ? (numbers[TIME] ?? 0) : own;
  const isLocal = hasTime ? isTimeLocal : isDateLocal;
  const isZoned = isLocal && tos[ZONE] !== 0;
  out.timeMs = isZoned ? wall - (numbers[ZONE] ?? 0) * MINUTE_MS : wall;
  out.timeIsLocal = isLocal && !isZoned;
  out.timeIsYearless = false;
}
