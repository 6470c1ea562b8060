import type { EvidenceRow } from '../../../../core/contract/discovery.ts';

/** The chosen fields of a record; none chosen means all. */
export function only(record: EvidenceRow['record'], fields: readonly string[]): EvidenceRow['record'] {
  return fields.length === 0
    ? record
    : Object.fromEntries(Object.entries(record).filter(([name]) => fields.includes(name)));
}
