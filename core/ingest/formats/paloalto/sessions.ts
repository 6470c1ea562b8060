/**
 * In: a PAN-OS line about a person's session with the firewall itself: GlobalProtect, User-ID, HIP match, authentication.
 * Out: who it was, from which address and device, for the view of a single line. None of them is a transaction.
 * Columns: "GlobalProtect Log Fields" and its siblings in the syslog field descriptions of PAN-OS 11.
 */
import { ipKind } from '../../../kit/ip.ts';
import type { EventDraft } from '../api.ts';
import type { CsvFields } from '../csv-fields/csv-fields.ts';

interface SessionColumns {
  readonly user: number;
  /** The first of these that holds an address counts: the public one before the one inside the tunnel. */
  readonly addresses: readonly number[];
  readonly device: number;
}

const LAYOUTS: ReadonlyMap<string, SessionColumns> = new Map([
  ['GLOBALPROTECT', { user: 12, addresses: [15, 16, 17, 18], device: 14 }],
  ['USERID', { user: 9, addresses: [8], device: -1 }],
  ['HIPMATCH', { user: 7, addresses: [11], device: 9 }],
  ['HIP-MATCH', { user: 7, addresses: [11], device: 9 }],
  ['AUTHENTICATION', { user: 9, addresses: [8], device: -1 }],
]);
/** Columns to be scanned for the longest of them. */
export const SESSION_COLUMNS = 19;
/** What the firewall writes for no address. */
const NOWHERE = '0.0.0.0';

/** Fills who and where from. @returns false when lines of this type have no such columns */
export function readSession(fields: CsvFields, type: string, out: EventDraft): boolean {
  const layout = LAYOUTS.get(type);
  if (layout === undefined) return false;
  const at = (column: number): string => (column >= 0 && column < fields.count ? fields.get(column) : '');
  out.sourceUser = at(layout.user);
  out.sourceHost = at(layout.device);
  out.sourceIp =
    layout.addresses.map(at).find((value) => value !== NOWHERE && ipKind(value, 0, value.length) !== 0) ?? '';
  return true;
}
