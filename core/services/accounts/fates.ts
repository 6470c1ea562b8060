/** What was done to accounts, and how it is stored. */
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';
import type { Mark } from './account-sums.ts';

const STATUSES = ['active', 'invited', 'suspended', 'deleted'] as const;
export type AccountStatus = (typeof STATUSES)[number];

export class Fate {
  status: (Mark & { readonly value: AccountStatus }) | null = null;
  role: (Mark & { readonly granted: boolean }) | null = null;
  mfaOff: Mark | null = null;
}

/** Where nothing of the kind was done. */
const NOT = Number.NaN;
const GRANTED = 1;

/** @param prefix of the columns' names */
export function saveFates(prefix: string, fates: readonly Fate[]): SumColumns {
  const marks = (name: string, of: (fate: Fate) => Mark | null): SumColumns => ({
    [`${prefix}.${name}.time`]: Float64Array.from(fates, (fate) => of(fate)?.time ?? NOT),
    [`${prefix}.${name}.pointer`]: Float64Array.from(fates, (fate) => of(fate)?.pointer ?? 0),
  });
  return {
    ...marks('status', ({ status }) => status),
    [`${prefix}.status`]: Uint8Array.from(fates, ({ status }) =>
      status === null ? 0 : STATUSES.indexOf(status.value),
    ),
    ...marks('role', ({ role }) => role),
    [`${prefix}.role`]: Uint8Array.from(fates, ({ role }) => (role?.granted === true ? GRANTED : 0)),
    ...marks('mfaOff', ({ mfaOff }) => mfaOff),
  };
}

export function loadFates(prefix: string, stored: StoredSum): readonly Fate[] {
  const marks = (name: string): ((at: number) => Mark | null) => {
    const [times, pointers] = [stored.numbers(`${prefix}.${name}.time`), stored.numbers(`${prefix}.${name}.pointer`)];
    return (at) => {
      const time = times[at] ?? NOT;
      return Number.isNaN(time) ? null : { time, pointer: pointers[at] ?? 0 };
    };
  };
  const [status, role, mfaOff] = [marks('status'), marks('role'), marks('mfaOff')];
  const [values, granted] = [stored.bytes(`${prefix}.status`), stored.bytes(`${prefix}.role`)];
  return Array.from(values, (value, at) => {
    const fate = new Fate();
    const [told, given] = [status(at), role(at)];
    fate.status = told && { ...told, value: STATUSES[value] ?? 'active' };
    fate.role = given && { ...given, granted: granted[at] === GRANTED };
    fate.mfaOff = mfaOff(at);
    return fate;
  });
}
