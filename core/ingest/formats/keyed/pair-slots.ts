/** How a reader of pairs takes a key: into which slot, and which of those need nothing but the window. */
import type { Slot } from './field-table.ts';
import {
  ACTION,
  CLOCK,
  COUNT,
  DATE,
  DESTINATION,
  DESTINATION_END,
  DEVICE,
  HOST,
  PASSED,
  RECEIVED,
  SENT,
  SOURCE,
  SOURCE_END,
  slotAt,
  TIME,
  TOTAL,
  URL,
  USER,
  ZONE,
} from './window-slots.ts';

/** Slots whose value is a window and nothing else. */
export const BARE = new Set([USER, DEVICE, URL]);
export const NUMBERS = new Set([SENT, RECEIVED, TOTAL]);
const READ = new Set([TIME, DATE, CLOCK, ZONE, SOURCE, SOURCE_END, DESTINATION, DESTINATION_END, HOST, ACTION, COUNT]);
/** Where an address may be a name, the reader of text decides. */
export const ADDRESS_OR_NAME = -2;
/** The URL is a part of the value. */
export const REQUEST = -3;

/** Two bytes of a text. */
export function sumOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) & 0xffff;
  return sum;
}

/** The slot of a field, or how else it is taken. */
export function fieldFor(slot: Slot): number {
  const index = slotAt(slot);
  if (slot === 'source' || slot === 'destination') return ADDRESS_OR_NAME;
  return BARE.has(index) || NUMBERS.has(index) || READ.has(index) ? index : PASSED;
}
