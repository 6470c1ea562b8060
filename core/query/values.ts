/** What filters compare: one value of a record, or all values of a field that has several (any of them may match). */
import { bytesToIp } from '../kit/ip.ts';

/** Null and undefined: the record does not say. An empty list is known to hold nothing. Bytes are an address. */
export type FieldContent =
  | string
  | number
  | boolean
  | Uint8Array
  | readonly (string | number | boolean)[]
  | null
  | undefined;

/** A record by field name; a name that is absent means unknown. */
export type FilterRecord = Readonly<Record<string, FieldContent>>;

/** True, false, or null where the record does not say. Only true keeps a record. */
export type Verdict = boolean | null;

/** The text of a value for text operators; addresses in canonical form. */
export function textOf(value: string | number | boolean | Uint8Array): string {
  return value instanceof Uint8Array ? bytesToIp(value) : String(value);
}
